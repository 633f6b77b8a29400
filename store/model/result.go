package model

import (
	"database/sql"
	"iter"
	"time"

	"github.com/shopspring/decimal"
)

// Verdict is what a finding says of a difference.
type Verdict string

// The verdicts of a finding.
const (
	Overcharged  Verdict = "overcharged"
	Undercharged Verdict = "undercharged"
	Timing       Verdict = "timing"       // booked in a neighbouring period, nets to zero
	Unverifiable Verdict = "unverifiable" // the evidence that would decide is missing
	Note         Verdict = "note"
)

// Basis says how firmly a rule stands.
type Basis string

// A rule is documented where the provider states it, assumed where the
// provider is silent and we name what we take for granted.
const (
	Documented Basis = "documented"
	Assumed    Basis = "assumed"
)

// Cause names why a cell differs. The names are part of the JSON contract.
type Cause string

// The causes a finding can have.
const (
	ServerErrorBilled        Cause = "server_error_billed"
	FailedCallBilled         Cause = "failed_call_billed"
	NotModifiedBilled        Cause = "not_modified_billed"
	DuplicateBillLine        Cause = "duplicate_bill_line"
	UnbilledUsage            Cause = "unbilled_usage"
	NoUsageEvidence          Cause = "no_usage_evidence"
	WebofficeCallsForOpens   Cause = "weboffice_calls_for_opens"
	WebofficeOpensForCalls   Cause = "weboffice_opens_for_calls"
	WebofficePreviewAsEdit   Cause = "weboffice_preview_as_edit"
	WebofficeCachedAsPreview Cause = "weboffice_cached_as_preview"
	WrongResolutionTier      Cause = "wrong_resolution_tier"
	WrongCodec               Cause = "wrong_codec"
	ReplayedSegmentsBilled   Cause = "replayed_segments_billed"
	RoundingRule             Cause = "rounding_rule"
	FreeItemBilled           Cause = "free_item_billed"
	SupersededPrice          Cause = "superseded_price"
	PriceMismatch            Cause = "price_mismatch"
	UnitScale                Cause = "unit_scale"
	AmountArithmetic         Cause = "amount_arithmetic"
	ShiftedHour              Cause = "shifted_hour"
	WrongProject             Cause = "wrong_project"
	NoGeoBilled              Cause = "no_geo_billed"
	CombinedItemMissing      Cause = "combined_item_missing"
	CombinedItemExtra        Cause = "combined_item_extra"
	DiscountMismatch         Cause = "discount_mismatch"
	RefundOrAdjustment       Cause = "refund_or_adjustment"
	RoundDown                Cause = "round_down"
	EvidenceGap              Cause = "evidence_gap"
	NoPrice                  Cause = "no_price"
	NoEvidenceSource         Cause = "no_evidence_source"
	UndecidedUsage           Cause = "undecided_usage"
	UnknownProject           Cause = "unknown_project"
	BillIncomplete           Cause = "bill_incomplete"
	RegistryConflict         Cause = "registry_conflict"
	PlanDeduction            Cause = "plan_deduction"
	FreeQuota                Cause = "free_quota"
	Unknown                  Cause = "unknown"
)

// Source is one imported file, by content.
type Source struct {
	ID         int64
	Kind       Kind
	Name       string // as it was given, relative to where the import ran
	SHA256     string // of the file as stored, before decompression
	Bytes      int64
	Tally      Tally
	ImportedAt time.Time
	Period     int64 // of a log: the hour it was written for, Unix seconds; 0 if nobody says. Known while importing only
	BreaksOff  bool  // of a log: it ends within a line. Known while importing only
	Ahead      int64 // of a log: lines from after tomorrow. Known while importing only
}

// RejectedLine is a rejected line with the file it stands in.
type RejectedLine struct {
	SourceID int64
	File     string
	Rejected
}

// Run is one immutable reconciliation of a month.
type Run struct {
	ID        int64
	Key       string // name for people: the month and a number within it
	Month     string // "2026-03"
	From, To  int64  // Unix seconds, [From, To)
	StartedAt time.Time
	Catalogue string // hash of the catalogue the run was rated with
	Tool      string // program version
	Accounts  []string
	Currency  string // of the statement
	// UsageSaved says that the usage behind its findings, its prices and its use of
	// Weboffice were saved with the run: older versions of the program did not.
	UsageSaved bool
	// Event is the hash of the event of the log that recorded it. As hashes are
	// chained, it stands for all that was done until then. "" where there is none.
	Event string
}

// Measure is a quantity in base units with its list amount.
type Measure struct {
	Quantity int64
	Amount   decimal.Decimal
}

// Plus is the sum of two measures of one unit and currency.
func (m Measure) Plus(n Measure) Measure {
	return Measure{Quantity: m.Quantity + n.Quantity, Amount: m.Amount.Add(n.Amount)}
}

// Minus is by how much a measure is more than another of its unit and currency.
func (m Measure) Minus(n Measure) Measure {
	return Measure{Quantity: m.Quantity - n.Quantity, Amount: m.Amount.Sub(n.Amount)}
}

// Cell is where a bill and the evidence meet: one project, item, tier and
// period of the bill's own grain.
type Cell struct {
	ID           int64
	Project      string // "" where the bill does not say
	Region       string
	Item, Tier   string
	From, To     int64  // Unix seconds, [From, To)
	Unit         string // base unit of both quantities
	Expected     Measure
	Billed       Measure
	Currency     string
	Account      string  // that pays, "" where nobody knows or several do
	Lines        int64   // bill lines in the cell
	Verdict      Verdict // "" where bill and evidence agree
	Cause        Cause   // the first finding's, "" where they agree
	Tolerated    decimal.Decimal
	Alternatives map[string]int64 // what else could have been billed, in base units
}

// BillRef points at a bill line as a person would look it up.
type BillRef struct {
	File string
	Line int64
	ID   string
}

// Finding is one difference with one cause.
type Finding struct {
	ID          string // the same on every run over the same inputs
	CellID      int64
	Project     string
	Region      string
	Item, Tier  string
	From, To    int64
	Verdict     Verdict
	Cause       Cause
	Basis       Basis
	Unit        string
	Billed      Measure
	Expected    Measure
	Difference  Measure // billed − expected, or the part of it this finding explains
	Currency    string
	Account     string // that pays, "" where nobody knows or several do
	Lines       []BillRef
	Evidence    int64 // usage records behind the expected quantity and its alternatives
	Explanation Sayings
	Rules       []string // ids of the rules used, to be looked up in the rule book

	Completeness Completeness  // of the evidence that it rests on, the weakest
	Possible     sql.NullInt64 // the most that may be right, in base units; not valid where nothing bounds it
	Link         string        // shared by findings that tell of the same usage, "" for none

	// Payable is the part of Difference.Amount that was paid, of what is charged too
	// much or too little. Not valid of other findings, and of runs of older versions
	// of the program.
	Payable decimal.NullDecimal
}

// Explained sums the findings of one cause.
type Explained struct {
	Cause    Cause
	Verdict  Verdict
	Basis    Basis
	Findings int64
	Amount   decimal.Decimal
}

// Statement is a run in one page. Always exactly:
// Difference = Billed − Expected = Σ Explained.Amount + Tolerated + Unverifiable + Unexplained.
type Statement struct {
	Currency                             string
	Billed, Expected, Difference         decimal.Decimal
	Explained                            []Explained
	Tolerated, Unverifiable, Unexplained decimal.Decimal

	Account string // that it is about, "" for all
	Bill    BillState

	Dues
	Verdict  BillVerdict
	Possible decimal.NullDecimal // the most that may be right; not valid where nothing bounds it
}

// FindingGroup is the findings of one cause, item and project together: what can be
// claimed, or has to be looked into, as one matter.
type FindingGroup struct {
	Number        int64 // 1 is the largest money
	Cause         Cause
	Verdict       Verdict
	Basis         Basis
	Item, Project string
	Currency      string
	Findings      int64
	Lines         int64 // bill lines behind the findings
	Amount        decimal.Decimal
}

// Assumption is what an assumed rule is worth in a run.
type Assumption struct {
	Rule  string
	On    bool            // as the run has it
	Worth decimal.Decimal // by how much the expected amount would change if it were switched
}

// CalendarDay is one day of the evidence of one subject.
type CalendarDay struct {
	Channel Kind
	Subject string
	Day     int64 // Unix seconds of the day's start in UTC+8
	Hours   int64 // hours with evidence
	Missing int64 // hours without, inside the active span
}

// Coverage says what evidence there is for one subject of a channel.
type Coverage struct {
	Channel  Kind
	Subject  string // bucket of a log, project of a call channel
	Hours    int64  // hours of the month with evidence
	Missing  int64  // hours without, inside the span of the first to the last
	From, To int64  // that span, Unix seconds
}

// LineStatus is what became of a bill line in a run: the verdict of its cell, or
// one of these.
type LineStatus string

// What else may have become of a line. All but the first are not compared.
const (
	LineAgrees        LineStatus = "agrees"
	LineReferenceOnly LineStatus = "reference_only" // of a form that the provider calls not valid for reconciliation
	LineSuperseded    LineStatus = "superseded"     // detail: the id of the source that shows it better
	LineOtherProduct  LineStatus = "other_product"
	LineNotUsage      LineStatus = "not_usage" // detail: its LineType
	LineOutsidePeriod LineStatus = "outside_period"
)

// LineStatuses lists what may become of a line beside a verdict.
func LineStatuses() []LineStatus {
	return []LineStatus{LineAgrees, LineReferenceOnly, LineSuperseded, LineOtherProduct, LineNotUsage, LineOutsidePeriod}
}

// ReportLine is a bill line with its place in the report.
type ReportLine struct {
	BillLine
	SourceID int64
	File     string
	Line     int64
	Item     string // catalogue item, "" if the line is not IMM usage
	Project  string
	Status   LineStatus
	Detail   string // of its status
	Cause    Cause
	Finding  string // id of its cell's first finding, "" if none

	// Own is what the line's own quantity × list price comes to, of the lines of a
	// claim that show a list price; else not valid.
	Own decimal.NullDecimal
}

// Rule is an entry of the rule book.
type Rule struct {
	ID        string
	Statement string
	Basis     Basis
	Default   string // "on" or "off"
	Since     string
	Source    string
}

// Currencies are the statements of a report that are not of a single account: one
// a currency.
func (r *Report) Currencies() []*Statement {
	all := []*Statement{&r.Statement}
	for n := range r.Others {
		if r.Others[n].Account == "" {
			all = append(all, &r.Others[n])
		}
	}
	return all
}

// Rule is a rule that the run used, by its name; nil where it did not use it.
func (r *Report) Rule(id string) *Rule {
	for n := range r.Rules {
		if r.Rules[n].ID == id {
			return &r.Rules[n]
		}
	}
	return nil
}

// Listed yields a list as a report's cells and lines are yielded.
func Listed[R any](list []R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		for _, row := range list {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Collect reads rows to their end and lists them, where memory allows.
func Collect[R any](rows iter.Seq2[R, error]) ([]R, error) {
	var list []R
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, nil
}

// Report is everything an exporter shows of one run; exporters compute nothing.
// Cells and bill lines are too many to hold: they are read from the database
// whenever they are ranged over, so that a report is of use while that is open.
type Report struct {
	Run         Run
	Statement   Statement                    // of the currency that most is billed in
	Others      []Statement                  // of other currencies, then of accounts where there are several
	Findings    []Finding                    // largest money first
	Cells       iter.Seq2[Cell, error]       // by project, item, tier, period
	Lines       iter.Seq2[ReportLine, error] // by source and line
	LineCount   int                          // how many Lines there are
	Sources     []Source
	Rejected    []RejectedLine
	Coverage    []Coverage
	Groups      []FindingGroup    // largest money first
	Assumptions []Assumption      // those whose worth was measured
	Calendar    []CalendarDay     // by channel, subject and day
	States      []EvidenceState   // by channel, subject, class of operation and time; none of runs of older versions
	Prices      []Price           // in force during the month, of the items that occur
	Rules       []Rule            // the rules and assumptions that were used
	Payable     []PayableStep     // from list amount to what is paid; none where only part of the month was reconciled
	Notes       Sayings           // what a reader should know of the bill beside the figures
	Evidence    []FindingEvidence // only where AddEvidence was asked for
	Weboffice   []WebofficeUse    // by project, region and item
	Unplaced    []Unplaced        // the most money first
	Needed      []Needed          // the most money first
	Claims      []Claim           // made of the month, by id, cancelled ones too
	Trend       []MonthSum        // by month and currency, up to this month
	Labels      []LabelSums       // by cost unit, resource group and each tag, where the bill has them
}
