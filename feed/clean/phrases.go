package clean

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed phrases.tsv
var phrasesTSV string

//go:embed posts.tsv
var postsTSV string

// phrases are the set phrases of phrases.tsv and posts.tsv by their kind.
type phrases struct {
	line, list, related map[string]bool
	more                []string
	moreSet             map[string]bool
	call, bait          []string
	posts               []postForm
	first               map[string]bool // first word, or first two, of all that a long line is cut for
}

// postForm is one wording of "The post X appeared first on Y".
type postForm struct {
	heads      []string
	mid, after string
}

// phraseTable reads the tables once, when the first story is cleaned.
var phraseTable = sync.OnceValue(func() *phrases {
	t := &phrases{line: map[string]bool{}, list: map[string]bool{}, related: map[string]bool{}, moreSet: map[string]bool{}, first: map[string]bool{}}
	for l := range strings.Lines(phrasesTSV) {
		kind, p, ok := strings.Cut(strings.TrimRight(l, "\n"), "\t")
		if !ok {
			continue
		}
		switch kind {
		case "line":
			t.line[p] = true
		case "list":
			t.list[p] = true
		case "related":
			t.related[p] = true
		case "more":
			t.more = append(t.more, p)
			t.moreSet[p] = true
		case "call":
			t.call = append(t.call, p)
			t.first[firstWords(p, 2)] = true
		case "bait":
			t.bait = append(t.bait, p)
		}
	}
	for _, w := range strings.Split(suspects, "|") {
		t.first[w] = true
	}
	for l := range strings.Lines(postsTSV) {
		l = strings.TrimRight(l, "\n")
		f := strings.Split(l, "\t")
		if strings.HasPrefix(l, "#") || len(f) < 2 {
			continue
		}
		p := postForm{mid: f[1]}
		if f[0] != "" {
			p.heads = strings.Split(f[0], "|")
		}
		if len(f) > 2 {
			p.after = f[2]
		}
		t.posts = append(t.posts, p)
	}
	return t
})

// suspects are the first words of the lines that the rules in judge.go cut, but for the calls.
const suspects = "photo|photos|image|images|picture|pictures|photograph|photographs|featured|feature|cover|header|lead image|top image|credit|credits|" +
	"illustration|foto|bild|bildquelle|crédit|crédits|imagen|imagem|fotoğraf|фото|copyright|c|all rights|all content|this material|this document|this article|this content|this post|" +
	"this story|this report|this is|republished|reprinted|our standards|disclaimer|legal disclaimer|haftungsausschluss|the information|the views|the opinions|the content|nothing in|nothing on|content on|" +
	"information provided|not financial|not investment|views expressed|opinions expressed|published|posted|updated|last updated|last modified|first published|date|publié|mis|veröffentlicht|aktualisiert|stand|" +
	"estimated|reading|tags|tagged|filed|categories|category|topics|keywords|schlagwörter|etiquetas|мітки|теги|article url|comments url|points|submitted by|report by|reporting|additional reporting|editing|writing|" +
	"compiled|with inputs|with input|with agency|with agencies|inputs from|except for|only the"

// firstWords is the first n runs of letters of s in lower case, with a blank between them.
func firstWords(s string, n int) string {
	i := strings.IndexFunc(s, unicode.IsLetter)
	if i < 0 {
		return ""
	}
	end := i + len(wordAt(s, i))
	if n > 1 && end < len(s) && s[end] == ' ' {
		end += 1 + len(wordAt(s, end+1))
	}
	return strings.TrimRight(strings.ToLower(s[i:end]), " ")
}

// suspect tells whether a long line is worth a closer look: by its first word, its marks, or because it is a link.
func (c *cutter) suspect(d *draft, s string) bool {
	if s[0] < '0' || strings.HasPrefix(s, "[") || strings.HasPrefix(s, "©") || strings.HasSuffix(s, "reserved.") || strings.Contains(s[:min(len(s), 48)], ":") {
		return true
	}
	if len(s) <= 160 && (hasAny(s, " | ", " – ", " — ", " » ", "Getty", "Reuters", "AP Photo", "/AP", "AFP", "[link]") || s[0] < 'A') || d.pieces[0].href != "" && d.allLink() {
		return true
	}
	return c.words.first[firstWords(s, 1)] || c.words.first[firstWords(s, 2)]
}

// bare is s in lower case without the marks and blanks at its ends.
func bare(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' && r != '#' && r != '@'
	}))
}

// wordCount is the number of words parted by blanks.
func wordCount(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		blank := s[i] == ' ' || s[i] == '\n' || s[i] == '\t'
		if !blank && !in {
			n++
		}
		in = !blank
	}
	return n
}

func hasAny(s string, subs ...string) bool {
	for _, x := range subs {
		if strings.Contains(s, x) {
			return true
		}
	}
	return false
}

func startsAny(s string, heads ...string) bool {
	for _, x := range heads {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}

// clip is s cut at n bytes, on the border of a rune.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return strings.TrimRight(s[:n], " ")
}
