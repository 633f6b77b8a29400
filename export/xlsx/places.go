package xlsx

import (
	"fmt"

	"immrecon/store"
)

// places says where rows will stand in the book, so that they can point at each
// other: statement → claim → finding → bill line → evidence, and back.
type places struct {
	claims   map[store.Claim]string // by what findings of a claim have in common
	numbers  map[store.Claim]int64
	first    map[store.Claim]string   // first finding of a claim
	findings map[string]string        // by id
	lines    map[store.BillRef]string // bill line, without its id
	evidence map[string]string        // by finding
}

// claimOf is what all findings of a claim have in common.
func claimOf(f *store.Finding) store.Claim {
	return store.Claim{Cause: f.Cause, Verdict: f.Verdict, Basis: f.Basis, Item: f.Item, Project: f.Project}
}

// common is the same, of the claim itself.
func common(c *store.Claim) store.Claim {
	return store.Claim{Cause: c.Cause, Verdict: c.Verdict, Basis: c.Basis, Item: c.Item, Project: c.Project}
}

// place notes where everything will stand.
func (b *book) place() {
	r, p := b.report, &b.places
	p.claims, p.numbers = make(map[store.Claim]string, len(r.Claims)), make(map[store.Claim]int64, len(r.Claims))
	for i := range r.Claims {
		p.claims[common(&r.Claims[i])] = b.placeOf(sheetClaims, i)
		p.numbers[common(&r.Claims[i])] = r.Claims[i].Number
	}
	p.first, p.findings = make(map[store.Claim]string, len(r.Claims)), make(map[string]string, len(r.Findings))
	for i := range r.Findings {
		place, claim := b.placeOf(sheetFindings, i), claimOf(&r.Findings[i])
		p.findings[r.Findings[i].ID] = place
		if p.first[claim] == "" {
			p.first[claim] = place
		}
	}
	p.lines = make(map[store.BillRef]string, len(r.Lines))
	for i := range r.Lines {
		p.lines[store.BillRef{File: r.Lines[i].File, Line: r.Lines[i].Line}] = b.placeOf(sheetLines, i)
	}
	row := 0
	p.evidence = make(map[string]string, len(r.Evidence))
	for i := range r.Evidence {
		if len(r.Evidence[i].Usage) > 0 {
			p.evidence[r.Evidence[i].Finding] = b.placeOf(sheetEvidence, row)
		}
		row += len(r.Evidence[i].Usage)
	}
}

// placeOf is where row i of a table stands: 'Bill lines'!A17.
func (b *book) placeOf(sheet string, i int) string {
	return fmt.Sprintf("'%s'!A%d", b.pageName(sheet, i/b.limit), i%b.limit+firstRow)
}
