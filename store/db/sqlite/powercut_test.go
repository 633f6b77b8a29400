//go:build unix

package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"immrecon/store/db"
	"immrecon/store/db/powercut"
	"immrecon/store/db/sqlite"
)

// Each transaction adds rows of its number and empties those of two before, so that their
// pages are used again. By the names of the tables a database is known again.
var transactions = fstest.MapFS{"00001_entry.sql": &fstest.MapFile{Data: []byte(
	"-- +goose Up\nCREATE TABLE source (id BIGINT);\nCREATE TABLE rejected_line (number BIGINT, part BIGINT, filler TEXT, PRIMARY KEY (part, number));\n")}}

const (
	parts      = 7  // rows of a transaction
	sessions   = 3  // times that the database is opened
	perSession = 12 // transactions
)

// returned is how many operations there were when a transaction returned.
type returned []int

// by is how many transactions had returned by then.
func (r returned) by(operations int) (count int) {
	for _, at := range r {
		if at <= operations {
			count++
		}
	}
	return count
}

// A transaction that returned is there after a power cut. One that was under way is
// there as a whole or not at all, and only after those before it.
func TestPowerCut(t *testing.T) {
	for name, another := range map[string]bool{
		"the only program": false,
		// It keeps the log from being emptied when a database is closed.
		"another program has it open": true,
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			recording, stop, err := powercut.RecordSQLite(folder)
			if err != nil {
				t.Fatal(err)
			}
			done := recordTransactions(t, recording, filepath.Join(folder, "test.db"), another)
			if err := stop(); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d transactions, %d operations", len(done), recording.Len())
			cuts, err := powercut.Cuts(30)
			if err != nil {
				t.Fatal(err)
			}
			chance := rand.New(rand.NewPCG(1, 1))
			for n := range cuts {
				after := chance.IntN(recording.Len() + 1)
				if n%2 == 0 { // the moment that matters most
					after = done[chance.IntN(len(done))]
				}
				disk := recording.Cut(after, chance)
				if err := survived(t.Context(), t.TempDir(), disk, done.by(after)); err != nil {
					t.Errorf("cut %d, after operation %d: %v", n, after, err)
				}
			}
		})
	}
}

// recordTransactions writes transactions, closing and opening the database now and then.
func recordTransactions(t *testing.T, recording *powercut.Recording, path string, another bool) (done returned) {
	t.Helper()
	for number := 0; number < sessions*perSession; {
		d, err := db.Open(t.Context(), sqlite.New(), path, transactions)
		if err != nil {
			t.Fatal(err)
		}
		if another && number == 0 {
			other, err := db.Open(t.Context(), sqlite.New(), path, transactions)
			if err != nil {
				t.Fatal(err)
			}
			defer other.Close()
			if err := other.Reader(t.Context()).One("SELECT count(*) FROM rejected_line", nil, new(int64)); err != nil {
				t.Fatal(err)
			}
		}
		for range perSession {
			if err := writeTransaction(t.Context(), d, number); err != nil {
				t.Fatal(err)
			}
			number++
			done = append(done, recording.Len())
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return done
}

// fillerOf is what the rows of a transaction hold: nothing, some of a page, or, twice in
// a session, so much that SQLite empties its log into the database.
func fillerOf(number int) string {
	length := number % 5 * 1000
	if number%6 == 3 {
		length = 300_000
	}
	return strings.Repeat(string(rune('a'+number%26)), length)
}

func writeTransaction(ctx context.Context, d *db.DB, number int) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		for part := range parts {
			if _, err := tx.Exec("INSERT INTO rejected_line (number, part, filler) VALUES (?, ?, ?)", number, part, fillerOf(number)); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE rejected_line SET filler = '' WHERE number = ?", number-2)
		return err
	})
}

// survived reports, as an error, that what a power cut left is damaged, or has not at
// least so many transactions, whole and without a gap.
func survived(ctx context.Context, folder string, disk powercut.Disk, least int) (err error) {
	defer os.RemoveAll(folder) // or the disk fills up
	if err := disk.WriteTo(folder); err != nil {
		return err
	}
	d, err := db.Open(ctx, sqlite.New(), filepath.Join(folder, "test.db"), transactions)
	if err != nil {
		return err
	}
	defer d.Close()
	r := d.Reader(ctx)
	if _, faults, err := r.Verify(); err != nil || len(faults) > 0 {
		return fmt.Errorf("damaged: %v %v", faults, err)
	}
	var rows, last int64
	if err := r.One("SELECT count(*), coalesce(max(number), -1) FROM rejected_line", nil, &rows, &last); err != nil {
		return err
	}
	if rows != (last+1)*parts {
		return fmt.Errorf("%d rows, the last of transaction %d: not all are whole", rows, last)
	}
	var number int
	var filler string
	for err := range r.Scan("SELECT number, filler FROM rejected_line", nil, &number, &filler) {
		if want := fillerOf(number); err != nil || number > int(last)-2 && filler != want || number <= int(last)-2 && filler != "" {
			return fmt.Errorf("transaction %d is the last, and rows of %d hold %d bytes, %v", last, number, len(filler), err)
		}
	}
	if last+1 < int64(least) {
		return fmt.Errorf("%d transactions are there, and %d had returned", last+1, least)
	}
	return nil
}
