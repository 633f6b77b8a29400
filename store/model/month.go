package model

import (
	"fmt"
	"time"
)

// A Decision is what a person decided about a month. Whether a month is closed
// is what the last decision about it says: there is no other place to change.
type Decision struct {
	Close   bool   `json:"close"`             // false: reopen
	Asked   bool   `json:"asked,omitempty"`   // only asked for: a second person must confirm
	AskedBy string `json:"askedBy,omitempty"` // who asked, where a second person confirmed
	Run     string `json:"run,omitempty"`     // the run that a closed month stands by
	Forced  bool   `json:"forced,omitempty"`  // in spite of obstacles
	Note    string `json:"note,omitempty"`

	At  time.Time `json:"-"`
	Who string    `json:"-"`
}

// MonthState says whether a month is closed.
type MonthState struct {
	Month  string
	Last   *Decision // the last that was taken; nil if the month was never closed
	Asking *Decision // one asked for since, that awaits a second person
}

// Closed reports whether the month is closed.
func (s MonthState) Closed() bool { return s.Last != nil && s.Last.Close }

// Decide adds the next decision.
func (s *MonthState) Decide(d Decision) {
	if d.Asked {
		s.Asking = &d
		return
	}
	s.Last, s.Asking = &d, nil
}

// MonthStart is the first instant of a month in the billing zone.
func MonthStart(month string) (time.Time, error) {
	start, err := time.ParseInLocation("2006-01", month, BillingZone)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a month such as 2026-03", month)
	}
	return start, nil
}

// MonthSpan is a month in Unix seconds, [from, to).
func MonthSpan(month string) (from, to int64, err error) {
	start, err := MonthStart(month)
	return start.Unix(), start.AddDate(0, 1, 0).Unix(), err
}

// monthAfter is the month that follows.
func MonthAfter(month string) (string, error) {
	start, err := MonthStart(month)
	return start.AddDate(0, 1, 0).Format("2006-01"), err
}

// MonthStatus is how far a month has got.
type MonthStatus struct {
	State     MonthState
	Final     time.Time // when its bill is, or was, final
	IsFinal   bool
	Imported  []Imported
	Coverage  []Coverage   // of the evidence, as the latest run found it
	Latest    *RunSummary  // the latest run of the whole month, nil if there is none
	Late      []Source     // let in since the month was closed
	Carried   []Correction // of closed months, carried to this one
	Obstacles []string     // what stands in the way of closing it, beside checks that fail
	Claims    []Claim      // about the month, of which something may still come back
}

// ListedMonth is a month in a line: its state, its bill and its latest run.
type ListedMonth struct {
	State   MonthState
	Final   time.Time // when its bill is, or was, final
	IsFinal bool
	Latest  *RunSummary // the latest run of the whole month, nil if there is none
}

// Imported says what sources of a kind brought to a month.
type Imported struct {
	Kind    Kind
	Sources int64
	Records int64 // bill lines, requests charged or calls
}

// A Correction is what evidence that came in late changes in a closed month. It
// is carried to the first month that was open then: the money belongs to the
// month it was used in, and is settled in the other. The corrections of a month
// add up to what its latest run says beyond the one it was closed with.
type Correction struct {
	Activity string      // the closed month, in which the usage was
	Billing  string      // the month that settles it
	Before   *RunSummary // the latest run without what came in
	After    *RunSummary // the latest run with it; the same as Before if there is none
	Late     []Source    // what came in
	Changes  Changes     // of findings
}
