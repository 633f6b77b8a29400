package words

import (
	"testing"

	"immrecon/store/model"
)

// The limit of access logs is said where one covers any of the run, once.
func TestLimits(t *testing.T) {
	log, other := model.Coverage{Channel: model.KindOSSLog, Subject: "a", Hours: 1}, model.Coverage{Channel: model.KindActionTrail, Subject: "r", Hours: 9}
	for name, test := range map[string]struct {
		covered []model.Coverage
		want    int
	}{
		"nothing":          {nil, 0},
		"a trail":          {[]model.Coverage{other}, 0},
		"a log of no hour": {[]model.Coverage{{Channel: model.KindOSSLog, Subject: "a"}}, 0},
		"logs and a trail": {[]model.Coverage{log, other, log}, 1},
	} {
		for language, w := range In {
			if got := w.Limits(test.covered); len(got) != test.want || test.want == 1 && got[0] == "" {
				t.Errorf("%s, %s: %q", name, language, got)
			}
		}
	}
}
