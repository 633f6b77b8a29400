// Package osslog reads the access logs that OSS writes into a bucket by itself,
// in every generation of the format: 24, 25, 28, 29 and more fields a line, of
// which the first 24 have never changed.
//
// A line goes three ways. It is kept when the request asked for processing that
// may be charged, or wrote an object that a dataset may index; it is skipped
// when it did neither; it is rejected, with the reason, when it cannot be read.
// Splitting a line into fields and judging what they mean are kept apart.
//
// Nothing is decided here about money: no item, no price, no project. Secrets
// do not leave this package: no query string, signature or access key id enters
// a record, and they are blotted out in the text of rejected lines.
package osslog
