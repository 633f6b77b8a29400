package dispute

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// arithmetic writes the arithmetic of each finding out.
func (p *Packet) arithmetic() string {
	var b strings.Builder
	w := p.phrases()
	line := func(template string, values ...any) { fmt.Fprintf(&b, template+"\n", values...) }
	line(w.Page.ArithmeticOf, p.Claim.ID, w.Page.Findings.of(len(p.Findings)))
	line("%s", w.Page.Rounding)
	sum := make([]string, len(p.Findings))
	for n := range p.Findings {
		f := &p.Findings[n]
		sum[n] = f.Claimed.String()
		p.writeSteps(&b, w, "%s", f)
		line("     "+w.Page.ClaimedOf, f.Claimed, f.Currency, w.paid(f.Paid))
	}
	for n := range p.SetOff {
		p.writeSteps(&b, w, w.Page.OtherSide, &p.SetOff[n])
	}
	if lines, _ := p.proofLines(w); len(lines) > 0 {
		line("\n%s\n- %s", w.Page.ProofBelow, strings.Join(lines, "\n- "))
	}
	line("\n"+w.Page.ClaimedInAll, strings.Join(sum, " + "), p.Claim.Claimed, p.Claim.Currency, w.paid(p.Claim.Payable()))
	if off := p.setOff(); off.List.IsPositive() {
		line(w.Page.Uncharged, off.List, p.Claim.Currency)
	}
	return visible.Text(b.String())
}

// writeSteps writes the arithmetic of a finding out, under a heading that side is the
// template of.
func (p *Packet) writeSteps(b *strings.Builder, w *phrases, side string, f *model.ProvenFinding) {
	of := fmt.Sprintf(w.Page.Finding, f.ID, w.project(f.Project), strings.TrimSpace(f.Item+" "+w.Term(f.Tier)),
		w.FromTo(p.Zone.Instant(f.From), p.Zone.Instant(f.To)))
	fmt.Fprintf(b, "\n"+side+"\n%s\n", of, w.Explain(f.Explanation))
	for n, step := range w.Sentences(f.Steps) {
		fmt.Fprintf(b, "%3d. %s\n", n+1, step)
	}
}

// paid says what of an amount was paid, "" where nobody knows.
func (w *phrases) paid(paid decimal.NullDecimal) string {
	if !paid.Valid {
		return ""
	}
	return fmt.Sprintf(w.Page.Paid, paid.Decimal)
}
