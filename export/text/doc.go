// Package text writes reports for a terminal: the statement on one screen,
// tables that line up, nothing that could not be piped.
//
// What may not enter: figures that are not in the report, and control codes.
package text
