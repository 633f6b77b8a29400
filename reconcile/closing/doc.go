// Package closing has the rules of a billing month's life: when it can be closed
// and by whom, what keeps it from that, what becomes of a source that comes in
// late, and what may not be taken out any more. Months are kept by store/months.
package closing
