package xlsx

import "immrecon/store/model"

// payable leads from the list amount of usage to what is paid, step by step,
// for each account. The last step is live: it is the sum of those before it.
func (p *statementPage) payable() {
	if len(p.report.Payable) == 0 {
		return
	}
	p.heads("From list amount to payable", "Account", headerCurrency, "", "", "Bill lines", headerAmount)
	first := p.left.next
	for i := range p.report.Payable {
		s := &p.report.Payable[i]
		name := p.words.Step(s.Step)
		if s.Rate != "" {
			name += ", " + s.Rate
		}
		row := []cell{text(lookText, name), text(lookText, s.Account), text(lookText, s.Currency), {}, {}, count(s.Lines), change(s.Amount)}
		switch s.Step {
		case model.StepList:
			row[6] = amount(s.Amount)
		case model.StepPayable:
			row = p.summed(text(lookSumText, name), amount(s.Amount).as(lookSumAmount).
				live("SUM("+at(columnAmount, first)+":"+at(columnAmount, p.left.next-1)+")"))
			row[1], row[2] = text(lookSumText, s.Account), text(lookSumText, s.Currency)
			first = p.left.next + 1
		case model.StepMismatch:
			if !s.Amount.IsZero() {
				row[0].look = lookUnknown
			}
		}
		p.left.add(row...)
	}
	p.left.skip(1)
}
