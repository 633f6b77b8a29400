package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/store/db"
)

// openTwice opens one database as two programs do, of which the second is impatient.
func openTwice(t *testing.T) (first, second *Engine, one, two *sql.DB) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "audit.db")
	open := func() (*Engine, *sql.DB) {
		e := New()
		write, read, err := e.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := errors.Join(read.Close(), write.Close(), e.Close()); err != nil {
				t.Error(err)
			}
		})
		return e, write
	}
	first, one = open()
	second, two = open()
	second.patience = 0
	return first, second, one, two
}

func TestWhoIsWritingIsTold(t *testing.T) {
	first, second, one, two := openTwice(t)
	tx, ended, err := first.Begin(db.ForCommand(t.Context(), "immrecon import", nil), one)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = second.Begin(t.Context(), two)
	if !errors.Is(err, db.ErrHeld) || !strings.Contains(err.Error(), ", immrecon import, since 2") || !strings.Contains(err.Error(), "wait until that is done") {
		t.Errorf("while another is writing: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	ended()
	tx, ended, err = second.Begin(t.Context(), two)
	if err != nil {
		t.Fatal(err)
	}
	ended()
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
}

// One that has to wait says so, and goes on when it may.
func TestWaiting(t *testing.T) {
	first, second, one, two := openTwice(t)
	tx, ended, err := first.Begin(t.Context(), one)
	if err != nil {
		t.Fatal(err)
	}
	second.patience = first.patience
	told := 0
	ctx := db.ForCommand(t.Context(), "immrecon import", func(string) {
		told++
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
		ended()
	})
	next, ended2, err := second.Begin(ctx, two)
	if err != nil || told != 1 {
		t.Fatalf("told %d times that it waits: %v", told, err)
	}
	ended2()
	if err := next.Rollback(); err != nil {
		t.Error(err)
	}
}

// What a killed program has left says nothing.
func TestAKilledProgramIsNotNamed(t *testing.T) {
	h := holder{path: filepath.Join(t.TempDir(), "audit.db-holder")}
	if err := os.WriteFile(h.path, []byte("process 1, immrecon import, since 2026-03-01T00:00:00Z"), 0o600); err != nil {
		t.Fatal(err)
	}
	if who := h.who(); strings.Contains(who, "process 1") {
		t.Errorf("it is %s", who)
	}
}

func TestMigrationsAreAlone(t *testing.T) {
	first, second, one, two := openTwice(t)
	second.patience = first.patience
	inside := make(chan bool)
	go func() {
		_ = first.Migrate(context.Background(), one, func() error { inside <- true; <-inside; return nil })
	}()
	<-inside
	entered := make(chan bool, 1)
	go func() {
		_ = second.Migrate(context.Background(), two, func() error { entered <- true; return nil })
	}()
	select {
	case <-entered:
		t.Error("two are in at once")
	default:
	}
	inside <- true
	<-entered
}
