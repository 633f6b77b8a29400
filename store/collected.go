package store

import "time"

// Rejected is a line that could not be read.
type Rejected struct {
	Line         int64
	Reason, Text string
}

// Tally counts the lines of a source. Read is always the sum of the others.
type Tally struct {
	Read, Kept, Skipped, Duplicate, Rejected int64
}

// moveDuplicates corrects the tally by lines that turned out to be known.
func (t *Tally) moveDuplicates(n int64) {
	t.Kept -= n
	t.Duplicate += n
}

// Collected is an Intake that keeps everything in memory: for tests of
// readers, and for a dry run.
type Collected struct {
	Tally     Tally
	Requests  []Request
	Calls     []Call
	BillLines []BillLine
	Projects  []Project
	Datasets  []Dataset
	Bindings  []Binding
	Styles    []Style
	Prices    []Price
	Rejects   []Rejected
	Hours     map[string]map[int64]int64 // bucket → hour (Unix seconds) → lines
}

func (c *Collected) keep() { c.Tally.Read++; c.Tally.Kept++ }

// Skip implements Intake.
func (c *Collected) Skip(int64) { c.Tally.Read++; c.Tally.Skipped++ }

// Reject implements Intake.
func (c *Collected) Reject(line int64, reason, text string) {
	c.Tally.Read++
	c.Tally.Rejected++
	c.Rejects = append(c.Rejects, Rejected{line, reason, text})
}

// KeepRequest implements Intake.
func (c *Collected) KeepRequest(_ int64, r *Request) {
	c.keep()
	kept := *r
	kept.Operations = append([]string(nil), r.Operations...)
	c.Requests = append(c.Requests, kept)
}

// KeepCall implements Intake.
func (c *Collected) KeepCall(_ int64, call *Call) { c.keep(); c.Calls = append(c.Calls, *call) }

// KeepBillLine implements Intake.
func (c *Collected) KeepBillLine(_ int64, b *BillLine) {
	c.keep()
	c.BillLines = append(c.BillLines, *b)
}

// KeepProject implements Intake.
func (c *Collected) KeepProject(_ int64, p *Project) { c.keep(); c.Projects = append(c.Projects, *p) }

// KeepDataset implements Intake.
func (c *Collected) KeepDataset(_ int64, d *Dataset) { c.keep(); c.Datasets = append(c.Datasets, *d) }

// KeepBinding implements Intake.
func (c *Collected) KeepBinding(_ int64, b *Binding) { c.keep(); c.Bindings = append(c.Bindings, *b) }

// KeepStyle implements Intake.
func (c *Collected) KeepStyle(_ int64, s *Style) { c.keep(); c.Styles = append(c.Styles, *s) }

// KeepPrice implements Intake.
func (c *Collected) KeepPrice(_ int64, p *Price) { c.keep(); c.Prices = append(c.Prices, *p) }

// SawBucket implements Intake.
func (c *Collected) SawBucket(bucket string, received time.Time) {
	if c.Hours == nil {
		c.Hours = map[string]map[int64]int64{}
	}
	if c.Hours[bucket] == nil {
		c.Hours[bucket] = map[int64]int64{}
	}
	c.Hours[bucket][received.Unix()/3600*3600]++
}
