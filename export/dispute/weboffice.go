package dispute

import (
	"fmt"
	"strings"

	"immrecon/store/model"
)

const webofficeFile = "weboffice.csv"

// The classes of usage that a project does not pay for, as runs have them.
const (
	tokenCalls = "calls"
	openings   = "openings"
)

// webofficeTable has the openings and token calls that decide a claim about Weboffice:
// what each is to its project and why, and of a Refresh call whose token it carries.
func (p *Packet) webofficeTable() *table {
	t := &table{header: "number,finding,completed,project,created_at,pays_by,operation,request_id,readonly,cached_preview,item,counts,why," +
		"token_from,token_from_file,token_from_line,refreshed_through,file,line,sha256"}
	hashes, w := p.hashes(), p.phrases()
	for n := range p.Weboffice {
		r := &p.Weboffice[n]
		u := &r.Usage
		readonly, cached := permission(r)
		var origin, file string
		var line any = ""
		if r.Origin != nil && r.Origin.RequestID != u.RequestID {
			origin, file, line = r.Origin.RequestID, r.Made.File, r.Made.Line
		}
		counts := "no"
		if r.Counts {
			counts = "yes"
		}
		t.add(n+1, r.Finding, p.Zone.Instant(u.At), u.Project, p.created(r, ""), string(r.Project.Rule), u.Operation, u.RequestID,
			answer(readonly), answer(cached), r.Item, counts, p.whyWeboffice(w, r), origin, file, line, strings.Join(r.Through, ";"),
			u.File, u.Line, hashes[u.SourceID])
	}
	return t
}

// permission is what may be done with the document: of a Refresh call what its origin
// lets be done.
func permission(r *model.WebofficeRecord) (readonly, cached *bool) {
	switch {
	case r.Origin != nil:
		return r.Origin.Readonly, r.Origin.Cached
	case r.Usage.Call != nil:
		return r.Usage.Call.Readonly, r.Usage.Call.Cached
	}
	return nil, nil
}

func answer(b *bool) string {
	if b == nil {
		return ""
	}
	return fmt.Sprint(*b)
}

// created is the day on which the project of a record was created.
func (p *Packet) created(r *model.WebofficeRecord, unknown string) string {
	if r.Project.CreatedAt == 0 {
		return unknown
	}
	return p.Zone.Instant(r.Project.CreatedAt)
}

// whyWeboffice says why a record counts, or does not.
func (p *Packet) whyWeboffice(w *phrases, r *model.WebofficeRecord) string {
	created := p.created(r, w.CreationUnknown)
	byOpenings := r.Project.Rule == model.PayOpenings
	switch {
	case r.Counts && byOpenings:
		return fmt.Sprintf(w.CountsOpening, r.Item, created)
	case r.Counts:
		return fmt.Sprintf(w.CountsCall, r.Item, created)
	case r.Usage.Class == tokenCalls && byOpenings:
		return fmt.Sprintf(w.CountsNot, fmt.Sprintf(w.PaysOpenings, created))
	case r.Usage.Class == openings && !byOpenings:
		return fmt.Sprintf(w.CountsNot, fmt.Sprintf(w.PaysCalls, created))
	}
	return fmt.Sprintf(w.CountsNot, w.Class(r.Usage.Class))
}

// webofficeLines say the same in sentences, one a record.
func (p *Packet) webofficeLines(w *phrases) []string {
	all := make([]string, len(p.Weboffice))
	for n := range p.Weboffice {
		r := &p.Weboffice[n]
		parts := []string{fmt.Sprintf(w.Record, p.Zone.Instant(r.Usage.At), r.Usage.Operation, r.Usage.RequestID)}
		if from := tokenText(w, r); from != "" {
			parts = append(parts, from)
		}
		if r.Usage.Call != nil {
			parts = append(parts, permissionText(w, r))
		}
		all[n] = strings.Join(append(parts, p.whyWeboffice(w, r)), w.Sep)
	}
	return all
}

// tokenText says whose token a Refresh call carries, "" for any other record.
func tokenText(w *phrases, r *model.WebofficeRecord) string {
	switch {
	case r.Usage.Operation != "RefreshWebofficeToken":
		return ""
	case r.Origin == nil:
		return w.FromNowhere
	case len(r.Through) > 0:
		return fmt.Sprintf(w.FromThrough, r.Origin.RequestID, len(r.Through))
	}
	return fmt.Sprintf(w.From, r.Origin.RequestID)
}

func permissionText(w *phrases, r *model.WebofficeRecord) string {
	readonly, cached := permission(r)
	switch {
	case readonly == nil:
		return w.ReadonlyUnknown
	case !*readonly:
		return w.Editing
	case cached != nil && *cached:
		return w.CachedPreview
	}
	return w.Preview
}
