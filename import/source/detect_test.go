package source

import (
	"bytes"
	"errors"
	"testing"

	"immrecon/store/model"
)

func TestDetect(t *testing.T) {
	begins := func(kind model.Kind, with string) Detector {
		return Detector{Kind: kind, Detect: func(head []byte) bool { return bytes.HasPrefix(head, []byte(with)) }}
	}
	detectors := []Detector{begins(model.KindBill, "bill"), begins(model.KindCalls, "b"), begins(model.KindPrices, "price"),
		{Kind: model.KindOSSLog, Detect: func(head []byte) bool { return len(head) > 5 }, Exclusive: true}}
	cases := []struct {
		head, failure string
		want          model.Kind
	}{
		{"price", "", model.KindPrices},
		{"b", "", model.KindCalls},
		{"bill", "the content looks like bill and calls; name the kind with --kind", ""},
		{"else", "the content is of no kind that is known; name it with --kind, one of bill, calls, prices, osslog", ""},
		{"a line of a log", "", model.KindOSSLog},
		{"b, a line of a log", "", model.KindOSSLog},
		{"", "there is no content", ""},
	}
	for _, c := range cases {
		kind, err := Detect([]byte(c.head), detectors)
		if kind != c.want || (err == nil) != (c.failure == "") || (err != nil && err.Error() != c.failure) {
			t.Errorf("Detect(%q) = %q, %v; want %q, %s", c.head, kind, err, c.want, c.failure)
		}
	}
	if _, err := Detect([]byte("else"), detectors); !errors.Is(err, ErrUnknownKind) {
		t.Errorf("%v is not ErrUnknownKind", err)
	}
}
