package extract

import (
	"strings"
	"testing"

	"lede/model"
)

// quotesIn are the quotes of a text as "words = speaker", parted by bars.
func quotesIn(s string) string {
	var out []string
	for _, f := range namesIn(s) {
		if f.Kind == model.QuoteOf {
			out = append(out, f.Span.In(s)+" = "+f.Speaker)
		}
	}
	return strings.Join(out, " | ")
}

func TestQuotesInEveryStyleHaveTheirSpeaker(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// where the speaker stands
		{`“We lost the roof,” said Mary Dolan, a baker.`, `“We lost the roof,” = Mary Dolan`},
		{`“We lost the roof,” Mary Dolan said.`, `“We lost the roof,” = Mary Dolan`},
		{`Mary Dolan said: “We lost the roof.”`, `“We lost the roof.” = Mary Dolan`},
		{`Mary Dolan: “We lost the roof.”`, `“We lost the roof.” = Mary Dolan`},
		{`“We lost the roof,” Mary Dolan, who bakes bread, told the BBC.`, `“We lost the roof,” = Mary Dolan`},
		{`“The roof,” Mary Dolan said, “is gone for good.”`, `“The roof,” = Mary Dolan | “is gone for good.” = Mary Dolan`},
		{`Mary Dolan spoke on Monday. “We lost the roof,” she said. “It will not come back.”`, `“We lost the roof,” = Mary Dolan | “It will not come back.” = Mary Dolan`},
		{`“The plan will work,” according to Mary Dolan.`, `“The plan will work,” = Mary Dolan`},
		{`Mary Dolan met Peter Rowe on Friday. He said: “I am still here.”`, `“I am still here.” = Peter Rowe`},
		{`“Why now?” asked Mary Dolan.`, `“Why now?” = Mary Dolan`},
		{`“It is over.” Dolan said. Mary Dolan left.`, `“It is over.” = Mary Dolan`},
		{`Mary Dolan arrived late. Mr Rowe, the mayor, was blunt: “We are broke.”`, `“We are broke.” = Rowe`},
		{`"I'm not sure," Ms. Lee, 34, of Ohio, said.`, `"I'm not sure," = Lee`},
		{`The minister, Anna Berg, said the plan was “dead on arrival” and left.`, `“dead on arrival” = Anna Berg`},
		{`"We will fight," Anna Berg said, adding, "till the very end."`, `"We will fight," = Anna Berg | "till the very end." = Anna Berg`},
		{`Anna Berg took questions. Asked whether she would go, Berg replied: "No."`, `"No." = Anna Berg`},
		{`“No,” said the prime minister, Anna Berg.`, `“No,” = Anna Berg`},
		{`“We must act,” said Anna Berg and Tom Lee in a joint statement.`, `“We must act,” = Anna Berg`},
		{`In the words of Anna Berg: “Never again.”`, `“Never again.” = Anna Berg`},
		{`“We go,” said Anna Berg. “We stay,” said Tom Lee.`, `“We go,” = Anna Berg | “We stay,” = Tom Lee`},
		{`Anna Berg, 51, said: “I am tired.” Her husband, Tom Lee, added: “So am I.”`, `“I am tired.” = Anna Berg | “So am I.” = Tom Lee`},
		{`Anna Berg was angry. “They lied to all of us for years.”`, `“They lied to all of us for years.” = Anna Berg`},
		{"“They lied to us,” Anna Berg said.\n“For years.”\nTom Lee disagrees. “Nobody lied,” he said.", `“They lied to us,” = Anna Berg | “For years.” = Anna Berg | “Nobody lied,” = Tom Lee`},
		{`“It was dark,” recalled Lee Min-ho, who was driving.`, `“It was dark,” = Lee Min-ho`},
		{`“We are sorry,” Acme Mining Corp said in a statement.`, `“We are sorry,” = Acme Mining Corp`},
		{`Company spokeswoman Jill Oduya said by email that staff were “safe and well”.`, `“safe and well” = Jill Oduya`},
		{`Jill Oduya, the mayor’s spokeswoman, declined to comment on what she called “rumours and lies”.`, `“rumours and lies” = Jill Oduya`},
		// marks
		{`'We lost the roof,' said Mary Dolan.`, `'We lost the roof,' = Mary Dolan`},
		{`‘The workers’ homes are gone,’ said Mary Dolan.`, `‘The workers’ homes are gone,’ = Mary Dolan`},
		{`"We lost the roof," said Mary Dolan.`, `"We lost the roof," = Mary Dolan`},
		{`« Nous avons tout perdu », said Marie Dolan.`, `« Nous avons tout perdu » = Marie Dolan`},
		{`„Wir haben alles verloren“, said Maria Dolan.`, `„Wir haben alles verloren“ = Maria Dolan`},
		{`“He said ‘never’ and meant it,” said Mary Dolan.`, `“He said ‘never’ and meant it,” = Mary Dolan`},
		{"Mary Dolan said: “We lost the roof.\n“We lost the dog.”", "“We lost the roof.\n“We lost the dog.” = Mary Dolan"},
		{`“We lost the roof and the dog, said Mary Dolan.`, `“We lost the roof and the dog, = Mary Dolan`},
		{`“We lost the roof,” Mary Dolan said. “And nobody has come to see us.`, `“We lost the roof,” = Mary Dolan | “And nobody has come to see us. = Mary Dolan`},
		{`“We lost the roof,” Mary Dolan said. “And nobody has come to see us.“`, `“We lost the roof,” = Mary Dolan | “And nobody has come to see us.“ = Mary Dolan`},
		// those without a name
		{`“Stay away from the river,” police said.`, `“Stay away from the river,” = police`},
		{`“We regret it,” a spokesman for the bank said.`, `“We regret it,” = spokesman for the bank`},
		{`Acme Mining Corp shut the pit. “Safety comes first,” the company said.`, `“Safety comes first,” = Acme Mining Corp`},
		{`“Nobody warned us,” one resident, who asked not to be named, said.`, `“Nobody warned us,” = one resident`},
		// what is no quote
		{`The so-called “walled garden” is open.`, ``},
		{`She wrote “The Old Road” in 1990.`, ``},
		{`A 6'2" man and a 5'11" man ran.`, ``},
		{`It’s the ’90s again, and the Joneses’ house is sold.`, ``},
	} {
		if got := quotesIn(c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
