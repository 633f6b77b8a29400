package registry

import (
	"io"

	"immrecon/import/rows"

	"immrecon/store/model"
)

// projects.csv: when a project was created decides how its Weboffice use is
// billed, so that column may have empty cells but must not be missing.
var projects = Table{
	Kind:        model.KindProjects,
	identifying: []string{"project", "region"},
	excluding:   []string{"dataset", "bucket", "operation", "bill_id"},
	required:    []string{"project", "region", "created_at"},
	read: func(r io.Reader, to model.RecordWriter, required []string) error {
		return rows.Read(r, to, required, project, to.KeepProject)
	},
}

func project(row *rows.Row) model.Project {
	return model.Project{
		Name:      row.Need("project"),
		Region:    row.Text("region"),
		CreatedAt: row.InstantOrDay("created_at"),
		Template:  row.Text("workflow_template"),
	}
}
