package tokens

import (
	"testing"

	"immrecon/store/model"
)

func yes() *bool { return new(true) }

// chain is two generating calls, one of them refreshed twice, and a refresh of a
// token that nobody made.
func chain() *Index {
	x := NewIndex()
	x.Add(&model.Call{RequestID: "G1", Operation: generate, Channel: model.KindActionTrail, Readonly: yes(), AccessOut: "a1", RefreshOut: "r1"})
	x.Add(&model.Call{RequestID: "G2", Operation: generate, Channel: model.KindCalls, AccessOut: "a2"})
	x.Add(refresh("R1", "a1", "r1", "a11"))
	x.Add(refresh("R2", "a11", "", "a12"))
	return x
}

func refresh(id, access, token, gives string) *model.Call {
	return &model.Call{RequestID: id, Operation: "RefreshWebofficeToken", AccessIn: access, RefreshIn: token, AccessOut: gives}
}

func TestTokensGoBackToTheCallThatMadeThem(t *testing.T) {
	for name, test := range map[string]struct {
		call    *model.Call
		origin  string // "" for none
		through []string
	}{
		"a generating call is its own origin":     {&model.Call{RequestID: "G3", Operation: generate}, "G3", nil},
		"refreshed once":                          {refresh("R9", "a1", "", ""), "G1", nil},
		"through two refreshes":                   {refresh("R9", "a12", "", ""), "G1", []string{"R2", "R1"}},
		"by the refresh token where access fails": {refresh("R9", "unknown", "r1", ""), "G1", nil},
		"a token that nobody made":                {refresh("R9", "unknown", "", ""), "", nil},
		"a token of its own":                      {refresh("R1", "a11", "", "a11"), "G1", []string{"R1"}},
	} {
		origin, through := chain().Origin(test.call)
		id := ""
		if origin != nil {
			id = origin.RequestID
		}
		var ids []string
		for _, c := range through {
			ids = append(ids, c.RequestID)
		}
		if id != test.origin || len(ids) != len(test.through) || len(ids) > 0 && ids[0] != test.through[0] {
			t.Errorf("%s: %s through %v, want %s through %v", name, id, ids, test.origin, test.through)
		}
	}
}

func TestChainsThatRunInACircleEnd(t *testing.T) {
	x := NewIndex()
	x.Add(refresh("R1", "b", "", "a"))
	x.Add(refresh("R2", "a", "", "b"))
	if origin, _ := x.Origin(refresh("R3", "a", "", "")); origin != nil {
		t.Errorf("origin %+v", origin)
	}
}

func TestRefreshInheritsThePermission(t *testing.T) {
	for access, want := range map[string]struct{ readonly, cached *bool }{
		"a12": {yes(), new(bool)}, // the trail shows every parameter
		"a2":  {nil, nil},         // the call log does not
	} {
		c := refresh("R9", access, "", "")
		chain().Inherit(c)
		if !same(c.Readonly, want.readonly) || !same(c.Cached, want.cached) {
			t.Errorf("%s: %v, %v", access, c.Readonly, c.Cached)
		}
	}
}

func same(a, b *bool) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
