package registry

import (
	"io"

	"immrecon/import/rows"
	"immrecon/store"
)

// datasets.csv: which operators run on what is indexed into a dataset.
var datasets = Table{
	Kind:     store.KindDatasets,
	telling:  []string{"project", "dataset"},
	foreign:  []string{"bucket", "region", "operation"},
	required: []string{"project", "dataset"},
	read: func(r io.Reader, to store.Intake, required []string) error {
		return rows.Read(r, to, required, dataset, to.KeepDataset)
	},
}

func dataset(row *rows.Row) store.Dataset {
	return store.Dataset{
		Project:  row.Need("project"),
		Name:     row.Need("dataset"),
		Template: row.Text("workflow_template"),
	}
}
