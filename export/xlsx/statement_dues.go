package xlsx

// dueLooks sets the heads of the dues: the list amount stands beside the name.
var dueLooks = []look{lookHeader, lookHeaderRight, lookHeader, lookHeader, lookHeaderRight, lookHeader, lookHeaderRight, lookHeader}

// dues puts down what the findings come to between the two sides, at list prices
// and as it was paid; nothing where nothing is due.
func (p *statementPage) dues() {
	s := &p.report.Statement
	if s.Claim.Findings+s.Ask.Findings+s.Owed.Findings == 0 {
		return
	}
	heads := []string{"Between you and the provider", p.title("List amount", p.currency()), "", "", "Findings", "", p.title("As payable", p.currency()), ""}
	row := make([]cell, len(heads))
	for n, head := range heads {
		row[n] = text(dueLooks[n], p.say(head))
	}
	p.left.add(row...)
	for _, d := range p.words.Dues(s) {
		p.left.add(text(lookText, d.Name), amount(d.Amount).as(lookTotal), cell{}, cell{}, count(d.Findings), cell{}, amount(d.Payable).as(lookTotal))
	}
	p.left.skip(1)
}
