package classify

import (
	"strings"
	"testing"

	"lede/model"
)

func TestTheTableIsATreeUnderTheSeventeenTopTopics(t *testing.T) {
	seen, shorts, tops := map[model.TopicID]bool{}, map[string]bool{}, 0
	for _, topic := range All() {
		if topic.Parent == "" {
			tops++
		} else if !seen[topic.Parent] {
			t.Errorf("%s: parent %s is missing or stands after it", topic.ID, topic.Parent)
		}
		if seen[topic.ID] || shorts[topic.Short] {
			t.Errorf("%s %s: id or short name is taken", topic.ID, topic.Short)
		}
		seen[topic.ID], shorts[topic.Short] = true, true
		if topic.Short == "" || strings.Trim(topic.Short, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("%s: short name %q is not one lower-case word", topic.ID, topic.Short)
		}
		if !strings.HasPrefix(string(topic.ID), "medtop:") && !strings.HasPrefix(string(topic.ID), "lede:") || topic.Name == "" {
			t.Errorf("%+v: unknown scheme or no name", topic)
		}
	}
	if tops != 17 {
		t.Errorf("%d topics at the top, want 17", tops)
	}
}

func TestNoNameMeansTwoTopics(t *testing.T) {
	owner := map[string]string{}
	eachLine(topicsTSV, func(f []string) {
		for _, n := range append(strings.Split(f[4], "|"), f[1], f[2]) {
			if k := key(n); k != "" && owner[k] != "" && owner[k] != f[1] {
				t.Errorf("%q means %s and %s", n, owner[k], f[1])
			} else {
				owner[k] = f[1]
			}
		}
	})
	eachLine(categoriesTSV, func(f []string) {
		if len(f) != 3 || owner[key(f[0])] != f[0] {
			t.Errorf("category line %q: not three columns, or no such topic", f)
			return
		}
		for _, n := range strings.Split(f[2], "|") {
			if k := key(n); k == "" || owner[k] != "" && owner[k] != f[0] {
				t.Errorf("%q means %s and %s", n, owner[k], f[0])
			} else {
				owner[k] = f[0]
			}
		}
	})
}

func TestATopicIsFoundByTheNamesThatReadersUse(t *testing.T) {
	for name, want := range map[string]string{
		"economy": "economy", "#bitcoin": "bitcoin", "Business": "economy", "AI": "ai", "artificial intelligence": "ai",
		"medtop:15000000": "sport", "Science & Technology": "scitech", "science and technology": "scitech", "soccer": "football",
		"Wirtschaft": "economy", "Économie": "economy", "economie": "economy", "Fussball": "football", "Спорт": "sport", "体育": "sport",
		"conflict, war and peace": "conflict", "tech": "technology", "mental-health": "mentalhealth", "राजनीति": "politics", "F1": "motorsport",
		"politics": "politics", "labor": "labour",
	} {
		got, ok := ByName(name)
		if !ok || got.Short != want {
			t.Errorf("%q is %q, want %q", name, got.Short, want)
		}
	}
	for _, name := range []string{"", " ", "#", "no such topic", "\xff\xfe", "and"} {
		if got, ok := ByName(name); ok {
			t.Errorf("%q is %q, want none", name, got.Short)
		}
	}
}

func TestAMistypedTopicIsGuessed(t *testing.T) {
	for name, want := range map[string]string{"bitcion": "bitcoin", "econmy": "economy", "polit": "politics", "fotball": "football", "sceince": "science", "crypt": "crypto"} {
		near := Near(name)
		if len(near) == 0 || near[0].Short != want {
			t.Errorf("near %q: %v, want %s first", name, near, want)
		}
	}
	if near := Near("zzzzqqqq"); len(near) > 0 {
		t.Errorf("near nothing: %v", near)
	}
}

func TestATopicHasItsDescendantsUnderIt(t *testing.T) {
	econ, _ := ByName("economy")
	under := map[model.TopicID]bool{}
	for _, id := range Under(econ.ID) {
		under[id] = true
	}
	for _, short := range []string{"economy", "crypto", "bitcoin", "stocks"} {
		if topic, ok := ByName(short); !ok || !under[topic.ID] {
			t.Errorf("%s is not under economy", short)
		}
	}
	if sport, _ := ByName("sport"); under[sport.ID] {
		t.Error("sport is under economy")
	}
	if got := Under("medtop:nothing"); got != nil {
		t.Errorf("under an unknown id: %v", got)
	}
	if got := Top("lede:bitcoin"); got != econ.ID {
		t.Errorf("bitcoin belongs to %s", got)
	}
}
