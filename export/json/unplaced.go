package json

import (
	"io"

	"immrecon/export/words"

	"immrecon/store/model"
)

type allUnplaced struct {
	Schema   string     `json:"schema"`
	Month    string     `json:"month"`
	Run      string     `json:"run"`
	Unplaced []unplaced `json:"unplaced"`
}

// unplaced is records of one kind that may be charged and cannot be placed.
type unplaced struct {
	Reason    string     `json:"reason"`
	Channel   model.Kind `json:"channel"`
	Subject   string     `json:"subject"`
	Project   string     `json:"project"`
	Region    string     `json:"region"`
	Operation string     `json:"operation"`
	From      string     `json:"from"`
	To        string     `json:"to"`
	Records   int64      `json:"records"`
	Amount    *string    `json:"amount"` // at most; null where nothing bounds it
}

// Unplaced writes what a run could not place, schema immrecon.unplaced/1.
func Unplaced(w io.Writer, r *model.Report, o Options) error {
	return encode(w, allUnplaced{Schema: "immrecon.unplaced/1", Month: r.Run.Month, Run: r.Run.Key, Unplaced: unplacedOf(r.Unplaced, o.zone())})
}

func unplacedOf(rows []model.Unplaced, zone words.Zone) []unplaced {
	return list(rows, func(u *model.Unplaced) unplaced {
		return unplaced{u.Reason, u.Channel, u.Subject, u.Project, u.Region, u.Operation, zone.Instant(u.From), zone.Instant(u.To), u.Records,
			orNull(u.Amount.Valid, u.Amount.Decimal.String())}
	})
}
