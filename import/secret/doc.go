// Package secret keeps access keys, signatures, passwords, cookies and tokens out of
// the database: Mask blots them out of a text, Masked does so with everything that a
// reader writes, and Hash replaces a token that records are joined on.
//
// Does not belong here: which fields of a format are secrets without saying so.
package secret
