// Package claiming has the rules of claims: which findings may be claimed and
// together with which, which step may follow which, and what a credit may be.
// Rows of claims are kept by store/claims; what is sent is written by
// export/dispute.
package claiming
