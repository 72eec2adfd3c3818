package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lede/model"
	"lede/model/store"
)

// olderStore makes a store of today's version with one story, closed.
func olderStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lede.db")
	s, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), 0, []model.Story{{GUID: "a", Headline: "Grain ship leaves", Body: model.PlainBody("At dawn.")}}, timeOf(sql.NullInt64{Int64: 1e9, Valid: true})); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// backupOf is where the copy of a store of today's version goes before it is renewed.
func backupOf(path string) string { return fmt.Sprintf("%s.v%d.bak", path, len(steps())) }

func addColumn(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `ALTER TABLE feed ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'`)
	return err
}

func TestAnOlderStoreIsRenewedAfterACopyWasMade(t *testing.T) {
	path := olderStore(t)
	db, err := openWrite(t.Context(), path, append(steps(), addColumn))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var version, columns int
	if err := db.QueryRow(`SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM pragma_table_info('feed') WHERE name='colour')`).Scan(&version, &columns); err != nil {
		t.Fatal(err)
	}
	if version != len(steps())+1 || columns != 1 {
		t.Errorf("version %d, %d new columns", version, columns)
	}
	old, err := Open(t.Context(), backupOf(path))
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if st, err := old.Story(t.Context(), 1, 1); err != nil || st.Headline != "Grain ship leaves" {
		t.Errorf("in the copy: %q, %v", st.Headline, err)
	}
	if fi, err := os.Stat(backupOf(path)); err != nil || fi.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %v, %v", fi.Mode(), err)
	}
	if _, err := Open(t.Context(), path); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a program that does not know the new version: %v", err)
	}
}

func TestARenewalThatFailsLeavesTheStoreAsItWas(t *testing.T) {
	path := olderStore(t)
	broken := errors.New("broken")
	_, err := openWrite(t.Context(), path, append(steps(), addColumn, func(context.Context, *sql.Tx) error { return broken }))
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "renew the store: ") {
		t.Fatalf("error %v", err)
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if st, err := s.Story(t.Context(), 1, 1); err != nil || st.Headline != "Grain ship leaves" {
		t.Errorf("%q, %v", st.Headline, err)
	}
}
