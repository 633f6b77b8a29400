// Package osslog reads the access logs that OSS writes into a bucket by itself,
// in every generation of the format: 24, 25, 28, 29 and more fields a line, of
// which the first 24 have never changed.
//
// A line is kept when the request asked for processing that may be charged, or
// wrote an object that a dataset may index; skipped when it did neither; rejected,
// with the reason, when it cannot be read. Regular lines are split by a fast
// parser, all others by a careful one that makes the same fields of a regular line.
//
// Items, prices and projects do not belong here. Secrets do not leave this package:
// no query string, signature or access key id enters a record, and they are masked
// in the text of rejected lines.
package osslog
