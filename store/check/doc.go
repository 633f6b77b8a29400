// Package check verifies a whole database: that the file is sound, that nothing
// was changed behind the program's back, that no line was lost, and that every
// total is what its rows come to. It changes nothing.
package check
