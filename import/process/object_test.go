package process

import (
	"testing"

	"immrecon/store/model"
)

func TestObjectWrite(t *testing.T) {
	for operation, want := range map[string]string{
		"PutObject":               "PutObject",
		"postobject":              "PostObject",
		"AppendObject":            "AppendObject",
		"CopyObject":              "CopyObject",
		"CompleteUploadPart":      "CompleteUploadPart",
		"CompleteMultiPartUpload": "CompleteMultipartUpload",
		"UploadPart":              "",
		"PutObjectAcl":            "",
		"GetObject":               "",
		"-":                       "",
		"":                        "",
	} {
		if got := ObjectWrite(operation); got != want {
			t.Errorf("ObjectWrite(%q) = %q, want %q", operation, got, want)
		}
	}
}

func TestKey(t *testing.T) {
	for logged, want := range map[string]string{
		"a.jpg":        "a.jpg",
		"a%20b%2Bc+d":  "a b+c+d",
		"%E7%9B%B8":    "相",
		"100%":         "100%",
		"a%2520b":      "a%20b",
		"%ff.jpg":      "%ff.jpg",
		"a%00":         "a%00",
		"a%ff\x00\xff": "a%ff%00\uFFFD",
		"":             "",
	} {
		if got := Key(logged); got != want {
			t.Errorf("Key(%q) = %q, want %q", logged, got, want)
		}
	}
}

// Deleting a segment of live transcoding lets it be transcoded again; deleting
// several objects at once may, for the log does not name them.
func TestSegmentDelete(t *testing.T) {
	for _, c := range []struct {
		operation, key string
		want           bool
	}{
		{"DeleteObject", "live/a-0.ts", true},
		{"deleteobject", "live/a-0.ts", true},
		{"DeleteObject", "live/a.m3u8", false},
		{"DeleteObject", "a.ts.jpg", false},
		{"DeleteObjects", "-", true},
		{"DeleteMultipleObjects", "-", true},
		{"DELETEOBJECTS", "", true},
		{"GetObject", "live/a-0.ts", false},
		{"DeleteBucket", "-", false},
		{"ExpireObject", "live/a-0.ts", false},
		{"", "live/a-0.ts", false},
	} {
		want := ""
		if c.want {
			want = model.SegmentDelete
		}
		if got := SegmentDelete(c.operation, c.key); got != want {
			t.Errorf("%s of %s is %q, want %q", c.operation, c.key, got, want)
		}
	}
}
