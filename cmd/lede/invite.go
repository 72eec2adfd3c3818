package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/model/safe"
	"lede/model/store"
	"lede/ui/sshd"
)

// Settings of nobody, which is to say of the host: who is invited, a line each, and who is an admin.
const (
	invitedSetting = "invitations"
	adminsSetting  = "admins"
)

// joinPrefix tells a login name that is an invitation from a person's.
const joinPrefix = "join-"

// invitation lets one key in, once. Of its code only the hash is kept.
type invitation struct {
	hash, name string
	until      time.Time
}

func (i invitation) line() string {
	return i.hash + "\t" + i.name + "\t" + strconv.FormatInt(i.until.Unix(), 10) + "\n"
}

func hashOf(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}

// invitations are those that still hold.
func invitations(ctx context.Context, st store.Marks, now time.Time) []invitation {
	text, _ := st.Setting(ctx, visitor, invitedSetting) // what cannot be read lets nobody in
	var out []invitation
	for line := range strings.Lines(text) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			continue
		}
		until, err := strconv.ParseInt(f[2], 10, 64)
		if i := (invitation{f[0], f[1], time.Unix(until, 0)}); err == nil && now.Before(i.until) {
			out = append(out, i)
		}
	}
	return out
}

func keepInvitations(ctx context.Context, st store.Marks, all []invitation) error {
	var b strings.Builder
	for _, i := range all {
		b.WriteString(i.line())
	}
	return st.SetSetting(ctx, visitor, invitedSetting, b.String())
}

// uninvite takes back what a name was invited by; whether it was.
func uninvite(ctx context.Context, st store.Marks, name string, now time.Time) (bool, error) {
	all := invitations(ctx, st, now)
	left := slices.DeleteFunc(slices.Clone(all), func(i invitation) bool { return i.name == name })
	if len(left) == len(all) {
		return false, nil
	}
	return true, keepInvitations(ctx, st, left)
}

// readerName tells what is wrong with a name for a reader: it stands in lists, in the log and before other readers.
func readerName(name string) error {
	if name == "" || len(name) > 64 || name != safe.Line(name) || strings.HasPrefix(name, joinPrefix) {
		return misuse("%q is no name for a reader: one line of up to 64 bytes that does not begin with %s", safe.Line(name), joinPrefix)
	}
	return nil
}

func (l *lede) inviteCommand() *cobra.Command {
	var length time.Duration
	c := &cobra.Command{
		Use: "invite NAME", Short: "Let a reader in by a code, once, with whatever key they have", Args: l.args(cobra.ExactArgs(1)),
		Long:    "Prints a login name. Whoever uses it first reads as NAME from then on, with the key that they came with.",
		Example: "  lede users invite bo\n  lede users invite ann --for 1h    # a further key for ann",
		RunE: func(c *cobra.Command, args []string) error {
			name := args[0]
			if err := readerName(name); err != nil {
				return err
			}
			if length <= 0 || length > 30*24*time.Hour {
				return misuse("--for is up to 720h")
			}
			st, err := l.storeForWriting(c.Context())
			if err != nil {
				return err
			}
			raw := make([]byte, 10)
			_, _ = rand.Read(raw) // never fails
			code := joinPrefix + strings.ToLower(base32.StdEncoding.EncodeToString(raw))
			i := invitation{hashOf(code), name, l.now().Add(length)}
			if err := keepInvitations(c.Context(), st, append(invitations(c.Context(), st, l.now()), i)); err != nil {
				return err
			}
			port := ""
			if _, p, err := net.SplitHostPort(l.configuration().Serve.Listen); err == nil && p != "22" {
				port = "-p " + p + " "
			}
			_, err = fmt.Fprintf(l.out, "%s may come in once, until %s, as\n  ssh %s%s@HOST\nand from then on with the key that they came with\n", safe.Line(name), i.until.Format("2 Jan 15:04"), safe.Line(port), code)
			return err
		},
	}
	c.Flags().DurationVar(&length, "for", 24*time.Hour, "how long the code holds")
	return c
}

// invited tells whether a login name is an invitation.
func (h *server) invited(ctx context.Context, code string) bool {
	_, ok := h.invitation(ctx, code)
	return ok
}

func (h *server) invitation(ctx context.Context, code string) (invitation, bool) {
	if !strings.HasPrefix(code, joinPrefix) {
		return invitation{}, false
	}
	all := invitations(ctx, h.store, h.lede.now())
	i := slices.IndexFunc(all, func(i invitation) bool { return i.hash == hashOf(code) })
	if i < 0 {
		return invitation{}, false
	}
	return all[i], true
}

// join lets in who was invited, with the key that was proven. The invitation is used up before.
func (h *server) join(ctx context.Context, code, key string) (sshd.Reader, error) {
	h.joining.Lock()
	defer h.joining.Unlock()
	i, ok := h.invitation(ctx, code)
	if !ok {
		return sshd.Reader{}, sshd.ErrStranger
	}
	left := slices.DeleteFunc(invitations(ctx, h.store, h.lede.now()), func(o invitation) bool { return o.hash == i.hash })
	if err := keepInvitations(ctx, h.store, left); err != nil {
		return sshd.Reader{}, err
	}
	r, err := h.store.AddReader(ctx, i.name, key, h.lede.now())
	if err == nil {
		err = h.now.Load().room.Welcome(ctx, r.ID)
	}
	if err != nil {
		h.log.Error("join", "reader", safe.Line(i.name), "reason", oneLine(err))
		return sshd.Reader{}, err
	}
	h.log.Info("joined", "reader", safe.Line(i.name), "key", fingerprint(key))
	return h.who(ctx, key)
}

// admins are those whom a command made one.
func admins(ctx context.Context, st store.Marks) []string {
	text, _ := st.Setting(ctx, visitor, adminsSetting) // what cannot be read makes nobody one
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

func isAdmin(ctx context.Context, st store.Marks, conf config.Serve, name string) bool {
	return slices.Contains(conf.Admins, name) || slices.Contains(admins(ctx, st), name)
}

// setAdmin makes a reader an admin, or one no more.
func setAdmin(ctx context.Context, st store.Marks, name string, is bool) error {
	all := admins(ctx, st)
	if slices.Contains(all, name) == is {
		return nil
	}
	if is {
		all = append(all, name)
	} else {
		all = slices.DeleteFunc(all, func(n string) bool { return n == name })
	}
	return st.SetSetting(ctx, visitor, adminsSetting, strings.Join(all, "\n"))
}

func (l *lede) roleCommand() *cobra.Command {
	return &cobra.Command{
		Use: "role NAME reader|admin", Short: "What a reader may do: an admin lets others in and fetches everybody's feeds over SSH", Args: l.args(cobra.ExactArgs(2)),
		RunE: func(c *cobra.Command, args []string) error {
			name, as := args[0], args[1]
			if as != "reader" && as != "admin" {
				return misuse("a role is reader or admin")
			}
			st, err := l.storeForWriting(c.Context())
			if err != nil {
				return err
			}
			if _, err := readerNamed(c.Context(), st, name); err != nil {
				return err
			}
			if as == "reader" && slices.Contains(l.configuration().Serve.Admins, name) {
				return errors.New(safe.Line(name) + " is an admin by the configuration: take the name out of serve.admins")
			}
			if err := setAdmin(c.Context(), st, name, as == "admin"); err != nil {
				return err
			}
			_, err = fmt.Fprintf(l.out, "%s is %s now\n", safe.Line(name), map[string]string{"reader": "a reader", "admin": "an admin"}[as])
			return err
		},
	}
}
