package audit

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Head is the last event of the log: as hashes are chained, it stands for all events.
func Head(r db.Reader) (model.LogHead, error) {
	var h model.LogHead
	err := r.One("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1", nil, &h.Events, &h.Hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return h, fmt.Errorf("read the head of the log: %w", err)
	}
	return h, nil
}

// leastDigits is how many digits of a hash tell it from all others.
const leastDigits = 12

var hashForm = regexp.MustCompile(fmt.Sprintf("^[0-9a-f]{%d,64}$", leastDigits))

// HashBegins reads the beginning of a hash as a person gives it.
func HashBegins(text string) (string, error) {
	begins := strings.ToLower(strings.TrimSpace(text))
	if !hashForm.MatchString(begins) {
		return "", fmt.Errorf("%q is not the hash of an event: %d to 64 hex digits, as `immrecon check` prints them", text, leastDigits)
	}
	return begins, nil
}

// WithHash finds the event whose hash begins so; ok says whether there is one.
func WithHash(r db.Reader, begins string) (e Event, ok bool, err error) {
	err = r.One("SELECT id, kind, subject, hash FROM event WHERE substr(hash, 1, ?) = ? ORDER BY id", []any{int64(len(begins)), begins},
		&e.ID, &e.Kind, &e.Subject, &e.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return e, false, nil
	}
	return e, err == nil, err
}
