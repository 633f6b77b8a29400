package dispute

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// page is the one page that says it all: summary.xlsx and summary.html show
// the same.
type page struct {
	Title, Claim string
	Facts        []fact
	Figures      []figure
	Currency     string
	Days         []dayRow
	MoreDays     int      // that do not fit on the page
	Proof        []string // what proves the claim, by its cause
	Whole        []string // why the evidence is complete
	Rules        []ruleText
	Finding      string   // the one with the most money,
	Steps        []string // and its arithmetic
	Notes        []string
}

type fact struct{ Name, Value string }

// figure is an amount with every digit.
type figure struct {
	Name   string
	Amount decimal.Decimal
}

type dayRow struct {
	Day, Project, Unit                      string
	BilledQuantity, ExpectedQuantity        int64
	BilledAmount, ExpectedAmount, ClaimedAt decimal.Decimal
}

// How much fits on a page.
const (
	pageDays  = 10
	pageSteps = 8
	pageRules = 4
	pageWhole = 6
	pageProof = 4
)

func (p *Packet) page() *page {
	d := p.Claim
	pg := &page{
		Title: "Claim " + d.ID + ": billing error", Currency: d.Currency, Rules: p.rules(words.English),
		Claim: p.claimText(),
		Facts: p.facts(), Figures: p.figures(), Whole: p.whole(words.English), Notes: p.notes(),
	}
	pg.Rules = pg.Rules[:min(len(pg.Rules), pageRules)]
	lines, file := p.proofLines(&english)
	pg.Proof = firstLines(&english, lines, file, pageProof)
	if more := len(pg.Whole) - pageWhole; more > 0 {
		pg.Whole = append(pg.Whole[:pageWhole], fmt.Sprintf("%d more in evidence.csv.", more))
	}
	for _, d := range p.days() {
		if len(pg.Days) == pageDays {
			pg.MoreDays++
			continue
		}
		pg.Days = append(pg.Days, dayRow{d.period, orAccount(d.project), strings.TrimSpace(d.tier + " " + d.unit), d.billed.Quantity, d.expected.Quantity,
			d.billed.Amount, d.expected.Amount, d.claimed})
	}
	if f := p.largest(); f != nil {
		pg.Finding, pg.Steps = f.ID, f.Steps[:min(len(f.Steps), pageSteps)]
	}
	return pg
}

// claimText says in a sentence what was charged too much: what was paid, and what that
// is at list prices.
func (p *Packet) claimText() string {
	d, due := p.Claim, p.claimed()
	money := words.Money(d.Currency, due.due())
	if due.differ() {
		money += " (" + words.Money(d.Currency, due.List) + " at list prices)"
	}
	return fmt.Sprintf("%s was charged too much: %s.", money, words.English.Cause(d.Cause))
}

// ruleText is a rule as a reader finds it.
type ruleText struct {
	ID, Statement, Basis, Since, Source, URL string
}

// rules are those that the claim goes by, in the language of w.
func (p *Packet) rules(w *words.Words) []ruleText {
	all := make([]ruleText, len(p.Rules))
	for n := range p.Rules {
		r := &p.Rules[n]
		all[n] = ruleText{r.ID, w.RuleText(r), w.Basis(r.Basis), r.Since, r.Source, urls(r.Source)}
	}
	return all
}

func (p *Packet) facts() []fact {
	d := p.Claim
	all := []fact{
		{"Claimant", p.Claimant.Name}, {"Contact", p.Claimant.Contact}, {"Ticket", p.Claimant.Ticket}, {"Answer by", p.AnswerBy},
		{"Account (UID)", strings.Join(p.Run.Accounts, ", ")},
		{"Bill of", d.Month}, {"Billing item", d.Item}, {"Projects", strings.Join(p.projects(), ", ")}, {"Regions", strings.Join(p.regions(), ", ")},
		{"Period", p.first() + " to " + p.last()},
		{"Behind it", fmt.Sprintf("%s, %s, %s", nounOf(len(p.Findings), "finding"), nounOf(p.billLines(), "bill line"), nounOf(p.records(), "usage record"))},
		{"Basis", words.English.Basis(p.basis())},
		{"Run", p.Run.Key + ", catalogue " + shortHash(p.Run.Catalogue)},
		{"Recorded by event", p.Run.Event},
	}
	return slices.DeleteFunc(all, func(f fact) bool { return f.Value == "" })
}

// figures are what the periods with findings come to. Where a period differs
// for more than one cause, the claim is about part of the difference.
func (p *Packet) figures() []figure {
	var billed, expected model.Measure
	for _, f := range p.Findings {
		billed, expected = billed.Plus(f.Billed), expected.Plus(f.Expected)
	}
	difference := billed.Amount.Sub(expected.Amount)
	all := []figure{{"Billed", billed.Amount}, {"Expected", expected.Amount}}
	if !difference.Equal(p.Claim.Claimed) {
		all = append(all, figure{"Difference", difference})
	}
	all = append(all, figure{"Claimed", p.Claim.Claimed})
	if paid := p.Claim.Payable(); paid.Valid {
		all = append(all, figure{"As payable", paid.Decimal})
	}
	return all
}

// notes say what a reader must know beside the figures.
func (p *Packet) notes() []string {
	notes := []string{"Times are " + p.Zone.Name + ". " + rounding}
	if p.basis() == model.Assumed {
		notes = append(notes, "The provider's documentation does not state every rule used here; what is assumed is marked so in rules.csv.")
	}
	if off := p.setOff(); off.List.IsPositive() {
		notes = append(notes, fmt.Sprintf("For the same cause %s was not charged under another item or project in these periods; set off against the claim, %s is left.",
			words.Money(p.Claim.Currency, off.due()), words.Money(p.Claim.Currency, p.claimed().left(off).due())))
	}
	return notes
}

// basis is documented only if all findings are.
func (p *Packet) basis() model.Basis {
	for _, f := range p.Findings {
		if f.Basis == model.Assumed {
			return model.Assumed
		}
	}
	return model.Documented
}

func (p *Packet) projects() []string {
	return p.distinct(func(f *model.ProvenFinding) string { return orAccount(f.Project) })
}
func (p *Packet) regions() []string {
	return p.distinct(func(f *model.ProvenFinding) string { return f.Region })
}

func (p *Packet) distinct(of func(*model.ProvenFinding) string) []string {
	var all []string
	for n := range p.Findings {
		if s := of(&p.Findings[n]); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return all
}

// first and last are the ends of the periods with findings.
func (p *Packet) first() string {
	return p.Zone.Instant(slices.MinFunc(p.Findings, func(a, b model.ProvenFinding) int { return cmp.Compare(a.From, b.From) }).From)
}

func (p *Packet) last() string {
	return p.Zone.Instant(slices.MaxFunc(p.Findings, func(a, b model.ProvenFinding) int { return cmp.Compare(a.To, b.To) }).To)
}

func (p *Packet) billLines() int {
	n := 0
	for _, f := range p.Findings {
		n += len(f.Lines)
	}
	return n
}

func (p *Packet) records() int {
	n := 0
	for _, f := range p.Findings {
		n += len(f.Usage)
	}
	return n
}

// largest is the finding with the most money, the first of several.
func (p *Packet) largest() *model.ProvenFinding {
	var largest *model.ProvenFinding
	for n := range p.Findings {
		if f := &p.Findings[n]; largest == nil || f.Claimed.GreaterThan(largest.Claimed) {
			largest = f
		}
	}
	return largest
}

func shortHash(hash string) string { return hash[:min(len(hash), 12)] }
