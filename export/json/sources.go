package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type sources struct {
	Schema  string   `json:"schema"`
	Sources []source `json:"sources"`
}

type source struct {
	ID     int64      `json:"id"`
	Kind   model.Kind `json:"kind"`
	Name   string     `json:"name"`
	SHA256 string     `json:"sha256"`
	Bytes  int64      `json:"bytes"`
	tally
	ImportedAt string `json:"imported_at"`
}

// Sources writes what was imported, schema immrecon.sources/1.
func Sources(w io.Writer, rows []model.Source, o Options) error {
	return encode(w, sources{"immrecon.sources/1", sourcesOf(rows, o.zone())})
}

func sourcesOf(rows []model.Source, zone words.Zone) []source {
	return list(rows, func(s *model.Source) source {
		return source{
			ID: s.ID, Kind: s.Kind, Name: s.Name, SHA256: s.SHA256, Bytes: s.Bytes,
			tally: tally(s.Tally), ImportedAt: instant(zone, s.ImportedAt),
		}
	})
}
