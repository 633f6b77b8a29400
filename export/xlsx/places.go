package xlsx

import (
	"fmt"

	"immrecon/store/model"
)

// places says where rows will stand in the book, so that they can point at each
// other: statement → claim → finding → bill line → evidence, and back.
type places struct {
	claims   map[model.FindingGroup]string // by what findings of a claim have in common
	numbers  map[model.FindingGroup]int64
	first    map[model.FindingGroup]string // first finding of a claim
	findings map[string]string             // by id
	lines    map[model.BillRef]string      // first bill line of a finding, without its id; known once the bill is written
	evidence map[string]string             // by finding
}

// claimOf is what all findings of a claim have in common.
func (b *book) claimOf(f *model.Finding) model.FindingGroup {
	return model.FindingGroup{Cause: f.Cause, Verdict: f.Verdict, Basis: f.Basis, Item: f.Item, Project: f.Project, Currency: b.in(f.Currency)}
}

// common is the same, of the claim itself.
func (b *book) common(c *model.FindingGroup) model.FindingGroup {
	return model.FindingGroup{Cause: c.Cause, Verdict: c.Verdict, Basis: c.Basis, Item: c.Item, Project: c.Project, Currency: b.in(c.Currency)}
}

// place notes where everything will stand.
func (b *book) place() {
	r, p := b.report, &b.places
	p.claims, p.numbers = make(map[model.FindingGroup]string, len(r.Groups)), make(map[model.FindingGroup]int64, len(r.Groups))
	for i := range r.Groups {
		p.claims[b.common(&r.Groups[i])] = b.placeOf(sheetClaims, i)
		p.numbers[b.common(&r.Groups[i])] = r.Groups[i].Number
	}
	p.first, p.findings = make(map[model.FindingGroup]string, len(r.Groups)), make(map[string]string, len(r.Findings))
	for i := range r.Findings {
		place, claim := b.placeOf(sheetFindings, i), b.claimOf(&r.Findings[i])
		p.findings[r.Findings[i].ID] = place
		if p.first[claim] == "" {
			p.first[claim] = place
		}
	}
	p.lines = map[model.BillRef]string{}
	for i := range r.Findings {
		if lines := r.Findings[i].Lines; len(lines) > 0 {
			p.lines[model.BillRef{File: lines[0].File, Line: lines[0].Line}] = ""
		}
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

// placed notes where a bill line stands, if a finding leads to it.
func (b *book) placed(l *model.ReportLine, i int) {
	if l.Finding == "" {
		return
	}
	ref := model.BillRef{File: l.File, Line: l.Line}
	if _, wanted := b.places.lines[ref]; wanted {
		b.places.lines[ref] = b.placeOf(sheetLines, i)
	}
}

// placeOf is where row i of a table stands: 'Bill lines'!A17.
func (b *book) placeOf(sheet string, i int) string {
	return fmt.Sprintf("'%s'!A%d", b.pageName(sheet, i/b.limit), i%b.limit+firstRow)
}
