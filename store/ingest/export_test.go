package ingest

// RowsInOrder is how many requests wait to be loaded where their ids are in
// order.
const RowsInOrder = rowsInOrder
