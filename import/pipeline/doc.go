// Package pipeline imports files: it detects the kind of each, reads logs ahead
// of their turn, and writes what the reader of the kind finds to the database. A
// file is in one transaction, by itself or with other short logs.
//
// The grammar of a format belongs to its reader, and what a record means to
// reconcile.
package pipeline
