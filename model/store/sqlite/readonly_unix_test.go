//go:build unix

package sqlite_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lede/model"
	"lede/model/query/querytest"
	"lede/model/store"
	"lede/model/store/sqlite"
)

// TestReaderOfAFileNotOurs is no test but the process of the one below, who may not write.
func TestReaderOfAFileNotOurs(t *testing.T) {
	path := os.Getenv("LEDE_TEST_READONLY")
	if path == "" {
		t.Skip("only as the child of another test")
	}
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if ed, err := all(t, s); err != nil || ed.Total != 30 {
		t.Fatalf("%d stories, %v", ed.Total, err)
	}
	if _, err := s.Mark(t.Context(), 1, []model.StoryID{30}, model.MarkRead, querytest.Now()); !errors.Is(err, store.ErrReadOnly) {
		t.Fatalf("marking: %v, want %v", err, store.ErrReadOnly)
	}
	if ed, err := all(t, s); err != nil || ed.Total != 30 {
		t.Fatalf("and reading goes on: %d stories, %v", ed.Total, err)
	}
	if _, err := sqlite.Create(t.Context(), filepath.Join(filepath.Dir(path), "new.db")); !errors.Is(err, store.ErrReadOnly) {
		t.Fatalf("making a store: %v, want %v", err, store.ErrReadOnly)
	}
	fmt.Println("read only, and told")
}

// Whoever may read a store but not write it, nor its folder, reads on and is told plainly.
func TestAStoreThatCannotBeWrittenIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a process")
	}
	dir, err := os.MkdirTemp("", "lede")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700); os.RemoveAll(dir) })
	path := filepath.Join(dir, "lede.db")
	filled(t, path, 30)
	os.Remove(path + "-wal")
	os.Remove(path + "-shm")
	exe := filepath.Join(dir, "child")
	copyFile(t, exe)
	for name, mode := range map[string]os.FileMode{path: 0o444, exe: 0o555, dir: 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(exe, "-test.run=^TestReaderOfAFileNotOurs$", "-test.v")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LEDE_TEST_READONLY="+path)
	if os.Geteuid() == 0 { // to whom no mode means anything
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, os.ErrPermission) {
		t.Skipf("no other user can run a program in %s: %v", os.TempDir(), err)
	}
	if err != nil || !strings.Contains(string(out), "read only, and told") {
		t.Errorf("%v\n%s", err, out)
	}
}

func copyFile(t *testing.T, to string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(exe)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
