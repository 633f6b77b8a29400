// Package claims keeps the rows of claims: what each asks for, how far it has
// come, what came back, and its history in the audit log. What may be claimed,
// and which step may follow which, are rules: reconcile/claiming has them.
package claims
