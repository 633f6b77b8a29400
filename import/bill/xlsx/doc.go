// Package xlsx reads the cells of Office Open XML workbooks, strictly: a part that is
// damaged, a text that is none, a cell in the wrong place are errors that say in
// which sheet and row, because rows that are lost in silence are money that is.
//
// Cells are what the file holds: the digits of a number, not what a cell format
// shows of them. Does not belong here: knowledge of what the cells mean.
package xlsx
