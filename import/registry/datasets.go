package registry

import (
	"io"

	"immrecon/import/rows"

	"immrecon/store/model"
)

// datasets.csv: which operators run on what is indexed into a dataset.
var datasets = Table{
	Kind:        model.KindDatasets,
	identifying: []string{"project", "dataset"},
	excluding:   []string{"bucket", "region", "operation"},
	required:    []string{"project", "dataset"},
	read: func(r io.Reader, to model.RecordWriter, required []string) error {
		return rows.Read(r, to, required, dataset, to.KeepDataset)
	},
}

func dataset(row *rows.Row) model.Dataset {
	return model.Dataset{
		Project:  row.Need("project"),
		Name:     row.Need("dataset"),
		Template: row.Text("workflow_template"),
	}
}
