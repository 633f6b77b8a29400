package demo

import (
	"strings"
	"time"
)

// charge is one item that an operation is charged under.
type charge struct {
	item string
	fee  bool // a request fee, charged on 4xx too
}

func processing(items ...string) []charge {
	charges := make([]charge, len(items))
	for i, item := range items {
		charges[i] = charge{item: item}
	}
	return charges
}

func fee(item string) charge { return charge{item: item, fee: true} }

// bookCall books one call under each of its items, by the HTTP status it
// ended with.
func (w *world) bookCall(p project, at time.Time, charges []charge, status int) {
	for _, c := range charges {
		w.ledger.book(subject{p.name, c.item, ""}, at, 1, fateOf(status, c.fee))
	}
}

// bookWork books the quantity that a finished task made or, if it failed,
// should have made.
func (w *world) bookWork(p project, at time.Time, item, tier string, quantity int64, result failure) {
	f := charged
	if result != succeeded {
		f = broken
	}
	w.ledger.book(subject{p.name, item, tier}, at, quantity, f)
}

// apiOperation is an API operation with what it is charged under.
type apiOperation struct {
	name    string
	charges []charge
}

// isTask reports whether an operation begins a task, which ends later.
func isTask(operation string) bool {
	return operation == "CreateStory" || strings.HasPrefix(operation, "Create") && strings.HasSuffix(operation, "Task")
}

// perform makes an API call without further parameters; a task takes it half a
// minute.
func (w *world) perform(p project, at time.Time, o apiOperation) {
	result := w.outcome()
	if isTask(o.name) {
		w.finish(p, at, o.name, at.Add(-30*time.Second), result, map[string]string{})
	} else {
		w.call(p, at, o.name, result, nil, nil)
	}
	w.bookCall(p, at, o.charges, result.status)
}
