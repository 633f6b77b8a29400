package process

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"immrecon/store/model"
)

// FuzzKey checks that what was escaped once is read back, and that each key is text that
// no database refuses.
func FuzzKey(f *testing.F) {
	for _, key := range []string{"", "a.jpg", "a b+c", "100%", "%2", "%zz", "%25", "a%2Fb", "图.jpg", "%E5%9B%BE", "a%00", "a%FF", "\x00\xff%", "%c0%af", "a!small", "?x=y&z#"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, escaped := range map[string]string{"a path": url.PathEscape(text), "a form": strings.ReplaceAll(url.QueryEscape(text), "+", "%20")} {
			if got := Unescape(escaped); got != text {
				t.Errorf("%q escaped as in %s, %q, reads as %q", text, name, escaped, got)
			}
		}
		key := Key(text)
		if !utf8.ValidString(key) || strings.Contains(key, "\x00") {
			t.Errorf("the key of %q is no text: %q", text, key)
		}
		if key == "" && text != "" {
			t.Errorf("the key of %q is lost", text)
		}
		if isText(text) && !strings.Contains(text, "%") && key != text {
			t.Errorf("the key of %q, which has nothing escaped, is %q", text, key)
		}
		if plain := Unescape(text); isText(plain) && Key(url.PathEscape(plain)) != key {
			t.Errorf("the key of %q is %q, escaped otherwise %q", text, key, Key(url.PathEscape(plain)))
		}
		if standard, err := url.PathUnescape(text); err == nil && Unescape(text) != standard {
			t.Errorf("%q reads as %q, the standard library says %q", text, Unescape(text), standard)
		}
	})
}

// styleAt finds a style at the end of a path as Styles.find says that it does: slowly.
func styleAt(of []model.SoughtStyle, path string) (ends []string) {
	for _, s := range of {
		for at := range path {
			rest, found := strings.CutPrefix(path[at:], s.Delimiter)
			if found && Unescape(rest) == s.Name && strings.Trim(path[:at], "/") != "" {
				ends = append(ends, s.Delimiter+s.Name)
			}
		}
	}
	return ends
}

// FuzzStyles checks that a style of a bucket is found in a path exactly where it ends in
// its delimiter and name.
func FuzzStyles(f *testing.F) {
	f.Add("/a.jpg-small", "-", "small", "_", "small")
	f.Add("/a.jpg-b-small?x=y", "-", "b-small", "-", "small")
	f.Add("http://host/-small", "-", "small", "/", "small")
	f.Add("/a--small", "--", "small", "-", "-small")
	f.Add("/a.jpg%2Dsm%61ll", "-", "small", "", "")
	f.Fuzz(func(t *testing.T, target, delimiter, name, delimiter2, name2 string) {
		var all []model.SoughtStyle
		for _, s := range []model.SoughtStyle{{Bucket: "b", Delimiter: delimiter, Name: name}, {Bucket: "b", Delimiter: delimiter2, Name: name2}} {
			if s.Delimiter != "" && s.Name != "" {
				all = append(all, s)
			}
		}
		styles := NewStyles(all)
		gotDelimiter, gotName := styles.find([]byte("b"), []byte(target))
		want := styleAt(all, string(pathOf([]byte(target))))
		if (gotName == "") != (len(want) == 0) {
			t.Fatalf("%q has %q, found %q", target, want, gotDelimiter+gotName)
		}
		found := false
		for _, one := range want {
			found = found || one == gotDelimiter+gotName
		}
		if gotName != "" && !found {
			t.Errorf("%q has %q, found %q", target, want, gotDelimiter+gotName)
		}
		if d, n := styles.find([]byte("other"), []byte(target)); d+n != "" {
			t.Errorf("another bucket has %q", d+n)
		}
	})
}
