package main

import (
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// now is the moment at which all scripts run.
func scriptNow() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"lede": func() { os.Exit(start(os.Args[1:], scriptNow)) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/home/config")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/home/data")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"feedhost": feedHost, "feedlog": feedLog, "sshd": sshHost, "ssh": sshRun, "damage": damage, "until": until, "expand": expand,
		},
	})
}

// damage FILE takes the last three pages of a store away, as a full disk or a broken copy does.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage FILE")
	}
	path := ts.MkAbs(args[0])
	fi, err := os.Stat(path)
	ts.Check(err)
	ts.Check(os.Truncate(path, fi.Size()-3*4096))
}
