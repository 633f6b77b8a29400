package xlsx

import (
	"testing"

	"immrecon/export/words"

	"immrecon/store/model"
)

func TestFactsOfACall(t *testing.T) {
	yes, no := true, false
	for _, test := range []struct {
		call             *model.Call
		english, chinese string
	}{
		{nil, "", ""},
		{&model.Call{}, "", ""},
		{&model.Call{Codec: "h264", Width: 800, Height: 600, Duration: 61_200_000, Known: model.FactSize | model.FactDuration},
			"h264, 800×600, 61 s", "h264, 800×600, 61 秒"},
		{&model.Call{Images: 3, Frames: 4, Bytes: 5, Known: model.FactImages | model.FactFrames | model.FactBytes}, "3 images, 4 frames, 5 bytes", "3 张, 4 帧, 5 字节"},
		{&model.Call{Readonly: &yes, Cached: &yes, Geo: &yes}, "readonly, cached, location", "只读, 缓存, 有位置信息"},
		{&model.Call{Readonly: &no, Cached: &no, Geo: &no}, "", ""},
	} {
		for w, want := range map[*words.Words]string{words.English: test.english, words.Chinese: test.chinese} {
			if got := (&book{words: w}).facts(test.call); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}
