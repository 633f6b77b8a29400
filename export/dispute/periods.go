package dispute

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// day sums the cells of one day, project and tier. A cell that is longer than a
// day is a day of its own.
type day struct {
	period, project, tier, unit string
	findings                    int
	billed, expected            model.Measure
	claimed                     decimal.Decimal
}

// days are the periods that differ, by day and in order, in the language of w.
func (p *Packet) days(w *phrases) []day {
	var all []day
	at := map[[3]string]int{}
	claimed := p.claimedOf()
	for _, c := range p.Cells {
		key := [3]string{periodOf(w, &c, p.Zone), c.Project, c.Tier}
		n, known := at[key]
		if !known {
			n, at[key] = len(all), len(all)
			all = append(all, day{period: key[0], project: c.Project, tier: c.Tier, unit: c.Unit})
		}
		d := &all[n]
		d.billed, d.expected = d.billed.Plus(c.Billed), d.expected.Plus(c.Expected)
		d.findings++
		d.claimed = d.claimed.Add(claimed[c.ID].Claimed)
	}
	slices.SortStableFunc(all, func(a, b day) int {
		return cmp.Or(strings.Compare(a.period, b.period), strings.Compare(a.project, b.project), strings.Compare(a.tier, b.tier))
	})
	return all
}

// claimedOf finds the claim's finding of a cell.
func (p *Packet) claimedOf() map[int64]*model.ProvenFinding {
	of := map[int64]*model.ProvenFinding{}
	for n := range p.Findings {
		of[p.Findings[n].CellID] = &p.Findings[n]
	}
	return of
}

// periodOf is the day of a cell, or its days where it is longer than one.
func periodOf(w *phrases, c *model.Cell, zone words.Zone) string {
	first, last := zone.Day(c.From), zone.Day(c.To-1)
	if first == last {
		return first
	}
	return w.FromTo(first, last)
}

func (p *Packet) daysTable() *table {
	t := &table{header: "day,project,item,tier,unit,findings,billed_quantity,expected_quantity,difference_quantity," +
		"billed_amount,expected_amount,difference_amount,claimed_amount,currency"}
	for _, d := range p.days(p.phrases()) {
		diff := d.billed.Minus(d.expected)
		t.add(d.period, d.project, p.Claim.Item, d.tier, d.unit, d.findings, d.billed.Quantity, d.expected.Quantity, diff.Quantity,
			d.billed.Amount, d.expected.Amount, diff.Amount, d.claimed, p.Claim.Currency)
	}
	return t
}

// hoursTable is the periods that differ by the hour. Where the bill's own periods
// are longer, it states no figures by the hour: then only the usage has them.
func (p *Packet) hoursTable() *table {
	t := &table{header: "hour,project,item,tier,unit,finding,billed_quantity,expected_quantity,difference_quantity," +
		"billed_amount,expected_amount,difference_amount,claimed_amount,currency,usage"}
	claimed := p.claimedOf()
	for _, c := range p.Cells {
		f := claimed[c.ID]
		usage := byHour(f.Counts)
		if c.To-c.From == model.Hour {
			p.addHour(t, &c, f, usage[c.From])
			continue
		}
		for _, hour := range slices.Sorted(maps.Keys(usage)) {
			t.add(p.Zone.Instant(hour), c.Project, c.Item, c.Tier, c.Unit, f.ID, "", "", "", "", "", "", "", c.Currency, counted(usage[hour]))
		}
	}
	return t
}

// addHour adds a cell that is an hour.
func (p *Packet) addHour(t *table, c *model.Cell, f *model.ProvenFinding, usage []model.UsageCount) {
	diff := c.Billed.Minus(c.Expected)
	t.add(p.Zone.Instant(c.From), c.Project, c.Item, c.Tier, c.Unit, f.ID, c.Billed.Quantity, c.Expected.Quantity, diff.Quantity,
		c.Billed.Amount, c.Expected.Amount, diff.Amount, f.Claimed, c.Currency, counted(usage))
}

func byHour(counts []model.UsageCount) map[int64][]model.UsageCount {
	hours := map[int64][]model.UsageCount{}
	for _, c := range counts {
		hours[c.Hour] = append(hours[c.Hour], c)
	}
	return hours
}

// counted writes usage as operation:class=records, in order.
func counted(counts []model.UsageCount) string {
	all := make([]string, len(counts))
	for n, c := range counts {
		all[n] = fmt.Sprintf("%s:%s=%d", c.Operation, c.Class, c.Records)
	}
	return strings.Join(all, ";")
}
