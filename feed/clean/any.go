package clean

import "lede/model"

// Any makes a Body of text of which nobody said whether it is plain or markup, with the way back to its bytes.
func Any(src string) (model.Body, Found, *Map) {
	if looksMarkedUp(src) {
		return HTMLMap(src, "")
	}
	return Plain(src)
}
