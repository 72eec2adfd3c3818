package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"lede/model/extract/ner"
)

// own are our own lists and their bits.
var own = []struct {
	file string
	bit  uint32
}{
	{"company", ner.Company}, {"body", ner.Body}, {"paper", ner.Paper}, {"team", ner.Team}, {"region", ner.Region},
	{"product", ner.Product}, {"event", ner.Event}, {"known", ner.FullName}, {"surname", ner.Surname}, {"people", ner.People},
	{"speech", ner.Speech}, {"title", ner.TitleWord}, {"orgword", ner.OrgWord}, {"placeword", ner.PlaceWord},
	{"calendar", ner.Calendar}, {"common", ner.Common}, {"lawword", ner.LawWord}, {"eventword", ner.EventWord},
	{"job", ner.Job}, {"link", ner.Link}, {"symbol", ner.Symbol},
}

// item is a name as a list gives it.
type item struct{ name, country string }

// readOwn reads one of our own lists: names parted by semicolons, "Name = XX" with a country.
func readOwn(path string) ([]item, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []item
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, n := range strings.Split(line, ";") {
			name, country, _ := strings.Cut(n, " = ")
			if name = strings.TrimSpace(name); name != "" {
				out = append(out, item{name, strings.TrimSpace(country)})
			}
		}
	}
	return out, nil
}

// gaz collects entries.
type gaz struct {
	entries map[uint32]*ner.Entry
	visit   func(name, kind string) // when not nil, is given each name instead
}

func (g *gaz) add(name string, bit uint32, country string) {
	if g.visit != nil {
		g.visit(name, kindOf(bit))
		return
	}
	key, beginnings := ner.PhraseKey(name)
	for _, b := range beginnings {
		g.at(b).Bits |= ner.Prefix
	}
	e := g.at(key)
	e.Bits |= bit
	if country != "" && e.Country == "" && (bit&ner.City == 0 || e.Bits&ner.Region == 0) { // Asia is also a town
		e.Country = country
	}
}

// kindOf is what the templates call a list.
func kindOf(bit uint32) string {
	switch {
	case bit&ner.Country != 0:
		return "country"
	case bit&ner.City != 0:
		return "city"
	case bit&ner.Company != 0:
		return "listed"
	}
	return "first"
}

func (g *gaz) at(key uint32) *ner.Entry {
	e := g.entries[key]
	if e == nil {
		e = &ner.Entry{Key: key}
		g.entries[key] = e
	}
	return e
}

// buildLists makes the table of word lists.
func buildLists(s settings) ([]byte, error) {
	g := &gaz{entries: map[uint32]*ner.Entry{}}
	for _, o := range own {
		items, err := readOwn(filepath.Join(s.home, "lists", o.file+".txt"))
		if err != nil {
			return nil, err
		}
		for _, it := range items {
			g.add(it.name, o.bit, it.country)
		}
	}
	dir := filepath.Join(s.data, "gazetteers")
	for _, f := range []func(*gaz, string) error{countries, states, cities, companies, legislators, firstNames} {
		if err := f(g, dir); err != nil {
			return nil, err
		}
	}
	keys := make([]ner.Entry, 0, len(g.entries))
	for _, e := range g.entries {
		keys = append(keys, *e)
	}
	slices.SortFunc(keys, func(a, b ner.Entry) int { return cmp.Compare(a.Key, b.Key) })
	return ner.BuildLists(keys, 1<<16), nil
}

func eachLine(path string, f func(string)) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" {
			f(line)
		}
	}
	return nil
}

func countries(g *gaz, dir string) error {
	return eachLine(filepath.Join(dir, "countries.tsv"), func(l string) {
		f := strings.Split(l, "\t")
		if len(f) < 5 {
			return
		}
		for _, n := range f[2:4] {
			g.add(n, ner.Country, f[0])
		}
	})
}

func states(g *gaz, dir string) error {
	b, err := os.ReadFile(filepath.Join(dir, "us_states.json"))
	if err != nil {
		return err
	}
	var names []string
	if err := json.Unmarshal(b, &names); err != nil {
		return err
	}
	for _, n := range names {
		country := "US"
		if n == "Georgia" {
			country = ""
		}
		g.add(n, ner.Region, country)
	}
	return nil
}

// cities adds places of 15,000 people and more. A name gets a country when it is in one only, or
// when ten times as many people live in its places there as in any other country.
func cities(g *gaz, dir string) error {
	f, err := os.Open(filepath.Join(dir, "cities15000.tsv.gz"))
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	people := map[string]map[string]int{}
	var names []string
	sc := bufio.NewScanner(z)
	for sc.Scan() {
		f := strings.Split(sc.Text(), "\t")
		if len(f) < 5 {
			continue
		}
		n, _ := strconv.Atoi(f[4])
		for _, name := range f[:2] {
			if name == "" {
				continue
			}
			if people[name] == nil {
				people[name] = map[string]int{}
				names = append(names, name)
			}
			people[name][f[2]] += n
		}
	}
	for _, name := range names {
		total, best, where := 0, 0, ""
		for c, n := range people[name] {
			total += n
			if n > best || n == best && c < where {
				best, where = n, c
			}
		}
		if best < 10*(total-best) {
			where = ""
		}
		bit := ner.City
		if total >= 300000 {
			bit |= ner.BigCity
		}
		g.add(name, bit, where)
	}
	return sc.Err()
}

// companies adds the S&P 500, with and without the words of legal form.
func companies(g *gaz, dir string) error {
	f, err := os.Open(filepath.Join(dir, "sp500.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	for _, r := range rows[1:] {
		name, _, _ := strings.Cut(r[1], " (")
		g.add(name, ner.Company, "")
		if short := shortName(name); len(short) > 3 {
			g.add(short, ner.Company, "")
		}
	}
	return nil
}

// shortName is a firm's name without its legal form.
func shortName(name string) string {
	for {
		i := strings.LastIndexByte(name, ' ')
		if i < 0 {
			return name
		}
		switch strings.Trim(name[i+1:], ".,") {
		case "Inc", "Corp", "Corporation", "Company", "Co", "Group", "Holdings", "plc", "Ltd", "Limited", "Incorporated", "&":
			name = strings.TrimRight(name[:i], " ,&")
		default:
			return name
		}
	}
}

func legislators(g *gaz, dir string) error {
	return eachLine(filepath.Join(dir, "us_legislators_current.txt"), func(l string) {
		g.add(l, ner.FullName, "")
		f := strings.Fields(l)
		g.add(f[len(f)-1], ner.Surname, "")
	})
}

func firstNames(g *gaz, dir string) error {
	for i, name := range []string{"first_names_female.txt", "first_names_male.txt"} {
		sex := []uint32{ner.Female, ner.Male}[i]
		if err := eachLine(filepath.Join(dir, name), func(l string) { g.add(l, ner.FirstName|sex, "") }); err != nil {
			return err
		}
	}
	items, err := readOwn(filepath.Join(ownDir, "lists", "given.txt"))
	if err != nil {
		return err
	}
	for _, it := range items {
		g.add(it.name, ner.FirstName, "")
	}
	return nil
}

const ownDir = "cmd/train"

var peoples = sync.OnceValue(func() map[string]bool { return nameSet("people.txt") })

var countryNames = sync.OnceValue(func() map[string]bool {
	out := nameSet("region.txt")
	for _, n := range []string{"France", "Spain", "Germany", "Italy", "Japan", "China", "India", "United States", "Canada", "Mexico", "Russia", "Poland"} {
		out[n] = true
	}
	return out
})

func nameSet(file string) map[string]bool {
	items, err := readOwn(filepath.Join(ownDir, "lists", file))
	if err != nil {
		panic(err)
	}
	out := map[string]bool{}
	for _, it := range items {
		out[it.name] = true
	}
	return out
}
