// Package meter says how much of a call is billable: which items it is charged
// under, in which tier, and how many base units of each. It knows the
// operations whose quantity depends on facts of the call (seconds, frames,
// pixels, bytes, who may edit); what every other operation costs a call is
// written in the catalogue. Beside each rule stand the ways it could be got
// wrong, so that a diagnosis can try them.
//
// Does not belong here: prices and money, the database, files, the clock. Where a
// record lacks the fact a rule needs, the answer is an error that names the
// fact, never a guess.
package meter
