// Package source opens the files of an import: it finds them behind paths,
// decompresses them, hashes them as they are stored, shows the progress of
// reading, and detects the kind of each by how it begins.
//
// It knows no format: how a kind begins, and what its lines mean, belongs to the
// readers. Nothing here writes to the database or judges.
//
// # When to hash
//
// Importing the same content again must be a no-op whatever its name, but the
// hash of a file is known only once all of it has been read. Hash reads the
// file for its hash alone; Reader computes the same hash beside the reading, on
// another core. Only files of the same size can have the same content. So an
// import need call Hash first only where a source of File.Size bytes is there
// already, and can otherwise load at once and ask the reader for the hash.
package source
