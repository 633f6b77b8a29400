package model

import "iter"

// EvidenceReason is a code that says why evidence has its grade of completeness.
type EvidenceReason string

// The reasons, by the grade that they give.
const (
	MeteringAgrees EvidenceReason = "metering_agrees" // proven: the provider counted as many requests as the log has
	TotalAgrees    EvidenceReason = "total_agrees"    // proven: a row of coverage counts as many records as arrived

	LogWhole    EvidenceReason = "log_whole"     // stated: the log of the hour and of its neighbours is there
	SaidByTable EvidenceReason = "said_by_table" // stated: a row of coverage says so without a number

	RecordsAround EvidenceReason = "records_around" // presumed: records in the hour, before it and after it

	MeteringCountsMore EvidenceReason = "metering_counts_more" // short: the provider counted more requests than the log has
	TotalCountsMore    EvidenceReason = "total_counts_more"    // short: a row of coverage counts more records than arrived

	NothingImported   EvidenceReason = "nothing_imported"    // unknown: the channel has no record of the subject
	NoBinding         EvidenceReason = "no_binding"          // unknown: no binding says which buckets feed the project
	LogMissing        EvidenceReason = "log_missing"         // unknown: the log of the hour is not there
	LogNotWhole       EvidenceReason = "log_not_whole"       // unknown: lines of the hour's log were rejected, or it breaks off
	NeighbourMissing  EvidenceReason = "neighbour_missing"   // unknown: the log of the hour before or after is not there, or not whole
	OutsideRecords    EvidenceReason = "outside_records"     // unknown: the hour lies before, after or at an end of the subject's records
	NoRecord          EvidenceReason = "no_record"           // unknown: records before and after the hour, and none in it
	LinesRejected     EvidenceReason = "lines_rejected"      // unknown, or short of that many: lines were rejected where its records stand
	NotRecorded       EvidenceReason = "not_recorded"        // unknown: the subject's records have none of these operations
	NotPresumed       EvidenceReason = "not_presumed"        // unknown: what stands around speaks for it, and the rule is off
	OtherChannelWhole EvidenceReason = "other_channel_whole" // unknown, and nothing lacks: of trail and call log the other is proven or stated to be complete
	TableContradicted EvidenceReason = "table_contradicted"  // unknown: more records arrived than a row of coverage counts, or another channel shows one more
)

// EvidenceReasons lists every reason.
func EvidenceReasons() []EvidenceReason {
	return []EvidenceReason{
		MeteringAgrees, TotalAgrees, LogWhole, SaidByTable, RecordsAround, MeteringCountsMore, TotalCountsMore, NothingImported, NoBinding,
		LogMissing, LogNotWhole, NeighbourMissing, OutsideRecords, NoRecord, LinesRejected, NotRecorded, NotPresumed, OtherChannelWhole, TableContradicted,
	}
}

// EvidenceState is what is known of the completeness of a channel's records of one
// subject and class of operation, in all hours of which the same is known.
type EvidenceState struct {
	Channel    Kind     // osslog for access logs of either kind
	Subject    string   // bucket of logs, region of the trail, project of calls, or of logs with NoBinding; "" for all
	Operations []string // of calls; none for all that no other state of the subject names
	State      Completeness
	Reason     EvidenceReason
	Missing    int64  // records at most, in all hours together, where the state is Short
	Source     string // who says so, in their own words; "" where nobody does
	File       string // of the first row of coverage that says so, "" for none
	Line       int64  // of that row
	Rows       int64  // of the file that say so
	Hours      []Span // in order, each as long as can be
}

// Lacks reports whether records may be missing.
func (s *EvidenceState) Lacks() bool {
	return s.State == Short || s.State == NotKnown && s.Reason != OtherChannelWhole
}

// In counts the hours of a span that the state is of.
func (s *EvidenceState) In(span Span) (hours int64) {
	for range s.Within(span) {
		hours++
	}
	return hours
}

// Within yields the hours of a span that the state is of, each by its beginning.
func (s *EvidenceState) Within(span Span) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for _, h := range s.Hours {
			for hour := max(h.From, HourOf(span.From)); hour < min(h.To, span.To); hour += Hour {
				if !yield(hour) {
					return
				}
			}
		}
	}
}

// CellEvidence says which states of the evidence a cell rests on, by their number in
// the run's list, counted from 0.
type CellEvidence struct {
	CellID int64
	States []int64
}
