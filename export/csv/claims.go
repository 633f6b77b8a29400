package csv

import (
	"cmp"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// writeClaims writes the findings gathered into matters, the largest money first.
func writeClaims(w io.Writer, r *model.Report, o Options) error {
	type row = model.FindingGroup
	return write(w, []column[row]{
		count("claim", func(c *row) int64 { return c.Number }),
		text("cause", func(c *row) model.Cause { return c.Cause }),
		text("verdict", func(c *row) model.Verdict { return c.Verdict }),
		text("basis", func(c *row) model.Basis { return c.Basis }),
		text("item", func(c *row) string { return c.Item }),
		text("project", func(c *row) string { return c.Project }),
		count("findings", func(c *row) int64 { return c.Findings }),
		count("lines", func(c *row) int64 { return c.Lines }),
		amount("amount", func(c *row) decimal.Decimal { return c.Amount }),
		text("currency", func(c *row) string { return cmp.Or(c.Currency, r.Statement.Currency) }),
	}, r.Groups, o)
}

// writePayable writes the way from list amount to payable, step by step.
func writePayable(w io.Writer, r *model.Report, o Options) error {
	type row = model.PayableStep
	return write(w, []column[row]{
		text("account", func(s *row) string { return s.Account }),
		text("step", func(s *row) model.Step { return s.Step }),
		text("rate", func(s *row) string { return s.Rate }),
		count("lines", func(s *row) int64 { return s.Lines }),
		amount("amount", func(s *row) decimal.Decimal { return s.Amount }),
		text("currency", func(s *row) string { return s.Currency }),
	}, r.Payable, o)
}

// writeWeboffice writes how each project used Weboffice, counted both ways.
func writeWeboffice(w io.Writer, r *model.Report, o Options) error {
	type row = model.WebofficeUse
	return write(w, []column[row]{
		text("project", func(u *row) string { return u.Project }),
		text("region", func(u *row) string { return u.Region }),
		known("created_at", words.ZoneFor(o.UTC), func(u *row) int64 { return u.CreatedAt }),
		text("pays_for", func(u *row) model.WebofficeRule { return u.Rule }),
		text("item", func(u *row) string { return u.Item }),
		count("openings", func(u *row) int64 { return u.Openings }),
		count("calls", func(u *row) int64 { return u.Calls }),
		count("billed_quantity", func(u *row) int64 { return u.Billed.Quantity }),
		count("expected_quantity", func(u *row) int64 { return u.Expected.Quantity }),
		amount("billed_amount", func(u *row) decimal.Decimal { return u.Billed.Amount }),
		amount("expected_amount", func(u *row) decimal.Decimal { return u.Expected.Amount }),
		printed("amount_by_openings", func(u *row) decimal.NullDecimal { return u.ByOpenings }),
		printed("amount_by_calls", func(u *row) decimal.NullDecimal { return u.ByCalls }),
		text("currency", func(u *row) string { return u.Currency }),
	}, r.Weboffice, o)
}

// record is a usage record with the finding it is shown for.
type record struct {
	finding *model.FindingEvidence
	*model.Usage
}

// writeEvidence writes the usage behind the findings: of many records only the
// first, and beside each how many there are in all.
func writeEvidence(w io.Writer, r *model.Report, o Options) error {
	var rows []record
	for i := range r.Evidence {
		for n := range r.Evidence[i].Usage {
			rows = append(rows, record{&r.Evidence[i], &r.Evidence[i].Usage[n]})
		}
	}
	return write(w, []column[record]{
		text("finding", func(u *record) string { return u.finding.Finding }),
		count("records", func(u *record) int64 { return u.finding.Total }),
		instant("time", words.ZoneFor(o.UTC), func(u *record) int64 { return u.At }),
		text("operation", func(u *record) string { return u.Operation }),
		text("status", func(u *record) string {
			if u.Status == 0 {
				return ""
			}
			return strconv.Itoa(u.Status)
		}),
		text("error_code", func(u *record) string { return u.ErrorCode }),
		text("request_id", func(u *record) string { return u.RequestID }),
		text("project", func(u *record) string { return u.Project }),
		text("bucket", func(u *record) string { return u.Bucket }),
		text("key", func(u *record) string { return u.Key }),
		text("file", func(u *record) string { return u.File }),
		count("line", func(u *record) int64 { return u.Line }),
	}, rows, o)
}

// writeMonths writes what each month came to, and what was claimed of it.
func writeMonths(w io.Writer, r *model.Report, o Options) error {
	type row = model.MonthSum
	return write(w, []column[row]{
		text("month", func(s *row) string { return s.Month }),
		text("currency", func(s *row) string { return s.Currency }),
		amount("billed", func(s *row) decimal.Decimal { return s.Billed }),
		amount("expected", func(s *row) decimal.Decimal { return s.Expected }),
		amount("claimed", func(s *row) decimal.Decimal { return s.Claimed }),
		amount("recovered", func(s *row) decimal.Decimal { return s.Recovered }),
		amount("open", func(s *row) decimal.Decimal { return s.Open }),
	}, r.Trend, o)
}
