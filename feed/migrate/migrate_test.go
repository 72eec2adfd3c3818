package migrate

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lede/model"
)

// lay writes files into a new folder: a name and a text by turns. A name that ends in "/" is a folder.
func lay(t *testing.T, pairs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i+1 < len(pairs); i += 2 {
		at := filepath.Join(dir, pairs[i])
		os.MkdirAll(filepath.Dir(at), 0o700)
		if err := os.WriteFile(at, []byte(pairs[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// database writes an SQLite file.
func database(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func read(t *testing.T, path string) Haul {
	t.Helper()
	h, err := Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// told are the notes as they are printed.
func told(h Haul) string {
	var b strings.Builder
	for _, n := range h.Notes {
		b.WriteString(n.String() + "\n")
	}
	return b.String()
}

func stories(t *testing.T, h Haul) []Story {
	t.Helper()
	var out []Story
	for s, err := range h.Stories(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

const boatURLs = `# my feeds
https://harbour.test/feed news "~The Harbour" "sea side" !
"https://tides.test/rss?a=1&b=2" "say \"ahoy\"" # and a comment
https://harbour.test/feed ships

"query:Unread ships:unread = \"yes\" and tags # \"ships\"" views
query:Broken
"query:Odd:articleindex < 5"
exec:~/bin/weather.sh
"exec:curl https://x.test | sed s/a/b/"
"filter:~/bin/only-sport -v:https://sport.test/rss" sport
gopher://old.test/1
`

const boatConfig = `reload-threads 4
ignore-article "*" "title =~ \"Sponsored\""
ignore-article "https://tides.test/rss?a=1&b=2" "author = \"Bob\" or age > 30"
ignore-article "regex:^https://.*harbour" "content # \"advert\""
ignore-article "*" "no such = thing = at all ("
define-filter "Long reads" "title # \"essay\""
include "~/colors"
bind-key j down
`

var boatCache = []string{
	`CREATE TABLE rss_feed (rssurl TEXT PRIMARY KEY, url TEXT NOT NULL, title TEXT NOT NULL, lastmodified INTEGER DEFAULT 0)`,
	`CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, url TEXT NOT NULL, feedurl TEXT NOT NULL,
		pubDate INTEGER NOT NULL, content TEXT NOT NULL, unread INTEGER NOT NULL, enclosure_url TEXT, enclosure_type TEXT, enqueued INTEGER DEFAULT 0, flags TEXT, deleted INTEGER DEFAULT 0)`,
	`INSERT INTO rss_feed (rssurl, url, title) VALUES ('https://harbour.test/feed', 'https://harbour.test/', 'Harbour Post'), ('https://gone.test/', '', 'Gone')`,
	`INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, enclosure_type, flags, deleted) VALUES
		('g1', 'Grain', 'Ann', 'https://harbour.test/1', 'https://harbour.test/feed', 1793000000, '<p>text</p>', 1, 'https://harbour.test/1.mp3', 'audio/mpeg', NULL, 0),
		('g2', 'Mast', '', 'https://harbour.test/2', 'https://harbour.test/feed', 1793000001, '', 0, NULL, NULL, '', 0),
		('https://harbour.test/3', 'Keel', '', 'https://harbour.test/3', 'https://harbour.test/feed', 0, '', 1, NULL, NULL, 'sx', 0),
		('g4', 'Sunk', '', 'https://harbour.test/4', 'https://harbour.test/feed', 0, '', 1, NULL, NULL, NULL, 1)`,
}

func TestANewsboatFolderIsReadWhole(t *testing.T) {
	dir := lay(t, "urls", boatURLs, "config", boatConfig)
	database(t, filepath.Join(dir, "cache.db"), boatCache...)
	h := read(t, dir)
	feeds := []model.Feed{
		{Address: "https://harbour.test/feed", Name: "The Harbour", Title: "Harbour Post", Link: "https://harbour.test/", Tags: []string{"news", "sea side", "hidden", "ships"}},
		{Address: "https://tides.test/rss?a=1&b=2", Tags: []string{`say "ahoy"`}},
		{Address: "exec:~/bin/weather.sh"},
		{Address: "filter:~/bin/only-sport -v:https://sport.test/rss", Tags: []string{"sport"}},
	}
	if h.Kind != Newsboat || !reflect.DeepEqual(h.Feeds, feeds) {
		t.Errorf("feeds of %s: %+v", h.Kind, h.Feeds)
	}
	if want := []NamedQuery{{"Unread ships", "is:unread tag:ships"}, {"Long reads", "title:essay"}}; !slices.Equal(h.Queries, want) {
		t.Errorf("queries: %q", h.Queries)
	}
	if len(h.Mutes) != 3 || h.Mutes[0].Text != "title:/Sponsored/i" || !strings.Contains(h.Mutes[1].Text, "tides.test") || !strings.Contains(h.Mutes[2].Text, "harbour") {
		t.Errorf("mutes: %q", h.Mutes)
	}
	states := []StoryState{
		{"https://harbour.test/feed", "g2", "https://harbour.test/2", "Mast", true, false},
		{"https://harbour.test/feed", "", "https://harbour.test/3", "Keel", false, true},
		{"https://harbour.test/feed", "g4", "https://harbour.test/4", "Sunk", true, false},
	}
	if !slices.Equal(h.States, states) {
		t.Errorf("states: %+v", h.States)
	}
	all := stories(t, h)
	if len(all) != 4 || all[0].HTML != "<p>text</p>" || all[0].Author != "Ann" || !all[0].Published.Equal(time.Unix(1793000000, 0)) || all[0].EnclosureType != "audio/mpeg" || !all[2].Published.IsZero() {
		t.Errorf("stories: %+v", all)
	}
	for _, line := range []string{
		"urls:2: feed https://harbour.test/feed “The Harbour” #news #sea side #hidden",
		"urls:4: feed https://harbour.test/feed #ships once more: its tags are added",
		"urls:6: query feed “Unread ships” as the view is:unread tag:ships; its tags are left out: a view has none",
		"urls:7: not taken: query feed “Broken” (it has no filter)",
		"urls:8: not taken: query feed “Odd” (its filter is not understood",
		"urls:10: not taken: exec:curl https://x.test | sed s/a/b/ (it needs a shell, for its \"|\"",
		"urls:12: not taken: gopher://old.test/1 (addresses with gopher: cannot be fetched)",
		"config:2: kill rule title =~ \"Sponsored\" as the mute rule title:/Sponsored/i",
		"config:5: not taken: kill rule",
		"config:7: not taken: include ~/colors (there is no such file)",
		"config: not taken: 2 other settings",
		"cache.db: 4 stories, 2 read, 1 starred",
	} {
		if !strings.Contains(told(h), line) {
			t.Errorf("%q is not told in\n%s", line, told(h))
		}
	}
}

func TestWhatNewsboatKeepsBesideIsTaken(t *testing.T) {
	dir := lay(t,
		"urls", "https://harbour.test/feed \"!Harbour (hidden)\" sea\n\"query:Kept:flags # \\\"k\\\" and flags !# \\\"x\\\"\"\n\"query:Marked:flags # \\\"k\\\"\"\n\"query:Counts:unread_count > 3\"\n",
		"config", "include rules/kill\ninclude config\nurls-source ttrss\n",
		"rules/kill", "ignore-article \"*\" \"title =~ \\\"lottery\\\"\"\nbold yes\n",
		"queue", "https://harbour.test/1.mp3 \"/home/a/1.mp3\" downloaded\n")
	database(t, filepath.Join(dir, "cache.db"), boatCache[0], boatCache[1],
		`ALTER TABLE rss_item ADD COLUMN content_mime_type TEXT`,
		`INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted, content_mime_type) VALUES
		('g1', 'Grain', '', 'https://harbour.test/1', 'https://harbour.test/feed', 1795435200, '1 < 2', 1, 'ks', 0, 'text/plain'),
		('https://harbour.test/2Mon, 23 Nov 2026 12:00:00 GMT', 'Mast', '', 'https://harbour.test/2', 'https://harbour.test/feed', 1795435200, '<p>x', 0, 'a', 0, 'text/html'),
		('https://harbour.test/3#20261123', 'Keel', '', 'https://harbour.test/3', 'https://harbour.test/feed', 1795435200, '', 0, '', 0, NULL),
		('Sunk', 'Sunk', '', '', 'https://harbour.test/feed', 1795435200, '', 1, '', 1, NULL)`)
	h := read(t, dir)
	if !slices.Equal(h.Feeds[0].Tags, []string{"Harbour (hidden)", "hidden", "sea"}) {
		t.Errorf("%q", h.Feeds[0].Tags)
	}
	if want := []NamedQuery{{"Marked", "is:starred"}}; !slices.Equal(h.Queries, want) {
		t.Errorf("queries: %q", h.Queries)
	}
	all := stories(t, h)
	if len(all) != 4 || all[0].HTML != "<p>1 &lt; 2</p>" || all[1].HTML != "<p>x" {
		t.Errorf("%+v", all)
	}
	for i, guid := range []string{"g1", "", "https://harbour.test/3#20261123", ""} {
		if all[i].GUID != guid {
			t.Errorf("story %d is called %q", i, all[i].GUID)
		}
	}
	for _, line := range []string{
		"urls:1: not taken: that it is hidden (lede shows every feed: a filter with -tag:hidden leaves it out)",
		"urls:2: not taken: query feed “Kept” (it tells flags apart: here each of them is the same star)",
		"urls:3: query feed “Marked” as the view is:starred; each flag is the same star here",
		"urls:4: not taken: query feed “Counts” (its filter is not understood: unknown key “unread_count” at column 1)",
		"kill:1: kill rule title =~ \"lottery\" as the mute rule title:/lottery/i",
		"config:2: not taken: include config (files include each other too deep)",
		"config:3: not taken: urls-source ttrss",
		"cache.db: stories with a flag (a k s) are starred",
		"cache.db: 1 unread stories that were deleted count as read",
		"queue:1: not taken: download https://harbour.test/1.mp3",
	} {
		if !strings.Contains(told(h), line) {
			t.Errorf("%q is not told in\n%s", line, told(h))
		}
	}
}

func TestReadingTwiceGivesTheSameAndChangesNothing(t *testing.T) {
	dir := lay(t, "urls", boatURLs, "config", boatConfig)
	database(t, filepath.Join(dir, "cache.db"), boatCache...)
	a, b := read(t, dir), read(t, dir)
	a.bodies, b.bodies = nil, nil
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%+v\n%+v", a, b)
	}
	if files, _ := os.ReadDir(dir); len(files) != 3 {
		t.Errorf("%d files", len(files))
	}
}

func TestANewsboatInTheFoldersOfXDGIsFound(t *testing.T) {
	dir := lay(t, ".config/newsboat/urls", "https://harbour.test/feed\n", ".local/share/newsboat/x", "")
	database(t, filepath.Join(dir, ".local/share/newsboat/cache.db"), boatCache...)
	if h := read(t, filepath.Join(dir, ".config/newsboat")); len(h.States) != 3 {
		t.Errorf("%s", told(h))
	}
}

func TestADatabaseAloneGivesItsFeedsToo(t *testing.T) {
	dir := t.TempDir()
	at := filepath.Join(dir, "backup of cache.db?")
	database(t, filepath.Join(dir, "plain.db"), boatCache...)
	if err := os.Rename(filepath.Join(dir, "plain.db"), at); err != nil {
		t.Fatal(err)
	}
	h := read(t, at)
	if h.Kind != Newsboat || len(h.Feeds) != 2 || h.Feeds[0].Title != "Harbour Post" || len(h.States) != 3 {
		t.Errorf("%s: %+v", h.Kind, h.Feeds)
	}
}

func TestADamagedDatabaseCostsOnlyItself(t *testing.T) {
	dir := lay(t, "urls", "https://harbour.test/feed\n", "cache.db", "SQLite format 3\x00 and then nothing that it should be")
	h := read(t, dir)
	if len(h.Feeds) != 1 || !strings.Contains(told(h), "cache.db: not taken: read and starred stories") {
		t.Errorf("%s", told(h))
	}
}

func TestNewsraft(t *testing.T) {
	dir := lay(t, "feeds", `# comment
http://top.test/feed/ "At the top"
@ Ships and seas {30}
https://harbour.test/feed	"The Harbour" {60}
https://plain.test/ < reload-period 5
@ Global
$(date) "A command"
ftp://old.test/x
`)
	database(t, filepath.Join(dir, "newsraft.sqlite3"),
		`CREATE TABLE feeds (feed_url TEXT UNIQUE, title TEXT, link TEXT)`,
		`CREATE TABLE items (feed_url TEXT, guid TEXT, title TEXT, link TEXT, content TEXT, attachments TEXT, persons TEXT, publication_date INTEGER, unread INTEGER, important INTEGER)`,
		`INSERT INTO feeds VALUES ('http://top.test/feed', 'Top', 'http://top.test')`,
		"INSERT INTO items VALUES ('http://top.test/feed', 'g1', 'One', 'http://top.test/1', '\x1f^\x1ftype=text/plain\x1ftext=Short\x1f^\x1ftype=text/html\x1ftext=<p a=\"b\">Long', '\x1f^\x1furl=http://top.test/\x1f^\x1furl=http://top.test/1.mp3\x1ftype=audio/mpeg', '\x1f^\x1ftype=editor\x1fname=Bo\x1f^\x1ftype=author\x1fname=Ann', 1793000000, 0, 1), ('http://top.test/feed', 'g2', 'Two', NULL, '\x1f^\x1ftext=a < b', NULL, NULL, 0, 1, 0)")
	h := read(t, dir)
	want := []model.Feed{
		{Address: "http://top.test/feed/", Name: "At the top", Title: "Top", Link: "http://top.test"},
		{Address: "https://harbour.test/feed", Name: "The Harbour", Tags: []string{"Ships and seas"}},
		{Address: "https://plain.test/", Tags: []string{"Ships and seas"}},
	}
	if h.Kind != Newsraft || !reflect.DeepEqual(h.Feeds, want) {
		t.Errorf("%s: %+v", h.Kind, h.Feeds)
	}
	if !slices.Equal(h.States, []StoryState{{"http://top.test/feed/", "g1", "http://top.test/1", "One", true, true}}) {
		t.Errorf("%+v", h.States)
	}
	if all := stories(t, h); all[0].HTML != `<p a="b">Long` || all[0].Author != "Ann" || all[0].EnclosureURL != "http://top.test/1.mp3" || all[0].EnclosureType != "audio/mpeg" || all[1].HTML != "<p>a &lt; b</p>" {
		t.Errorf("%+v", all)
	}
	for _, line := range []string{"feeds:7: not taken: $(date) \"A command\" (it needs a shell", "feeds:8: not taken: ftp://old.test/x", "feeds:3: not taken: the settings of the section", "newsraft.sqlite3: 2 stories, 1 read, 1 starred"} {
		if !strings.Contains(told(h), line) {
			t.Errorf("%q is not told in\n%s", line, told(h))
		}
	}
}

func TestSfeed(t *testing.T) {
	dir := lay(t, "sfeedrc", `#sfeedpath="$HOME/elsewhere"
# list of feeds to fetch:
feeds() {
	# feed <name> <feedurl> [basesiteurl] [encoding]
	feed "harbour/post" "https://harbour.test/feed" "https://harbour.test/"
	feed 'tides' \
		'https://tides.test/rss' # each day
	feed "shelly" "https://x.test/$(date +%Y)"
	feed "short"
}
fetch() {
	curl "$2"
}
`, "feeds/harbour_post",
		"1793000000\tGrain ship\thttps://harbour.test/1\ta\\tb\\n\\\\c <p>\thtml\tg1\tAnn\thttps://harbour.test/1.mp3\tsea|ship\n"+
			"\tNo date\thttps://harbour.test/2\t1 < 2\tplain\t\t\t\t\nbroken line\n",
		"urls", "https://harbour.test/1\n")
	h := read(t, dir)
	want := []model.Feed{
		{Address: "https://harbour.test/feed", Name: "harbour/post", Link: "https://harbour.test/"},
		{Address: "https://tides.test/rss", Name: "tides"},
	}
	if h.Kind != SFeed || !reflect.DeepEqual(h.Feeds, want) {
		t.Errorf("%s: %+v", h.Kind, h.Feeds)
	}
	if !slices.Equal(h.States, []StoryState{{"https://harbour.test/feed", "g1", "https://harbour.test/1", "Grain ship", true, false}}) {
		t.Errorf("%+v", h.States)
	}
	var all []Story
	for s, err := range h.Stories(t.Context()) {
		if err == nil {
			all = append(all, s)
		} else if !errors.Is(err, os.ErrNotExist) {
			t.Error(err)
		}
	}
	if len(all) != 2 || all[0].HTML != "a\tb\n\\c <p>" || all[0].Author != "Ann" || all[0].Published.Unix() != 1793000000 || all[1].HTML != "<p>1 &lt; 2</p>" {
		t.Errorf("%+v", all)
	}
	for _, line := range []string{
		"sfeedrc:6: feed https://tides.test/rss “tides”", "sfeedrc:8: not taken: https://x.test/", "sfeedrc:9: not taken: feed \"short\" (it has no address)",
		"harbour_post: 2 stories", "harbour_post: not taken: 1 lines", "tides: not taken: tides",
	} {
		if line == "sfeedrc:8: not taken: https://x.test/" {
			line = "sfeedrc:8: not taken: feed \"shelly\""
		}
		if !strings.Contains(told(h), line) {
			t.Errorf("%q is not told in\n%s", line, told(h))
		}
	}
}

func TestNom(t *testing.T) {
	dir := lay(t, "config.yml", `# nom
showread: true
database: stories.db
feeds:
- url: https://harbour.test/feed # the best
  name: "The \"Harbour\""
- name: 'It''s # tides'
  url: 'https://tides.test/rss#top'
-
  url: https://plain.test/
- {url: https://flow.test/a, name: Flow}
- name: No address
theme:
  glamour: dark
  url: https://not-a-feed.test/
backends:
  miniflux:
    host: https://m.test
`)
	database(t, filepath.Join(dir, "stories.db"),
		`CREATE TABLE items (id INTEGER PRIMARY KEY, feedurl TEXT, link TEXT, title TEXT, content TEXT, author TEXT, readat datetime, publishedat datetime, favourite boolean NOT NULL DEFAULT 0)`,
		`INSERT INTO items (feedurl, link, title, content, author, readat, publishedat, favourite) VALUES
			('https://harbour.test/feed', 'https://harbour.test/1', 'One', '<p>x', 'Ann', '2026-11-02 10:00:00.5+00:00', '2026-11-01 09:00:00+00:00', 0),
			('https://harbour.test/feed', 'https://harbour.test/2', 'Two', '', '', NULL, NULL, 1)`)
	h := read(t, dir)
	want := []model.Feed{
		{Address: "https://harbour.test/feed", Name: `The "Harbour"`},
		{Address: "https://tides.test/rss#top", Name: "It's # tides"},
		{Address: "https://plain.test/"},
		{Address: "https://flow.test/a", Name: "Flow"},
	}
	if h.Kind != Nom || !reflect.DeepEqual(h.Feeds, want) {
		t.Errorf("%s: %+v\n%s", h.Kind, h.Feeds, told(h))
	}
	if want := []StoryState{{"https://harbour.test/feed", "", "https://harbour.test/1", "One", true, false}, {"https://harbour.test/feed", "", "https://harbour.test/2", "Two", false, true}}; !slices.Equal(h.States, want) {
		t.Errorf("%+v", h.States)
	}
	if all := stories(t, h); !all[0].Published.Equal(time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)) || all[0].HTML != "<p>x" {
		t.Errorf("%+v", all[0])
	}
	for _, line := range []string{"config.yml:12: not taken:", "config.yml:16: not taken: backends", "stories.db: 2 stories, 1 read, 1 starred"} {
		if !strings.Contains(told(h), line) {
			t.Errorf("%q is not told in\n%s", line, told(h))
		}
	}
}

func TestLiferea(t *testing.T) {
	dir := lay(t, ".config/liferea/feedlist.opml", `<opml version="1.0"><body><outline title="Sea" text="Sea" type="folder"><outline title="The Harbour" type="rss" xmlUrl="https://harbour.test/feed" htmlUrl="https://harbour.test/"/></outline>
		<outline title="Disk" type="rss" xmlUrl="|df"/></body></opml>`, ".local/share/liferea/plugins/x", "")
	db := filepath.Join(dir, ".local/share/liferea/liferea.db")
	database(t, db,
		`CREATE TABLE items (item_id INTEGER PRIMARY KEY, parent_item_id INTEGER, node_id TEXT, parent_node_id TEXT, title TEXT, read INTEGER, updated INTEGER, popup INTEGER, marked INTEGER,
			source TEXT, source_id TEXT, valid_guid INTEGER, description TEXT, date INTEGER, comment_feed_id TEXT, comment INTEGER)`,
		`CREATE TABLE subscription (node_id TEXT PRIMARY KEY, source TEXT, orig_source TEXT, filter_cmd TEXT)`,
		`INSERT INTO subscription (node_id, source) VALUES ('n1', 'https://harbour.test/feed')`,
		`INSERT INTO items (node_id, title, read, marked, source, source_id, valid_guid, description, date, comment) VALUES
			('n1', 'Grain', 1, 0, 'https://harbour.test/1', 'g1', 1, '<p>x', 1793000000, 0), ('n1', 'Mast', 0, 1, 'https://harbour.test/2', 'made up', 0, '', 1793000001, 0),
			('n1', 'I think', 1, 0, 'https://harbour.test/1#c', 'c1', 1, '', 1793000002, 1), ('gone', 'Sunk', 1, 0, '', 'g3', 1, '', 0, 0)`)
	states := []StoryState{{"https://harbour.test/feed", "g1", "https://harbour.test/1", "Grain", true, false}, {"https://harbour.test/feed", "", "https://harbour.test/2", "Mast", false, true}}
	h := read(t, filepath.Join(dir, ".config/liferea"))
	if want := []model.Feed{{Address: "https://harbour.test/feed", Title: "The Harbour", Link: "https://harbour.test/", Tags: []string{"Sea"}}}; h.Kind != Liferea || !reflect.DeepEqual(h.Feeds, want) {
		t.Errorf("%s: %+v", h.Kind, h.Feeds)
	}
	if all := stories(t, h); !slices.Equal(h.States, states) || len(all) != 2 || all[0].HTML != "<p>x" || all[0].Published.Unix() != 1793000000 {
		t.Errorf("%+v %+v", h.States, all)
	}
	if !strings.Contains(told(h), "feedlist.opml: not taken: a line (Disk: programs are not taken from a list)") || !strings.Contains(told(h), "liferea.db: 2 stories, 1 read, 1 starred") {
		t.Errorf("%s", told(h))
	}
	if h := read(t, db); h.Kind != Liferea || len(h.Feeds) != 1 || !slices.Equal(h.States, states) {
		t.Errorf("the database alone: %s %+v %+v", h.Kind, h.Feeds, h.States)
	}
}

func TestWhoseFileItIsIsFoundFromWhatIsInIt(t *testing.T) {
	dir := lay(t,
		"a", "https://a.test/ tag\n", "b", "# x\n@ Section\nhttps://a.test/\n", "c", "feeds() {\n\tfeed \"a\" \"https://a.test/\"\n}\n",
		"d", "feeds:\n  - url: https://a.test/\n", "e", `<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="https://a.test/"/></body></opml>`,
		"f", "\"query:a:unread = \\\"yes\\\"\"\n", "n", "", "p", "just words\n", "q/empty", "", "list/subs.opml", `<opml><outline xmlUrl="https://a.test/"/></opml>`)
	database(t, filepath.Join(dir, "g"), boatCache...)
	database(t, filepath.Join(dir, "h"), `CREATE TABLE other (x)`)
	for name, want := range map[string]Kind{"a": Newsboat, "b": Newsraft, "c": SFeed, "d": Nom, "e": OPML, "f": Newsboat, "g": Newsboat, "h": "", "n": "", "p": "", "q": "", "none": ""} {
		got, err := Detect(filepath.Join(dir, name))
		if got != want || (want == "") != (err != nil) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if want != "" {
			if h := read(t, filepath.Join(dir, name)); len(h.Feeds)+len(h.Queries) == 0 {
				t.Errorf("%s: nothing is read: %s", name, told(h))
			}
		}
	}
}

func TestAListOfFeedsIsTakenWithItsFoldersAsTags(t *testing.T) {
	dir := lay(t, "x.opml", `<opml><body><outline text="sea"><outline title="Harbour" xmlUrl="https://harbour.test/feed"/></outline><outline xmlUrl="exec:ls"/></body></opml>`)
	h := read(t, filepath.Join(dir, "x.opml"))
	if len(h.Feeds) != 1 || !slices.Equal(h.Feeds[0].Tags, []string{"sea"}) || !strings.Contains(told(h), "exec: addresses are not taken from a list") {
		t.Errorf("%+v\n%s", h.Feeds, told(h))
	}
}

func TestReadingStoriesEndsWithItsContext(t *testing.T) {
	dir := lay(t, "urls", "https://harbour.test/feed\n")
	database(t, filepath.Join(dir, "cache.db"), boatCache...)
	h := read(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range h.Stories(ctx) {
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

func FuzzFiles(f *testing.F) {
	f.Add([]byte(boatURLs), []byte(boatConfig))
	f.Add([]byte("@ a {\nhttp://a.test \"b"), []byte("ignore-article \"a\\"))
	f.Add([]byte("feeds:\n- {url: 'a, name: \"\n- "), []byte("x"))
	f.Add([]byte("feeds() {\nfeed 'a' 'http://b' \\"), []byte(""))
	f.Fuzz(func(t *testing.T, list, config []byte) {
		dir := t.TempDir()
		for _, name := range []string{"urls", "feeds", "sfeedrc", "config.yml"} {
			os.WriteFile(filepath.Join(dir, name), list, 0o600)
		}
		os.WriteFile(filepath.Join(dir, "config"), config, 0o600)
		for _, kind := range []Kind{Newsboat, Newsraft, SFeed, Nom} {
			h, err := ReadAs(t.Context(), kind, dir)
			if err != nil {
				t.Errorf("%s: %v", kind, err)
			}
			if strings.ContainsAny(strings.ReplaceAll(told(h), "\n", ""), "\x1b\r\x00") {
				t.Errorf("%s: %q", kind, told(h))
			}
			for _, fd := range h.Feeds {
				scheme, _, _ := strings.Cut(fd.Address, ":")
				if !slices.Contains([]string{"http", "https", "file", "exec", "filter"}, scheme) {
					t.Errorf("%s: %+v", kind, fd)
				}
			}
		}
	})
}
