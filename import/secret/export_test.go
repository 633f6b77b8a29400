package secret

// How much of a rejected line is kept, for tests.
const (
	KeptText   = keptText
	KeptReason = keptReason
)
