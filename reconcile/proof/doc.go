// Package proof lays out why a finding says what it says: what the rules make
// of each record behind it, and the arithmetic from quantities to the
// difference, step by step. It judges nothing anew: where today's evidence no
// longer comes to what the run found, it says so.
//
// Does not belong here: SQL, and how a proof is shown.
package proof
