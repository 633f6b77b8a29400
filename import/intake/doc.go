// Package intake takes files in: it finds out what kind each is, hands it to
// the reader of that kind and the reader's records to the store. A file is in
// one transaction, by itself or with other short logs.
//
// What may not enter: the grammar of any format, and any judgement about what
// a record means.
package intake
