package dispute

import (
	"bytes"
	_ "embed"
	"html/template"

	"immrecon/store/visible"
)

//go:embed summary.html.tmpl
var htmlText string

var htmlPage = template.Must(template.New("summary").Parse(htmlText))

// html writes the page to print from a browser: one file, nothing loaded from
// elsewhere.
func (pg *page) html() ([]byte, error) {
	var b bytes.Buffer
	err := htmlPage.Execute(&b, pg)
	return []byte(visible.Text(b.String())), err
}
