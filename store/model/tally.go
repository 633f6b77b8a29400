package model

// Rejected is a line that could not be read.
type Rejected struct {
	Line         int64
	Reason, Text string
}

// Tally counts the lines of a source. Read is always the sum of the others.
type Tally struct {
	Read, Kept, Skipped, Duplicate, Rejected int64
}

// MoveDuplicates corrects the tally by lines that turned out to be known.
func (t *Tally) MoveDuplicates(n int64) {
	t.Kept -= n
	t.Duplicate += n
}

// MoveRejected corrects the tally by lines that contradict what is stored.
func (t *Tally) MoveRejected(n int64) {
	t.Kept -= n
	t.Rejected += n
}
