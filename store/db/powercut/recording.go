package powercut

import (
	"bytes"
	"path/filepath"
	"sync"
)

// Recording is what was done to the files of a folder, in order. Its methods may be
// called by several goroutines at a time.
type Recording struct {
	folder string

	mutex      sync.Mutex
	operations []operation
	files      map[string]int // the file that has a name now
	made       int            // files so far; numbers are not used again
}

// action is a kind of operation.
type action int

const (
	write      action = iota
	truncate          // or extend
	syncFile          // its content and length
	rename            // give a file a name and take away the one it had, in one
	syncFolder        // all names
)

// operation is one thing that was done.
type operation struct {
	action action
	file   int
	at     int64  // where it is written, or the length
	data   []byte // what is written
	name   string // that the file has from now on, "" for none
	former string // that it has no longer, "" for none
}

// New starts a recording of the files of a folder, of which none is there yet.
func New(folder string) *Recording { return &Recording{folder: folder, files: map[string]int{}} }

// Len is the number of operations so far.
func (r *Recording) Len() int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return len(r.operations)
}

// Open records that a file is opened, which makes it if there is none of the name, and
// returns its number.
func (r *Recording) Open(path string) int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	name := filepath.Base(path)
	if file, there := r.files[name]; there {
		return file
	}
	r.made++
	r.files[name] = r.made
	r.operations = append(r.operations, operation{action: rename, file: r.made, name: name})
	return r.made
}

// Write records that data is written to a file. It is copied.
func (r *Recording) Write(file int, at int64, data []byte) {
	r.add(operation{action: write, file: file, at: at, data: bytes.Clone(data)})
}

// Truncate records that a file is given a length.
func (r *Recording) Truncate(file int, length int64) {
	r.add(operation{action: truncate, file: file, at: length})
}

// Sync records that a file has been synced.
func (r *Recording) Sync(file int) { r.add(operation{action: syncFile, file: file}) }

// SyncFolder records that the folder has been synced.
func (r *Recording) SyncFolder() { r.add(operation{action: syncFolder}) }

// Rename records that a file is given another name, in place of the file that had it.
func (r *Recording) Rename(from, to string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	from, to = filepath.Base(from), filepath.Base(to)
	file := r.files[from]
	delete(r.files, from)
	r.files[to] = file
	r.operations = append(r.operations, operation{action: rename, file: file, name: to, former: from})
}

// Remove records that a name is removed.
func (r *Recording) Remove(path string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	name := filepath.Base(path)
	if file, there := r.files[name]; there {
		delete(r.files, name)
		r.operations = append(r.operations, operation{action: rename, file: file, former: name})
	}
}

// holds reports whether a file is in the folder.
func (r *Recording) holds(path string) bool { return filepath.Dir(path) == r.folder }

func (r *Recording) add(o operation) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.operations = append(r.operations, o)
}
