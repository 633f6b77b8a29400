package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// EventKind says what was done.
type EventKind string

// The kinds of event.
const (
	EventImported   EventKind = "imported"
	EventForgotten  EventKind = "forgotten"
	EventReconciled EventKind = "reconciled"
	EventMonth      EventKind = "month"   // a month was closed or reopened
	EventDispute    EventKind = "dispute" // a claim was made or moved on
)

// nobody is whom events are recorded of where no name was given.
const nobody = "unknown"

// As says who uses the database from now on: whom imports, runs and decisions
// are recorded of. "" is nobody known.
func (db *DB) As(who string) { db.who = cmp.Or(who, nobody) }

// Event is one entry of the log of everything that was done.
type Event struct {
	ID       int64
	At       time.Time
	Who      string
	Kind     EventKind
	Subject  string          // what it was done to: a hash, a run, a month, a claim
	Body     json.RawMessage // the facts
	Previous string          // hash of the event before, "" for the first
	Hash     string          // over all of the above but ID
}

// sum is the hash that chains an event to the one before it.
func (e Event) sum() string {
	h := sha256.New()
	for _, part := range []string{e.Previous, fmt.Sprint(e.At.Unix()), e.Who, string(e.Kind), e.Subject, string(e.Body)} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// deed is what an event is made of.
type deed struct {
	at      time.Time
	kind    EventKind
	subject string
	facts   any // become the body
}

// record appends events to the log, in their order.
func record(ctx context.Context, tx *sql.Tx, who string, deeds ...deed) error {
	var last Event
	err := tx.QueryRowContext(ctx, "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1").Scan(&last.ID, &last.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read the last event: %w", err)
	}
	rows := newFeed("event", "id", "at", "who", "kind", "subject", "body", "previous", "hash")
	for _, d := range deeds {
		body, err := json.Marshal(d.facts)
		if err != nil {
			return fmt.Errorf("record %s %s: %w", d.kind, d.subject, err)
		}
		e := Event{ID: last.ID + 1, At: d.at, Who: who, Kind: d.kind, Subject: d.subject, Body: body, Previous: last.Hash}
		e.Hash = e.sum()
		rows.add(e.ID, e.At.Unix(), e.Who, string(e.Kind), e.Subject, string(e.Body), e.Previous, e.Hash)
		last = e
	}
	return rows.insertAll(ctx, tx)
}

// Record appends an event within the work's transaction.
func (w *Work) Record(at time.Time, who string, kind EventKind, subject string, facts any) error {
	return record(w.ctx, w.tx, who, deed{at, kind, subject, facts})
}

// Events lists what was done, oldest first; of one kind and subject where they
// are not empty.
func (db *DB) Events(ctx context.Context, kind EventKind, subject string) ([]Event, error) {
	var all []Event
	var e Event
	var at int64
	var body string
	err := query(ctx, db.read, `SELECT id, at, who, kind, subject, body, previous, hash FROM event
		WHERE (kind = ? OR ? = '') AND (subject = ? OR ? = '') ORDER BY id`, []any{string(kind), string(kind), subject, subject}, func() {
		e.At, e.Body = time.Unix(at, 0), json.RawMessage(body)
		all = append(all, e)
	}, &e.ID, &at, &e.Who, &e.Kind, &e.Subject, &body, &e.Previous, &e.Hash)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return all, nil
}

// BrokenChain names the first event whose hash, or whose link to the event
// before it, is not what it must be; nil if the whole chain holds.
func BrokenChain(events []Event) error {
	previous := ""
	for n, e := range events {
		switch {
		case e.ID != int64(n+1):
			return fmt.Errorf("event %d follows event %d: one was taken out", e.ID, n)
		case e.Previous != previous:
			return fmt.Errorf("event %d does not follow the event before it: one of the two was changed", e.ID)
		case e.sum() != e.Hash:
			return fmt.Errorf("event %d (%s %s) was changed after it was written", e.ID, e.Kind, e.Subject)
		}
		previous = e.Hash
	}
	return nil
}
