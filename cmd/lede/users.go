package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	gossh "golang.org/x/crypto/ssh"

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
			readers, err := a.room.Shelf.Read().ListReaders(c.Context())
			if err != nil {
				return err
			}
			for _, r := range readers {
				for _, k := range r.Keys {
					fmt.Fprintf(l.out, "%-16s %s\n", safe.Line(r.Name), fingerprint(k))
				}
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
			err = st.RemoveReader(c.Context(), args[0])
			if errors.Is(err, store.ErrNotFound) {
				return fmt.Errorf("there is no reader %s; lede users ls lists them", safe.Line(args[0]))
			}
			if err == nil {
				fmt.Fprintf(l.out, "%s is let in no longer\n", safe.Line(args[0]))
			}
			return err
		},
	}
	c.AddCommand(add, ls, rm)
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
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	defer f.Close()
	return readAll(f)
}
