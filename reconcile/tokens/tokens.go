// Package tokens follows the token of a Weboffice session back to the call that
// made it: a RefreshWebofficeToken call does not say itself what may be done with
// the document.
//
// Does not belong here: reading calls, and what they are charged as.
package tokens

import "immrecon/store/model"

const generate = "GenerateWebofficeToken"

// Index knows which call gave out a token.
type Index struct {
	calls  map[string]*model.Call // by request id
	makers map[string]*model.Call // by the token a call gave out
}

// NewIndex makes an index of no calls.
func NewIndex() *Index {
	return &Index{calls: map[string]*model.Call{}, makers: map[string]*model.Call{}}
}

// Add adds a Generate or a Refresh call.
func (x *Index) Add(call *model.Call) {
	kept := *call
	x.calls[call.RequestID] = &kept
	for _, token := range []string{call.AccessOut, call.RefreshOut} {
		if token != "" {
			x.makers[token] = &kept
		}
	}
}

// Origin is the Generate call that the tokens of a call go back to, and the Refresh
// calls between, the latest first. It is nil where the chain leaves the evidence.
func (x *Index) Origin(c *model.Call) (origin *model.Call, through []*model.Call) {
	from := c
	for range len(x.calls) + 1 { // a chain longer than that runs in a circle
		if from == nil || from.Operation == generate {
			return from, through
		}
		if from != c {
			through = append(through, from)
		}
		next := x.makers[from.AccessIn]
		if from.AccessIn == "" || next == nil {
			next = x.makers[from.RefreshIn]
		}
		from = next
	}
	return nil, nil
}

// Inherit gives a Refresh call the permission of its origin. Where the chain leaves
// the evidence the call stays without.
func (x *Index) Inherit(c *model.Call) {
	from, _ := x.Origin(c)
	if from == nil {
		return
	}
	c.Readonly, c.Cached = Permission(from)
}

// Permission is what a Generate call lets be done with the document. The trail shows
// every parameter, so that one which it does not show has the API's default, no.
func Permission(c *model.Call) (readonly, cached *bool) {
	if c.Channel != model.KindActionTrail {
		return c.Readonly, c.Cached
	}
	return orNo(c.Readonly), orNo(c.Cached)
}

func orNo(b *bool) *bool {
	if b == nil {
		return new(bool)
	}
	return b
}
