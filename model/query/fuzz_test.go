package query_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
)

// FuzzParse feeds the parser what a stranger types: it answers with a query that prints to what it
// reads again, or with an error that points into the text; and matching never fails.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`bitcoin loan`, `"exact phrase" -x !y not z`, `/re/i | /a\/b/`, `a OR (b c) | -(d | "e")`, `#bitcoin,ai topic:"a b"`,
		`feed:x title:/re/ author="A B" url:a,b lang:en,de`, `is:unread has:quote newer:2d older:1w since:2026-11-01 date:2026-11..today`,
		`person:"michael saylor",trump money>100m money:eur>=2bn amount:btc>1000 percent>5 quantity:eh/s>=50 when:2026-Q3 sources>=3 sort:salience`,
		`unread = "yes" and (title =~ "(a|b)" or tags # "x") and age between 0:7`, `(title) #"x,y" (foo) =x`, `"\\\""*`, `money:"$1"=3..2`, `-or --and (((`,
	} {
		f.Add(s)
	}
	story := model.Story{ID: 1, Headline: "Ärzte sold 4,451 BTC", Body: model.PlainBody("A loan of $305 million.", "比特币 rises"), FirstSeen: time.Unix(1e9, 0)}
	env := query.Env{Now: time.Unix(1.2e9, 0).UTC()}
	f.Fuzz(func(t *testing.T, s string) {
		if q, err := query.ParseTyped(s); err == nil {
			same(t, q)
		}
		q, err := query.Parse(s)
		if err != nil {
			var e *query.Error
			if !errors.As(err, &e) || e.Col < 1 || e.Col > len([]rune(s))+1 || e.Msg == "" {
				t.Fatalf("%q: error %v", s, err)
			}
			return
		}
		same(t, q)
		if not := (query.Query{Expr: query.Negate(q.Expr)}); q.Match(&story, env) == not.Match(&story, env) {
			t.Fatalf("%q and its opposite agree", s)
		}
		for i, term := range q.Terms() {
			if back, err := query.Parse(term.Text); err != nil || len(back.Terms()) != 1 {
				t.Fatalf("term %d of %q is %q: %v", i, s, term.Text, err)
			}
		}
		query.Highlights(q, story.Body.Text())
		query.Words(q)
	})
}

// same checks that printing q and reading it gives q.
func same(t *testing.T, q query.Query) {
	t.Helper()
	text := q.String()
	back, err := query.Parse(text)
	if err != nil {
		t.Fatalf("%#v prints %q, which cannot be read: %v", q, text, err)
	}
	if !reflect.DeepEqual(q, back) {
		t.Fatalf("%#v\nprints %q\nwhich is\n%#v", q, text, back)
	}
}
