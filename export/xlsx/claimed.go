package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/store/model"
)

// claimColumns are where claims were made: the claim of each row's findings, and how
// far it has come. There are none in a month without claims.
func claimColumns[R any](b *book, claimed func(*R) []*model.Claim) []column[R] {
	if len(b.report.Claims) == 0 {
		return nil
	}
	said := func(of func(*model.Claim) string) func(*R) cell {
		return func(r *R) cell {
			var all []string
			for _, d := range claimed(r) {
				all = append(all, of(d))
			}
			return text(lookText, strings.Join(all, ", "))
		}
	}
	return []column[R]{
		{header: "Claim", width: narrow + 3, cell: said(func(d *model.Claim) string { return d.ID })},
		{header: "Claim is", width: narrow, cell: said(func(d *model.Claim) string { return b.words.ClaimStatus(d.Status) })},
	}
}

// claimsOfGroups lists by group the claims that its findings are claimed in, by id.
func (b *book) claimsOfGroups() map[model.FindingGroup][]*model.Claim {
	of := map[model.FindingGroup][]*model.Claim{}
	for n := range b.report.Findings {
		f := &b.report.Findings[n]
		group := b.claimOf(f)
		if d := b.claimed[f.ID]; d != nil && !slices.Contains(of[group], d) {
			of[group] = append(of[group], d)
		}
	}
	for _, all := range of {
		slices.SortFunc(all, func(x, y *model.Claim) int { return strings.Compare(x.ID, y.ID) })
	}
	return of
}

// claimOfFinding is the claim that a finding is claimed in, if any.
func (b *book) claimOfFinding(f *model.Finding) []*model.Claim {
	if d := b.claimed[f.ID]; d != nil {
		return []*model.Claim{d}
	}
	return nil
}

// claimsShown is how many claims the statement has a row for.
const claimsShown = 8

// claimRows puts down the claims that were made of the month, how far each has come
// and since when, and what of it came back.
func (p *statementPage) claimRows() {
	all := p.report.Claims
	if len(all) == 0 {
		return
	}
	p.heads("Claims made", "Status", "Since", "", "", "Recovered", "Claimed", "")
	for n := range all[:min(len(all), claimsShown)] {
		d := &all[n]
		since := d.SubmittedAt
		if since.IsZero() {
			since = d.OpenedAt
		}
		p.left.add(text(lookText, d.ID+", "+d.Item), text(lookText, p.words.ClaimStatus(d.Status)), day(p.zone, since.Unix()), cell{}, cell{},
			amount(d.Recovered()).as(lookCents), amount(d.Claimed).as(lookTotal))
	}
	if more := len(all) - claimsShown; more > 0 {
		p.left.add(text(lookText, fmt.Sprintf(p.say("… and %d more on the sheet Claims"), more)).to(p.placeOf(sheetClaims, 0)))
	}
	p.left.skip(1)
}
