package main

import (
	"encoding/base64"
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"
)

// hostileLong makes the tests of hostile input, of faults and of terminals go through all that they have, as in
//
//	go test ./cmd/lede -run 'Hostile|Fault|Terminal' -hostile.long -v
var hostileLong = flag.Bool("hostile.long", false, "try all hostile words, 200 kills and so on, not a part of them")

// long is how much of something a test tries: few, or with -hostile.long all of it, and with -short, as
// where races are looked for, a fourth of few.
func long(few, all int) int {
	switch {
	case *hostileLong:
		return all
	case testing.Short():
		return (few + 3) / 4
	}
	return few
}

// hostileWords are what strangers write to be more than text: some hundreds of strings, each of which
// does something to a terminal that is handed it as it is. What they ask for is marked so that it cannot
// be taken for what the program itself asks: blinking text, the cell 777;777, the title "owned".
var hostileWords = sync.OnceValue(func() []string {
	var out []string
	add := func(s ...string) { out = append(out, s...) }
	for c := range 0x20 {
		add("c0" + string(rune(c)) + "c0")
	}
	add("del\x7fdel", "bell\a\a\a", "\b\b\b\b\b\b\bback", "title\rOVER", "a\r\nb", "a\n\rb", "tab\tand\ttab", "\v\f\x85x")
	for c := 0x80; c < 0xa0; c++ {
		add("c1"+string(rune(c))+"2;5mc1", "raw"+string([]byte{byte(c)})+"5mraw")
	}
	for _, csi := range []string{"\x1b[", "\u009b", "\x9b"} {
		for final := byte('@'); final <= '~'; final++ {
			add("csi" + csi + "777;777" + string(final) + "x")
		}
		add(csi+"5m", csi+"8;5mhidden", csi+"3J", csi+"?1049l", csi+"?25l", csi+"?1000h", csi+"20h", csi+"4h", csi+"!p", csi+"6n", csi+">c", csi+"21t", csi+"8;1;1t",
			csi+"?5h", csi+"0;30;\"echo hi\";13p", csi+strings.Repeat("5;", 400)+"5m", csi+"5", csi+"5\n;5m", csi+"1;1r", csi+"777S", csi+"=5u", csi+">5;2m")
	}
	for _, st := range []string{"\a", "\x1b\\", "\u009c", "\x9c", "\x18", "\x1a", "", "\n"} {
		for _, osc := range []string{"\x1b]", "\u009d", "\x9d"} {
			for _, what := range []string{"0;owned", "1;owned", "2;owned", "4;1;#ff0000", "7;file:///etc", "9;owned", "9;4;1;50", "10;red", "11;red", "12;red", "104", "133;A",
				"50;owned", "52;c;" + base64.StdEncoding.EncodeToString([]byte("owned")), "52;c;?", "777;notify;owned;x", "1337;SetMark", "1337;File=inline=1:AAAA", "3008;start=1"} {
				add("osc" + osc + what + st + "x")
			}
			for _, to := range []string{"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ssh://-oProxyCommand=x", "vscode://x", "x-man-page://ls", "tel:1", "http://owned.test/" + strings.Repeat("l", 3000), "http://owned.test/\u202e"} {
				add(osc + "8;;" + to + st + "click" + osc + "8;;" + st)
			}
		}
		for _, str := range []string{"\x1bP", "\x1b_", "\x1b^", "\x1bX", "\u0090", "\u009f", "\u009e", "\u0098", "\x90", "\x9f", "\x9e", "\x98"} {
			add("str" + str + "q#0;2;0;0;0owned" + st + "x")
		}
	}
	for _, esc := range []string{"c", "7", "8", "=", ">", "D", "E", "H", "M", "N", "O", "Z", "n", "o", "|", "}", "~", "#8", "(0", ")0", "*A", "%G", "%@", " F", " G", "[", "]", "P", "_", "", "\x1b", "\x1b\x1b[5m", "\n[5m", "l", "m"} {
		add("esc\x1b" + esc + "x")
	}
	for _, r := range []rune{0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x206f,
		0xad, 0x34f, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x200b, 0x200c, 0x200d, 0x2028, 0x2029, 0x2060, 0x2061, 0x2064, 0x2800, 0x3164, 0xfe00, 0xfe0e, 0xfe0f,
		0xfeff, 0xffa0, 0xfff9, 0xfffa, 0xfffb, 0xfffe, 0xffff, 0xfdd0, 0x1bca0, 0x1d173, 0xe0001, 0xe0020, 0xe0041, 0xe007f, 0xe0100, 0xe01ef,
		0xe000, 0xf8ff, 0xf0000, 0xffffd, 0x100000, 0x10fffd, 0x1fffe, 0x10ffff, 0xa0, 0x2000, 0x202f, 0x205f, 0x1680} {
		add("a"+string(r)+"b", strings.Repeat(string(r), 40)+"exe.txt")
	}
	for _, base := range []string{"z", "é", "字", " ", "👍", ""} {
		for _, m := range []string{"\u0300", "\u0323\u0489", "\u20dd", "\u0e47", "\u1dfa", "\u093e"} {
			add(base+strings.Repeat(m, 9), base+strings.Repeat(m, 300))
		}
	}
	for _, b := range []string{"\xff", "\xc0\xaf", "\xc1\x9b", "\xe0\x80\x9b", "\xed\xa0\x80\xed\xb0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xc2", "\xe2\x80", "\xf0\x9f\x98", "\xfe\xfe\xff\xff", "\x80\x80"} {
		add("bad" + b + "bad" + b)
	}
	add("👩\u200d👩\u200d👧\u200d👦 family", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flag", "🇩🇪🇩🇪🇩", "👍🏽👍🏿", "1️⃣2️⃣", "❤️\u200d🔥", "क्\u200dष नी\u200cचे", "می\u200cخواهم", strings.Repeat("ᄀ", 40), strings.Repeat("க்", 40), strings.Repeat("👩\u200d", 50), strings.Repeat("\u0600", 30),
		"﷽﷽﷽", "𒐫𒈙꧅", "ＡＢ　Ｃ", "\U0001F3FB\U0001F3FF", "עברית "+"ا\u0600", "x\u0301\u200dy")
	for _, s := range []string{"&#27;[5m", "&#x1b;]0;owned&#7;", "&#155;5m", "&#x9b;5m", "&#x202e;exe", "&lt;b&gt;", "%1b[5m", `\x1b[5m`, `\033[5m`, `\u001b[5m`, `\e[5m`, "^[[5m", "$(touch owned)", "`touch owned`", "; touch owned", "-oProxyCommand=x", "--help", "../../etc/passwd", "%s%n%d", "{{.}}", "${HOME}"} {
		add("lit " + s)
	}
	add("[link](javascript:alert(1))", "![pic](http://owned.test/x.png)", "```\n\x1b[5m\n```", "| a | b |\n|---|---|\n| \x1b[5m | c |", "# head\n\n> quote", strings.Repeat("> ", 60)+"deep", strings.Repeat("*a_", 500),
		"<script>alert(1)</script>", "<a href=\"javascript:x\">y</a>", "<b\x1b[5m>x</b>", "]]>x", "-->x", "<![CDATA[\x1b[5m]]>")
	add(strings.Repeat("long ", 4000), strings.Repeat("W", 20000), strings.Repeat("字", 5000), strings.Repeat("\t", 500)+"x", strings.Repeat("a\n", 500), strings.Repeat("\r", 100)+"x", strings.Repeat("\x1b", 3000), strings.Repeat("\u202e", 3000))
	return out
})

// some are n of them, taken evenly.
func some[T any](all []T, n int) []T {
	if len(all) <= n {
		return all
	}
	out := make([]T, 0, n)
	for i := range n {
		out = append(out, all[i*len(all)/n])
	}
	return out
}

// named gives a word a place in the text that shows that it was printed.
func named(place string, i int, word string) string {
	return fmt.Sprintf("%s%d %s %s%d", place, i, word, place, i)
}
