package newsroom

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"

	"lede/model/safe"
)

// Browser starts the reader's browser by argument vector, never through a shell: BROWSER where it is set (the
// first of its choices that there is), else the desktop's own opener.
func Browser(env func(string) string) func(context.Context, string) error {
	return func(_ context.Context, url string) error {
		url = safe.URL(url)
		if url == "" {
			return errors.New("that is no address a browser could open")
		}
		for _, argv := range openers(env("BROWSER")) {
			path, err := exec.LookPath(argv[0])
			if err != nil {
				continue
			}
			cmd := exec.Command(path, append(argv[1:], url)...)
			if err := cmd.Start(); err != nil {
				return fmt.Errorf("%s did not start: %w; y copies the address", argv[0], err)
			}
			go func() { _ = cmd.Wait() }()
			return nil
		}
		return errors.New("no browser was found; set BROWSER, or y copies the address")
	}
}

// openers are the argument vectors to try. An address begins with http or mailto, so none can be taken
// for an option.
func openers(browser string) [][]string {
	var out [][]string
	for _, b := range strings.Split(browser, ":") {
		if f := strings.Fields(strings.ReplaceAll(b, "%s", "")); len(f) > 0 {
			out = append(out, f)
		}
	}
	switch runtime.GOOS {
	case "darwin":
		return append(out, []string{"open"})
	case "windows":
		return append(out, []string{"rundll32", "url.dll,FileProtocolHandler"})
	}
	return append(out, []string{"xdg-open"})
}
