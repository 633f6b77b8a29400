package process

import "testing"

// A style at the end of a path counts only where it is a name by itself, and the
// delimiter stands as it is: escaped, it is part of the key.
func TestDelimitedStyle(t *testing.T) {
	for target, want := range map[string]string{
		"/a.jpg!avatar":                    "avatar",
		"/deep/er/a.jpg!avatar":            "avatar",
		"/a.jpg!Avatar_2.x":                "Avatar_2.x",
		"/a.jpg!avatar?versionId=CAEQ":     "avatar",
		"/a.jpg!small%2Dface":              "small-face",
		"/b!.jpg!avatar":                   "avatar",
		"/a.jpg!":                          "",
		"/a.jpg":                           "",
		"/a.jpg%21avatar":                  "",
		"/a.jpg?x-oss-process=style/a!b":   "",
		"/why!/a.jpg":                      "",
		"/a.jpg!avatar%2Flarge":            "",
		"/a.jpg!two%20words":               "",
		"/a.jpg!%ff":                       "",
		"":                                 "",
		"!avatar":                          "avatar",
		"/a.jpg!avatar?x-oss-process=b!ad": "avatar",
	} {
		if got := delimitedStyle([]byte(target)); got != want {
			t.Errorf("%q is %q, want %q", target, got, want)
		}
	}
}
