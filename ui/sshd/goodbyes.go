package sshd

import (
	"encoding/binary"
	"io"
	"net"
	"time"
)

// goodbyes says why to connections for which there is no room, a few at a time and each for a moment: what a
// stranger costs stays bounded, and where many are refused at once some are closed without a word.
type goodbyes struct {
	wait  time.Duration // for the client to hang up
	seats chan struct{}
}

func newGoodbyes() goodbyes { return goodbyes{wait: 2 * time.Second, seats: make(chan struct{}, 16)} }

// say sends a client away with a reason that it shows to its person: the server's name and a message of
// disconnection (RFC 4253 §11.1), which may come before any keys are exchanged. What the client sends meanwhile is
// read and dropped: a connection that is closed on unread bytes is reset, and the reason with it lost.
func (g goodbyes) say(conn net.Conn, why string) {
	select {
	case g.seats <- struct{}{}:
		defer func() { <-g.seats }()
	default:
		return
	}
	_ = conn.SetDeadline(time.Now().Add(g.wait))
	if _, err := conn.Write(append([]byte("SSH-2.0-Go\r\n"), disconnect(why)...)); err != nil {
		return
	}
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	_, _ = io.CopyN(io.Discard, conn, 64<<10)
}

// disconnect is the packet of a disconnection for too many connections (RFC 4253 §6 and §11.1), as it is sent while
// nothing is encrypted.
func disconnect(why string) []byte {
	const (
		msgDisconnect = 1
		tooMany       = 12 // SSH_DISCONNECT_TOO_MANY_CONNECTIONS
		block         = 8
	)
	payload := binary.BigEndian.AppendUint32([]byte{msgDisconnect}, tooMany)
	for _, s := range []string{why, "en"} {
		payload = append(binary.BigEndian.AppendUint32(payload, uint32(len(s))), s...)
	}
	padding := block - (4+1+len(payload))%block
	if padding < 4 {
		padding += block
	}
	out := binary.BigEndian.AppendUint32(nil, uint32(1+len(payload)+padding))
	out = append(append(out, byte(padding)), payload...)
	return append(out, make([]byte, padding)...)
}
