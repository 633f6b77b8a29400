package model

// UsageKind is what usage is, whoever's it is and whenever it was, as a run has
// it.
type UsageKind struct {
	ID         int64
	Item, Tier string
	Operation  string
	Channel    string // "oss" for requests, "api" for calls
	Class      string // how it ended, or what could have been billed instead
	Billable   bool   // whether the run charged it
}

// CellUsage is what the evidence shows of one hour and kind in a cell.
type CellUsage struct {
	CellID   int64
	Hour     int64 // Unix seconds of its start
	KindID   int64
	Quantity int64
	Records  int64
}

// RunPrice is a price that a run was rated with.
type RunPrice struct {
	Price
	Layer int64 // 0 for the catalogue's, else the source of the company's own; the higher wins
}
