package catalogue

import (
	"slices"
	"strings"
)

// vocabulary holds every fact a condition may ask for, with its values; a fact
// without values stands alone. They are the facts a call record can state.
var vocabulary = map[string][]string{
	"geo":      nil, // the media has a location
	"readonly": {"true", "false"},
	"cached":   {"true", "false"},
	"output": {
		"video", "audio", "snapshots", "sprite", "animation",
		"subtitle_text", "subtitle_image",
	},
	"codec": {"h264", "h265", "copy"},
	"tier":  {"LD", "SD", "HD", "2K", "4K", "basic", "advanced"},
	"size":  {"small", "large"},
}

// condition returns the cell of the column condition, which must be made of
// facts of the vocabulary, each at most once.
func condition(r *record) string {
	text := r.text("condition")
	if text == "" {
		return ""
	}
	seen := map[string]bool{}
	for fact := range strings.SplitSeq(text, ";") {
		name, value, valued := strings.Cut(fact, "=")
		values, known := vocabulary[name]
		if !known || seen[name] || valued != (values != nil) || valued && !slices.Contains(values, value) {
			r.reject("condition", "a list of known facts joined by ;")
		}
		seen[name] = true
	}
	return text
}
