package extract

import "testing"

func TestDigitsAreReadInEveryGrouping(t *testing.T) {
	for in, want := range map[string]string{
		"4451": "4451", "4,451": "4451", "12,34,567": "1234567", "1.234.567": "1234567", "1.111,5": "1111.5", "1'000'000": "1000000",
		"3.50": "3.5", ".75": "0.75", "007": "7", "3½": "3.5", "⅔": "0.666666666667", "0": "0", "3,5": "3.5", "4.800": "4.8",
		"3.12.1": "", "1,23,45": "", "12,3456": "", "192.168.1.2": "", "1234567890123456789012": "", "1,2,3": "", "٣": "",
	} {
		v, _, ok := digits(in)
		got := ""
		if ok {
			got = v.String()
		}
		if got != want {
			t.Errorf("%s reads %q, want %q", in, got, want)
		}
	}
}

func TestDecimalsAreExact(t *testing.T) {
	million := decimal{c: 12, e: 5} // 1.2 million
	for _, c := range []struct {
		name      string
		got, want string
	}{
		{"a scale", million.String(), "1200000"},
		{"a tenth of a cent", decimal{c: 651, e: -3}.String(), "0.651"},
		{"zeros at the end", decimal{c: 1500, e: -2}.String(), "15"},
		{"less than nothing", decimal{c: 5, e: -1, neg: true}.String(), "-0.5"},
		{"nothing has no sign", decimal{neg: true}.String(), "0"},
		{"a third", must(whole(1).over(3)).String(), "0.333333333333"},
		{"an eighth", must(whole(1).over(8)).String(), "0.125"},
		{"a sum of different scales", must(million.plus(decimal{c: 25, e: -2})).String(), "1200000.25"},
		{"a power", must(decimal{c: 25, e: -1}.power(2, false)).String(), "6.25"},
		{"one over a power", must(decimal{c: 25, e: -1}.power(1, true)).String(), "0.4"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
	if _, ok := whole(1 << 63).times(4); ok {
		t.Error("a product that does not fit is given")
	}
	if _, ok := whole(1).over(0); ok {
		t.Error("one over nothing is given")
	}
	if a, b := (decimal{c: 9, e: 1}), (decimal{c: 100}); !a.less(b) || b.less(a) || a.less(a) {
		t.Error("90 is less than 100, not more, and not less than itself")
	}
}

func must(d decimal, ok bool) decimal {
	if !ok {
		return decimal{}
	}
	return d
}
