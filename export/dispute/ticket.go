package dispute

import (
	"bytes"
	"embed"
	"strings"
	"text/template"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

//go:embed ticket-en.txt.tmpl ticket-zh.txt.tmpl
var ticketTexts embed.FS

var tickets = template.Must(template.ParseFS(ticketTexts, "*.tmpl"))

// letter is what a ticket says, in whatever language.
type letter struct {
	ID, Month, Item, Cause      string
	Money, List, Currency       string // what is asked for; what that is at list prices, "" where that is the same
	Accounts, Projects, Regions string
	From, To                    string
	Days                        []dayRow
	MoreDays                    int
	Proof                       []string // what proves the claim, by its cause
	Whole                       []string // why the evidence is complete
	Rules                       []ruleText
	Assumed                     bool
	AssumedWord                 string // as rules are marked
	SetOff, Net                 string // what is to be set off and what is left; "" if nothing is
	Lines, Records              string // how many, with their nouns
	ProofFile                   string // that holds all of Proof, "" for none
	Totals                      bool   // there are some
	AnswerBy                    string // day
	Claimant                    Claimant
}

// ticketProof is how many lines of proof a ticket has.
const ticketProof = 10

// ticket writes the text of a ticket, ready to paste, in the language that w
// speaks.
func (p *Packet) ticket(name string, w *phrases) ([]byte, error) {
	d, pg, due := p.Claim, p.page(w), p.claimed()
	proof, file := p.proofLines(w)
	l := letter{
		ID: d.ID, Month: d.Month, Item: d.Item, Cause: w.Cause(d.Cause), Currency: d.Currency,
		Money: words.Money(d.Currency, due.due()), Proof: firstLines(w, proof, file, ticketProof), ProofFile: file, Totals: len(p.Totals) > 0, AnswerBy: p.AnswerBy,
		Accounts: strings.Join(p.Run.Accounts, ", "), Projects: strings.Join(p.projects(w), ", "), Regions: strings.Join(p.regions(), ", "),
		From: p.first(), To: p.last(), Days: pg.Days, MoreDays: pg.MoreDays, Whole: p.whole(w.Words), Rules: p.rules(w), Assumed: p.basis() == model.Assumed,
		Lines: w.Page.Lines.of(p.billLines()), Records: w.Page.Records.of(p.records()), AssumedWord: w.Basis(model.Assumed), Claimant: p.Claimant,
	}
	if l.ProofFile == linesFile || l.ProofFile == totalsFile { // which are named anyway
		l.ProofFile = ""
	}
	if due.differ() {
		l.List = words.Money(d.Currency, due.List)
	}
	if off := p.setOff(); off.List.IsPositive() {
		l.SetOff, l.Net = words.Money(d.Currency, off.due()), words.Money(d.Currency, due.left(off).due())
	}
	var b bytes.Buffer
	if err := tickets.ExecuteTemplate(&b, name, l); err != nil {
		return nil, err
	}
	return []byte(strings.TrimRight(visible.Text(b.String()), "\n") + "\n"), nil
}
