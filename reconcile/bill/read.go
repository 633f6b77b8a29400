package bill

import (
	"cmp"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/sql"
	"immrecon/store/db"
)

// printedLine is a line of the bill with where it stands.
type printedLine struct {
	diagnose.Line
	source int64
}

// printedLines reads the month's lines as the readers left them. Most of what
// they say repeats from line to line and is kept once.
func (r *reader) printedLines() ([]printedLine, error) {
	var number int
	month := []any{r.scope.Month}
	if err := r.tx.One(sql.Query("bill.line_count"), month, &number); err != nil {
		return nil, err
	}
	lines := make([]printedLine, 0, number)
	var l printedLine
	texts := db.Interner{}
	err := r.tx.QueryLong(sql.Query("bill.line_columns"), sql.Query("bill.lines"), month, func() { lines = append(lines, l) },
		&l.ID, &l.source, texts.Into(&l.Form), texts.Into((*string)(&l.Grain)), texts.Into(&l.Account), texts.Into(&l.Owner), &l.From, &l.To,
		texts.Into(&l.Product), texts.Into(&l.Commodity), texts.Into(&l.ItemCode), texts.Into(&l.ItemName), texts.Into(&l.Instance), texts.Into(&l.Region),
		texts.Into((*string)(&l.Type)), &l.Usage, texts.Into(&l.UsageUnit), &l.Quantity, &l.Deducted, texts.Into(&l.Unit), &l.ListPrice, &l.PricePer, texts.Into(&l.Tier),
		&l.Gross, &l.Discount, &l.Coupon, &l.Payable, &l.Taxed, texts.Into(&l.Currency))
	return lines, err
}

// nameLines says region, project and item of each line in our terms. The same
// words are looked up once.
func (r *reader) nameLines(lines []printedLine) error {
	names, err := r.projectNames()
	if err != nil {
		return err
	}
	aliases, err := r.readAliases()
	if err != nil {
		return err
	}
	type pair [2]string
	region := once(catalogue.RegionCode)
	project := once(func(p pair) string { return projectOf(p[0], p[1], names) })
	item := once(func(p pair) string { return itemOf(p[0], p[1]) })
	for n := range lines {
		l := &lines[n]
		l.Region = region(l.Region)
		if alias, found := aliases.of(l.Instance, l.From); found {
			l.Project, l.Region = alias.Project, cmp.Or(alias.Region, l.Region)
		} else {
			l.Project = project(pair{l.Instance, l.Region})
		}
		l.Item = item(pair{l.ItemCode, l.ItemName})
		if l.Account != "" && !slices.Contains(r.bill.Accounts, l.Account) {
			r.bill.Accounts = append(r.bill.Accounts, l.Account)
		}
	}
	return nil
}

// once remembers what a function made of each argument.
func once[K comparable, V any](of func(K) V) func(K) V {
	known := map[K]V{}
	return func(k K) V {
		v, ok := known[k]
		if !ok {
			v = of(k)
			known[k] = v
		}
		return v
	}
}
