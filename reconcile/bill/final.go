package bill

import (
	"maps"
	"slices"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// file is a bill's file.
type file struct {
	name     string
	final    bool  // it was made when the month no longer changed
	rejected int64 // lines that could not be read
}

// FinalSources lists the sources that show a month's bill as it is final, by their ids:
// what else is known of a source was settled when it was imported, but this may yet
// change, as the same bill is given again later.
func FinalSources(r db.Reader, month string) ([]int64, error) {
	files, err := readFiles(r, month)
	maps.DeleteFunc(files, func(_ int64, f file) bool { return !f.final })
	return slices.Sorted(maps.Keys(files)), err
}

// readFiles reads what is known of the files of bills, by source.
func readFiles(r db.Reader, month string) (map[int64]file, error) {
	from, err := model.DetailsFinal(month)
	if err != nil {
		return nil, err
	}
	files := map[int64]file{}
	var id, made, seen int64
	var f file
	return files, r.Query(sql.Query("bill.files"), nil, func() {
		f.final = max(made, seen) >= from.Unix()
		files[id] = f
	}, &id, &f.name, &made, &seen, &f.rejected)
}
