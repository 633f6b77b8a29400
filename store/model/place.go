package model

// A Place is where the stored bytes of a file are, with what the file system says
// of them without reading them. Bytes at a place with an equal stamp are equal,
// unless somebody took pains to change them unseen.
type Place struct {
	Path   string // absolute, UTF-8; "" where the bytes cannot be found again
	Member int64  // of an archive, counted from 1 as its directory does; 0 for the file itself
	Stamp  Stamp  // of the file, or of the archive
}

// A Stamp tells one state of a file from another. What a system does not say is 0.
type Stamp struct {
	Size          int64
	Modified      int64 // Unix nanoseconds
	Changed       int64 // likewise: of content, name or mode; nobody can set it back
	Inode, Device int64
}

// SourcePlace is a place where a source was read.
type SourcePlace struct {
	Place
	SourceID int64
}
