package demo

import (
	"cmp"
	"slices"
	"time"

	"immrecon/store/model"
)

// fate is what became of a piece of work, as far as charging is concerned.
type fate int

// Only charged work belongs on the bill. The others are what a wrong bill
// could have counted instead.
const (
	charged      fate = iota
	serverFailed      // 5xx
	refused           // 4xx
	notModified       // 304
	broken            // a task that was accepted and then failed
	otherMeasure      // an API call where openings are charged, or the reverse
	fates
)

// fateOf says what a status means. A request fee is charged on 4xx too, a
// processing fee only when the work was done (billing overview; that 4xx and
// 304 leave processing free is the audit's assumption).
func fateOf(status int, fee bool) fate {
	switch {
	case status >= 500:
		return serverFailed
	case status >= 400 && !fee:
		return refused
	case status == 304:
		return notModified
	}
	return charged
}

// subject is what is charged: an item, or a price tier of it, of a project.
type subject struct {
	project, item, tier string
}

// cellKey is a subject in one period of the bill; periods count from 0.
type cellKey struct {
	period int
	subject
}

func (k cellKey) compare(other cellKey) int {
	return cmp.Or(
		cmp.Compare(k.period, other.period),
		cmp.Compare(k.project, other.project),
		cmp.Compare(k.item, other.item),
		cmp.Compare(k.tier, other.tier),
	)
}

// cell counts base units by what became of them.
type cell [fates]int64

// ledger is the company's own account of what it used.
type ledger struct {
	first   time.Time
	step    time.Duration // length of a period
	periods int
	cells   map[cellKey]*cell
}

func newLedger(first time.Time, hours int, grain model.Grain) *ledger {
	step := time.Hour
	if grain == model.GrainDay {
		step = 24 * time.Hour
	}
	periods := int(time.Duration(hours) * time.Hour / step)
	return &ledger{first: first, step: step, periods: periods, cells: map[cellKey]*cell{}}
}

// book adds quantity base units that came to their fate at an instant.
func (l *ledger) book(s subject, at time.Time, quantity int64, f fate) {
	key := cellKey{int(at.Sub(l.first) / l.step), s}
	c := l.cells[key]
	if c == nil {
		c = new(cell)
		l.cells[key] = c
	}
	c[f] += quantity
}

// at returns a cell, an empty one where nothing was booked.
func (l *ledger) at(key cellKey) cell {
	if c := l.cells[key]; c != nil {
		return *c
	}
	return cell{}
}

// from is the instant at which a period begins.
func (l *ledger) from(period int) time.Time {
	return l.first.Add(time.Duration(period) * l.step)
}

// subjects returns everything that was ever booked, by project, item and tier.
func (l *ledger) subjects() []subject {
	seen := map[subject]bool{}
	var all []cellKey
	for key := range l.cells {
		if !seen[key.subject] {
			seen[key.subject] = true
			all = append(all, cellKey{0, key.subject})
		}
	}
	slices.SortFunc(all, cellKey.compare)
	subjects := make([]subject, len(all))
	for i, key := range all {
		subjects[i] = key.subject
	}
	return subjects
}

// expected sums what should be billed over the whole month.
func (l *ledger) expected() []Expected {
	sums := map[subject]int64{}
	for key, c := range l.cells {
		sums[key.subject] += c[charged]
	}
	var all []Expected
	for _, s := range l.subjects() {
		if sums[s] > 0 {
			all = append(all, Expected{s.project, s.item, s.tier, decimalOf(sums[s]), tariffOf(s).amount(sums[s])})
		}
	}
	return all
}
