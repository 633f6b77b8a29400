package dispute

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

const transcodingFile = "transcoding.csv"

// transcodingTable has the outputs that decide a claim about their item: codec, size
// and seconds as recorded, the limits that the size was compared with, the item that
// follows, and its price.
func (p *Packet) transcodingTable() *table {
	t := &table{header: "number,finding,request_id,part,completed,project,operation,codec,width,height,seconds,long_side,short_side,compared_with," +
		"item,charged_seconds,price,per,amount,currency,rules,file,line,sha256"}
	hashes, w := p.hashes(), p.phrases()
	for n, o := range p.Transcoded {
		c := o.Usage.Call
		t.add(n+1, o.Finding, o.Usage.RequestID, c.Part, p.Zone.Instant(o.Usage.At), o.Usage.Project, o.Usage.Operation, c.Codec,
			number(c.Width), number(c.Height), secondsOf(c), number(o.Long), number(o.Short), comparisons(w, &o), o.Item, o.Seconds,
			o.Price.Amount, o.Price.Per, o.Amount, p.Claim.Currency, strings.Join(o.Rules, ";"), o.Usage.File, o.Usage.Line, hashes[o.Usage.SourceID])
	}
	return t
}

// number is a fact that a record gives, "" for one that it does not.
func number(n int64) any {
	if n == 0 {
		return ""
	}
	return n
}

// secondsOf are the seconds of output, to the microsecond.
func secondsOf(c *model.Call) decimal.Decimal { return decimal.New(c.Duration, -6) }

func comparisons(w *phrases, o *model.TranscodedOutput) string {
	all := make([]string, len(o.Compared))
	for n, l := range o.Compared {
		how := w.Exceeded
		if l.Holds {
			how = w.Held
		}
		all[n] = fmt.Sprintf("%s %d×%d: %s", l.Tier, l.Long, l.Short, how)
	}
	return strings.Join(all, "; ")
}

// transcodedLines say the same in sentences, one an output.
func (p *Packet) transcodedLines(w *phrases) []string {
	all := make([]string, len(p.Transcoded))
	for n := range p.Transcoded {
		all[n] = p.transcodedLine(w, &p.Transcoded[n])
	}
	return all
}

func (p *Packet) transcodedLine(w *phrases, o *model.TranscodedOutput) string {
	c := o.Usage.Call
	request := o.Usage.RequestID
	if c.Part != "" {
		request = fmt.Sprintf(w.Part, request, c.Part)
	}
	size := fmt.Sprintf("%d × %d", c.Width, c.Height)
	var why []string
	for _, l := range o.Compared {
		template := w.Exceeds
		if l.Holds {
			template = w.Within
		}
		why = append(why, fmt.Sprintf(template, l.Tier, l.Long, l.Short))
	}
	switch {
	case c.Codec == "copy":
		why = append(why, w.Copied)
	case len(o.Compared) == 0 && c.Tier != "":
		why = append(why, fmt.Sprintf(w.NoSize, c.Tier))
	}
	if !c.Known.Has(model.FactSize) {
		size = "-"
	}
	product := fmt.Sprintf("%d × %s", o.Seconds, priceText(&o.Price))
	why = append(why, fmt.Sprintf(w.Belongs, o.Item, fmt.Sprintf("%s = %s %s", product, o.Amount, p.Claim.Currency)))
	return fmt.Sprintf(w.Output, p.Zone.Instant(o.Usage.At), request, c.Codec, size, secondsOf(c)) + w.Sep + strings.Join(why, w.And)
}

// priceText writes a price with what it is for.
func priceText(price *model.Price) string {
	if price.Per > 1 {
		return fmt.Sprintf("%s / %d", price.Amount, price.Per)
	}
	return price.Amount.String()
}
