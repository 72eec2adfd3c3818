package format

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// finishElement acts on an element that ends; raw are its characters, references resolved, or its
// markup when it was captured. The parser's place is still inside of it.
func (p *parser) finishElement(f *frame, raw []byte) {
	x := &p.xml
	switch f.el {
	case elItem:
		p.finishItem()
	case elTitle, elAltTitle, elDescription, elSummary, elContent, elCopyright, elAltSummary:
		if x.at == atItem || x.at == atFeed || x.at == atSource {
			p.finishConstruct(f, p.construct(f, raw))
		}
	case elAuthor, elContributor, elOwner, elEditor, elWebMaster, elCreator, elPublisher:
		p.finishPerson(f, raw)
	default:
		if f.el.isText() {
			if s := string(mended(bytes.TrimSpace(raw))); s != "" {
				p.finishText(f, s)
			}
		}
	}
}

func (p *parser) finishItem() {
	x := &p.xml
	x.inItem = false
	p.endItem()
}

// finishConstruct gives a text that may hold markup its place.
func (p *parser) finishConstruct(f *frame, t Text) {
	if t.Empty() {
		return
	}
	switch p.xml.at {
	case atItem:
		p.itemText(f, t)
	case atFeed:
		p.feedText(f, t)
	case atSource:
		if f.el == elTitle {
			p.item.Source.Title = t.Value
		}
	}
}

func (p *parser) itemText(f *frame, t Text) {
	it := &p.item
	switch f.el {
	case elTitle:
		// The first counts; one of a module that came before does not.
		if it.Title.Empty() || !p.xml.link.titled {
			it.Title, p.xml.link.titled = t, true
		}
	case elAltTitle:
		if it.Title.Empty() {
			it.Title = t
		}
	case elContent:
		if len(t.Value) > len(it.Content.Value) {
			it.Content = t
		}
		if p.xml.lang != "" {
			it.Language = language(p.xml.lang)
		}
	case elDescription, elSummary:
		if it.Summary.Empty() || !p.xml.link.summed {
			it.Summary, p.xml.link.summed = t, true
		} else if it.Content.Empty() {
			it.Content = t
		}
	case elAltSummary:
		if it.Summary.Empty() {
			it.Summary = t
		}
	case elCopyright:
		if it.Copyright.Empty() {
			it.Copyright = t
		}
	}
}

func (p *parser) feedText(f *frame, t Text) {
	d := p.feed
	switch f.el {
	case elTitle:
		if d.Title.Empty() || !p.xml.feedTitled {
			d.Title, p.xml.feedTitled = t, true
		}
	case elAltTitle:
		if d.Title.Empty() {
			d.Title = t
		}
	case elDescription, elSummary:
		if d.Description.Empty() || !p.xml.feedSummed {
			d.Description, p.xml.feedSummed = t, true
		}
	case elAltSummary, elContent:
		if d.Description.Empty() {
			d.Description = t
		}
	case elCopyright:
		if d.Copyright.Empty() {
			d.Copyright = t
		}
	}
}

// finishPerson adds an author: with parts of its own in Atom, one string in RSS.
func (p *parser) finishPerson(f *frame, raw []byte) {
	x := &p.xml
	who := x.person
	if who == (Person{}) && !f.children {
		who = person(string(mended(raw)))
	}
	x.person = Person{}
	if f.el == elContributor {
		return
	}
	switch {
	case x.at == atItemPerson && f.el == elPublisher:
		p.item.Publisher = firstOf(p.item.Publisher, who.Name, who.Email)
	case x.at == atItemPerson:
		p.item.Authors = addPerson(p.item.Authors, who)
	case x.at == atFeedPerson && f.el == elPublisher:
	case x.at == atFeedPerson && (f.el == elWebMaster || f.el == elOwner):
		if x.contact == (Person{}) {
			x.contact = who
		}
	case x.at == atFeedPerson:
		p.feed.Authors = addPerson(p.feed.Authors, who)
	}
}

// finishText acts on the elements whose text is a plain string, which is not empty.
func (p *parser) finishText(f *frame, s string) {
	switch p.xml.at {
	case atItem:
		p.itemString(f, s)
	case atFeed:
		p.feedString(f, s)
	case atSource, atSourcePerson:
		p.sourceString(f, s)
	case atFeedImage, atItemImage:
		if f.el == elURI || f.el == elImage && isAddress(s) {
			p.setImage(p.resolve(s))
		}
	case atItemPerson, atFeedPerson:
		switch f.el {
		case elName:
			p.xml.person.Name = s
		case elEmail:
			p.xml.person.Email = strings.TrimPrefix(s, "mailto:")
		case elURI:
			p.xml.person.URL = p.resolve(s)
		}
	}
}

func (p *parser) sourceString(f *frame, s string) {
	switch f.el {
	case elSource:
		if !f.children {
			p.item.Source.Title = firstOf(p.item.Source.Title, s)
		}
	case elID:
		p.item.Source.ID = s
	case elLink:
		if !p.xml.link.hasHref {
			p.item.Source.Link = p.resolve(s)
		}
	}
}

func (p *parser) itemString(f *frame, s string) {
	it := &p.item
	switch f.el {
	case elLink:
		if !p.xml.link.hasHref {
			p.textLink(s)
		}
	case elID:
		it.ID = p.identity(s)
	case elGUID:
		p.guid(f, s)
	case elPublished:
		it.Published, it.DateText = p.date(s), s
	case elUpdated:
		it.Updated = p.date(s)
		it.DateText = firstOf(it.DateText, s)
	case elDate:
		if t := p.date(s); !t.IsZero() && it.Published.IsZero() {
			it.Published = t
		}
		it.DateText = firstOf(it.DateText, s)
	case elCategory:
		p.addCategory(s)
	case elKeywords:
		p.keywords(s)
	case elComments:
		it.Comments = p.resolve(s)
	case elReplies:
		it.Replies = max(atoi(s), 0)
	case elDuration:
		it.Duration = s
	case elLanguage:
		it.Language = language(s)
	case elOrigLink:
		p.xml.link.original = p.resolve(s)
	case elPoint, elLatitude, elLongitude:
		p.point(f.el, s)
	case elURI, elImage, elThumbnail, elCover, elLogo, elIcon:
		if isAddress(s) {
			p.setImage(s)
		}
	}
}

// identity is an id as written; one that is plainly a relative address is resolved.
func (p *parser) identity(s string) string {
	if s[0] == '/' || s[0] == '.' || s[0] == '#' || s[0] == '?' {
		return p.resolve(s)
	}
	return s
}

// guid takes RSS's id, which is the story's address too unless it says that it is not.
func (p *parser) guid(f *frame, s string) {
	id := p.identity(s)
	switch f.permalink {
	case permalinkYes:
		id = p.resolve(s)
		p.xml.link.permalink = id
	case permalinkUnsaid:
		if isAddress(id) {
			p.xml.link.permalink = id
		}
	case permalinkNo:
		p.xml.link.noLink = true
	}
	p.item.ID = id
}

// textLink takes the link of RSS, whose address is its text.
func (p *parser) textLink(s string) {
	l := p.xml.link.attrs
	p.xml.link.bare = false
	l.Href = p.resolve(s)
	p.takeLink(l)
}

// keywords are categories between commas.
func (p *parser) keywords(s string) {
	for word := range strings.SplitSeq(s, ",") {
		p.addCategory(word)
	}
}

// point keeps "latitude longitude" in degrees.
func (p *parser) point(el element, s string) {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }), " ")
	switch el {
	case elPoint:
		p.item.Point = s
	case elLatitude:
		p.xml.lat = s
	case elLongitude:
		if p.item.Point == "" && p.xml.lat != "" {
			p.item.Point = p.xml.lat + " " + s
		}
	}
}

func (p *parser) feedString(f *frame, s string) {
	d := p.feed
	switch f.el {
	case elLink:
		if !p.xml.link.hasHref {
			p.textLink(s)
		}
	case elID, elGUID:
		d.ID = p.identity(s)
	case elPublished:
		d.Published = p.date(s)
	case elUpdated:
		d.Updated = p.date(s)
	case elDate:
		if t := p.date(s); !t.IsZero() && d.Updated.IsZero() {
			d.Updated = t
		}
	case elCategory:
		p.addCategory(s)
	case elKeywords:
		p.keywords(s)
	case elLanguage:
		d.Language = language(s)
	case elGenerator:
		d.Generator = s
	case elIcon:
		d.Icon = p.resolve(s)
	case elLogo, elImage, elThumbnail, elCover:
		p.setImage(p.resolve(s))
	case elTTL:
		if n := atoi(s); n > 0 && n < 1<<20 {
			d.TTL = time.Duration(n) * time.Minute
		}
	case elHour:
		if n, err := strconv.Atoi(s); err == nil && n >= 0 && n <= 24 {
			d.SkipHour[n%24] = true
		}
	case elDay:
		p.skipDay(s)
	case elPeriod, elFrequency:
		p.period(f.el, s)
	case elComplete:
		d.Gone = strings.EqualFold(s, "yes") || strings.EqualFold(s, "true")
	}
}

func (p *parser) skipDay(s string) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(s, day.String()) {
			p.feed.SkipDay[day] = true
		}
	}
}

// period makes the feed's TTL of RSS 1.0 syndication: so many times in an hour, day, week, month or year.
func (p *parser) period(el element, s string) {
	x := &p.xml
	if el == elPeriod {
		x.period = strings.ToLower(s)
	} else {
		x.every = atoi(s)
	}
	hours := map[string]int{"hourly": 1, "daily": 24, "weekly": 7 * 24, "monthly": 30 * 24, "yearly": 365 * 24}[x.period]
	if hours > 0 {
		p.feed.TTL = time.Duration(hours) * time.Hour / time.Duration(max(x.every, 1))
	}
}
