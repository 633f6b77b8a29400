package ingest

import "testing"

func TestExtensions(t *testing.T) {
	for key, want := range map[string]string{
		"a/b.JPG": "jpg", "a.b/c": "", "": "", "archive.tar.gz": "gz", ".hidden": "hidden", "oss://b/x.Mp4": "mp4",
		"a.": "", "a.thisIsNoExtension": "",
	} {
		if got := extension(key); got != want {
			t.Errorf("extension(%q) = %q, want %q", key, got, want)
		}
	}
}
