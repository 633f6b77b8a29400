// Package source opens what an import is given: it finds the files behind
// paths, decompresses them, hashes them as they are stored, shows how far the
// reading has come, and tells of which kind a file is by how it begins.
//
// It knows no format: what a kind looks like, and what its lines mean, is the
// business of the readers. Nothing here may write to the database or judge.
//
// # When to hash
//
// Importing the same content again must be a no-op whatever its name, but the
// hash of a file is known only once all of it has been read. Hash reads the
// file for its hash alone; Reader computes the same hash beside the reading, on
// another core. Only files of the same size can have the same content. So an
// import need call Hash first only where a source of File.Size bytes is there
// already, and can otherwise load at once and take the hash from the reader.
package source
