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

	last  int64   // the line counted last
	stray []int64 // lines that were counted after themselves or a later one
}

// count counts a line.
func (c *Collected) count(line int64) {
	c.Tally.Read++
	if line <= c.last {
		c.stray = append(c.stray, line)
	}
	c.last = line
}

func (c *Collected) keep(line int64) { c.count(line); c.Tally.Kept++ }

// Skip implements model.RecordWriter.
func (c *Collected) Skip(line int64) { c.count(line); c.Tally.Skipped++ }

// Reject implements model.RecordWriter.
func (c *Collected) Reject(line int64, reason, text string) {
	c.count(line)
	c.Tally.Rejected++
	c.Rejects = append(c.Rejects, model.Rejected{Line: line, Reason: reason, Text: text})
}

// KeepRequest implements model.RecordWriter.
func (c *Collected) KeepRequest(line int64, r *model.Request) {
	c.keep(line)
	kept := *r
	kept.Operations = append([]string(nil), r.Operations...)
	c.Requests = append(c.Requests, kept)
}

// KeepCall implements model.RecordWriter.
func (c *Collected) KeepCall(line int64, call *model.Call) {
	c.keep(line)
	c.Calls = append(c.Calls, *call)
}

// KeepBillLine implements model.RecordWriter.
func (c *Collected) KeepBillLine(line int64, b *model.BillLine) {
	c.keep(line)
	c.BillLines = append(c.BillLines, *b)
}

// KeepBillTotal implements model.RecordWriter.
func (c *Collected) KeepBillTotal(line int64, t *model.BillTotal) {
	c.keep(line)
	c.Totals = append(c.Totals, *t)
}

// DescribeBill implements model.RecordWriter.
func (c *Collected) DescribeBill(f *model.BillFile) { c.BillFile = f }

// KeepProject implements model.RecordWriter.
func (c *Collected) KeepProject(line int64, p *model.Project) {
	c.keep(line)
	c.Projects = append(c.Projects, *p)
}

// KeepDataset implements model.RecordWriter.
func (c *Collected) KeepDataset(line int64, d *model.Dataset) {
	c.keep(line)
	c.Datasets = append(c.Datasets, *d)
}

// KeepBinding implements model.RecordWriter.
func (c *Collected) KeepBinding(line int64, b *model.Binding) {
	c.keep(line)
	c.Bindings = append(c.Bindings, *b)
}

// KeepStyle implements model.RecordWriter.
func (c *Collected) KeepStyle(line int64, s *model.Style) {
	c.keep(line)
	c.Styles = append(c.Styles, *s)
}

// KeepPrice implements model.RecordWriter.
func (c *Collected) KeepPrice(line int64, p *model.Price) {
	c.keep(line)
	c.Prices = append(c.Prices, *p)
}

// KeepCoverage implements model.RecordWriter.
func (c *Collected) KeepCoverage(line int64, s *model.CoverageStatement) {
	c.keep(line)
	c.Coverage = append(c.Coverage, *s)
}

// KeepAlias implements model.RecordWriter.
func (c *Collected) KeepAlias(line int64, a *model.Alias) {
	c.keep(line)
	c.Aliases = append(c.Aliases, *a)
}

// KeepMetering implements model.RecordWriter.
func (c *Collected) KeepMetering(line int64, m *model.MeteringHour) {
	c.keep(line)
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
