// Package grid lays reference tables out as a header and rows of text and
// writes any such grid as a table for a terminal, as CSV or as JSON: one writer
// a form, whatever the grid holds.
//
// Does not belong here: the rows of a report (packages text, csv and json know
// those), and any choice of which rows to show.
package grid
