// Package store holds the records of an audit and the one database that keeps
// them. Readers hand it records line by line; the walk in reconcile turns
// those into cells and findings with SQL; exporters read the result back.
//
// What may not enter: parsing of any file format, prices applied to usage, and
// any judgement about who is right. Money is decimal.Decimal in Go and TEXT in
// the database, quantities are integers in base units, and every instant is
// Unix seconds in UTC.
package store
