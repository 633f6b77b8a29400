// Package powercut shows what a power cut leaves of files, for tests: it records what is
// done to them, and plays that back up to any point with what was not synced by then
// dropped, kept or torn.
//
// What it assumes of a file system is little. What was synced is there: a file's content
// once the file was, its name once its folder was. Of the rest each write, each sector of
// it, each change of a length and each change of a name is there or not, independently
// of all others and of their order. A sector is never half old and half new, and what is
// there has not changed since.
//
// Does not belong here: what the files must be like afterwards. That is for the tests.
package powercut
