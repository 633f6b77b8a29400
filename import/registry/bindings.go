package registry

import (
	"io"

	"immrecon/import/rows"

	"immrecon/store/model"
)

// bindings.csv: the project, and perhaps the dataset, of the objects under a
// prefix of a bucket.
var bindings = Table{
	Kind:        model.KindBindings,
	identifying: []string{"bucket", "project"},
	excluding:   []string{"style", "operation"},
	required:    []string{"bucket", "prefix", "project"},
	read: func(r io.Reader, to model.RecordWriter, required []string) error {
		return rows.Read(r, to, required, binding, to.KeepBinding)
	},
}

// binding keeps the prefix with its blanks: an object key may begin with them.
func binding(row *rows.Row) model.Binding {
	from, to := row.Span("from", "to")
	return model.Binding{
		Bucket:  row.Need("bucket"),
		Prefix:  row.Verbatim("prefix"),
		Project: row.Need("project"),
		Dataset: row.Text("dataset"),
		From:    from,
		To:      to,
	}
}
