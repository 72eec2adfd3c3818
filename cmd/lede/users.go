package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	gossh "golang.org/x/crypto/ssh"

	"lede/cmd/lede/config"
	"lede/model/safe"
	"lede/model/store"
)

func (l *lede) usersCommand() *cobra.Command {
	c := &cobra.Command{Use: "users", Short: "Who may read over SSH"}
	var keyFile string
	add := &cobra.Command{
		Use: "add NAME --key FILE.pub", Short: "Let a reader in by a public key", Args: l.args(cobra.ExactArgs(1)),
		Example: "  lede users add ann --key ~/ann.pub\n  ssh-add -L | lede users add ann --key -",
		RunE: func(c *cobra.Command, args []string) error {
			if keyFile == "" {
				return misuse("give --key FILE.pub: the reader's public key")
			}
			if err := readerName(args[0]); err != nil {
				return err
			}
			keys, err := l.publicKeys(keyFile)
			if err != nil {
				return err
			}
			st, err := l.storeForWriting(c.Context())
			if err != nil {
				return err
			}
			for _, k := range keys {
				r, err := st.AddReader(c.Context(), args[0], k, l.now())
				if errors.Is(err, store.ErrDuplicate) {
					return fmt.Errorf("another reader has this key; lede users ls shows whose it is")
				}
				if err != nil {
					return err
				}
				if err := l.room.Welcome(c.Context(), r.ID); err != nil {
					return err
				}
				fmt.Fprintf(l.out, "%s may read with %s\n", safe.Line(r.Name), fingerprint(k))
			}
			return nil
		},
	}
	add.Flags().StringVar(&keyFile, "key", "", "file with public keys, - for standard input")
	ls := &cobra.Command{
		Use: "ls", Short: "List readers and their keys", Args: l.args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			a := asking{}
			if err := l.ask(c.Context(), &a); err != nil {
				return err
			}
			st := a.room.Shelf.Read()
			readers, err := st.ListReaders(c.Context())
			if err != nil {
				return err
			}
			conf := l.configuration().Serve
			for _, r := range readers {
				fmt.Fprintf(l.out, "%-16s %-6s %s, since %s%s\n", safe.Line(r.Name), role(c.Context(), st, conf, r.Name), many(len(r.Keys), "key", "keys"),
					r.Created.Format("2 Jan 2006"), also(conf, r.Name))
				for _, k := range r.Keys {
					fmt.Fprintf(l.out, "  %s\n", fingerprint(k))
				}
			}
			for _, i := range invitations(c.Context(), st, l.now()) {
				fmt.Fprintf(l.out, "%-16s invited, until %s\n", safe.Line(i.name), i.until.Format("2 Jan 15:04"))
			}
			return nil
		},
	}
	rm := &cobra.Command{
		Use: "rm NAME", Short: "Let a reader in no longer", Args: l.args(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			st, err := l.storeForWriting(c.Context())
			if err != nil {
				return err
			}
			took, err := uninvite(c.Context(), st, args[0], l.now())
			if err != nil {
				return err
			}
			if err := setAdmin(c.Context(), st, args[0], false); err != nil {
				return err
			}
			err = st.RemoveReader(c.Context(), args[0])
			if took && errors.Is(err, store.ErrNotFound) {
				err = nil // invited only
			}
			if errors.Is(err, store.ErrNotFound) {
				return errNobody(args[0])
			}
			if err == nil {
				fmt.Fprintf(l.out, "%s is let in no longer\n", safe.Line(args[0]))
			}
			return err
		},
	}
	c.AddCommand(add, ls, rm, l.userKeysCommand(), l.inviteCommand(), l.roleCommand())
	return c
}

// readerNamed is the reader of a name.
func readerNamed(ctx context.Context, st store.Readers, name string) (store.Reader, error) {
	readers, err := st.ListReaders(ctx)
	if err != nil {
		return store.Reader{}, err
	}
	at := slices.IndexFunc(readers, func(r store.Reader) bool { return r.Name == name })
	if at < 0 {
		return store.Reader{}, errNobody(name)
	}
	return readers[at], nil
}

func errNobody(name string) error {
	return fmt.Errorf("there is no reader %s; lede users ls lists them", safe.Line(name))
}

func role(ctx context.Context, st store.Marks, conf config.Serve, name string) string {
	switch {
	case isAdmin(ctx, st, conf, name):
		return "admin"
	case name == visitorName:
		return "guests" // visitors see this one's feeds
	}
	return "reader"
}

func also(conf config.Serve, name string) string {
	if name == conf.Me {
		return ", who is also the person at this machine"
	}
	return ""
}

func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", more)
}

// userKeysCommand lists, adds and takes away the keys of one reader.
func (l *lede) userKeysCommand() *cobra.Command {
	var gone string
	c := &cobra.Command{
		Use: "keys NAME", Short: "The keys of a reader; users add NAME --key gives a further one", Args: l.args(cobra.ExactArgs(1)),
		Example: "  lede users keys ann\n  lede users keys ann --rm SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
		RunE: func(c *cobra.Command, args []string) error {
			st, err := l.storeForWriting(c.Context())
			if err != nil {
				return err
			}
			r, err := readerNamed(c.Context(), st, args[0])
			if err != nil {
				return err
			}
			for _, k := range r.Keys {
				if gone == "" {
					fmt.Fprintln(l.out, fingerprint(k))
					continue
				}
				if !strings.HasSuffix(fingerprint(k), " "+gone) {
					continue
				}
				if err := st.RemoveKey(c.Context(), k); err != nil {
					return err
				}
				fmt.Fprintf(l.out, "%s reads no longer with %s\n", safe.Line(args[0]), fingerprint(k))
				return nil
			}
			if gone != "" {
				return fmt.Errorf("%s has no key %s; without --rm they are listed", safe.Line(args[0]), safe.Line(gone))
			}
			return nil
		},
	}
	c.Flags().StringVar(&gone, "rm", "", "take the key of this fingerprint away")
	return c
}

// publicKeys reads keys in authorized_keys form, without their comments and options.
func (l *lede) publicKeys(file string) ([]string, error) {
	data, err := l.readInput(file)
	if err != nil {
		return nil, err
	}
	var out []string
	for rest := data; len(strings.TrimSpace(string(rest))) > 0; {
		key, _, _, more, err := gossh.ParseAuthorizedKey(rest)
		if err != nil {
			break
		}
		out = append(out, strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key))))
		rest = more
	}
	if len(out) == 0 {
		why := "holds no public key"
		if strings.Contains(string(data), "PRIVATE KEY") {
			why = "holds a private key: keep that to yourself, and give the file that ends in .pub"
		}
		return nil, fmt.Errorf("%s %s", safe.Line(file), why)
	}
	return out, nil
}

func fingerprint(key string) string {
	k, _, _, _, err := gossh.ParseAuthorizedKey([]byte(key))
	if err != nil {
		return "a key that cannot be read"
	}
	return k.Type() + " " + gossh.FingerprintSHA256(k)
}

// readInput is a file's bytes, or standard input's for "-".
func (l *lede) readInput(name string) ([]byte, error) {
	if name == "-" {
		return readAll(l.in)
	}
	if l.guest != nil {
		return nil, misuse("over SSH only standard input is read: give - and send it")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	defer f.Close()
	return readAll(f)
}
