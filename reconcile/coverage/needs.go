package coverage

import (
	"fmt"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Needs knows which kinds of evidence were imported for a time, and which of
// them each item needs before a surplus on the bill means anything.
type Needs struct {
	seen   map[string]bool            // requests, calls, log
	byItem map[string]map[string]bool // the kinds that each needs
	rule   func(project string) model.WebofficeRule
	gaps   *Gaps
}

// The kinds of evidence that an item can be fed by.
const (
	fromRequests = "requests"
	fromCalls    = "calls"
	fromLog      = "log"
	creation     = "creation"
)

// evidenceNames says the kinds of evidence in words.
var evidenceNames = map[string]string{
	fromRequests: "the OSS access log",
	fromCalls:    "ActionTrail or the application's call log",
	fromLog:      "the application's call log",
	creation:     "the registry that says when the project was created",
}

// ReadNeeds reads which kinds of evidence there are for a time and what each item
// needs. rule says how a project pays for Weboffice.
func ReadNeeds(r db.Reader, span model.Span, gaps *Gaps, rule func(project string) model.WebofficeRule) (*Needs, error) {
	n := &Needs{gaps: gaps, rule: rule, seen: map[string]bool{}, byItem: map[string]map[string]bool{}}
	var kind string
	err := r.Query(sql.Query("coverage.kinds"), []any{span.From, span.To, span.From, span.To, span.From, span.To},
		func() { n.seen[kind] = true }, &kind)
	if err == nil {
		err = n.readItems(r)
	}
	if err != nil {
		return nil, fmt.Errorf("read what evidence there is: %w", err)
	}
	return n, nil
}

func (n *Needs) readItems(r db.Reader) error {
	var item, channel, operation string
	need := func(kind string) {
		if n.byItem[item] == nil {
			n.byItem[item] = map[string]bool{}
		}
		n.byItem[item][kind] = true
	}
	err := r.Query(sql.Query("coverage.operations"), nil, func() {
		switch {
		case channel == "oss":
			need(fromRequests)
		case meter.Metered(operation) && operation != "GenerateWebofficeToken" && operation != "RefreshWebofficeToken":
			need(fromLog)
		default:
			need(fromCalls)
		}
	}, &item, &channel, &operation)
	if err != nil {
		return err
	}
	return r.Query(sql.Query("coverage.indexed_items"), nil, func() {
		need(fromRequests)
		need(fromCalls)
	}, &item)
}

// neededBy is what evidence decides a cell.
func (n *Needs) neededBy(c model.Cell) map[string]bool {
	if meter.IsWeboffice(c.Item) {
		return webofficeNeeds[n.rule(c.Project)]
	}
	return n.byItem[c.Item]
}

// Unseen lists the evidence that could have fed a cell and was not imported.
func (n *Needs) Unseen(c model.Cell) []string {
	var unseen []string
	for kind := range n.neededBy(c) {
		if !n.seen[kind] {
			unseen = append(unseen, evidenceNames[kind])
		}
	}
	slices.Sort(unseen)
	return unseen
}

// GapsIn lists the missing logs that could have fed a cell.
func (n *Needs) GapsIn(c model.Cell) []diagnose.Gap {
	if !n.neededBy(c)[fromRequests] {
		return nil
	}
	return n.gaps.In(c)
}

// webofficeNeeds is what decides a Weboffice item, by how the project pays.
var webofficeNeeds = map[model.WebofficeRule]map[string]bool{
	model.PayUnknown:  {fromCalls: true, creation: true},
	model.PayOpenings: {fromLog: true},
	model.PayCalls:    {fromCalls: true, fromRequests: true},
}
