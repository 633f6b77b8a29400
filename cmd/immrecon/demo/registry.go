package demo

// writeRegistry writes the tables that tie names together.
func writeRegistry(f *folder) {
	rows := [][]string{{"project", "region", "created_at", "workflow_template"}}
	bindings := [][]string{{"bucket", "prefix", "project", "dataset", "from", "to"}}
	for _, p := range projects {
		rows = append(rows, []string{p.name, region, stamp(p.created), p.template})
		bindings = append(bindings, []string{p.bucket, "", p.name, "", "", ""})
	}
	bindings = append(bindings, []string{gallery.bucket, indexPrefix, gallery.name, indexDataset, "", ""})
	f.addCSV("registry/projects.csv", rows)
	f.addCSV("registry/bindings.csv", bindings)
	f.addCSV("registry/datasets.csv", [][]string{
		{"project", "dataset", "workflow_template"},
		{gallery.name, indexDataset, ""},
	})
	styles := [][]string{{"bucket", "style", "content", "from", "to"}}
	for _, s := range galleryStyles {
		styles = append(styles, []string{gallery.bucket, s.name, s.content, "", ""})
	}
	f.addCSV("registry/styles.csv", styles)
}
