package catalogue

import "github.com/shopspring/decimal"

// Item is a billing item of the provider.
type Item struct {
	Code        string // "ImageDetect", as on the billing page
	Category    string // section of the page: image, metadata, media, document or file
	Name        string // the page's first description of it
	Unit        string // base unit: call, image, second, frame, stream, countunit or byte
	Per         int64  // base units the page's price is for
	Published   bool   // the page gives it a price; false for an item only named there
	Description string
}

// Price is the price of Per base units of an item during [From, To).
//
// A row that names an operation is the price of that operation alone and wins
// over the item's general row, whose Operation is empty.
type Price struct {
	Site, Currency        string
	Item, Operation, Tier string
	Amount                decimal.Decimal
	Per                   int64
	Unit                  string
	From, To              int64 // Unix seconds; 0 means unbounded
	Basis, Source         string
}

// Operation says that an operation is charged under an item whenever the
// condition holds. An operation has a row for every item it is charged under.
type Operation struct {
	Channel string // "api", or "oss" for an x-oss-process operation
	Name    string
	Item    string
	// Condition is a list of facts joined by ";" that must all hold, "" for
	// none: "geo", "readonly=true;cached=false", "output=video;codec=copy".
	// The facts are those of vocabulary.
	Condition     string
	Basis, Source string
}

// Operator says what an index operator is charged under when it runs on a file
// of one medium.
type Operator struct {
	Name          string
	Media         string // image, video, audio, document, or any
	Item          string // "" where it is free; an OSS item if OSS bills it
	BilledBy      string // imm, oss or none
	Basis, Source string
}

// Template says that a workflow template runs an operator on files of one
// medium. A template without operators has one row with both of them empty.
type Template struct {
	Name            string
	Operator, Media string
	Basis, Source   string
}

// MediaType tells the medium of a file by the extension of its key.
type MediaType struct {
	Extension string // lower case, without the dot
	Media     string // image, video, audio or document
}

// ItemAlias is another name a bill may print for an item.
type ItemAlias struct {
	Alias, Item   string
	Basis, Source string
}

// Unit is a unit as a bill prints it: one of it is Factor base units.
type Unit struct {
	Printed       string
	Unit          string // base unit
	Factor        int64
	Basis, Source string
}

// Region is a name of a region. A region has several names.
type Region struct {
	Code, Name string
}

// ErrorCode tells the HTTP status behind an error code of an API. A code that
// ends in "*" stands for every code that begins so.
type ErrorCode struct {
	Code   string
	Status int
	Source string
}

// Rule is an entry of the rule book.
type Rule struct {
	ID        string // what --assume RULE=on|off names
	Statement string
	Basis     string // documented or assumed
	Default   string // on or off
	Since     string // RFC 3339 instant from which it holds, "" for ever
	Source    string
}
