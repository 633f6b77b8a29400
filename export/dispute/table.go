package dispute

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/internal/records"
	"immrecon/export/words"

	"immrecon/store/model"
)

// table is a CSV file in the making.
type table struct {
	header string // names as the other CSV exports have them, with commas between
	rows   [][]string
}

// add appends a row. Text could have come from outside and is made harmless to
// spreadsheets; numbers stay numbers.
func (t *table) add(values ...any) {
	row := make([]string, len(values))
	for n, value := range values {
		switch v := value.(type) {
		case decimal.Decimal:
			row[n] = v.String()
		case int, int64:
			row[n] = fmt.Sprint(v)
		case decimal.NullDecimal:
			if v.Valid {
				row[n] = v.Decimal.String()
			}
		default:
			row[n] = words.Harmless(fmt.Sprint(v))
		}
	}
	t.rows = append(t.rows, row)
}

// bytes writes the file: RFC 4180, UTF-8.
func (t *table) bytes() ([]byte, error) {
	var b bytes.Buffer
	err := records.Write(&b, strings.Split(t.header, ","), model.Listed(t.rows))
	return b.Bytes(), err
}
