package bill

import (
	"time"

	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// finalDay and finalHour are when the provider no longer changes the lines of a
// month, in the month after it, by the billing zone's clock.
const (
	finalDay  = 3
	finalHour = 12
)

// finalFrom is the instant from which a month's bill is final; false for what
// is no month.
func finalFrom(month string) (time.Time, bool) {
	first, err := time.ParseInLocation("2006-01", month, model.BillingZone)
	if err != nil {
		return time.Time{}, false
	}
	return time.Date(first.Year(), first.Month()+1, finalDay, finalHour, 0, 0, 0, model.BillingZone), true
}

// file is a bill's file.
type file struct {
	name     string
	final    bool  // it was made when the month no longer changed
	rejected int64 // lines that could not be read
}

// readFiles reads what is known of the files of bills.
func (r *reader) readFiles() (map[int64]file, error) {
	from, known := finalFrom(r.scope.Month)
	files := map[int64]file{}
	var id, made, seen int64
	var f file
	return files, r.tx.Query(sql.Query("bill.files"), nil, func() {
		f.final = known && max(made, seen) >= from.Unix()
		files[id] = f
	}, &id, &f.name, &made, &seen, &f.rejected)
}
