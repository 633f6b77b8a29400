package readertest

import (
	"time"

	"immrecon/store/model"
)

// Collected is a record writer that keeps everything in memory: for tests of
// readers, and for a dry run.
type Collected struct {
	Tally     model.Tally
	Requests  []model.Request
	Calls     []model.Call
	BillLines []model.BillLine
	Totals    []model.BillTotal `json:",omitempty"`
	BillFile  *model.BillFile   `json:",omitempty"`
	Projects  []model.Project
	Datasets  []model.Dataset
	Bindings  []model.Binding
	Styles    []model.Style
	Prices    []model.Price
	Coverage  []model.CoverageStatement
	Aliases   []model.Alias
	Metering  []model.MeteringHour
	Rejects   []model.Rejected
	Remarks   []model.Remark             `json:",omitempty"`
	Cut       bool                       `json:",omitempty"` // the source breaks off
	Hours     map[string]map[int64]int64 // bucket → hour (Unix seconds) → lines
}

func (c *Collected) keep() { c.Tally.Read++; c.Tally.Kept++ }

// Skip implements model.RecordWriter.
func (c *Collected) Skip(int64) { c.Tally.Read++; c.Tally.Skipped++ }

// Reject implements model.RecordWriter.
func (c *Collected) Reject(line int64, reason, text string) {
	c.Tally.Read++
	c.Tally.Rejected++
	c.Rejects = append(c.Rejects, model.Rejected{Line: line, Reason: reason, Text: text})
}

// KeepRequest implements model.RecordWriter.
func (c *Collected) KeepRequest(_ int64, r *model.Request) {
	c.keep()
	kept := *r
	kept.Operations = append([]string(nil), r.Operations...)
	c.Requests = append(c.Requests, kept)
}

// KeepCall implements model.RecordWriter.
func (c *Collected) KeepCall(_ int64, call *model.Call) { c.keep(); c.Calls = append(c.Calls, *call) }

// KeepBillLine implements model.RecordWriter.
func (c *Collected) KeepBillLine(_ int64, b *model.BillLine) {
	c.keep()
	c.BillLines = append(c.BillLines, *b)
}

// KeepBillTotal implements model.RecordWriter.
func (c *Collected) KeepBillTotal(_ int64, t *model.BillTotal) {
	c.keep()
	c.Totals = append(c.Totals, *t)
}

// DescribeBill implements model.RecordWriter.
func (c *Collected) DescribeBill(f *model.BillFile) { c.BillFile = f }

// KeepProject implements model.RecordWriter.
func (c *Collected) KeepProject(_ int64, p *model.Project) {
	c.keep()
	c.Projects = append(c.Projects, *p)
}

// KeepDataset implements model.RecordWriter.
func (c *Collected) KeepDataset(_ int64, d *model.Dataset) {
	c.keep()
	c.Datasets = append(c.Datasets, *d)
}

// KeepBinding implements model.RecordWriter.
func (c *Collected) KeepBinding(_ int64, b *model.Binding) {
	c.keep()
	c.Bindings = append(c.Bindings, *b)
}

// KeepStyle implements model.RecordWriter.
func (c *Collected) KeepStyle(_ int64, s *model.Style) { c.keep(); c.Styles = append(c.Styles, *s) }

// KeepPrice implements model.RecordWriter.
func (c *Collected) KeepPrice(_ int64, p *model.Price) { c.keep(); c.Prices = append(c.Prices, *p) }

// KeepCoverage implements model.RecordWriter.
func (c *Collected) KeepCoverage(_ int64, s *model.CoverageStatement) {
	c.keep()
	c.Coverage = append(c.Coverage, *s)
}

// KeepAlias implements model.RecordWriter.
func (c *Collected) KeepAlias(_ int64, a *model.Alias) { c.keep(); c.Aliases = append(c.Aliases, *a) }

// KeepMetering implements model.RecordWriter.
func (c *Collected) KeepMetering(_ int64, m *model.MeteringHour) {
	c.keep()
	c.Metering = append(c.Metering, *m)
}

// Remark implements model.RecordWriter.
func (c *Collected) Remark(line int64, text string) {
	c.Remarks = append(c.Remarks, model.Remark{Line: line, Text: text})
}

// BreaksOff implements model.RecordWriter.
func (c *Collected) BreaksOff() { c.Cut = true }

// SawBucket implements model.RecordWriter.
func (c *Collected) SawBucket(bucket string, received time.Time) {
	if c.Hours == nil {
		c.Hours = map[string]map[int64]int64{}
	}
	if c.Hours[bucket] == nil {
		c.Hours[bucket] = map[int64]int64{}
	}
	c.Hours[bucket][received.Unix()/3600*3600]++
}
