package dispute

import (
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"

	"immrecon/export/words"

	"immrecon/store/model"
)

func (p *Packet) linesTable() *table {
	t := &table{header: "finding,file,line,line_id,account,owner,month,from,to,item_code,item_name,instance,region,usage,usage_unit," +
		"list_price,price_unit,tier,gross,discount,coupon,payable,currency,own_amount,own_difference,sha256"}
	hashes := p.hashes()
	for _, f := range p.Findings {
		for _, l := range f.Lines {
			t.add(f.ID, l.File, l.Line, l.LineID, l.Account, l.Owner, l.Month, p.Zone.Instant(l.From), p.Zone.Instant(l.To),
				l.ItemCode, l.ItemName, l.Instance, l.Region, l.Usage, l.UsageUnit, l.ListPrice, l.PriceUnit, l.BillLine.Tier,
				l.Gross, l.Discount, l.Coupon, l.Payable, l.Currency, l.Own, ownDifference(&l), hashes[l.SourceID])
		}
	}
	return t
}

// ownDifference is by how much a line's amount is more than its own quantity × list
// price.
func ownDifference(l *model.ReportLine) decimal.NullDecimal {
	if !l.Own.Valid {
		return l.Own
	}
	return decimal.NewNullDecimal(l.Gross.Decimal.Sub(l.Own.Decimal))
}

// requestsTable has every record behind the claim. A record that stands behind
// two findings stands there twice: the number tells the rows apart.
func (p *Packet) requestsTable() *table {
	t := &table{header: "number,finding,request_id,completed,project,operation,bucket,key,status,error_code,ended,quantity,unit,file,line,sha256"}
	hashes := p.hashes()
	n := 0
	for _, f := range p.Findings {
		for _, u := range f.Usage {
			n++
			t.add(n, f.ID, u.RequestID, p.Zone.Instant(u.At), u.Project, u.Operation, u.Bucket, u.Key, u.Status, u.ErrorCode, u.Class,
				u.Quantity, f.Unit, u.File, u.Line, hashes[u.SourceID])
		}
	}
	return t
}

func (p *Packet) rulesTable() *table {
	t := &table{header: "rule,statement,basis,state,since,source,url"}
	w := p.phrases()
	for n := range p.Rules {
		r := &p.Rules[n]
		t.add(r.ID, w.RuleText(r), r.Basis, r.Default, r.Since, w.Source(r.Source), urls(r.Source))
	}
	return t
}

func (p *Packet) pricesTable() *table {
	t := &table{header: "site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,basis,source,url"}
	w := p.phrases()
	for _, r := range p.Prices {
		t.add(r.Site, r.Currency, r.Item, r.Operation, r.Tier, r.Amount, r.Per, r.Unit, bound(p.Zone, r.From), bound(p.Zone, r.To), r.Basis, w.Source(r.Source), urls(r.Source))
	}
	return t
}

// urls are the addresses of the pages that a source names.
func urls(source string) string { return strings.Join(catalogue.URLs(source), " ") }

// bound is the begin or end of a validity, "" where it has none.
func bound(zone words.Zone, at int64) string {
	if at == 0 {
		return ""
	}
	return zone.Instant(at)
}

func (p *Packet) sampleTable() *table {
	t := &table{header: "number,finding,request_id,completed,operation,ended,value,cumulative_value,hits,file,line"}
	for _, k := range p.Sample.Picks {
		t.add(k.Record, k.Finding, k.RequestID, p.Zone.Instant(k.At), k.Operation, k.Class, k.Value, k.Through, k.Hits, k.File, k.Line)
	}
	return t
}
