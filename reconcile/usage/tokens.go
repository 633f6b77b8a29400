package usage

import (
	"fmt"

	"immrecon/store/calls"
	"immrecon/store/model"
)

// tokens knows which Generate call a token goes back to.
type tokens struct {
	calls  map[string]*model.Call // by request id
	makers map[string]*model.Call // by the token a call gave out
}

// readTokens reads every Generate and Refresh call up to the end of the period:
// a chain of refreshes may begin in an earlier month.
func (c *Charger) readTokens() (*tokens, error) {
	t := &tokens{calls: map[string]*model.Call{}, makers: map[string]*model.Call{}}
	err := calls.Between(c.tx.Reader, c.sinceEver(), calls.Named("GenerateWebofficeToken", "RefreshWebofficeToken"), func(call *model.Call) {
		kept := *call
		t.calls[call.RequestID] = &kept
		for _, token := range []string{call.AccessOut, call.RefreshOut} {
			if token != "" {
				t.makers[token] = &kept
			}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read Weboffice tokens: %w", err)
	}
	return t, nil
}

// inherit gives a Refresh call the permission of the Generate call that its
// tokens go back to, through any number of refreshes. Where the chain leaves
// the evidence the call stays without.
func (t *tokens) inherit(c *model.Call) {
	from := c
	for range len(t.calls) + 1 { // a chain longer than that runs in a circle
		if from == nil || from.Operation == "GenerateWebofficeToken" {
			break
		}
		next := t.makers[from.AccessIn]
		if from.AccessIn == "" || next == nil {
			next = t.makers[from.RefreshIn]
		}
		from = next
	}
	if from == nil || from.Operation != "GenerateWebofficeToken" {
		return
	}
	c.Readonly, c.Cached = from.Readonly, from.Cached
	if from.Channel == model.KindActionTrail {
		c.Readonly, c.Cached = orNo(from.Readonly), orNo(from.Cached)
	}
}

// orNo is a parameter that has the API's default, no, where the trail, which
// shows every parameter, does not show it.
func orNo(b *bool) *bool {
	if b == nil {
		return new(bool)
	}
	return b
}
