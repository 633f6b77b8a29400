// Package words says in the reader's language what the audit says in codes:
// causes, verdicts, kinds of source, the sentences of the statement. It also
// holds the two conventions every export shares: which zone a time is written
// in, and how text that a spreadsheet could take for a formula is made harmless.
//
// Does not belong here: layout, file formats, and any figure that is not already
// in the report.
package words
