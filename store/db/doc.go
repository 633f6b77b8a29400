// Package db is the way to the database for everything above it: transactions,
// reading rows, loading many at once, and the work tables of a reconciliation.
// It knows no table and no dialect: what engines do differently is behind
// Engine, and each engine is a package of its own (sqlite).
//
// Six verbs do all there is to do: Exec, Query and ScanLong run a statement,
// Load writes rows, Stage lets a statement read rows as a table, and WorkTables
// tells the temporary tables there are. Statements are one text for every
// engine, with ? for each argument; dbtest.Faults tells what does not fit, and
// Verify whether the database is stored soundly.
package db
