package live

// The functions here return what a bill shows that charges segments again when
// they are played again. Rate them as the transcoded runs are rated.

// Played returns every segment as often as it was played, in the hours it was
// played, and nothing ahead of them: what is charged by a bill that takes each
// request for a segment for a transcoding.
func Played(p Playlist, plays []Play) []Run {
	return runsOf(p, playings(p, plays))
}

// Replayed returns the segments that were played before, as often as they were
// played again, in those hours: what a bill charges beyond the transcoded runs
// if it forgets that they are done.
func Replayed(p Playlist, plays []Play) []Run {
	if again := playings(p, plays); len(again) > 0 {
		return runsOf(p, again[1:])
	}
	return nil
}

// Initial returns the initial transcoding alone, which is charged however often
// its segments are played.
func Initial(p Playlist) []Run { return Transcoded(p, nil) }

// playings sorts plays by whether they are the first, second, … of their
// segment. That way several viewers who play side by side make whole runs, as
// each of them would alone.
func playings(p Playlist, plays []Play) []segmentsByHour {
	var times []segmentsByHour
	played := map[int64]int{}
	for _, play := range inOrder(plays) {
		if !p.has(play.Index) {
			continue
		}
		nth := played[play.Index]
		played[play.Index]++
		if nth == len(times) {
			times = append(times, segmentsByHour{})
		}
		times[nth].add(play.At, span{play.Index, play.Index + 1})
	}
	return times
}

func runsOf(p Playlist, hours []segmentsByHour) []Run {
	var runs []Run
	for _, l := range hours {
		runs = append(runs, l.runs(p)...)
	}
	return runs
}
