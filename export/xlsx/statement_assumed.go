package xlsx

// assumed puts down what the figures take for granted where the provider is silent,
// and what each is worth; nothing where none matters.
func (p *statementPage) assumed() {
	first := true
	for _, a := range p.report.Assumptions {
		if a.Worth.IsZero() {
			continue
		}
		if first {
			p.heads("Assumed where the provider is silent", "", "", "", "", "In this run", p.title("If switched", p.currency()))
			first = false
		}
		state := "off"
		if a.On {
			state = "on"
		}
		p.left.add(text(lookText, p.shortened(p.saysRule(a.Rule))), cell{}, cell{}, cell{}, cell{}, text(lookText, p.say(state)), change(a.Worth))
	}
	if !first {
		p.left.skip(1)
	}
}

// saysRule is what a rule of the run says; its name where the run did not keep it.
func (p *statementPage) saysRule(id string) string {
	if used := p.report.Rule(id); used != nil {
		return p.words.RuleText(used)
	}
	return id
}

// ruleWidth is how many characters of a rule have room beside its worth.
const ruleWidth = 100

// shortened cuts a text to the width that a rule has; the sheet Rules has all of it.
func (p *statementPage) shortened(s string) string {
	if letters := []rune(s); len(letters) > ruleWidth {
		return string(letters[:ruleWidth-1]) + "…"
	}
	return s
}

// signed leaves lines for those who answer for the statement.
func (p *statementPage) signed() {
	p.left.skip(1)
	p.heads("Signed", "By", "", "", "", "", "Date")
	for _, who := range []string{"Prepared by", "Reviewed by"} {
		note := cell{look: lookNote}
		p.left.add(text(lookText, p.say(who)), note, note, note, note, note, note, note)
	}
}
