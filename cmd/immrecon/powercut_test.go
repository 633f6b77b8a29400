//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"immrecon/cmd/immrecon/demo"
	"immrecon/store"
	"immrecon/store/audit"
	"immrecon/store/db/powercut"
)

// TestPowerCut cuts the power while a month is imported, reconciled, claimed, closed and
// opened again. Whatever is left is sound, and has every event of a command that had
// ended, in order; of the one that was under way it has none, or some of the first.
func TestPowerCut(t *testing.T) {
	if !inOwnProcess(t) { // the environment has the clock, and SQLite one recording
		return
	}
	p := &powerCut{t: t, month: filepath.Join(t.TempDir(), "month")}
	_, err := demo.Write(p.month, demo.Options{Month: "2026-03", Days: 1, Seed: 1, Faults: true})
	noError(t, err)
	t.Setenv(clockVariable, "2026-04-05T13:00:00+08:00")
	t.Setenv("IMMRECON_USER", "anna")
	p.record()
	cuts, err := powercut.Cuts(16)
	noError(t, err)
	for seed := range uint64(cuts) {
		p.cut(seed)
	}
	t.Logf("%d operations, %d events, %d cuts", p.recording.Len(), len(p.events), cuts)
}

// powerCut is what was done to a database, and what must be there afterwards.
type powerCut struct {
	t         *testing.T
	month     string // folder of the month's files
	recording *powercut.Recording
	ended     []ended
	events    []string // the whole log of events, by their hashes
}

// ended is a command that has ended.
type ended struct {
	operations int // there were by then
	events     int
}

// record carries out the commands. From the claims on another program has the database
// open, so that nothing is written from the log to the database when a command ends.
func (p *powerCut) record() {
	folder := p.t.TempDir()
	recording, stop, err := powercut.RecordSQLite(folder)
	noError(p.t, err)
	p.recording = recording
	path := filepath.Join(folder, "audit.db")
	p.command(path, exitDone, "import", filepath.Join(p.month, "registry"))
	p.command(path, exitDone, "import", p.month)
	p.command(path, exitDiscrepancies, "reconcile", "--month", "2026-03")
	other, err := store.Open(p.t.Context(), path)
	noError(p.t, err)
	p.command(path, exitDone, "dispute", "new", "--month", "2026-03", "--cause", "price_mismatch", "--item", "DocumentConvert")
	p.command(path, exitDone, "dispute", "set", "D-2026-03-01", "submitted")
	p.command(path, exitDone, "month", "close", "2026-03")
	p.command(path, exitDone, "dispute", "set", "D-2026-03-01", "accepted")
	p.command(path, exitDone, "dispute", "set", "D-2026-03-01", "credited", "--amount", "0.00000001")
	p.command(path, exitDone, "month", "reopen", "2026-03", "--note", "a log was missing")
	noError(p.t, other.Close())
	p.command(path, exitDiscrepancies, "reconcile", "--month", "2026-03")
	p.command(path, exitDone, "month", "close", "2026-03")
	p.events, err = eventHashes(p.t.Context(), path)
	noError(p.t, err)
	noError(p.t, stop())
}

// command carries out a command that must end with a code and leave an event.
func (p *powerCut) command(path string, code int, args ...string) {
	p.t.Helper()
	noError(p.t, exitsWith(p.t.Context(), code, path, args...))
	events, err := eventHashes(p.t.Context(), path)
	noError(p.t, err)
	if n := len(p.ended); n > 0 && len(events) == p.ended[n-1].events {
		p.t.Fatalf("immrecon %s: no event", strings.Join(args, " "))
	}
	p.ended = append(p.ended, ended{p.recording.Len(), len(events)})
}

// cut cuts the power after some operation and looks at what is left.
func (p *powerCut) cut(seed uint64) {
	chance := rand.New(rand.NewPCG(seed, 0))
	after := chance.IntN(p.recording.Len() + 1)
	switch seed % 4 {
	case 0, 1: // the moment that matters most
		after = p.ended[chance.IntN(len(p.ended))].operations
	case 2: // while the database is made
		after = chance.IntN(p.ended[0].operations)
	}
	least := 0
	for _, e := range p.ended {
		if e.operations <= after {
			least = e.events
		}
	}
	if err := p.survived(p.recording.Cut(after, chance), least); err != nil {
		p.t.Errorf("cut %d, after operation %d of %d: %v", seed, after, p.recording.Len(), err)
	}
}

// survived reports, as an error, that what a power cut left is not sound or has too few
// events. Where it was to have none the month can be imported.
func (p *powerCut) survived(disk powercut.Disk, least int) error {
	folder := p.t.TempDir()
	defer os.RemoveAll(folder) // or the disk fills up
	noError(p.t, disk.WriteTo(folder))
	path := filepath.Join(folder, "audit.db")
	if least == 0 {
		if err := exitsWith(p.t.Context(), exitDone, path, "import", p.month); err != nil {
			return err
		}
		return exitsWith(p.t.Context(), exitDone, path, "check")
	}
	if err := exitsWith(p.t.Context(), exitDone, path, "check"); err != nil {
		return err
	}
	left, err := eventHashes(p.t.Context(), path)
	if err != nil {
		return err
	}
	if len(left) < least || len(left) > len(p.events) || !slices.Equal(left, p.events[:len(left)]) {
		return fmt.Errorf("%d events are left, of commands that had ended there are %d", len(left), least)
	}
	return nil
}

// exitsWith carries out a command on a database and reports, as an error, that it ends with
// another code.
func exitsWith(ctx context.Context, code int, path string, args ...string) error {
	var out bytes.Buffer
	if got := run(ctx, append([]string{"--quiet", "--db", path}, args...), strings.NewReader(""), &out, &out); got != code {
		return fmt.Errorf("immrecon %s: exit code %d, want %d\n%s", strings.Join(args, " "), got, code, out.String())
	}
	return nil
}

// eventHashes are the hashes of the log of events.
func eventHashes(ctx context.Context, path string) (hashes []string, err error) {
	d, err := store.OpenToRead(path)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	events, err := audit.Events(d.Reader(ctx), "", "")
	for _, e := range events {
		hashes = append(hashes, e.Hash)
	}
	return hashes, err
}
