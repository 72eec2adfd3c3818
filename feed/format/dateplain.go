package format

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// plainDate is a date with what stands in the way of reading it taken off: digits of other scripts become ours and
// numbers in words of Chinese become digits, years of an era become ours, blanks of every kind one kind; marks that are
// not seen go.
func plainDate(s string) string {
	s = strings.NewReplacer("a.m.", "am", "p.m.", "pm", "A.M.", "am", "P.M.", "pm", "a. m.", "am", "p. m.", "pm").Replace(s)
	if ms, ok := strings.CutPrefix(s, "/Date("); ok { // of Microsoft's JSON: the offset is only for show
		ms, _, _ = strings.Cut(ms, ")")
		return strings.TrimRight(ms[:min(len(ms), 13)], "+-")
	}
	if asciiPrefix([]byte(s)) == len(s) {
		return strings.TrimPrefix(s, "@")
	}
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			b.WriteByte(byte('0' + digitValue(r)))
		case unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r >= '！' && r <= '～': // full width
			b.WriteRune(r - '！' + '!')
		case r == '.' && unicode.Is(unicode.Thai, last): // พ.ย.
			continue
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return inOurYears(inDigits(joined.Replace(b.String())))
}

// joined writes names of months that are two words as one.
var joined = strings.NewReplacer(" الأول", "الأول", " الاول", "الأول", " الثاني", "الثاني")

// digitValue is the value of a decimal digit of any script: Unicode has them in rows of ten.
func digitValue(r rune) rune {
	for _, row := range unicode.Nd.R16 {
		if r >= rune(row.Lo) && r <= rune(row.Hi) {
			return (r - rune(row.Lo)) % 10
		}
	}
	for _, row := range unicode.Nd.R32 {
		if r >= rune(row.Lo) && r <= rune(row.Hi) {
			return (r - rune(row.Lo)) % 10
		}
	}
	return 0
}

const (
	hanDigits = "〇一二三四五六七八九"
	hanUnits  = "年月日時时点點分秒"
)

// inDigits writes numbers of Chinese characters that stand before a unit of time as digits: 二〇二六年, 十一月,
// 廿三日.
func inDigits(s string) string {
	if !strings.ContainsAny(s, hanUnits) {
		return s
	}
	s = strings.NewReplacer("元年", "1年", "零", "〇", "廿", "二十", "卅", "三十").Replace(s)
	var b strings.Builder
	run := ""
	for _, r := range s {
		if r == '十' || strings.ContainsRune(hanDigits, r) {
			run += string(r)
			continue
		}
		if run != "" && strings.ContainsRune(hanUnits, r) {
			run = hanNumber(run)
		}
		b.WriteString(run)
		b.WriteRune(r)
		run = ""
	}
	return b.String() + run
}

// hanNumber reads digits one after the other, or up to 99 with 十 for ten.
func hanNumber(s string) string {
	if !strings.Contains(s, "十") {
		var b strings.Builder
		for _, r := range s {
			b.WriteByte(byte('0' + hanDigit(r)))
		}
		return b.String()
	}
	tens, ones, _ := strings.Cut(s, "十")
	n := 10
	if r, _ := utf8.DecodeRuneInString(tens); tens != "" {
		n = 10 * hanDigit(r)
	}
	if r, _ := utf8.DecodeRuneInString(ones); ones != "" {
		n += hanDigit(r)
	}
	return strconv.Itoa(n)
}

func hanDigit(r rune) int { return strings.Index(hanDigits, string(r)) / len("〇") }

// eras are those by which East Asia counts years, and the year before their first.
var eras = []struct {
	name   string
	before int
}{{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"民國", 1911}, {"民国", 1911}}

// inOurYears writes the year of an era as ours.
func inOurYears(s string) string {
	for _, era := range eras {
		before, after, ok := strings.Cut(s, era.name)
		if !ok {
			continue
		}
		after = strings.TrimLeft(after, " ")
		end := len(after) - len(strings.TrimLeft(after, "0123456789"))
		if n, err := strconv.Atoi(after[:end]); err == nil && n > 0 && n < 200 {
			return before + " " + strconv.Itoa(era.before+n) + after[end:]
		}
	}
	return s
}

// civil brings years of two other calendars into ours: those of Thailand, 543 ahead, and the solar years of Iran. Nobody
// publishes in what these would be of ours. False: there is no such day.
func (d *dateReader) civil() bool {
	switch {
	case d.year >= 2443 && d.year < 2643:
		d.year -= 543
	case d.year >= 1350 && d.year < 1426:
		if d.day < 1 || d.month > 12 || d.month <= 6 && d.day > 31 || d.month > 6 && d.day > 30 {
			return false
		}
		days := 30*(d.month-1) + min(d.month-1, 6) + d.day - 1
		y, m, day := nowruz(d.year).AddDate(0, 0, days).Date()
		d.year, d.month, d.day = y, int(m), day
	}
	return true
}

// nowruz is the first day of a solar year of Iran between 1343 and 1472: eight of 33 years have a day more, and 1375
// began on 20 March 1996.
func nowruz(year int) time.Time {
	leaps := func(y int) int { return (8*y + 21) / 33 }
	days := 365*(year-1375) + leaps(year) - leaps(1375)
	return time.Date(1996, 3, 20, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
}
