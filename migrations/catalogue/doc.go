// Package catalogue is what the provider publishes about IMM billing, and what
// we assume where it is silent, as CSV files that people can read and diff:
// items, prices, the mappings from operations, operators and templates to
// items, the words bills and APIs use for things, and the rule book. The files
// are embedded, versioned by their hash and read in one step.
//
// Every row that states a rule says how firmly it stands: documented (the
// provider states it) or assumed (the provider is silent and we name what we
// take for granted), and where it comes from.
//
// A new price is a new row: the old one gets the end of its validity, and stays.
// A new operation, operator or spelling is a row too; no code changes with it.
//
// Does not belong here: usage, bills, arithmetic with prices, and anything that
// is learnt from one customer's data. The package imports no other of ours.
package catalogue
