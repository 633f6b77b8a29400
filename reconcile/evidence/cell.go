package evidence

import (
	"cmp"
	"slices"
	"strings"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/meter"
	"immrecon/store/model"
)

// cell is the usage of one cell.
type cell struct {
	item, tier      string
	counts          map[countKey]*model.UsageCount
	records, stored int64
	first, failed   list // failed stays empty unless what failed comes first
}

type countKey struct {
	hour                         int64
	item, tier, operation, class string
	billable                     bool
}

// charged is a kind of usage as it stands to a cell.
type charged struct {
	*model.UsageKind
	class    string
	billable bool
}

// as is what a kind is to the cell. Usage of another item, or of another tier,
// may be what was billed: it is shown as that.
func (c *cell) as(k *model.UsageKind) charged {
	if c.item == "" || slices.Contains(catalogue.ItemsOf(c.item), k.Item) && k.Tier == c.tier {
		return charged{k, k.Class, k.Billable}
	}
	return charged{k, strings.TrimSpace("as " + k.Item + " " + k.Tier), false}
}

// count adds usage of an hour and kind.
func (c *cell) count(hour int64, k *model.UsageKind, quantity, records int64) {
	as := c.as(k)
	key := countKey{hour, k.Item, k.Tier, k.Operation, as.class, as.billable}
	n := c.counts[key]
	if n == nil {
		n = &model.UsageCount{Hour: hour, Item: k.Item, Tier: k.Tier, Operation: k.Operation, Class: as.class, Billable: as.billable}
		c.counts[key] = n
	}
	n.Quantity += quantity
	n.Records += records
	c.records += records
}

// sorted lists the counts by hour, operation and class.
func (c *cell) sorted() []model.UsageCount {
	var all []model.UsageCount
	for _, n := range c.counts {
		all = append(all, *n)
	}
	slices.SortFunc(all, func(a, b model.UsageCount) int {
		return cmp.Or(cmp.Compare(a.Hour, b.Hour), cmp.Compare(a.Operation, b.Operation), cmp.Compare(a.Class, b.Class),
			cmp.Compare(a.Item, b.Item), cmp.Compare(a.Tier, b.Tier))
	})
	return all
}

// list holds the first records, by time.
type list struct {
	room  int // for records of the present sort; below 0 without a limit
	usage []model.Usage
}

// full reports whether no later record of the present sort is wanted.
func (l *list) full() bool { return l.room == 0 }

// keep takes a record as long as it is within the limit.
func (l *list) keep(u model.Usage) {
	if !l.full() {
		l.room--
		l.usage = append(l.usage, u)
	}
}

// listOf is the list that records of a kind go to.
func (c *cell) listOf(o options, k *model.UsageKind) *list {
	if class, _ := meter.UsageOf(meter.Class(k.Class)); o.failedFirst && class.Failed {
		return &c.failed
	}
	return &c.first
}

// limit counts the records anew for another sort, each of which comes by time.
func (c *cell) limit(o options) {
	c.first.room, c.failed.room = cmp.Or(o.limit, -1), cmp.Or(o.limit, -1)
}

// sort puts the records of all sorts in order of time and cuts them off at the
// limit.
func (c *cell) sort(o options) {
	for _, l := range []*list{&c.first, &c.failed} {
		slices.SortStableFunc(l.usage, func(a, b model.Usage) int { return cmp.Compare(a.At, b.At) })
		if o.limit > 0 && len(l.usage) > o.limit {
			l.usage = l.usage[:o.limit]
		}
	}
}

// failedFirst lists up to limit records: those that failed, then the others.
func (c *cell) failedFirst(limit int) []model.Usage {
	all := slices.Concat(c.failed.usage, c.first.usage)
	return all[:min(len(all), limit)]
}
