//go:build unix

package powercut

import (
	"fmt"
	"path/filepath"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite does all that it does to files through a table of functions, its VFS, and to an
// open file through another. While there is a recording, its default VFS is a copy of the
// one it has, with functions in it that record and call those that were there before.
//
// The tables hold addresses that Go does not follow: what they point to are functions of
// this package, which are never moved or freed, and tables that are kept in variables.

// signatures of the functions that are replaced: https://sqlite.org/c3ref/vfs.html and
// https://sqlite.org/c3ref/io_methods.html
type (
	openFunction      = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, flagsOut uintptr) int32
	deleteFunction    = func(tls *libc.TLS, vfs, name uintptr, syncFolder int32) int32
	closeFunction     = func(tls *libc.TLS, file uintptr) int32
	writeFunction     = func(tls *libc.TLS, file, data uintptr, length int32, offset int64) int32
	truncateFunction  = func(tls *libc.TLS, file uintptr, length int64) int32
	syncFunction      = func(tls *libc.TLS, file uintptr, flags int32) int32
	folderFunction    = func(tls *libc.TLS, name, descriptor uintptr) int32
	getSystemFunction = func(tls *libc.TLS, vfs, name uintptr) uintptr
	setSystemFunction = func(tls *libc.TLS, vfs, name, function uintptr) int32
)

// recorder is the one there is: SQLite has one default for the whole process.
var recorder struct {
	sync.Mutex
	under     *sqlite3.Tsqlite3_vfs // SQLite's own
	vfs       sqlite3.Tsqlite3_vfs  // the copy of it
	folder    uintptr               // the function that opens a folder to sync it
	recording *Recording
	files     map[uintptr]recorded // open files of the recording
	tables    map[uintptr]*sqlite3.Tsqlite3_io_methods
}

// recorded is an open file.
type recorded struct {
	number int
	under  *sqlite3.Tsqlite3_io_methods // its functions before they were replaced
}

// RecordSQLite records what SQLite does to the databases of a folder that are opened from
// now on, until stop is called; all of them must be closed by then. There can be one such
// recording in a process at a time. A folder must be empty, and its name without links.
//
// The index of a write-ahead log (-shm) is not recorded: after a power cut it is void.
func RecordSQLite(folder string) (r *Recording, stop func() error, err error) {
	recorder.Lock()
	defer recorder.Unlock()
	if recorder.recording != nil {
		return nil, nil, fmt.Errorf("%s is being recorded already", recorder.recording.folder)
	}
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		return nil, nil, err
	}
	tls := libc.NewTLS()
	defer tls.Close()
	if err := register(tls); err != nil {
		return nil, nil, err
	}
	recorder.recording = New(folder)
	recorder.files, recorder.tables = map[uintptr]recorded{}, map[uintptr]*sqlite3.Tsqlite3_io_methods{}
	return recorder.recording, stopRecording, nil
}

// register makes the copy the default.
func register(tls *libc.TLS) error {
	under := sqlite3.Xsqlite3_vfs_find(tls, 0)
	if under == 0 {
		return fmt.Errorf("SQLite has no VFS")
	}
	recorder.under = at[sqlite3.Tsqlite3_vfs](under)
	recorder.vfs = *recorder.under
	name, err := libc.CString("powercut")
	if err != nil {
		return err
	}
	recorder.vfs.FzName = name
	put[openFunction](&recorder.vfs.FxOpen, recordOpen)
	put[deleteFunction](&recorder.vfs.FxDelete, recordDelete)
	if err := replaceFolderFunction(tls, under); err != nil {
		return err
	}
	if code := sqlite3.Xsqlite3_vfs_register(tls, uintptr(unsafe.Pointer(&recorder.vfs)), 1); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("register a VFS: code %d", code)
	}
	return nil
}

// replaceFolderFunction replaces the function by which the VFS opens a folder, which it
// does to sync it and for nothing else.
func replaceFolderFunction(tls *libc.TLS, vfs uintptr) error {
	if recorder.folder != 0 {
		return nil // since an earlier recording
	}
	name, err := libc.CString("openDirectory")
	if err != nil {
		return err
	}
	defer libc.Xfree(tls, name)
	recorder.folder = call[getSystemFunction](recorder.under.FxGetSystemCall)(tls, vfs, name)
	var replaced uintptr
	put[folderFunction](&replaced, recordFolder)
	if code := call[setSystemFunction](recorder.under.FxSetSystemCall)(tls, vfs, name, replaced); recorder.folder == 0 || code != sqlite3.SQLITE_OK {
		return fmt.Errorf("replace openDirectory: code %d", code)
	}
	return nil
}

func stopRecording() error {
	recorder.Lock()
	defer recorder.Unlock()
	if open := len(recorder.files); open > 0 {
		return fmt.Errorf("%d files of %s are still open", open, recorder.recording.folder)
	}
	tls := libc.NewTLS()
	defer tls.Close()
	if code := sqlite3.Xsqlite3_vfs_unregister(tls, uintptr(unsafe.Pointer(&recorder.vfs))); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("unregister a VFS: code %d", code)
	}
	libc.Xfree(tls, recorder.vfs.FzName)
	recorder.recording = nil
	return nil
}

func recordOpen(tls *libc.TLS, _, name, file uintptr, flags int32, flagsOut uintptr) int32 {
	code := call[openFunction](recorder.under.FxOpen)(tls, uintptr(unsafe.Pointer(recorder.under)), name, file, flags, flagsOut)
	recorder.Lock()
	defer recorder.Unlock()
	if code != sqlite3.SQLITE_OK || name == 0 || recorder.recording == nil || !recorder.recording.holds(libc.GoString(name)) {
		return code
	}
	opened := at[sqlite3.Tsqlite3_file](file)
	recorder.files[file] = recorded{recorder.recording.Open(libc.GoString(name)), at[sqlite3.Tsqlite3_io_methods](opened.FpMethods)}
	opened.FpMethods = recordingTable(opened.FpMethods)
	return code
}

// recordingTable is the table of functions in place of another.
func recordingTable(of uintptr) uintptr {
	table := recorder.tables[of]
	if table == nil {
		table = new(*at[sqlite3.Tsqlite3_io_methods](of))
		put[closeFunction](&table.FxClose, recordClose)
		put[writeFunction](&table.FxWrite, recordWrite)
		put[truncateFunction](&table.FxTruncate, recordTruncate)
		put[syncFunction](&table.FxSync, recordSync)
		recorder.tables[of] = table
	}
	return uintptr(unsafe.Pointer(table))
}

// opened is the open file at an address.
func opened(file uintptr) (recorded, *Recording) {
	recorder.Lock()
	defer recorder.Unlock()
	return recorder.files[file], recorder.recording
}

func recordClose(tls *libc.TLS, file uintptr) int32 {
	f, _ := opened(file)
	recorder.Lock()
	delete(recorder.files, file)
	recorder.Unlock()
	return call[closeFunction](f.under.FxClose)(tls, file)
}

func recordWrite(tls *libc.TLS, file, data uintptr, length int32, offset int64) int32 {
	f, recording := opened(file)
	recording.Write(f.number, offset, libc.GoBytes(data, int(length)))
	return call[writeFunction](f.under.FxWrite)(tls, file, data, length, offset)
}

func recordTruncate(tls *libc.TLS, file uintptr, length int64) int32 {
	f, recording := opened(file)
	recording.Truncate(f.number, length)
	return call[truncateFunction](f.under.FxTruncate)(tls, file, length)
}

// recordSync records what was synced once it was. What another goroutine writes at the
// same time would be taken for synced, too; databases have one that writes.
func recordSync(tls *libc.TLS, file uintptr, flags int32) int32 {
	f, recording := opened(file)
	code := call[syncFunction](f.under.FxSync)(tls, file, flags)
	if code == sqlite3.SQLITE_OK {
		recording.Sync(f.number)
	}
	return code
}

func recordDelete(tls *libc.TLS, _, name uintptr, syncFolder int32) int32 {
	recorder.Lock()
	if path := libc.GoString(name); recorder.recording != nil && recorder.recording.holds(path) {
		recorder.recording.Remove(path)
	}
	recorder.Unlock()
	return call[deleteFunction](recorder.under.FxDelete)(tls, uintptr(unsafe.Pointer(recorder.under)), name, syncFolder)
}

// recordFolder records that the folder of a file is synced.
func recordFolder(tls *libc.TLS, name, descriptor uintptr) int32 {
	recorder.Lock()
	if recorder.recording != nil && recorder.recording.holds(libc.GoString(name)) {
		recorder.recording.SyncFolder()
	}
	recorder.Unlock()
	return call[folderFunction](recorder.folder)(tls, name, descriptor)
}

// at is what is at an address that SQLite gave.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// call makes a function of what a table holds, and put the other way around.
func call[F any](held uintptr) F { return *(*F)(unsafe.Pointer(&held)) }

func put[F any](held *uintptr, function F) { *(*F)(unsafe.Pointer(held)) = function }
