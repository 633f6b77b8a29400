package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"modernc.org/sqlite"

	"immrecon/store/db"
)

// Result codes of SQLite: https://sqlite.org/rescode.html
const (
	codeBusy         = 5
	codeLocked       = 6
	codeNoMemory     = 7
	codeDisk         = 10 // SQLITE_IOERR
	codeCorrupt      = 11
	codeFull         = 13
	codeCannotOpen   = 14
	codeProtocol     = 15 // a lock that is not to be had
	codeNotADatabase = 26

	primaryCode  = 0xff             // the part of a code that the list above has
	codeBrokenFS = codeDisk | 33<<8 // SQLITE_IOERR_CORRUPTFS: the disk answers that it is broken
)

// codeOf is the result code of an error, with what it says beyond the primary code.
func codeOf(err error) int {
	if failed := new(sqlite.Error); errors.As(err, &failed) {
		return failed.Code()
	}
	return 0
}

// busy reports whether another program has the database.
func busy(err error) bool {
	code := codeOf(err) & primaryCode
	return code == codeBusy || code == codeLocked
}

// Damaged reports whether an error says that the file is damaged, or is no database.
func Damaged(err error) bool {
	code := codeOf(err)
	return code&primaryCode == codeCorrupt || code&primaryCode == codeNotADatabase || code == codeBrokenFS
}

// Unreachable implements db.Engine.
func (*Engine) Unreachable(err error) bool { return unreachable(codeOf(err)) }

// unreachable reports whether a code tells nothing of what is stored.
func unreachable(code int) bool {
	switch code & primaryCode {
	case codeDisk:
		return code != codeBrokenFS
	case codeBusy, codeLocked, codeNoMemory, codeFull, codeCannotOpen, codeProtocol:
		return true
	}
	return false
}

// inspect looks, before anything is written, whether a file may be used as the database:
// it is empty, or one of this program's.
func (e *Engine) inspect(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("it is a folder; give --db the name of a file")
	case !info.Mode().IsRegular():
		return errors.New("it is no file but a device or a pipe; give --db the name of a file")
	case info.Size() == 0:
		return nil
	}
	read, err := e.OpenToRead(path)
	if err != nil {
		return err
	}
	err = errors.Join(isOurs(ctx, read), read.Close())
	if err != nil {
		return err
	}
	return writable(path)
}

// isOurs reports, as an error, that a database has tables and is none of this program's.
// One whose making was interrupted has those of the first migrations.
func isOurs(ctx context.Context, read *sql.DB) error {
	var foreign, ours int
	var name string
	for err := range db.Scan(ctx, read, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", nil, &name) {
		if codeOf(err)&primaryCode == codeNotADatabase {
			return errors.New("it is no SQLite database, or it is damaged beyond reading; give --db another name, or bring back a copy")
		}
		if err != nil {
			return err
		}
		switch name {
		case "goose_db_version": // made before all others
		case "source", "rejected_line": // made together, by the first migration
			ours++
		default:
			foreign++
		}
	}
	if (foreign > 0 || ours > 0) && ours < 2 {
		return errors.New("it is the database of another program and was left as it is; give --db another name")
	}
	return nil
}

// writable reports, as db.ErrReadOnly, that a file, or the folder that SQLite needs to
// write to beside it, may not be written to.
func writable(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) || readOnlyFileSystem(err) {
		return fmt.Errorf("%w: the file is read-only for this user", db.ErrReadOnly)
	}
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if folder := filepath.Dir(path); !folderWritable(folder) {
		return fmt.Errorf("%w: nothing may be written to its folder %s", db.ErrReadOnly, folder)
	}
	return nil
}
