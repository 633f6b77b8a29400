package secret

import "testing"

func TestHash(t *testing.T) {
	if got := Hash(""); got != "" {
		t.Errorf("no token becomes %q", got)
	}
	// The first eight bytes of the published SHA-256 of "abc".
	if got, want := Hash("abc"), "ba7816bf8f01cfea"; got != want {
		t.Errorf("Hash(abc) = %s, want %s", got, want)
	}
	if Hash("token") == Hash("Token") {
		t.Error("two tokens have one hash")
	}
}
