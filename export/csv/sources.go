package csv

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

// writeSources writes what was imported; read = kept + skipped + duplicate +
// rejected on every row.
func writeSources(w io.Writer, r *model.Report, o Options) error {
	type row = model.Source
	return write(w, []column[row]{
		count("id", func(s *row) int64 { return s.ID }),
		text("kind", func(s *row) model.Kind { return s.Kind }),
		text("name", func(s *row) string { return s.Name }),
		text("sha256", func(s *row) string { return s.SHA256 }),
		count("bytes", func(s *row) int64 { return s.Bytes }),
		count("read", func(s *row) int64 { return s.Tally.Read }),
		count("kept", func(s *row) int64 { return s.Tally.Kept }),
		count("skipped", func(s *row) int64 { return s.Tally.Skipped }),
		count("duplicate", func(s *row) int64 { return s.Tally.Duplicate }),
		count("rejected", func(s *row) int64 { return s.Tally.Rejected }),
		instant("imported_at", words.ZoneFor(o.UTC), func(s *row) int64 { return s.ImportedAt.Unix() }),
	}, r.Sources, o)
}

// writeRejected writes every line that could not be read, with the reason.
func writeRejected(w io.Writer, r *model.Report, o Options) error {
	type row = model.RejectedLine
	return write(w, []column[row]{
		count("source_id", func(l *row) int64 { return l.SourceID }),
		text("file", func(l *row) string { return l.File }),
		count("line", func(l *row) int64 { return l.Line }),
		text("reason", func(l *row) string { return l.Reason }),
		text("text", func(l *row) string { return l.Text }),
	}, r.Rejected, o)
}

// writeCoverage writes what evidence there is, channel by channel.
func writeCoverage(w io.Writer, r *model.Report, o Options) error {
	type row = model.Coverage
	zone := words.ZoneFor(o.UTC)
	return write(w, []column[row]{
		text("channel", func(c *row) model.Kind { return c.Channel }),
		text("subject", func(c *row) string { return c.Subject }),
		count("hours", func(c *row) int64 { return c.Hours }),
		count("missing", func(c *row) int64 { return c.Missing }),
		instant("from", zone, func(c *row) int64 { return c.From }),
		instant("to", zone, func(c *row) int64 { return c.To }),
	}, r.Coverage, o)
}
