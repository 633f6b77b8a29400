package model

import (
	"slices"
	"testing"
)

func TestTagOf(t *testing.T) {
	for _, c := range []struct{ tags, key, want string }{
		{"team:search;env:prod", "env", "prod"},
		{"team:search; env: prod ", "env", "prod"},
		{"key:team value:search; key:env value:prod", "env", "prod"},
		{"key:team value:a:b", "team", "a:b"},
		{"team:a:b", "team", "a:b"},
		{"team", "team", ""},
		{"team:search", "tea", ""},
		{"", "team", ""},
	} {
		if got := TagOf(c.tags, c.key); got != c.want {
			t.Errorf("%q in %q is %q, want %q", c.key, c.tags, got, c.want)
		}
	}
}

func TestLabelKeys(t *testing.T) {
	for text, valid := range map[string]bool{"project": true, "tag:team": true, "tag:": false, "colour": false, "": false} {
		if _, err := ParseLabelKey(text); (err == nil) != valid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestKeysOfLabels(t *testing.T) {
	got := Keys([]Labels{{Tags: "team:search;env:"}, {CostUnit: "unit", Tags: "key:owner value:a"}, {Tags: "alone"}, {}})
	if want := []LabelKey{"cost-unit", "tag:owner", "tag:team"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
