// Package bill reads bills in every form in which a customer can have them: the
// upgraded ("V2") and the legacy console exports, subscribed files, partner
// exports and FOCUS, as CSV or re-saved as a workbook, and the answers of the
// billing API. Every form yields the same model.BillLine.
//
// A form is data: which header means which column. A header row or the names
// of an API item choose the form and say where its columns are; from there on a
// line is parsed like any other, whatever form it is in.
//
// Does not belong here: prices, catalogue items, projects, and any judgement
// whether a line is right. Amounts stay as printed and are never floats.
package bill
