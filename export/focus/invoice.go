package focus

import (
	"cmp"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"

	"immrecon/store/model"
)

// detail is one row of the dataset Invoice Detail: the charges of a bill that are
// of one kind, service and billing item, and about the invoice of one month, summed
// in the first of them.
type detail struct {
	charge
	lines  int64 // of the bill
	issued bool  // the bill no longer changes
	made   int64 // Unix seconds
}

// row is what the charges of one row have in common.
type row struct{ account, currency, of, kind, product, sku string }

// invoices are the rows of Invoice Detail, by their ids. There are as many as the
// bills have items, which memory holds.
func invoices(r *model.Report) iter.Seq2[detail, error] {
	return func(yield func(detail, error) bool) {
		rows := map[row]*detail{}
		for c, err := range billed(r) {
			if err != nil {
				yield(detail{}, err)
				return
			}
			of := row{c.account, c.currency, c.of, c.kind, c.product, c.sku()}
			if d := rows[of]; d != nil {
				d.add(&c)
				continue
			}
			rows[of] = &detail{charge: c, lines: 1, issued: final(r, c.account, c.currency), made: r.Run.StartedAt.Unix()}
		}
		for _, d := range slices.SortedFunc(maps.Values(rows), byID) {
			if !yield(*d, nil) {
				return
			}
		}
	}
}

func byID(a, b *detail) int {
	return cmp.Or(cmp.Compare(a.invoiceID(), b.invoiceID()), cmp.Compare(a.detailID(), b.detailID()))
}

func (d *detail) add(c *charge) {
	d.list, d.contracted, d.billed = d.list.Add(c.list), d.contracted.Add(c.contracted), d.billed.Add(c.billed)
	d.lines++
}

// final says whether the bill of an account in a currency no longer changes. Where
// a report has no statement of the account, that of the currency says it.
func final(r *model.Report, account, currency string) bool {
	for _, s := range r.Others {
		if s.Account == account && s.Currency == currency {
			return s.Bill.Final
		}
	}
	for _, s := range r.Currencies() {
		if s.Currency == currency {
			return s.Bill.Final
		}
	}
	return false
}

// invoiceID is our own name of the invoice that a charge is on: the bill has none.
func (c *charge) invoiceID() string { return c.invoiceOf(c.month) }

// referenceID names the invoice that a charge is about: its own, or the one that
// it corrects.
func (c *charge) referenceID() string { return c.invoiceOf(c.of) }

// invoiceOf names the invoice of a month to the charge's account, in its currency.
func (c *charge) invoiceOf(month string) string {
	return where(month != "", ownID(month, c.account, c.currency))
}

// detailID is our own name, within the invoice, of the row that a charge is part of.
func (c *charge) detailID() string {
	return where(c.month != "", strings.TrimSuffix(ownID(c.of, c.kind, c.product, c.sku()), "/"))
}

// ownID makes a name of its parts that cannot be taken for one of the provider's,
// nor for that of other parts.
func ownID(parts ...string) string {
	id := "x_immrecon"
	for _, part := range parts {
		id += "/" + url.PathEscape(part)
	}
	return id
}

// grain tells what a row of an invoice is for: the service, and the billing item or,
// where a charge has none, the kind of bill line.
func (d *detail) grain() string {
	grain := map[string]string{"ServiceName": d.service().name}
	if sku := d.sku(); sku != "" {
		grain["SkuId"] = sku
	} else {
		grain["x_LineType"] = d.kind
	}
	return object(grain)
}

// says is the row in words: "Intelligent Media Management, refund of 2026-02".
func (d *detail) says() string {
	text := d.service().name + ", " + cmp.Or(d.sku(), strings.ReplaceAll(d.kind, "_", " "))
	if d.corrects() {
		text += " of " + d.of
	}
	return text
}

// status is whether the bill may still change. That an invoice was taken back no
// bill says.
func (d *detail) status() string {
	if d.issued {
		return "Issued"
	}
	return "Open"
}
