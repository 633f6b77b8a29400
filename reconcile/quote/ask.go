package quote

import (
	"fmt"
	"strings"
	"time"

	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

// Ask is the question what something costs.
type Ask struct {
	// Subject is an item, by its code or a name that bills print for it, or
	// an operation: of the API or an x-oss-process one. Its case is ignored.
	Subject string
	// Quantity is how many base units of an item, or how many equal calls of
	// an operation, are asked for; 0 where it is not stated.
	Quantity int64
	// Facts are what is known of a call, as a call record would state it,
	// but for its operation and its duration.
	Facts model.Call
	// Runs are the lengths in microseconds of the jobs, or of the contiguous
	// stretches transcoded live: each is charged on its own.
	Runs []int64
	At   int64          // the instant of the price, Unix seconds
	Zone *time.Location // of the instants in the steps
}

// calls is how many equal calls or jobs are asked for.
func (a Ask) calls() int64 { return max(a.Quantity, 1) }

// jobs returns a call of the operation for each run, or one where no length
// is stated.
func (a Ask) jobs(operation string) []*model.Call {
	c := a.Facts
	c.Operation, c.Channel = operation, model.KindCalls
	if c.AudioStreams == nil {
		one := int64(1) // as in the examples of the billing page
		c.AudioStreams = &one
	}
	if len(a.Runs) == 0 {
		return []*model.Call{&c}
	}
	jobs := make([]*model.Call, len(a.Runs))
	for n, length := range a.Runs {
		job := c
		job.Duration, job.Known = length, c.Known|model.FactDuration
		jobs[n] = &job
	}
	return jobs
}

// check refuses what no call can be.
func (a Ask) check() error {
	if a.Quantity < 0 {
		return fmt.Errorf("a quantity of %d cannot be priced; ask for 1 or more", a.Quantity)
	}
	for _, length := range a.Runs {
		if length < 0 {
			return fmt.Errorf("a length of %s s cannot be priced; lengths are 0 or more", inSeconds(length))
		}
	}
	return nil
}

// item finds the item that is asked for.
func (t *Tariff) item(subject string) (catalogue.Item, bool) {
	code, ok := catalogue.CanonicalItem(subject)
	for _, i := range t.catalogue.Items {
		if ok && i.Code == code {
			return i, true
		}
	}
	return catalogue.Item{}, false
}

// operation finds what the operation that is asked for is charged under.
func (t *Tariff) operation(subject string) []catalogue.Operation {
	var rows []catalogue.Operation
	for _, o := range t.catalogue.Operations {
		if strings.EqualFold(o.Name, strings.TrimSpace(subject)) {
			rows = append(rows, o)
		}
	}
	return rows
}
