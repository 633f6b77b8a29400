package reconcile

import (
	"embed"
	"fmt"
)

//go:embed sql/*.sql
var scripts embed.FS

// script is the step that runs one numbered file of the folder sql.
func (w *reconciler) script(name string) func() error {
	return func() error {
		statements, err := scripts.ReadFile("sql/" + name)
		if err != nil {
			return err
		}
		if _, err := w.tx.Exec(string(statements)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
}
