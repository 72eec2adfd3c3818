package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// maxLine is the longest line of standard input that a streaming command takes, in bytes.
const maxLine = 64 << 20

// eachLine calls answer for every line of standard input and writes what it gives as one line of
// JSON, at once. A panic costs that line only.
func (l *lede) eachLine(answer func(line string) any) error {
	in := bufio.NewReaderSize(l.in, 1<<16)
	out := bufio.NewWriter(l.out)
	enc := jsonTo(out)
	for {
		line, err := in.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" || err == nil {
			if e := enc.Encode(guarded(line, answer)); e != nil {
				return e
			}
			if e := out.Flush(); e != nil {
				return e
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// failure is the answer for what could not be read.
type failure struct {
	Error string `json:"error"`
}

func guarded(line string, answer func(string) any) (out any) {
	defer func() {
		if r := recover(); r != nil {
			out = failure{fmt.Sprintf("a fault of lede: %v", r)}
		}
	}()
	return answer(line)
}

// fields parts a line at its tabs; missing ones are "".
func fields(line string, n int) []string {
	f := strings.SplitN(line, "\t", n)
	for len(f) < n {
		f = append(f, "")
	}
	return f
}

// fileBytes reads the beginning of a file, unpacked when its name ends in .gz.
func fileBytes(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		return io.ReadAll(io.LimitReader(z, most))
	}
	var out bytes.Buffer
	if st, err := f.Stat(); err == nil {
		out.Grow(int(min(st.Size(), most)) + bytes.MinRead) // at once: a large file is not copied as it grows
	}
	_, err = out.ReadFrom(io.LimitReader(f, most))
	return out.Bytes(), err
}

func (l *lede) inspectCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "inspect", Short: "What lede makes of an input, as JSON",
		Long: "Each kind takes the paths of files, or with --stdin one case a line and answers one line of JSON each.",
	}
	for _, k := range []struct {
		name, short, line string
		answer            func(*lede, string) any
	}{
		{"feed", "A feed: its fields and entries", "PATH, URL, JSON of response headers, parted by tabs", (*lede).inspectFeed},
		{"article", "A page: title, byline, date and the text of its article", "PATH (.gz), URL", (*lede).inspectArticle},
		{"discover", "The feeds that a page or an address leads to", "PATH, URL, content type", (*lede).inspectDiscover},
		{"opml", "A list of feeds", "PATH", (*lede).inspectOPML},
		{"html", "Markup as it is shown", `{"html","width","base"}`, (*lede).inspectHTML},
	} {
		var stdin bool
		sub := &cobra.Command{
			Use: k.name + " [FILE…]", Short: k.short, Long: k.short + ".\nA line of --stdin is: " + k.line + ".",
			RunE: func(_ *cobra.Command, args []string) error {
				if stdin {
					return l.eachLine(func(line string) any { return k.answer(l, line) })
				}
				if len(args) == 0 {
					return misuse("name a file, or give --stdin")
				}
				for _, a := range args {
					if err := l.printJSON(guarded(a, func(a string) any { return k.answer(l, a) })); err != nil {
						return err
					}
				}
				return nil
			},
		}
		sub.Flags().BoolVar(&stdin, "stdin", false, "read one case a line")
		c.AddCommand(sub)
	}
	c.AddCommand(&cobra.Command{
		Use: "threads --stdin", Short: "Which stories tell one event",
		Long: "Each line of standard input is {\"id\",\"title\",\"text\",\"date\"?}; the answer is {\"id\",\"cluster\"}, in order.",
		RunE: func(*cobra.Command, []string) error { return l.inspectThreads() },
	})
	c.Commands()[len(c.Commands())-1].Flags().Bool("stdin", true, "read one story a line")
	return c
}

// printJSON writes v with indents, for people and scripts alike.
func (l *lede) printJSON(v any) error {
	enc := jsonTo(l.out)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
