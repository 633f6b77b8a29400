package process

import "testing"

func TestRegion(t *testing.T) {
	for host, want := range map[string]string{
		"photos.oss-ap-southeast-1.aliyuncs.com":                   "ap-southeast-1",
		"photos.oss-ap-southeast-1-internal.aliyuncs.com":          "ap-southeast-1",
		"Photos.OSS-CN-Hangzhou.aliyuncs.com:443":                  "cn-hangzhou",
		"oss-cn-beijing.aliyuncs.com":                              "cn-beijing",
		"a.b.oss-cn-beijing.aliyuncs.com":                          "cn-beijing",
		"photos-ap.oss-cn-beijing.oss-object-process.aliyuncs.com": "cn-beijing",
		"photos.oss-accelerate.aliyuncs.com":                       "",
		"photos.oss-accelerate-overseas.aliyuncs.com":              "",
		"img.example.com":                                          "",
		"oss-cn-beijing.aliyuncs.com.example.com":                  "",
		"oss-cn-beijing.example.com":                               "",
		"aliyuncs.com":                                             "",
		"":                                                         "",
	} {
		if got := Region(host); got != want {
			t.Errorf("Region(%q) = %q, want %q", host, got, want)
		}
	}
}

func TestLocationRegion(t *testing.T) {
	for location, want := range map[string]string{
		"oss-cn-heyuan-d":           "cn-heyuan",
		"oss-ap-southeast-1-d":      "ap-southeast-1",
		"OSS-CN-Heyuan-D":           "cn-heyuan",
		"oss-cn-heyuan":             "cn-heyuan",
		"oss-us-west-1":             "us-west-1",
		"oss-cn-shanghai-finance-1": "cn-shanghai-finance-1",
		"oss-cn-north-2-gov-1":      "cn-north-2-gov-1",
		"cn-hangzhou":               "cn-hangzhou",
		"-d":                        "-d",
		"":                          "",
	} {
		if got := LocationRegion(location); got != want {
			t.Errorf("LocationRegion(%q) = %q, want %q", location, got, want)
		}
	}
}
