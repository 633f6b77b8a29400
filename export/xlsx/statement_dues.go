package xlsx

import (
	"immrecon/store/model"
)

// dueLooks sets the heads of the dues: the list amount stands beside the name.
var dueLooks = []look{lookHeader, lookHeaderRight, lookHeader, lookHeader, lookHeaderRight, lookHeader, lookHeaderRight, lookHeader}

// dues puts down what the findings come to between the two sides, at list prices
// and as it was paid. A run of an older version did not say.
func (p *statementPage) dues() {
	s := &p.report.Statement
	if s.Verdict == "" {
		return
	}
	heads := []string{"Between you and the provider", p.title("List amount", p.currency()), "", "", "Findings", "", p.title("As payable", p.currency()), ""}
	row := make([]cell, len(heads))
	for n, head := range heads {
		row[n] = text(dueLooks[n], p.say(head))
	}
	p.left.add(row...)
	p.due("To claim: charged too much, by documented rules", s.Claim)
	p.due("To ask about: charged too much, by an assumption", s.Ask)
	p.due("Charged too little", s.Owed)
	p.left.skip(1)
}

func (p *statementPage) due(name string, d model.Due) {
	p.left.add(text(lookText, p.say(name)), amount(d.Amount), cell{}, cell{}, count(d.Findings), cell{}, amount(d.Payable))
}
