package demo

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"time"
)

// video is a target of GenerateVideoPlaylist: a stream that is transcoded
// piece by piece, as far as somebody watches it.
type video struct {
	codec         string
	width, height int64
	rate          int64 // frames per second
	length        int64 // seconds
	initial       int64 // seconds transcoded when the playlist is made
	ahead         int   // segments transcoded ahead of the one being played
}

// segment is the length of a segment in seconds.
const segment = 10

// efficiency is the CU coefficient of a codec, in tenths.
var efficiency = map[string]int64{"h264": 3, "h265": 18}

// countUnits is the price in CountUnits of transcoding an unbroken stretch of
// so many seconds, picture and sound (formula of the billing page, "Real-time
// transcoding billing details").
func (v video) countUnits(stretch int64) int64 {
	weight := efficiency[v.codec] * ceilDiv(v.height, 240) * ceilDiv(v.width, 240) * ceilDiv(v.rate, 30)
	picture := (ceilDiv(weight, 10) + 1) * stretch
	sound := ceilDiv(3*stretch, 10)
	return picture + sound
}

func (v video) segments() int { return int(ceilDiv(v.length, segment)) }

// transcoded marks the segments that exist once the given ones were played:
// the initial ones, the played ones and those ahead of each. Playing a segment
// again adds nothing.
func (v video) transcoded(played []int) []bool {
	done := make([]bool, v.segments())
	for i := range min(int(ceilDiv(v.initial, segment)), len(done)) {
		done[i] = true
	}
	for _, p := range played {
		for i := p; i <= min(p+v.ahead, len(done)-1); i++ {
			done[i] = true
		}
	}
	return done
}

// charge rates each unbroken run of transcoded segments on its own; the last
// segment of the video may be short.
func (v video) charge(done []bool) int64 {
	var total, stretch int64
	for i, d := range done {
		if d {
			stretch += min(segment, v.length-int64(i)*segment)
		}
		if atEnd := i == len(done)-1; stretch > 0 && (!d || atEnd) {
			total += v.countUnits(stretch)
			stretch = 0
		}
	}
	return total
}

var videos = []video{
	{codec: "h264", width: 800, height: 600, rate: 30, length: 1260},
	{codec: "h264", width: 1280, height: 720, rate: 25, length: 905},
	{codec: "h264", width: 1920, height: 1080, rate: 60, length: 2280},
	{codec: "h265", width: 1280, height: 720, rate: 25, length: 600},
}

// premiere makes a playlist and lets people watch, all within the hour: how
// the provider splits a run over two hours is not published.
func (w *world) premiere(hour time.Time) {
	v := pick(w.chance, videos)
	v.initial = int64(pick(w.chance, []int{0, 30}))
	v.ahead = pick(w.chance, []int{12, 12, 15})
	name, token := fmt.Sprintf("live/%03d", w.IntN(900)), w.token(16)
	at := w.within(hour, 0, 600)
	w.announce(v, at, name, token)

	var played []int
	clock := at
	for range w.between(1, 3) {
		from := w.IntN(v.segments())
		for i := from; i < min(from+w.between(5, 60), v.segments()); i++ {
			clock = clock.Add(time.Duration(w.between(2, 9)) * time.Second)
			w.play(name, token, i, clock)
			played = append(played, i)
		}
	}
	units := v.charge(v.transcoded(played))
	w.ledger.book(subject{studio.name, "LiveTranscoding", ""}, at, units, charged)
}

// announce notes the playlist in the call log. The default of twelve segments
// ahead is left out, as applications do.
func (w *world) announce(v video, at time.Time, name, token string) {
	facts := map[string]string{
		"codec": v.codec, "width": fmt.Sprint(v.width), "height": fmt.Sprint(v.height),
		"fps": fmt.Sprint(v.rate), "seconds": fmt.Sprint(v.length),
		"initial_transcode": fmt.Sprint(v.initial), "segment_seconds": fmt.Sprint(segment),
		"target_uri": uri(studio.bucket, "%s", name), "token": token, "audio_streams": "1",
	}
	if v.ahead != 12 {
		facts["transcode_ahead"] = fmt.Sprint(v.ahead)
	}
	w.finish(studio, at, "GenerateVideoPlaylist", at, succeeded, facts)
}

// play asks for one segment: whether it has to be transcoded for that cannot
// be seen from the request.
func (w *world) play(name, token string, index int, at time.Time) {
	playlist := base64.RawURLEncoding.EncodeToString([]byte(name + ".m3u8"))
	query := "x-oss-process=if_status_eq_404{hls/ts,from_" + playlist + "}"
	if w.oneIn(2) {
		query = "x-oss-process=" + url.QueryEscape("if_status_eq_404{hls/ts,from_"+playlist+"}")
	}
	w.request(request{
		bucket: studio.bucket, received: at, took: w.between(20, 900),
		method: "GET", key: fmt.Sprintf("%s-%s-%d.ts", name, token, index), query: query,
		operation: "GetObject", status: 200,
	})
}
