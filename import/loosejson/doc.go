// Package loosejson reads JSON as services and tools write it: objects in any
// arrangement (one a line, one after another, in an array, or a
// single one), each as an object or as a string that holds it, values whose types
// drift from one writer to the next.
//
// It never holds more than one object in memory, and an object that is broken
// costs itself, not the rest of the file. Does not belong here: knowledge of what
// the objects mean.
package loosejson
