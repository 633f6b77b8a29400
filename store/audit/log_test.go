package audit_test

import (
	"testing"
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/storetest"
)

func TestEventsAreChained(t *testing.T) {
	d := storetest.Open(t)
	for n, month := range []string{"2026-02", "2026-03", "2026-04"} {
		d.User = "anna"
		d.Change(func(tx *db.Tx) error {
			return audit.Record(tx, audit.Entry{At: time.Unix(int64(1000*n), 0), Kind: audit.Month, Subject: month, Facts: map[string]string{"status": "closed"}})
		})
	}
	events, err := audit.Events(d.Reader(t.Context()), "", "")
	if err != nil || len(events) != 3 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	if err := audit.BrokenChain(events); err != nil {
		t.Errorf("an untouched chain is broken: %v", err)
	}
	one, err := audit.Events(d.Reader(t.Context()), audit.Month, "2026-03")
	if err != nil || len(one) != 1 || one[0].Who != "anna" {
		t.Errorf("asked for one month: %v, %v", one, err)
	}
	for name, spoil := range map[string]func([]audit.Event) []audit.Event{
		"a changed body":      func(e []audit.Event) []audit.Event { e[1].Body = []byte(`{"status":"open"}`); return e },
		"a changed name":      func(e []audit.Event) []audit.Event { e[2].Who = "bert"; return e },
		"one taken out":       func(e []audit.Event) []audit.Event { return append(e[:1:1], e[2]) },
		"another order":       func(e []audit.Event) []audit.Event { e[0], e[1] = e[1], e[0]; return e },
		"a hash of its own":   func(e []audit.Event) []audit.Event { e[1].Who = "bert"; e[1].Hash = e[1].ChainHash(); return e },
		"the first taken out": func(e []audit.Event) []audit.Event { return e[1:] },
	} {
		if audit.BrokenChain(spoil(append([]audit.Event(nil), events...))) == nil {
			t.Errorf("%s goes unnoticed", name)
		}
	}
}
