package process

import "testing"

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
