package model

// Completeness is how sure it is that evidence is complete: that behind a finding,
// or that of a channel, subject, class of operation and hour. Of a finding it is ""
// where that is not known.
type Completeness string

// The grades of completeness, the surest first. Evidence behind a finding has one
// of the first three.
const (
	Proven   Completeness = "proven"   // a control total or the provider's metering agrees
	Stated   Completeness = "stated"   // the company says so, or the provider's own log is there, whole
	Presumed Completeness = "presumed" // records stand around, which is an assumption
	Short    Completeness = "short"    // so many records are missing, as a control total says
	NotKnown Completeness = "unknown"  // records may be missing, and nobody knows how many
)

// CoverageStatement is a row of coverage.csv: what the company states of the
// completeness of its evidence in a time.
type CoverageStatement struct {
	Channel    Kind
	Subject    string   // bucket, region or project; "" for all
	Operations []string // that it is about; none for all
	From, To   int64    // Unix seconds
	Records    int64    // how many there are, where Counted
	Counted    bool
	Source     string // who or what says so
}

// MeteringHour is what the provider counted of a bucket in an hour.
type MeteringHour struct {
	Bucket       string
	Hour         int64  // Unix seconds
	GetRequests  *int64 // GET-like requests; nil where not stated
	PutRequests  *int64 // PUT-like requests; nil where not stated
	ProcessBytes *int64 // of images processed; nil where not stated
}

// Alias is a row of aliases.csv: a name under which bills show a project.
type Alias struct {
	BillID          string
	Project, Region string
	From, To        int64 // Unix seconds; 0 means unbounded
}
