// Package bill reads bills in the forms a customer can hold them in: the
// upgraded ("V2") and the legacy console exports, subscribed files, partner
// exports and FOCUS, as CSV or re-saved as a workbook, and the answers of the
// billing API. Every form yields the same store.BillLine.
//
// A form is data: which header means which column. A header row or the names
// of an API item choose the form and place its columns; from there on one line
// is read like any other, whatever it came in.
//
// Does not belong here: prices, catalogue items, projects, and any judgement
// whether a line is right. Amounts stay as printed and are never floats.
package bill
