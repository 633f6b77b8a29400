package reconcile

import (
	"fmt"

	"immrecon/reconcile/meter"

	"immrecon/store/model"
	"immrecon/store/usage"
)

// decideWeboffice notes for each project whose creation is known whether it
// pays for Weboffice by the opening or by the call.
func (w *reconciler) decideWeboffice() error {
	rows := w.tx.Insert("weboffice_rule", "project", "rule")
	w.created = map[string]int64{}
	var project string
	var at int64
	err := w.tx.Query("SELECT project, max(created_at) FROM project_fact WHERE created_at > 0 GROUP BY project", nil,
		func() { w.created[project] = at }, &project, &at)
	if err != nil {
		return fmt.Errorf("read creation of projects: %w", err)
	}
	for project := range w.created {
		if err := rows.Add(project, w.webofficeRule(project)); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// webofficeRule says how a project pays for Weboffice, "" where nobody knows.
func (w *reconciler) webofficeRule(project string) string {
	at, known := w.created[project]
	switch {
	case !known:
		return ""
	case meter.ByOpenings(at):
		return byOpenings
	}
	return byCalls
}

// How a project pays for Weboffice.
const (
	byCalls    = "calls"
	byOpenings = "openings"
)

// tokens knows which Generate call a token goes back to.
type tokens struct {
	calls  map[string]*model.Call // by request id
	makers map[string]*model.Call // by the token a call gave out
}

// readTokens reads every Generate and Refresh call up to the end of the period:
// a chain of refreshes may begin in an earlier month.
func (w *reconciler) readTokens() (*tokens, error) {
	t := &tokens{calls: map[string]*model.Call{}, makers: map[string]*model.Call{}}
	err := usage.Calls(w.tx.Reader, 0, w.to, "c.operation IN ('GenerateWebofficeToken', 'RefreshWebofficeToken')", func(c *model.Call) {
		kept := *c
		t.calls[c.RequestID] = &kept
		for _, token := range []string{c.AccessOut, c.RefreshOut} {
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
