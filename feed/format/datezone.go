package format

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed months.tsv
var monthsTSV string

// months maps month names and their abbreviations, in small letters, to 1…12.
var months = sync.OnceValue(func() map[string]int {
	names := make(map[string]int, 400)
	for line := range strings.Lines(monthsTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		for m, forms := range fields[1:] {
			for form := range strings.FieldsSeq(forms) {
				if _, taken := names[form]; !taken {
					names[form] = m + 1
				}
			}
		}
	}
	return names
})

// monthNamed gives the month called w, which is in small letters; 0 when it is none.
func monthNamed(w string) int {
	w = strings.TrimSuffix(w, ".")
	if len(w) >= 3 {
		if i := strings.Index("jan feb mar apr may jun jul aug sep oct nov dec", w[:3]); i%4 == 0 && (len(w) == 3 || isEnglishMonth(w)) {
			return i/4 + 1
		}
	}
	return months()[w]
}

func isEnglishMonth(w string) bool {
	switch w {
	case "january", "february", "march", "april", "june", "july", "august", "september", "sept", "october", "november", "december":
		return true
	}
	return false
}

// zoneMinutes gives the zones named in feeds, in minutes east of UTC. Where a name means several zones, it is the
// one of RFC 822, else the most spoken in news. Zones named by a city count without summer time.
func zoneMinutes(w string) (int, bool) {
	switch w {
	case "z", "ut", "utc", "gmt", "wet", "europe/london", "europe/lisbon", "etc/gmt", "etc/utc", "uct", "zulu", "greenwich":
		return 0, true
	case "est", "et", "cdt", "us/eastern", "america/new_york", "america/toronto", "america/bogota", "america/lima":
		return -5 * 60, true
	case "edt", "ast", "at", "clt", "vet":
		return -4 * 60, true
	case "cst", "ct", "mdt", "us/central", "america/chicago", "america/mexico_city":
		return -6 * 60, true
	case "mst", "mt", "pdt", "us/mountain", "america/denver", "america/phoenix":
		return -7 * 60, true
	case "pst", "pt", "akdt", "us/pacific", "america/los_angeles", "america/vancouver":
		return -8 * 60, true
	case "akst", "hdt":
		return -9 * 60, true
	case "hst", "hast":
		return -10 * 60, true
	case "adt", "brt", "art", "clst", "uyt", "america/sao_paulo", "america/buenos_aires":
		return -3 * 60, true
	case "nst":
		return -3*60 - 30, true
	case "ndt":
		return -2*60 - 30, true
	case "brst":
		return -2 * 60, true
	case "bst", "cet", "met", "mez", "west", "wat", "europe/berlin", "europe/paris", "europe/rome", "europe/madrid", "europe/vienna",
		"europe/zurich", "europe/amsterdam", "europe/brussels", "europe/stockholm", "europe/oslo", "europe/copenhagen", "europe/prague",
		"europe/warsaw", "europe/budapest", "europe/belgrade", "africa/lagos":
		return 60, true
	case "cest", "mest", "mesz", "eet", "sast", "cat", "msz", "oez", "europe/athens", "europe/helsinki", "europe/kiev", "europe/kyiv", "europe/bucharest",
		"europe/sofia", "africa/cairo", "africa/johannesburg", "asia/jerusalem":
		return 2 * 60, true
	case "eest", "msk", "eat", "trt", "europe/istanbul", "europe/moscow", "africa/nairobi", "asia/riyadh", "asia/baghdad":
		return 3 * 60, true
	case "irst", "asia/tehran":
		return 3*60 + 30, true
	case "msd", "gst", "samt", "asia/dubai":
		return 4 * 60, true
	case "pkt", "uzt", "asia/karachi", "asia/tashkent":
		return 5 * 60, true
	case "ist", "asia/kolkata", "asia/calcutta":
		return 5*60 + 30, true
	case "npt":
		return 5*60 + 45, true
	case "bdt", "asia/dhaka":
		return 6 * 60, true
	case "wib", "ict", "asia/bangkok", "asia/jakarta", "asia/ho_chi_minh":
		return 7 * 60, true
	case "hkt", "sgt", "awst", "myt", "pht", "wita", "asia/shanghai", "asia/hong_kong", "asia/singapore", "asia/taipei", "asia/manila", "asia/kuala_lumpur":
		return 8 * 60, true
	case "jst", "kst", "wit", "asia/tokyo", "asia/seoul":
		return 9 * 60, true
	case "acst":
		return 9*60 + 30, true
	case "acdt":
		return 10*60 + 30, true
	case "aest", "australia/sydney", "australia/melbourne", "australia/brisbane":
		return 10 * 60, true
	case "aedt":
		return 11 * 60, true
	case "nzst", "nzt", "pacific/auckland":
		return 12 * 60, true
	case "nzdt":
		return 13 * 60, true
	}
	return 0, false
}

// zoneInWords reads a zone that is written out, word by word: "Eastern Daylight Time", "Central European Time".
func (d *dateReader) zoneInWords(w string) bool {
	american := map[string]int{"eastern": -5, "central": -6, "mountain": -7, "pacific": -8}
	european := map[string]int{"western": 0, "central": 1, "eastern": 2}
	hours, named := american[w]
	switch {
	case (named || w == "western") && !d.hasZone:
		d.zoneWord, d.hasZone, d.offset = w, true, hours*3600
	case w == "european" && d.zoneWord != "":
		d.offset = european[d.zoneWord] * 3600
	case (w == "daylight" || w == "summer") && d.zoneWord != "":
		d.offset += 3600
		d.zoneWord = ""
	default:
		return false
	}
	return true
}

// zoneNamed gives a named zone's seconds east of UTC.
func zoneNamed(w string) (int, bool) {
	m, ok := zoneMinutes(w)
	return m * 60, ok
}

// zoneOffset reads +hh, +hhmm, +hh:mm, +h:mm and their negatives at the position.
func (d *dateReader) zoneOffset() {
	sign := 1
	if d.peek() == '-' {
		sign = -1
	}
	d.pos++
	n := d.digits()
	hours, minutes := 0, 0
	switch {
	case len(n) == 4 || len(n) == 3:
		hours, minutes = atoi(n[:len(n)-2]), atoi(n[len(n)-2:])
	case len(n) == 1 || len(n) == 2:
		hours = atoi(n)
		if d.peek() == ':' {
			d.pos++
			minutes = max(atoi(d.digits()), 0)
		}
	default:
		return
	}
	if !d.hasZone { // the first counts: "+0200 (CEST)"
		d.offset, d.hasZone = sign*(hours*3600+minutes*60), true
	}
}
