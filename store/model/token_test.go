package model

import "testing"

func TestHashToken(t *testing.T) {
	if got := HashToken(""); got != "" {
		t.Errorf("no token becomes %q", got)
	}
	// The first eight bytes of the published SHA-256 of "abc".
	if got, want := HashToken("abc"), "ba7816bf8f01cfea"; got != want {
		t.Errorf("HashToken(abc) = %s, want %s", got, want)
	}
	if HashToken("token") == HashToken("Token") {
		t.Error("two tokens have one hash")
	}
}
