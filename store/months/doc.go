// Package months keeps what people decided about months, and which sources came
// in late for a month that was closed. What may be decided, and what becomes of
// a late source, are rules: package closing has them.
package months
