// Package price is the rate card at an instant: which price is in force for an
// item, tier and operation, and what a quantity costs at it, exactly.
//
// Does not belong here: how much of a call is billable, the database, files, and
// any rounding of money: what a bill rounds is for the diagnosis to find.
package price
