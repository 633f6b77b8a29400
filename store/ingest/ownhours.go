package ingest

import "immrecon/store/model"

// straggler is the share of the busiest hour's lines below which an hour of a
// short file counts as late lines of a neighbour: a fifth.
const straggler = 5

// ownHours tells the hours that a source is the log of from those of which it
// merely holds late or early lines. A log of one hour may hold some of the
// hours beside it, and these say nothing about whether their own log is there.
//
// Where the file's name tells its hour, that hour is its own and the two beside
// it are not. Where nobody says, a source of more than three hours is the log of
// all of them, and a shorter one of the hours that are not much quieter than
// its busiest. A log service has no file an hour: whatever it shows is its own. Of
// a source that breaks off nobody knows what it had of its last hour.
func ownHours(seen map[bucketHour]int64, s model.Source) map[bucketHour]bool {
	own := map[bucketHour]bool{}
	hours, busiest, last := map[int64]int{}, map[int64]int64{}, map[int64]int64{}
	for k, n := range seen {
		hours[k.bucket]++
		last[k.bucket] = max(last[k.bucket], k.hour)
		busiest[k.bucket] = max(busiest[k.bucket], n)
	}
	for k, n := range seen {
		away := k.hour - s.Period
		switch {
		case s.BreaksOff && (k.hour == last[k.bucket] || s.Period != 0):
			own[k] = false
		case s.Period != 0:
			own[k] = away == 0 || away < -model.Hour || away > model.Hour
		case hours[k.bucket] > 3 || s.Kind == model.KindSLSLog:
			own[k] = true
		default:
			own[k] = n*straggler >= busiest[k.bucket]
		}
	}
	return own
}
