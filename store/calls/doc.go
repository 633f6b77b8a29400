// Package calls reads API calls as they are stored: each once, however many
// channels saw it.
//
// Does not belong here: what a call is charged.
package calls
