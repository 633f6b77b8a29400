package reconcile

import (
	"fmt"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/meter"

	"immrecon/store/model"
)

// evidence knows which kinds of evidence were imported for the period, and
// which of them each item needs before a surplus on the bill means anything.
type evidence struct {
	seen  map[string]bool             // requests, calls, log
	needs map[string]map[string]bool  // by item
	rule  func(project string) string // how a project pays for Weboffice
	gaps  *gaps
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

func (w *reconciler) readEvidence() (*evidence, error) {
	e := &evidence{gaps: w.gaps, rule: w.webofficeRule, seen: map[string]bool{}, needs: map[string]map[string]bool{}}
	var kind string
	err := w.tx.Query(`
		SELECT '`+fromRequests+`' FROM log_hour WHERE hour >= ? AND hour < ?
		UNION SELECT '`+fromCalls+`' FROM api_call WHERE at >= ? AND at < ?
		UNION SELECT '`+fromLog+`' FROM api_call WHERE channel = 'calls' AND at >= ? AND at < ?`,
		[]any{w.from, w.to, w.from, w.to, w.from, w.to}, func() { e.seen[kind] = true }, &kind)
	if err == nil {
		err = w.readNeeds(e)
	}
	if err != nil {
		return nil, fmt.Errorf("read what evidence there is: %w", err)
	}
	return e, nil
}

func (w *reconciler) readNeeds(e *evidence) error {
	var item, channel, operation string
	need := func(kind string) {
		if e.needs[item] == nil {
			e.needs[item] = map[string]bool{}
		}
		e.needs[item][kind] = true
	}
	err := w.tx.Query("SELECT DISTINCT item, channel, operation FROM operation_item", nil, func() {
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
	return w.tx.Query("SELECT DISTINCT item FROM operator_item WHERE billed_by = 'imm' AND item <> ''", nil, func() {
		need(fromRequests)
		need(fromCalls)
	}, &item)
}

// neededBy is what evidence decides a cell.
func (e *evidence) neededBy(c model.Cell) map[string]bool {
	if meter.IsWeboffice(c.Item) {
		return webofficeNeeds[e.rule(c.Project)]
	}
	return e.needs[c.Item]
}

// unseen lists the evidence that could have fed a cell and was not imported.
func (e *evidence) unseen(c model.Cell) []string {
	var unseen []string
	for kind := range e.neededBy(c) {
		if !e.seen[kind] {
			unseen = append(unseen, evidenceNames[kind])
		}
	}
	slices.Sort(unseen)
	return unseen
}

// gapsIn lists the missing logs that could have fed a cell.
func (e *evidence) gapsIn(c model.Cell) []diagnose.Gap {
	if !e.neededBy(c)[fromRequests] {
		return nil
	}
	return e.gaps.in(c)
}

// webofficeNeeds is what decides a Weboffice item, by how the project pays.
var webofficeNeeds = map[string]map[string]bool{
	"":         {fromCalls: true, creation: true},
	byOpenings: {fromLog: true},
	byCalls:    {fromCalls: true, fromRequests: true},
}
