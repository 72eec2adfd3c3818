package extract

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"lede/model"
	"lede/model/text"
)

//go:embed zones.tsv
var zonesTSV string

// clockZone is a time zone by one of its names.
type clockZone struct {
	words    []uint32 // of its name, as Hash has them; "time" follows where it is no short form
	short    string   // a name in capitals: it stands alone
	standard int      // minutes east of UTC
	summer   string   // whose rule moves the clock by an hour, "" for nobody's
	local    bool     // it is that of the place, which the text does not tell
}

// clockZones are the zones by the hash of their first word, those of more words first.
var clockZones = sync.OnceValue(func() map[uint32][]clockZone {
	out := map[uint32][]clockZone{}
	for line := range strings.Lines(zonesTSV) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 3 || line[0] == '#' {
			continue
		}
		z := clockZone{summer: f[2], local: f[1] == "local", standard: minutesEast(f[1])}
		if f[0] == strings.ToUpper(f[0]) {
			z.short = f[0]
		}
		for w := range strings.FieldsSeq(strings.ToLower(f[0])) {
			z.words = append(z.words, text.Hash(w))
		}
		group := out[z.words[0]]
		at := 0
		for at < len(group) && len(group[at].words) >= len(z.words) {
			at++
		}
		out[z.words[0]] = append(group[:at], append([]clockZone{z}, group[at:]...)...)
	}
	return out
})

// minutesEast reads "5:30" or "-8" hours.
func minutesEast(s string) int {
	hours, rest, _ := strings.Cut(strings.TrimPrefix(s, "-"), ":")
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(rest)
	if strings.HasPrefix(s, "-") {
		return -60*h - m
	}
	return 60*h + m
}

// zoneAt reads the time zone behind a clock time: "GMT", "Eastern time", "UTC+2", "local time".
func (d *dater) zoneAt(i int) (clockZone, int) {
	if i >= len(d.Tokens) || d.class(i) != text.Word {
		return clockZone{}, 0
	}
	group := clockZones()[d.fold(i)]
	for g := range group {
		z := &group[g]
		switch {
		case z.short != "":
			if d.Word(i) != z.short && !(d.asks && len(z.short) > 2) {
				continue
			}
			if z.standard == 0 && z.summer == "" {
				if z, next := d.zoneFrom(i + 1); next > 0 {
					return z, next
				}
			}
			return d.abroad(*z), i + 1
		case d.shape(i) == text.Lower && !z.local && !d.asks:
			continue
		}
		j := i
		for _, w := range z.words {
			if d.fold(j) != w || !d.sameSentence(i, j) {
				j = -1
				break
			}
			j++
		}
		if j > 0 && d.says(j, "time") && d.sameSentence(i, j) {
			return *z, j + 1
		}
	}
	return clockZone{}, 0
}

// hasZone tells whether the name of a zone follows that four digits make a clock time: "1800 GMT".
func (d *dater) hasZone(i int) bool {
	z, next := d.zoneAt(i)
	return next > 0 && len(z.short) != 2
}

// zoneFrom reads the "+2" or "-03:30" behind UTC or GMT.
func (d *dater) zoneFrom(i int) (clockZone, int) {
	sign := 1
	switch {
	case !d.tight(i) || !d.tight(i+1):
		return clockZone{}, 0
	case d.dash(i) || d.Word(i) == "−":
		sign = -1
	case d.Word(i) != "+":
		return clockZone{}, 0
	}
	h, ok := d.digits(i+1, 2)
	if !ok || h > 14 {
		return clockZone{}, 0
	}
	if m, ok := d.digits(i+3, 2); ok && d.Word(i+2) == ":" && d.tight(i+2) && d.tight(i+3) && m < 60 {
		return clockZone{short: "UTC", standard: sign * (60*h + m)}, i + 4
	}
	return clockZone{short: "UTC", standard: sign * 60 * h}, i + 2
}

// abroad is a short form as the publisher's country means it, where that differs.
func (d *dater) abroad(z clockZone) clockZone {
	switch land := d.in.Country; {
	case z.short == "IST" && land == "IE":
		z.standard = 60
	case z.short == "IST" && land == "IL":
		z.standard = 120
	case z.short == "CST" && (land == "CN" || land == "TW"):
		z.standard = 8 * 60
	}
	return z
}

// zoned takes in the zone behind a clock time. The offset stands in the value (ISO 8601) where the text and
// the story's date tell it.
func (d *dater) zoned(r reading) reading {
	if r.next == 0 || r.kind != model.Time && r.kind != model.Date || !d.sameSentence(r.next-1, r.next) {
		return r
	}
	z, next := d.zoneAt(r.next)
	if next == 0 || len(z.short) == 2 && d.class(r.next-1) == text.Number && !strings.Contains(d.Word(r.next-1), ".") && d.Word(r.next-2) != ":" {
		return r
	}
	_, clock, _ := strings.Cut(r.value, "T")
	if clock == "" && !d.is(r.next-1, tMeridiem) && d.Word(r.next-2) != ":" { // "Tuesday local time"
		return r
	}
	r.next = next
	if z.local || z.summer != "" && !d.known {
		return r
	}
	parts := strings.Split(r.value, "/")
	for i, part := range parts {
		if day, clock, ok := strings.Cut(part, "T"); ok && clock != "" {
			parts[i] = part + offsetText(z.east(d.dayNamed(day, next)))
		}
	}
	r.value = strings.Join(parts, "/")
	return r
}

// dayNamed is the day of an ISO date; where there is none, the day told behind the time, at token next, or in the
// sentence before it, else the story's own.
func (d *dater) dayNamed(iso string, next int) time.Time {
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return t
	}
	used := d.used
	p, end := d.dayBeside(next)
	d.used = used
	switch {
	case end > 0 && p.ok():
		return p.from
	case !d.last.IsZero() && d.sameSentence(d.lastAt, next-1):
		return d.last
	}
	return d.ref
}

// east is how many minutes the zone is ahead of UTC on a day.
func (z clockZone) east(day time.Time) int {
	y := day.Year()
	var from, to time.Time
	switch z.summer {
	case "us":
		from, to = nthWeekday(y, 3, time.Sunday, 2, day.Location()), nthWeekday(y, 11, time.Sunday, 1, day.Location())
	case "eu":
		from, to = nthWeekday(y, 3, time.Sunday, -1, day.Location()), nthWeekday(y, 10, time.Sunday, -1, day.Location())
	case "au": // the summer of the south lies around New Year
		from, to = nthWeekday(y, 4, time.Sunday, 1, day.Location()), nthWeekday(y, 10, time.Sunday, 1, day.Location())
		if day.Before(from) || !day.Before(to) {
			return z.standard + 60
		}
		return z.standard
	default:
		return z.standard
	}
	if day.Before(from) || !day.Before(to) {
		return z.standard
	}
	return z.standard + 60
}

// offsetText is an offset from UTC in ISO 8601.
func offsetText(minutes int) string {
	switch {
	case minutes == 0:
		return "Z"
	case minutes < 0:
		return fmt.Sprintf("-%02d:%02d", -minutes/60, -minutes%60)
	}
	return fmt.Sprintf("+%02d:%02d", minutes/60, minutes%60)
}
