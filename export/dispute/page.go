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
	Say          *pagePhrases
	Title, Claim string
	Facts        []fact
	Figures      []figure
	Currency     string
	Days         []dayRow
	MoreDays     int      // that do not fit on the page
	Proof        []string // what proves the claim, by its cause
	Whole        []string // why the evidence is complete
	Rules        []ruleText
	Arithmetic   string   // the heading of
	Steps        []string // that of the finding with the most money
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

// page is the page in the language of w.
func (p *Packet) page(w *phrases) *page {
	pg := &page{
		Say: w.Page, Title: fmt.Sprintf(w.Page.Title, p.Claim.ID), Currency: p.Claim.Currency, Claim: p.claimText(w),
		Facts: p.facts(w), Figures: p.figures(w), Whole: p.whole(w.Words), Rules: p.rules(w), Notes: p.notes(w),
	}
	pg.Rules = pg.Rules[:min(len(pg.Rules), pageRules)]
	lines, file := p.proofLines(w)
	pg.Proof = firstLines(w, lines, file, pageProof)
	pg.Whole = firstLines(w, pg.Whole, "evidence.csv", pageWhole)
	for _, d := range p.days(w) {
		if len(pg.Days) == pageDays {
			pg.MoreDays++
			continue
		}
		pg.Days = append(pg.Days, dayRow{d.period, w.project(d.project), strings.TrimSpace(w.Term(d.tier) + " " + w.Unit(d.unit)),
			d.billed.Quantity, d.expected.Quantity, d.billed.Amount, d.expected.Amount, d.claimed})
	}
	if f := p.largest(); f != nil {
		pg.Arithmetic, pg.Steps = fmt.Sprintf(w.Page.Arithmetic, f.ID), w.Sentences(f.Steps[:min(len(f.Steps), pageSteps)])
	}
	return pg
}

// HoursElsewhere says where the days are that do not fit, and the hours.
func (pg *page) HoursElsewhere() string { return fmt.Sprintf(pg.Say.MoreDays, pg.MoreDays) }

// In names an amount with the currency.
func (pg *page) In(figure string) string { return fmt.Sprintf(pg.Say.In, figure, pg.Currency) }

// claimText says in a sentence what was charged too much: what was paid, and what that
// is at list prices.
func (p *Packet) claimText(w *phrases) string {
	d, due := p.Claim, p.claimed()
	money := words.Money(d.Currency, due.due())
	if due.differ() {
		money = fmt.Sprintf(w.Page.AtList, money, words.Money(d.Currency, due.List))
	}
	return fmt.Sprintf(w.Page.TooMuch, money, w.Cause(d.Cause))
}

// ruleText is a rule as a reader finds it.
type ruleText struct {
	ID, Statement, Basis, Since, Source, URL string
	Cited                                    string // all but the statement, as a clause
}

// rules are those that the claim goes by, in the language of w.
func (p *Packet) rules(w *phrases) []ruleText {
	all := make([]ruleText, len(p.Rules))
	for n := range p.Rules {
		r := &p.Rules[n]
		since := ""
		if r.Since != "" {
			since = fmt.Sprintf(w.Page.Since, r.Since)
		}
		t := ruleText{ID: r.ID, Statement: w.RuleText(r), Basis: w.Basis(r.Basis), Since: r.Since, Source: w.Source(r.Source), URL: urls(r.Source)}
		t.Cited = fmt.Sprintf(w.Page.Cited, t.ID, t.Basis, since, strings.TrimSpace(t.Source+" "+t.URL))
		all[n] = t
	}
	return all
}

func (p *Packet) facts(w *phrases) []fact {
	d, say := p.Claim, w.Page
	all := []fact{
		{say.Claimant, p.Claimant.Name}, {say.Contact, p.Claimant.Contact}, {say.Ticket, p.Claimant.Ticket}, {say.AnswerBy, p.AnswerBy},
		{say.Account, strings.Join(p.Run.Accounts, ", ")},
		{say.BillOf, d.Month}, {say.Item, d.Item}, {say.Projects, strings.Join(p.projects(w), ", ")}, {say.Regions, strings.Join(p.regions(), ", ")},
		{say.Period, p.period(w)},
		{say.Behind, fmt.Sprintf(say.Pieces, say.Findings.of(len(p.Findings)), say.Lines.of(p.billLines()), say.Records.of(p.records()))},
		{say.Basis, w.Basis(p.basis())},
		{say.Run, fmt.Sprintf(say.Catalogue, p.Run.Key, shortHash(p.Run.Catalogue))},
		{say.RunEvent, p.Run.Event},
	}
	return slices.DeleteFunc(all, func(f fact) bool { return f.Value == "" })
}

// figures are what the periods with findings come to. Where a period differs
// for more than one cause, the claim is about part of the difference.
func (p *Packet) figures(w *phrases) []figure {
	var billed, expected model.Measure
	for _, f := range p.Findings {
		billed, expected = billed.Plus(f.Billed), expected.Plus(f.Expected)
	}
	difference := billed.Amount.Sub(expected.Amount)
	all := []figure{{w.Page.Billed, billed.Amount}, {w.Page.Expected, expected.Amount}}
	if !difference.Equal(p.Claim.Claimed) {
		all = append(all, figure{w.Page.Difference, difference})
	}
	all = append(all, figure{w.Page.Claimed, p.Claim.Claimed})
	if paid := p.Claim.Payable(); paid.Valid {
		all = append(all, figure{w.Page.Payable, paid.Decimal})
	}
	return all
}

// notes say what a reader must know beside the figures.
func (p *Packet) notes(w *phrases) []string {
	notes := []string{fmt.Sprintf(w.Page.Times, p.Zone.Name) + w.Phrases.Between + w.Page.Rounding}
	if p.basis() == model.Assumed {
		notes = append(notes, w.Page.Assumed)
	}
	if off := p.setOff(); off.List.IsPositive() {
		notes = append(notes, fmt.Sprintf(w.Page.SetOff,
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

func (p *Packet) projects(w *phrases) []string {
	return p.distinct(func(f *model.ProvenFinding) string { return w.project(f.Project) })
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

// period is from the first to the last of the periods with findings.
func (p *Packet) period(w *phrases) string { return w.FromTo(p.first(), p.last()) }

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
