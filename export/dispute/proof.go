package dispute

import (
	"fmt"
	"slices"

	"immrecon/store/model"
)

const linesFile = "bill_lines.csv"

// proofLines say in sentences what proves the claim by its cause: which outputs or
// Weboffice records, which multiplication of the bill's own, which control totals;
// none where the usage records alone do. file holds all of them.
func (p *Packet) proofLines(w *phrases) (lines []string, file string) {
	switch {
	case len(p.Transcoded) > 0:
		return p.transcodedLines(w), transcodingFile
	case len(p.Weboffice) > 0:
		return p.webofficeLines(w), webofficeFile
	case p.contradictsItself():
		return p.ownLines(w), linesFile
	case p.Claim.Cause == model.NoUsageEvidence:
		return p.totalLines(w), totalsFile
	}
	return nil, ""
}

// contradictsItself reports whether the bill's own line is what proves the claim.
func (p *Packet) contradictsItself() bool {
	return slices.Contains([]model.Cause{model.UnitScale, model.AmountArithmetic}, p.Claim.Cause)
}

// ownLines put the multiplication of each bill line beside the amount that it prints.
func (p *Packet) ownLines(w *phrases) []string {
	var all []string
	for _, f := range p.Findings {
		for _, l := range f.Lines {
			if !l.Own.Valid {
				continue
			}
			product := fmt.Sprintf("%d × %s = %s %s", l.Quantity, priceText(&model.Price{Amount: l.ListPrice.Decimal, Per: l.PricePer}), l.Own.Decimal, l.Currency)
			all = append(all, fmt.Sprintf(w.Line, fmt.Sprintf("%s:%d %s", l.File, l.Line, l.LineID), product, l.Gross.Decimal, l.Currency, l.Gross.Decimal.Sub(l.Own.Decimal)))
		}
	}
	return all
}

// firstLines are as many lines as fit, and how many more there are.
func firstLines(w *phrases, lines []string, file string, most int) []string {
	if more := len(lines) - most; more > 0 {
		return append(slices.Clone(lines[:most]), fmt.Sprintf(w.More, more, file))
	}
	return lines
}

// hashes are the SHA-256 of the sources by their ids; of one that is stored no longer
// there is none.
func (p *Packet) hashes() map[int64]string {
	all := map[int64]string{}
	for _, s := range p.Sources {
		all[s.ID] = s.SHA256
	}
	return all
}
