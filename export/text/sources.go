package text

import (
	"fmt"
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
	"immrecon/store/visible"
)

// Sources writes what was imported, with the control totals of every source
// and of all together.
func Sources(w io.Writer, sources []model.Source, zone words.Zone) error {
	w = visible.Writer{To: w}
	t := newTable("id", "kind", "read", "= kept", "+ skipped", "+ duplicate", "+ rejected", "imported", "sha256", "name")
	right(t, 1, 3, 4, 5, 6, 7)
	var sum model.Tally
	for _, s := range sources {
		n := s.Tally
		sum.Read, sum.Kept, sum.Skipped = sum.Read+n.Read, sum.Kept+n.Kept, sum.Skipped+n.Skipped
		sum.Duplicate, sum.Rejected = sum.Duplicate+n.Duplicate, sum.Rejected+n.Rejected
		t.AppendRow([]any{s.ID, s.Kind, n.Read, n.Kept, n.Skipped, n.Duplicate, n.Rejected, zone.Instant(s.ImportedAt.Unix()), s.SHA256[:12], s.Name})
	}
	t.AppendRow([]any{"", "all", sum.Read, sum.Kept, sum.Skipped, sum.Duplicate, sum.Rejected, "", "", fmt.Sprintf("%d sources", len(sources))})
	return render(w, t)
}

// Rejected writes each rejected line with where it stands, why it was rejected,
// and the line itself, on one line whatever line ends it has.
func Rejected(w io.Writer, lines []model.RejectedLine) error {
	for _, l := range lines {
		_, err := fmt.Fprintf(w, "%s:%d: %s\n  %s\n", visible.Line(l.File), l.Line, visible.Line(l.Reason), visible.Line(l.Text))
		if err != nil {
			return err
		}
	}
	return nil
}
