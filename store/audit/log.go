package audit

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"immrecon/store/db"
)

// Kind says what was done.
type Kind string

// The kinds of event.
const (
	Imported   Kind = "imported"
	Forgotten  Kind = "forgotten"
	Reconciled Kind = "reconciled"
	SeenAgain  Kind = "seen"    // the content of a bill that is there was given again
	Month      Kind = "month"   // a month was closed or reopened
	Claimed    Kind = "dispute" // a claim was made or moved on
)

// Event is one entry of the log of everything that was done.
type Event struct {
	ID       int64
	At       time.Time
	Who      string
	Kind     Kind
	Subject  string          // what it was done to: a hash, a run, a month, a claim
	Body     json.RawMessage // the facts
	Previous string          // hash of the event before, "" for the first
	Hash     string          // over all of the above but ID
}

// hash is what chains an event to the one before it.
func (e Event) hash() string {
	h := sha256.New()
	for _, part := range []string{e.Previous, fmt.Sprint(e.At.Unix()), e.Who, string(e.Kind), e.Subject, string(e.Body)} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Entry is what an event is made of. Its facts become the body, as JSON.
type Entry struct {
	At      time.Time
	Kind    Kind
	Subject string
	Facts   any
}

// Record appends entries to the log, in their order, of the transaction's user.
func Record(tx *db.Tx, entries ...Entry) error {
	var last Event
	err := tx.One("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1", nil, &last.ID, &last.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read the last event: %w", err)
	}
	rows := db.NewBuffer("event", "id", "at", "who", "kind", "subject", "body", "previous", "hash")
	for _, entry := range entries {
		body, err := json.Marshal(entry.Facts)
		if err != nil {
			return fmt.Errorf("record %s %s: %w", entry.Kind, entry.Subject, err)
		}
		e := Event{ID: last.ID + 1, At: entry.At, Who: tx.User, Kind: entry.Kind, Subject: entry.Subject, Body: body, Previous: last.Hash}
		e.Hash = e.hash()
		rows.Add(e.ID, e.At.Unix(), e.Who, string(e.Kind), e.Subject, string(e.Body), e.Previous, e.Hash)
		last = e
	}
	return rows.Flush(tx)
}

// Events lists what was done, oldest first; of one kind and subject where they
// are not empty.
func Events(r db.Reader, kind Kind, subject string) ([]Event, error) {
	var all []Event
	var e Event
	var at int64
	var body string
	err := r.Query(`SELECT id, at, who, kind, subject, body, previous, hash FROM event
		WHERE (kind = ? OR ? = '') AND (subject = ? OR ? = '') ORDER BY id`, []any{string(kind), string(kind), subject, subject}, func() {
		e.At, e.Body = time.Unix(at, 0), json.RawMessage(body)
		all = append(all, e)
	}, &e.ID, &at, &e.Who, &e.Kind, &e.Subject, &body, &e.Previous, &e.Hash)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return all, nil
}

// LastHash is the hash of the last event of a kind and, where it is not empty, a
// subject; "" where there was none. As hashes are chained, it stands for all events of
// the kind.
func LastHash(r db.Reader, kind Kind, subject string) (hash string, err error) {
	err = r.One("SELECT hash FROM event WHERE kind = ? AND (subject = ? OR ? = '') ORDER BY id DESC LIMIT 1",
		[]any{string(kind), subject, subject}, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return hash, err
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
		case e.hash() != e.Hash:
			return fmt.Errorf("event %d (%s %s) was changed after it was written", e.ID, e.Kind, e.Subject)
		}
		previous = e.Hash
	}
	return nil
}
