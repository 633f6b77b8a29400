package registry

import (
	"io"

	"immrecon/import/process"
	"immrecon/import/rows"

	"immrecon/store/model"
)

// styles.csv: what style/NAME means in a bucket.
var styles = Table{
	Kind:        model.KindStyles,
	identifying: []string{"bucket", "style"},
	excluding:   []string{"project", "operation"},
	required:    []string{"bucket", "style", "content"},
	read: func(r io.Reader, to model.RecordWriter, required []string) error {
		return rows.Read(r, to, required, style, to.KeepStyle)
	},
}

func style(row *rows.Row) model.Style {
	from, to := row.Span("from", "to")
	content := row.Need("content")
	return model.Style{
		Bucket:     row.Need("bucket"),
		Name:       row.Need("style"),
		Content:    content,
		Operations: process.Expand(content),
		Delimiter:  row.Text("delimiter"),
		From:       from,
		To:         to,
	}
}
