package calls

import "testing"

func TestMaskToken(t *testing.T) {
	for _, c := range []struct{ text, token, want string }{
		{"2026-03-01,media,live,x,", "x", "2026-03-01,media,live,***,"},
		{"2026-03-01,media,1080,1,x1", "1", "2026-03-01,media,1080,***,x1"},
		{`{"token":"a b","op":"GenerateVideoPlaylist"}`, "a b", `{"token":"***","op":"GenerateVideoPlaylist"}`},
		{"s,s,s", "s", "***,***,***"},
		{"media,,", "", "media,,"},
		{`{"token":"a\u0062"}`, "ab", leftOut},
	} {
		if got := maskToken(c.text, c.token); got != c.want {
			t.Errorf("%s without %q is %s, want %s", c.text, c.token, got, c.want)
		}
	}
}
