// Package proof lays out why a finding says what it says: the usage that the run
// charged behind it, and the arithmetic from quantities to the difference, step
// by step, with the prices that the run was rated with. Of transcoding and of Weboffice it also
// lays out what decides the item of each record. It judges nothing anew.
//
// Does not belong here: SQL, rules of what is charged, and how a proof is shown.
package proof
