package actiontrail

import (
	"cmp"
	"fmt"
	"strconv"

	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// lastStream is the largest index that a target may name a stream by. Any larger
// one stands for all streams of its kind (API reference of TargetVideo.Stream).
const lastStream = 100

// readStreams counts the streams of each kind that a target lists, for each is
// charged by itself.
func readStreams(c *model.Call, asked *target, out *output) (err error) {
	video, audio := asked.Video.Value, asked.Audio.Value
	c.VideoStreams, err = listed(asked.Video.Given, video.DisableVideo, video.Stream.Value, len(out.VideoPlaylist.Value))
	if err != nil {
		return fmt.Errorf("Video%w", err)
	}
	c.AudioStreams, err = listed(asked.Audio.Given, audio.DisableAudio, audio.Stream.Value, len(out.AudioPlaylist.Value))
	if err != nil {
		return fmt.Errorf("Audio%w", err)
	}
	return nil
}

// listed counts the streams of one kind: none where they are not asked for, else
// those that are named, else those that came out, else one. Of all that there are
// nobody knows the number, unless several came out: then it is nil.
func listed(asked bool, disabled loosejson.Text, named []loosejson.Text, cameOut int) (*int64, error) {
	off, err := parseBool(disabled)
	if err != nil {
		return nil, fmt.Errorf(".Disable: %w", err)
	}
	indexes := map[int]bool{}
	for _, name := range named {
		index, err := strconv.Atoi(string(name))
		if err != nil || index < 0 {
			return nil, fmt.Errorf(".Stream: %q is not the index of a stream", string(name))
		}
		indexes[min(index, lastStream+1)] = true
	}
	count := int64(cmp.Or(len(indexes), cameOut, 1))
	switch {
	case !asked || off:
		count = 0
	case indexes[lastStream+1] && cameOut < 2:
		return nil, nil
	case indexes[lastStream+1]:
		count = int64(cameOut)
	}
	return &count, nil
}
