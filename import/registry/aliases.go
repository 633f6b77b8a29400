package registry

import (
	"io"

	"immrecon/import/rows"

	"immrecon/store/model"
)

// aliases.csv: under which names bills show a project.
var aliases = Table{
	Kind:        model.KindAliases,
	identifying: []string{"bill_id", "project"},
	required:    []string{"bill_id", "project", "region"},
	read: func(r io.Reader, to model.RecordWriter, required []string) error {
		return rows.Read(r, to, required, alias, to.KeepAlias)
	},
}

func alias(row *rows.Row) model.Alias {
	from, to := row.Span("from", "to")
	return model.Alias{
		BillID:  row.Need("bill_id"),
		Project: row.Need("project"),
		Region:  row.Text("region"),
		From:    from,
		To:      to,
	}
}
