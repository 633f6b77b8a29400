package bill

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"immrecon/import/answer"
)

// envelope is what a page says once for all its items.
type envelope struct {
	BillingCycle json.RawMessage
	AccountID    json.RawMessage
}

// with adds what an inner envelope says.
func (of envelope) with(inner envelope) envelope {
	if inner.BillingCycle != nil {
		of.BillingCycle = inner.BillingCycle
	}
	if inner.AccountID != nil {
		of.AccountID = inner.AccountID
	}
	return of
}

// page is an answer of the billing API or the log service, as the service, its client or
// a tool wrote it, or a part of one that holds the rest.
type page struct {
	envelope
	Success, Code, Message  json.RawMessage
	ErrorCode, ErrorMessage json.RawMessage // of the log service
	RequestID, TotalCount   json.RawMessage
	Data, Items             json.RawMessage
	Item                    json.RawMessage // the items once more wrapped, in QueryInstanceBill
	Body, Logs              json.RawMessage // of clients
}

// parsePage reads a page without its items. It refuses a failure, and an answer that is
// not all that was asked for.
func parsePage(value json.RawMessage) (*page, error) {
	p := &page{}
	if err := json.Unmarshal(value, p); err != nil {
		return nil, err
	}
	if err := p.failure(); err != nil {
		return nil, err
	}
	if p.inside() == nil {
		return p, nil
	}
	return p, answer.CheckComplete(value)
}

// failure is what an API answered instead of a page.
func (p *page) failure() error {
	code, message := cellOf(p.Code)+cellOf(p.ErrorCode), cellOf(p.Message)+cellOf(p.ErrorMessage)
	if cellOf(p.Success) == "false" || !p.isItem() && p.inside() == nil && !isSuccess(code) {
		return fmt.Errorf("the API answered %s: %s", code, message)
	}
	return nil
}

func isSuccess(code string) bool {
	return slices.Contains([]string{"", "200", "ok", "success"}, strings.ToLower(code))
}

// inside is the list of the items or what holds it; nil where there is none.
func (p *page) inside() json.RawMessage {
	for _, inner := range []json.RawMessage{p.Data, p.Items, p.Item, p.Body, p.Logs} {
		if kind := kindOf(inner); kind == '{' || kind == '[' {
			return inner
		}
	}
	return nil
}

// isItem reports whether it is no page, but an item that stands by itself.
func (p *page) isItem() bool {
	for _, ofPage := range []json.RawMessage{p.Data, p.Items, p.Body, p.Logs, p.RequestID, p.TotalCount} {
		if ofPage != nil {
			return false
		}
	}
	return true
}
