// Package store opens the one database that keeps an audit. What is kept in it
// is in the packages below: db reaches the database itself, model has the types
// that all share, ingest writes what was imported, runs what a reconciliation
// found, claims and months what people decided, audit the log of it all, check
// verifies everything.
//
// No package of the store parses a file, applies a price or judges who is right.
// Money is TEXT, quantities are integers in base units, instants Unix seconds.
package store
