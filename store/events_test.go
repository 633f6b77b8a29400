package store

import (
	"context"
	"testing"
	"time"
)

func TestEventsAreChained(t *testing.T) {
	ctx := context.Background()
	db := openNew(t)
	for n, month := range []string{"2026-02", "2026-03", "2026-04"} {
		err := db.Work(ctx, func(w *Work) error {
			return w.Record(time.Unix(int64(1000*n), 0), "anna", EventMonth, month, map[string]string{"status": "closed"})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	events, err := db.Events(ctx, "", "")
	if err != nil || len(events) != 3 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	if err := BrokenChain(events); err != nil {
		t.Errorf("an untouched chain is broken: %v", err)
	}
	one, err := db.Events(ctx, EventMonth, "2026-03")
	if err != nil || len(one) != 1 || one[0].Who != "anna" {
		t.Errorf("asked for one month: %v, %v", one, err)
	}
	for name, spoil := range map[string]func([]Event) []Event{
		"a changed body":      func(e []Event) []Event { e[1].Body = []byte(`{"status":"open"}`); return e },
		"a changed name":      func(e []Event) []Event { e[2].Who = "bert"; return e },
		"one taken out":       func(e []Event) []Event { return append(e[:1:1], e[2]) },
		"another order":       func(e []Event) []Event { e[0], e[1] = e[1], e[0]; return e },
		"a hash of its own":   func(e []Event) []Event { e[1].Who = "bert"; e[1].Hash = e[1].sum(); return e },
		"the first taken out": func(e []Event) []Event { return e[1:] },
	} {
		if BrokenChain(spoil(append([]Event(nil), events...))) == nil {
			t.Errorf("%s goes unnoticed", name)
		}
	}
}
