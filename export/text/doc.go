// Package text writes reports for a terminal: the statement on one screen,
// tables that line up, nothing that could not be piped.
//
// Does not belong here: figures that are not in the report, and control codes.
package text
