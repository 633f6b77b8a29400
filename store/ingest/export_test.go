package ingest

// How many rows wait to be loaded, for tests that need more.
const (
	RowsInOrder   = rowsInOrder
	WaitingWrites = waitingWrites
)
