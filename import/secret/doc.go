// Package secret keeps access keys, signatures, passwords, cookies and tokens out of
// the database: Mask blots them out of a text, and Masked does so with everything that a
// reader writes.
//
// Does not belong here: which fields of a format are secrets without saying so.
package secret
