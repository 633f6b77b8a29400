package actiontrail

import (
	"fmt"
	"testing"
)

// Streams are those that a target names, each once; "no number" where it names all.
func TestStreamsOfATarget(t *testing.T) {
	const event = `{"eventId":"E-1","eventName":"GenerateVideoPlaylist","eventTime":"2026-03-01T01:00:00Z","serviceName":"Imm",
		"requestParameters":{"Targets":[{"URI":"oss://b/o"%s}]},"responseElements":{"Duration":60%s}}`
	cases := []struct{ name, target, response, want string }{
		{"both, as the API has it", `,"Video":{},"Audio":{}`, ``, "1 1"},
		{"two of each", `,"Video":{"Stream":[0,1]},"Audio":{"Stream":[1,3]}`, ``, "2 2"},
		{"three pictures, written as text", `,"Video":{"Stream":"[0,\"1\",2]"}`, ``, "3 0"},
		{"one twice", `,"Video":{"Stream":[0,0]}`, ``, "1 0"},
		{"no picture", `,"Audio":{"Stream":[0,1]}`, ``, "0 2"},
		{"a picture that is off", `,"Video":{"DisableVideo":true,"Stream":[0,1]},"Audio":{}`, ``, "0 1"},
		{"sound that is off", `,"Video":{},"Audio":{"DisableAudio":"true"}`, ``, "1 0"},
		{"all there are", `,"Video":{"Stream":[101]},"Audio":{"Stream":[101]}`, ``, "no number no number"},
		{"all there are, as came out", `,"Video":{"Stream":[101]},"Audio":{"Stream":[101]}`,
			`,"VideoPlaylist":[{"Token":"a"},{"Token":"b"}],"AudioPlaylist":[{"Token":"c"},{"Token":"d"},{"Token":"e"}]`, "2 3"},
		{"the last index", `,"Video":{"Stream":[100]}`, ``, "1 0"},
		{"subtitles alone", `,"Subtitle":{}`, ``, "0 0"},
		{"no index", `,"Video":{"Stream":[-1]}`, ``, "no number no number"},
		{"no index of sound", `,"Audio":{"Stream":["left"]}`, ``, "0 no number"},
	}
	number := func(n *int64) string {
		if n == nil {
			return "no number"
		}
		return fmt.Sprint(*n)
	}
	for _, c := range cases {
		got := read(t, fmt.Appendf(nil, event, c.target, c.response))
		if said := number(got.Calls[0].VideoStreams) + " " + number(got.Calls[0].AudioStreams); said != c.want {
			t.Errorf("%s: got %s streams, want %s", c.name, said, c.want)
		}
	}
}
