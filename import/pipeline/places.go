package pipeline

import (
	"context"
	"time"

	"immrecon/import/bill"
	"immrecon/import/source"
	"immrecon/store/model"
)

// seenPlaces are the places where sources were read in this import, to be recorded
// at its end.
type seenPlaces map[placeKey]model.SourcePlace

// add notes where a source was read, unless the file may change there unseen.
func (p seenPlaces) add(f source.File, source int64) {
	if f.Place.Path != "" && f.Settled && !f.Unchanged {
		p[placeKey{f.Place.Path, f.Place.Member}] = model.SourcePlace{Place: f.Place, SourceID: source}
	}
}

// reportUnchanged reports the files that were not even opened, before all others:
// what comes by the thousand is not to be read then stays together.
func (p *pipeline) reportUnchanged(ctx context.Context, files []source.File) error {
	for _, f := range files {
		if !f.Unchanged {
			continue
		}
		p.options.Progress.Add(f.Size)
		outcome := Outcome{File: f}
		outcome.Source, outcome.Known = p.known.at(f.Place)
		if err := p.report(ctx, outcome); err != nil {
			return err
		}
	}
	return nil
}

// seeAgain notes that a bill was given again in another file: what it says is what
// the provider showed when that was made. The same file is no news.
func (p *pipeline) seeAgain(ctx context.Context, f source.File, known model.Source) error {
	if p.options.DryRun || p.known.Unchanged(f.Place) {
		return nil
	}
	made := p.options.Now()
	if exported := bill.ExportedAt(f.Name); exported != 0 {
		made = time.Unix(exported, 0)
	}
	return p.writer.SeenAgain(ctx, known.ID, made)
}

// recordPlaces records where sources were read, for the next import.
func (p *pipeline) recordPlaces(ctx context.Context) error {
	if p.options.DryRun {
		return nil
	}
	all := make([]model.SourcePlace, 0, len(p.places))
	for _, place := range p.places {
		all = append(all, place)
	}
	return p.writer.RecordPlaces(ctx, all)
}
