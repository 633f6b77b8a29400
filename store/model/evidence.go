package model

// Evidence is one finding with everything that stands behind it.
type Evidence struct {
	Run          Run
	Finding      Finding
	Lines        []ReportLine     // the bill lines of the cell
	Open         []OpenUsage      // what makes its cell's possible quantity larger than the proven one
	Alternatives map[string]int64 // what else could have been billed, in base units
	Rules        []Rule           // the finding's rules, Default being what the run had them switched to
	Counts       []UsageCount     // by hour, operation and class
	Usage        []Usage          // the first records, in order of time
	Records      int64            // how many there were
	Stored       int64            // how many of them are stored still
}

// UsageCount sums the records of one hour, operation and class.
type UsageCount struct {
	Hour              int64  // Unix seconds of its start
	Item, Tier        string // that the run has it under
	Operation         string
	Class             string
	Billable          bool // whether the run charged it to the cell
	Quantity, Records int64
}

// Usage is one record behind a cell.
type Usage struct {
	At          int64 // Unix seconds
	RequestID   string
	Project     string
	Bucket, Key string // "" for an API call
	Operation   string // what it is charged as: a style's own operation, or "index:OPERATOR"
	Status      int
	ErrorCode   string
	SourceID    int64
	File        string
	Line        int64
	Item, Tier  string // that the run has it under
	Call        *Call  // the facts of an API call, nil for a request to OSS

	Class    string // how it ended, or why it is not charged
	Billable bool   // whether the run charged it to the cell
	Quantity int64  // base units of the item; 0 where the record alone does not tell
}

// FindingEvidence is the usage behind a finding.
type FindingEvidence struct {
	Finding string  // id
	Total   int64   // records there were
	Usage   []Usage // the first of those still stored: what failed, then the rest, each by time
}
