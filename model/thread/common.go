package thread

import (
	"strings"
	"sync"

	"lede/model/text"
)

// commonWords say nothing of an event: they are left out before the rest is weighed.
const commonWords = `the a an and or but if of to in on at by for with from as is are was were be been being am it its he she they them his her their
this that these those there here who whom whose which what when where why how not no nor so than then too very can could will would shall should may might must
do does did done have has had having i you we us our your my me him one two first last new more most some any all each every other others another such only own same
about after again against before below above between both during into through over under up down out off once also just now even still yet while because until
said says say told according reported reports report year years day days week month time people mr mrs ms dr would`

var common = sync.OnceValue(func() map[uint32]bool {
	out := map[uint32]bool{}
	for _, w := range strings.Fields(commonWords) {
		out[text.Hash(w)] = true
	}
	return out
})
