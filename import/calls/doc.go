// Package calls reads the application's own log of calls and finished tasks,
// calls.csv: the evidence of what no log of the provider shows, such as the length
// of a transcoded video or the openings of a document.
//
// Does not belong here: what a call costs, and the tokens of document sessions,
// which leave this package hashed.
package calls
