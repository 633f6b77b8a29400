package dispute

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/migrations/catalogue"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/visible"
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
	for _, r := range p.Rules {
		t.add(r.ID, r.Statement, r.Basis, r.Default, r.Since, r.Source, urls(r.Source))
	}
	return t
}

func (p *Packet) pricesTable() *table {
	t := &table{header: "site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,basis,source,url"}
	for _, r := range p.Prices {
		t.add(r.Site, r.Currency, r.Item, r.Operation, r.Tier, r.Amount, r.Per, r.Unit, bound(p.Zone, r.From), bound(p.Zone, r.To), r.Basis, r.Source, urls(r.Source))
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

// arithmetic writes the arithmetic of each finding out.
func (p *Packet) arithmetic() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: arithmetic of %s\n%s\n", p.Claim.ID, nounOf(len(p.Findings), "finding"), rounding)
	sum := make([]string, len(p.Findings))
	for n, f := range p.Findings {
		sum[n] = f.Claimed.String()
		p.writeSteps(&b, "", &f)
		fmt.Fprintf(&b, "     Claimed: %s %s%s\n", f.Claimed, f.Currency, paidText(f.Paid))
	}
	for n := range p.SetOff {
		p.writeSteps(&b, "The other side, ", &p.SetOff[n])
	}
	if lines, _ := p.proofLines(&english); len(lines) > 0 {
		fmt.Fprintf(&b, "\nProof\n- %s\n", strings.Join(lines, "\n- "))
	}
	fmt.Fprintf(&b, "\nClaimed in all: %s = %s %s%s\n", strings.Join(sum, " + "), p.Claim.Claimed, p.Claim.Currency, paidText(p.Claim.Payable()))
	if off := p.setOff(); off.List.IsPositive() {
		fmt.Fprintf(&b, "Not charged on the other side: %s %s\n", off.List, p.Claim.Currency)
	}
	return visible.Text(b.String())
}

// writeSteps writes the arithmetic of a finding out.
func (p *Packet) writeSteps(b *strings.Builder, side string, f *model.ProvenFinding) {
	fmt.Fprintf(b, "\n%s%s: %s, %s, %s to %s\n%s\n", side, f.ID, orAccount(f.Project), strings.TrimSpace(f.Item+" "+f.Tier),
		p.Zone.Instant(f.From), p.Zone.Instant(f.To), words.English.Explain(f.Explanation))
	for n, step := range f.Steps {
		fmt.Fprintf(b, "%3d. %s\n", n+1, step)
	}
}

// paidText says what of an amount was paid, "" where nobody knows.
func paidText(paid decimal.NullDecimal) string {
	if !paid.Valid {
		return ""
	}
	return fmt.Sprintf("; %s of it as payable", paid.Decimal)
}

// rounding is how figures are made; every page of a packet that has figures
// follows it.
const rounding = "Amounts are list amounts, before discounts and tax, in exact decimals: nothing is rounded but where a rule in rules.csv says so."

func nounOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func orAccount(project string) string {
	if project == "" {
		return words.English.Advice.Account
	}
	return project
}
