package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/query/querytest"
	"lede/model/store"
	"lede/model/store/sqlite"
)

// filled makes a store with n random stories of one feed, some of them marked and told anew.
func filled(t *testing.T, path string, n int) {
	t.Helper()
	s, err := sqlite.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Subscribe(t.Context(), 1, model.Feed{Address: "https://post.test/feed"})
	if err != nil {
		t.Fatal(err)
	}
	in := querytest.Stories(rand.New(rand.NewPCG(3, uint64(n))), n)
	got, err := s.Put(t.Context(), f.ID, in, querytest.Now())
	if err == nil {
		_, err = s.Mark(t.Context(), 1, got.IDs[:n/2], model.MarkRead, querytest.Now())
	}
	if err == nil {
		in[1].Body = model.PlainBody("The lighthouse was told anew.")
		_, err = s.Put(t.Context(), f.ID, in[:2], querytest.Now())
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func all(t *testing.T, s *sqlite.Store) (model.Edition, error) {
	t.Helper()
	return s.Edition(t.Context(), ask(query.Query{}, 0, 5))
}

func TestLookingMakesNoFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, filepath.Join(dir, "lede.db"))
	ed, err := all(t, s)
	if err != nil || len(ed.IDs) != 0 {
		t.Fatalf("edition %v, %v", ed, err)
	}
	if _, err := s.Mark(t.Context(), 1, []model.StoryID{1}, model.MarkRead, querytest.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context(), 1, querytest.Now()); !errors.Is(err, store.ErrNothing) {
		t.Fatal(err)
	}
	if err := s.Visit(t.Context(), 1, querytest.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("there is a folder: %v", err)
	}
	if _, err := s.Subscribe(t.Context(), 1, model.Feed{Address: "https://post.test/feed"}); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, s.Path(): 0o600} {
		fi, err := os.Stat(path)
		if err != nil || fi.Mode().Perm() != want {
			t.Errorf("%s has mode %v (%v), want %v", filepath.Base(path), fi.Mode().Perm(), err, want)
		}
	}
}

func TestWhatIsKeptOutlivesTheProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd name? #1 100%.db")
	filled(t, path, 40)
	s := open(t, path)
	ed, err := all(t, s)
	if err != nil || ed.Total != 40 || ed.Unread != 20 {
		t.Fatalf("%d stories, %d unread, %v", ed.Total, ed.Unread, err)
	}
	if c, err := s.Undo(t.Context(), 1, querytest.Now()); err != nil || len(c.Stories) != 20 {
		t.Fatalf("undone %v, %v", c, err)
	}
}

func TestAFileThatIsNotOursIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.db")
	db, err := sql.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE rss_item(id INTEGER PRIMARY KEY); INSERT INTO rss_item VALUES(1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, path := range []string{write("short.txt", "hello"), write("long.txt", strings.Repeat("not a database. ", 1000)), other, dir} {
		before, _ := os.ReadFile(path)
		if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, store.ErrForeign) {
			t.Errorf("%s: error %v, want %v", filepath.Base(path), err, store.ErrForeign)
		}
		if _, err := sqlite.Create(t.Context(), path); !errors.Is(err, store.ErrForeign) {
			t.Errorf("%s: error %v, want %v", filepath.Base(path), err, store.ErrForeign)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s was changed", filepath.Base(path))
		}
	}
	empty := write("empty.db", "")
	s := open(t, empty)
	if _, err := s.Put(t.Context(), 0, querytest.Stories(rand.New(rand.NewPCG(1, 1)), 2), querytest.Now()); err != nil {
		t.Errorf("an empty file: %v", err)
	}
}

func TestAStoreOfANewerLedeIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lede.db")
	filled(t, path, 3)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`PRAGMA user_version=99`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	_, err = sqlite.Open(t.Context(), path)
	if !errors.Is(err, store.ErrNewer) || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %v, want %v", err, store.ErrNewer)
	}
}

// Whatever is damaged, reading gives what is right or says ErrCorrupt; Doctor sees it, and Salvage saves
// what can be read.
func TestDamageIsToldAndTheRestIsSaved(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	filled(t, whole, 300)
	sound, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 4))
	const files = 12
	told, saved := 0, 0
	for i := range files {
		data := append([]byte(nil), sound...)
		switch pages := len(data) / 4096; i % 3 {
		case 0: // a page is lost
			at := 4096 * (1 + r.IntN(pages-1))
			clear(data[at : at+4096])
		case 1: // some bytes are others
			at := 100 + r.IntN(len(data)-200)
			for j := range 60 {
				data[at+j] ^= byte(r.IntN(256))
			}
		case 2: // the end is missing
			data = data[:4096*(2+r.IntN(pages-3))]
		}
		path := filepath.Join(dir, fmt.Sprintf("damaged%d.db", i))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		told += damaged(t, path)
		got, err := sqlite.Salvage(t.Context(), path, path+".saved")
		if err != nil {
			continue // nothing could be read at all
		}
		if rep, err := sqlite.Doctor(t.Context(), path+".saved"); err != nil || len(rep.Problems) > 0 || rep.Stories != got.Stories {
			t.Errorf("%s: what was saved is not sound: %+v, %v", filepath.Base(path), rep, err)
		}
		saved += got.Stories
	}
	if told < files*2/3 {
		t.Errorf("of %d damaged files only %d were told", files, told)
	}
	if saved < files*300/3 {
		t.Errorf("only %d stories were saved", saved)
	}
}

// damaged uses a damaged store; 1 when Doctor tells of the damage.
func damaged(t *testing.T, path string) int {
	t.Helper()
	use := func(what string, err error) {
		if err != nil && !errors.Is(err, store.ErrCorrupt) && !errors.Is(err, store.ErrForeign) && !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %s: %v", filepath.Base(path), what, err)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %s: more than a line: %v", filepath.Base(path), what, err)
		}
	}
	rep, err := sqlite.Doctor(t.Context(), path)
	use("doctor", err)
	s, err := sqlite.Open(t.Context(), path)
	use("open", err)
	if err == nil {
		defer s.Close()
		_, err = all(t, s)
		use("edition", err)
		for _, q := range []string{"bank", `"the bank"`, "money>5", "person:ada"} {
			p, _ := query.Parse(q)
			_, err := s.Edition(t.Context(), ask(p, 0, 10))
			use(q, err)
		}
		for id := model.StoryID(1); id <= 300; id += 7 {
			_, err := s.Story(t.Context(), 1, id)
			use("story", err)
		}
		_, err = s.Mark(t.Context(), 1, []model.StoryID{1, 2}, model.MarkStarred, querytest.Now())
		use("mark", err)
	}
	if len(rep.Problems) > 0 || err != nil {
		return 1
	}
	return 0
}

func TestForgettingGivesTheRoomBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lede.db")
	s := open(t, path)
	stories := querytest.Stories(rand.New(rand.NewPCG(6, 6)), 1500)
	for i := 0; i < len(stories); i += 100 {
		if _, err := s.Put(t.Context(), 0, stories[i:i+100], querytest.Now().AddDate(0, 0, i/100)); err != nil {
			t.Fatal(err)
		}
	}
	pages := func() (n int) {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.QueryRow(`SELECT page_count FROM pragma_page_count`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := pages()
	forget := func(before time.Time) (int, error) {
		gone, err := s.Stale(t.Context(), func(model.FeedID) store.Keep { return store.Keep{Since: before} })
		if err != nil {
			return 0, err
		}
		return s.Forget(t.Context(), gone)
	}
	n, err := forget(querytest.Now().AddDate(0, 0, 14))
	if err != nil || n != 1400 {
		t.Fatalf("%d forgotten, %v", n, err)
	}
	if after := pages(); after > before*2/3 {
		t.Errorf("%d pages of %d are left for a fifteenth of the stories", after, before)
	}
	if n, err = forget(querytest.Now().AddDate(1, 0, 0)); err != nil || n != 100 {
		t.Fatalf("%d forgotten, %v", n, err)
	}
	if ed, err := all(t, s); err != nil || ed.Total != 0 {
		t.Errorf("%d stories, %v", ed.Total, err)
	}
	if got, err := s.Put(t.Context(), 0, stories[:10], querytest.Now()); err != nil || len(got.New) != 10 || got.IDs[0] != 1501 {
		t.Errorf("told again: %v, %v", got, err)
	}
	if rep, err := sqlite.Doctor(t.Context(), path); err != nil || len(rep.Problems) > 0 || rep.Stories != 10 || rep.Forgotten != 1500 {
		t.Errorf("%+v, %v", rep, err)
	}
}

func TestTheRoomOfAFeedThatIsTakenOffIsGivenBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lede.db")
	filled(t, path, 400)
	s := open(t, path)
	if err := s.Unsubscribe(t.Context(), model.LocalReader, 1); err != nil {
		t.Fatal(err)
	}
	before, err := sqlite.Doctor(t.Context(), path)
	if err != nil || before.Free < 50_000 {
		t.Fatalf("%d bytes are free, %v", before.Free, err)
	}
	if n, err := s.Forget(t.Context(), nil); err != nil || n != 0 {
		t.Fatalf("%d forgotten, %v", n, err)
	}
	if after, err := sqlite.Doctor(t.Context(), path); err != nil || after.Free > before.Free/4 || len(after.Problems) > 0 {
		t.Errorf("%d bytes of %d are free still, %v %v", after.Free, before.Free, err, after.Problems)
	}
}

func TestDoctorTellsWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lede.db")
	if _, err := sqlite.Doctor(t.Context(), path); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no store: %v", err)
	}
	filled(t, path, 50)
	r, err := sqlite.Doctor(t.Context(), path)
	if err != nil || len(r.Problems) != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if r.Stories != 50 || r.Feeds != 1 || r.Version < 1 || r.Bytes < 40000 || r.Segments < 1 || len(r.Parts) != 4 {
		t.Errorf("%+v", r)
	}
}

func TestASalvagedStoreIsTheSameStore(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db")
	filled(t, from, 120)
	a := open(t, from)
	if err := a.Thread(t.Context(), []model.StoryID{3, 4, 5}); err != nil {
		t.Fatal(err)
	}
	if err := a.Note(t.Context(), 1, 9, "mine"); err != nil {
		t.Fatal(err)
	}
	got, err := sqlite.Salvage(t.Context(), from, to)
	if err != nil || got != (sqlite.Salvaged{Stories: 120}) {
		t.Fatalf("%+v, %v", got, err)
	}
	b := open(t, to)
	for _, text := range []string{"", "is:unread", "bank OR lighthouse", "has:note", "sources>1", "money>5 sort:salience", "is:revised"} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		x, err1 := a.Edition(t.Context(), ask(q, 0, 3))
		y, err2 := b.Edition(t.Context(), ask(q, 0, 3))
		if err1 != nil || err2 != nil || fmt.Sprint(x) != fmt.Sprint(y) {
			t.Errorf("%q: %v (%v), was %v (%v)", text, y, err2, x, err1)
		}
	}
	in := querytest.Stories(rand.New(rand.NewPCG(3, 120)), 120)
	again, err := b.Put(t.Context(), 1, in[2:], querytest.Now())
	if err != nil || len(again.New)+len(again.Revised) != 0 {
		t.Errorf("told again, %d are new and %d revised, %v", len(again.New), len(again.Revised), err)
	}
	if _, err := sqlite.Salvage(t.Context(), from, to); !errors.Is(err, os.ErrExist) {
		t.Errorf("over a file that is there: %v", err)
	}
}

// Where the log's index has no room, the file is read as it is; when there is room again, marks are kept and seen.
func TestAStoreReadWithoutItsLogSeesWhatIsWrittenLater(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lede.db")
	filled(t, path, 20)
	index := path + "-shm"
	if err := os.Symlink("nowhere", index); err != nil { // so it cannot be made, whoever asks
		t.Fatal(err)
	}
	s := open(t, path)
	if ed, err := all(t, s); err != nil || ed.Total != 20 || ed.Unread != 10 {
		t.Fatalf("%d stories, %d unread, %v", ed.Total, ed.Unread, err)
	}
	if _, err := s.Mark(t.Context(), 1, []model.StoryID{20}, model.MarkRead, querytest.Now()); err == nil {
		t.Fatal("a mark was kept without a log")
	}
	if ed, err := all(t, s); err != nil || ed.Unread != 10 {
		t.Fatalf("%d unread, %v", ed.Unread, err)
	}
	if err := os.Remove(index); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Mark(t.Context(), 1, []model.StoryID{20}, model.MarkRead, querytest.Now()); err != nil {
		t.Fatal(err)
	}
	if ed, err := all(t, s); err != nil || ed.Unread != 9 {
		t.Errorf("%d unread, %v", ed.Unread, err)
	}
}
