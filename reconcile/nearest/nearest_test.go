package nearest_test

import (
	"fmt"
	"testing"

	"immrecon/reconcile/nearest"
)

func TestUnknownSaysWhatMayHaveBeenMeant(t *testing.T) {
	items := []string{"ImageDetect", "ImageMosaic", "DocumentWebofficeEdit", "DocumentWebofficePreview", "StandardQueryL0", "StandardQueryL1"}
	var many []string
	for n := range 14 {
		many = append(many, fmt.Sprintf("project-%02d", n))
	}
	for name, c := range map[string]struct {
		given string
		known []string
		want  string
	}{
		"another case":        {"Imagedetect", items, "no item Imagedetect; did you mean ImageDetect?"},
		"a letter left out":   {"ImageDetct", items, "no item ImageDetct; did you mean ImageDetect?"},
		"two letters swapped": {"ImageMosiac", items, "no item ImageMosiac; did you mean ImageMosaic?"},
		"a part of a name":    {"weboffice", items, "no item weboffice; did you mean DocumentWebofficeEdit or DocumentWebofficePreview?"},
		"as near to two":      {"StandardQueryL", items, "no item StandardQueryL; did you mean StandardQueryL0 or StandardQueryL1?"},
		"one much nearer":     {"galery", []string{"papers", "gallery"}, "no item galery; did you mean gallery?"},
		"another script":      {"图片", []string{"图像"}, "no item 图片; did you mean 图像?"},
		"like none of a few":  {"xyzzy", items[:3], "no item xyzzy; there are DocumentWebofficeEdit, ImageDetect and ImageMosaic"},
		"like the only one":   {"xyzzy", items[:1], "no item xyzzy; there is only ImageDetect"},
		"like none of many": {"xyzzy", many, "no item xyzzy; there are project-00, project-01, project-02, project-03, project-04, project-05, project-06, " +
			"project-07, project-08, project-09, project-10, project-11 and 2 more"},
		"short and unlike": {"x", []string{"a", "b"}, "no item x; there are a and b"},
		"of none":          {"xyzzy", nil, "no item xyzzy; there is none at all"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := nearest.Unknown("item", c.given, c.known).Error(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
