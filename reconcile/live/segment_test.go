package live_test

import (
	"fmt"
	"testing"

	"immrecon/reconcile/live"
)

func TestParseSegment(t *testing.T) {
	type segment struct {
		object, token string
		index         int64
	}
	cases := map[string]segment{
		"live/004-5f79068915b8439d-36.ts": {"live/004", "5f79068915b8439d", 36},
		"a-b/c-d-t0-0.ts":                 {"a-b/c-d", "t0", 0},
		"-t-7.ts":                         {"", "t", 7},
		"live/004-5f79-36.m3u8":           {},
		"live/004-5f79_36.ts":             {},
		"5f79-36.ts":                      {},
		"live/004-5f79-036.ts":            {},
		"live/004-5f79-+3.ts":             {},
		"live/004-5f79-.ts":               {},
		"live/004-5f79--3.ts":             {},
		"live/004--3.ts":                  {},
		"x-t-99999999999999999999.ts":     {},
		".ts":                             {},
		"":                                {},
	}
	for key, want := range cases {
		object, token, index, ok := live.ParseSegment(key)
		if got := (segment{object, token, index}); got != want || ok != (want.token != "") {
			t.Errorf("%q: got %+v, %t, want %+v", key, got, ok, want)
		}
	}
}

func FuzzParseSegment(f *testing.F) {
	for _, seed := range []string{"live/004-5f79068915b8439d-36.ts", "a-b-c-0.ts", "a--1.ts", "-.ts", "a-b-00.ts"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, key string) {
		object, token, index, ok := live.ParseSegment(key)
		if !ok {
			return
		}
		if again := fmt.Sprintf("%s-%s-%d.ts", object, token, index); again != key {
			t.Errorf("%q was taken apart as %q", key, again)
		}
	})
}
