package osslog

import "testing"

func TestRegionOf(t *testing.T) {
	for host, want := range map[string]string{
		"photos.oss-ap-southeast-1.aliyuncs.com":          "ap-southeast-1",
		"photos.oss-ap-southeast-1-internal.aliyuncs.com": "ap-southeast-1",
		"Photos.OSS-CN-Hangzhou.aliyuncs.com:443":         "cn-hangzhou",
		"oss-cn-beijing.aliyuncs.com":                     "cn-beijing",
		"a.b.oss-cn-beijing.aliyuncs.com":                 "cn-beijing",
		"photos.oss-accelerate.aliyuncs.com":              "",
		"photos.oss-accelerate-overseas.aliyuncs.com":     "",
		"img.example.com":                                 "",
		"oss-cn-beijing.aliyuncs.com.example.com":         "",
		"oss-cn-beijing.example.com":                      "",
		"aliyuncs.com":                                    "",
		"":                                                "",
	} {
		if got := regionOf(host); got != want {
			t.Errorf("regionOf(%q) = %q, want %q", host, got, want)
		}
	}
}
