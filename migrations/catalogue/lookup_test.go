package catalogue

import (
	"strings"
	"testing"
	"unicode"
)

func TestUnitNamed(t *testing.T) {
	cases := []struct {
		printed, unit string
		factor        int64
	}{
		{"次", "call", 1},
		{"千次", "call", 1000},
		{" 千 次\t", "call", 1000},
		{"万次", "call", 10_000},
		{"百万次", "call", 1_000_000},
		{"1,000 calls", "call", 1000},
		{"1,000 Calls", "call", 1000},
		{"１，０００ calls", "call", 1000},
		{"1000calls", "call", 1000},
		{"per 1,000 calls", "call", 1000},
		{"Thousand Calls", "call", 1000},
		{"10,000 calls", "call", 10_000},
		{"1,000,000 calls", "call", 1_000_000},
		{"张", "image", 1},
		{"千张", "image", 1000},
		{"1,000 images", "image", 1000},
		{"秒", "second", 1},
		{"Seconds", "second", 1},
		{"分钟", "second", 60},
		{"Minutes", "second", 60},
		{"小时", "second", 3600},
		{"帧", "frame", 1},
		{"千帧", "frame", 1000},
		{"1,000 frames", "frame", 1000},
		{"Thousands of Frames", "frame", 1000},
		{"千路", "stream", 1000},
		{"1,000 streams", "stream", 1000},
		{"CountUnit", "countunit", 1},
		{"个", "countunit", 1},
		{"KB", "byte", 1 << 10},
		{"MB", "byte", 1 << 20},
		{"GB", "byte", 1 << 30},
		{"ＧＢ", "byte", 1 << 30},
		{"GiB", "byte", 1 << 30},
		{"TB", "byte", 1 << 40},
		{"Bytes", "byte", 1},
	}
	for _, c := range cases {
		if u, found := UnitNamed(c.printed); !found || u.Unit != c.unit || u.Factor != c.factor {
			t.Errorf("%q is %d %q (found: %t), expected %d %q", c.printed, u.Factor, u.Unit, found, c.factor, c.unit)
		}
	}
	for _, unknown := range []string{"", " ", "tokens", "千tokens", "1,000", "USD/千次"} {
		if u, found := UnitNamed(unknown); found {
			t.Errorf("%q is found as %+v", unknown, u)
		}
	}
}

func TestUnitKeyKeepsOtherCommas(t *testing.T) {
	for printed, expected := range map[string]string{
		"1,000,000 Calls": "1000000calls",
		"calls, images":   "calls,images",
		"1,":              "1,",
		",1":              ",1",
		"":                "",
	} {
		if key := UnitKey(printed); key != expected {
			t.Errorf("key of %q is %q, expected %q", printed, key, expected)
		}
	}
}

func TestRegionCode(t *testing.T) {
	for name, code := range map[string]string{
		"cn-hangzhou":                  "cn-hangzhou",
		"China (Hangzhou)":             "cn-hangzhou",
		"China（Hangzhou）":              "cn-hangzhou",
		"华东1（杭州）":                      "cn-hangzhou",
		"华东1 (杭州)":                     "cn-hangzhou",
		"华东 1（杭州）\t":                   "cn-hangzhou",
		"Singapore":                    "ap-southeast-1",
		"新加坡":                          "ap-southeast-1",
		"AP-SOUTHEAST-1":               "ap-southeast-1",
		"India (Mumbai) Closing Down":  "ap-south-1",
		"China (Hong Kong)":            "cn-hongkong",
		"中国（香港）":                       "cn-hongkong",
		"US (Virginia)":                "us-east-1",
		"德国（法兰克福）":                     "eu-central-1",
		"China (Nanjing-Local Region)": "cn-nanjing",
		" Atlantis (Deep) ":            "Atlantis (Deep)",
		"":                             "",
	} {
		if found := RegionCode(name); found != code {
			t.Errorf("%q is in region %q, expected %q", name, found, code)
		}
	}
}

func TestCanonicalItem(t *testing.T) {
	for printed, expected := range map[string]string{
		"ImageDetect":       "ImageDetect",
		"imagedetect":       "ImageDetect",
		" IMAGEDETECT\t":    "ImageDetect",
		"ImageInsight":      "ImageFace",
		"Image tagging":     "ImageLabel",
		"Vehicle detection": "ImageDetect",
		"GetRequest":        "",
		"":                  "",
	} {
		item, found := CanonicalItem(printed)
		if item != expected || found != (expected != "") {
			t.Errorf("%q is item %q (found: %t), expected %q", printed, item, found, expected)
		}
	}
}

func TestStatusOf(t *testing.T) {
	for code, expected := range map[string]int{
		"":                         200,
		"InvalidArgument":          400,
		"InvalidParameter.Project": 400,
		"InvalidMaxKeys":           400,
		"MissingProjectName":       400,
		"TaskFailed":               400,
		"AccessDenied":             403,
		"AccessDenied.RAM":         403,
		"Forbidden.RAM":            403,
		"ForbiddenByPolicy":        403,
		"NoPermission":             403,
		"InvalidAccessKeyId.NotIt": 403, // the listed code wins over the prefix Invalid*
		"ResourceNotFound":         400,
		"NoSuchKey":                404,
		"Throttling.User":          429,
		"InternalError":            500,
		"SystemError":              500,
		"ServiceUnavailable":       503,
		"SomethingElse":            0,
	} {
		if status := StatusOf(code); status != expected {
			t.Errorf("status of %q is %d, expected %d", code, status, expected)
		}
	}
}

// Two rows with one key would make a look-up depend on the order of a file.
func TestKeysAreUnique(t *testing.T) {
	c := catalogue(t)
	seen := map[string]bool{}
	unique := func(table, key string) {
		if seen[table+" "+key] {
			t.Errorf("%s: %q stands twice", table, key)
		}
		seen[table+" "+key] = true
	}
	for _, i := range c.Items {
		unique("item", fold(i.Code))
	}
	for _, a := range c.ItemAliases {
		unique("item", fold(a.Alias))
	}
	for _, o := range c.Operations {
		unique("operation", strings.Join([]string{o.Channel, o.Name, o.Item, o.Condition}, "|"))
	}
	for _, o := range c.Operators {
		unique("operator", o.Name+"|"+o.Media)
	}
	for _, run := range c.Templates {
		unique("template", run.Name+"|"+run.Operator+"|"+run.Media)
	}
	for _, m := range c.MediaTypes {
		unique("media type", m.Extension)
		if m.Extension != strings.ToLower(m.Extension) || strings.Contains(m.Extension, ".") {
			t.Errorf("extension %q is not lower case without a dot", m.Extension)
		}
	}
	for _, u := range c.Units {
		unique("unit", UnitKey(u.Printed))
	}
	codes := map[string]bool{}
	for _, r := range c.Regions {
		unique("region", regionKey(r.Name))
		codes[r.Code] = true
	}
	for code := range codes {
		unique("region", regionKey(code))
	}
	for _, e := range c.ErrorCodes {
		unique("error code", e.Code)
	}
}

func FuzzUnitKey(f *testing.F) {
	for _, u := range []string{"千次", "1,000 calls", "１，０００ Calls", ",,1,2,", "\xff", "K\u200bB", "İ", "\xf4˚"} {
		f.Add(u)
	}
	f.Fuzz(func(t *testing.T, printed string) {
		key := UnitKey(printed)
		if strings.ContainsFunc(key, unicode.IsSpace) {
			t.Errorf("key %q of %q has blanks", key, printed)
		}
		for i := 1; i < len(key)-1; i++ {
			if key[i] == ',' && digit(key[i-1]) && digit(key[i+1]) {
				t.Errorf("key %q of %q has the comma of a thousand", key, printed)
			}
		}
		if padded := UnitKey("\t" + printed + " "); padded != key {
			t.Errorf("blanks around %q change its key from %q to %q", printed, key, padded)
		}
	})
}
