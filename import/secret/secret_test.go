package secret

import (
	"strings"
	"testing"
	"unicode/utf8"

	"immrecon/import/readertest"
	"immrecon/store/model"
)

func TestMask(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"members", `{"AccessToken": "s3cret", "RefreshToken":"s3cret","n":1}`, `{"AccessToken": "***", "RefreshToken":"***","n":1}`},
		{"in a string", `{"p":"{\"AccessToken\": \"s3cret\", \"a\":1}"}`, `{"p":"{\"AccessToken\": \"***\", \"a\":1}"}`},
		{"in a string of a string", `"{\\\"RefreshToken\\\":\\\"s3cret\\\"}"`, `"{\\\"RefreshToken\\\":\\\"***\\\"}"`},
		{"escapes in the value", `{"Signature":"s3\/cret\u003d","a":1}`, `{"Signature":"***","a":1}`},
		{"cut short", `{"eventName":"X","AccessToken":"s3cr`, `{"eventName":"X","AccessToken":"***`},
		{"access key", `{"accessKeyId":"s3cret","access_id":"s3cret"}`, `{"accessKeyId":"***","access_id":"***"}`},
		{"query", `/a?OSSAccessKeyId=s3cret&Signature=s3%2Fcret%3D&x-oss-process=image/faces`, `/a?OSSAccessKeyId=***&Signature=***&x-oss-process=image/faces`},
		{"query of version 4", `x-oss-signature=s3cret&x-oss-credential=s3cret&x-oss-security-token=s3cret`, `x-oss-signature=***&x-oss-credential=***&x-oss-security-token=***`},
		{"encoded query", `/a%3FSignature%3Ds3cret`, `/a%3FSignature%3D***`},
		{"key id in a table", `x,LTAI5tQxT7Y2,STS.NTx8yZ1234,y`, `x,LTAI***,STS.***,y`},
		{"nothing secret", `{"eventName":"RefreshWebofficeToken","ProjectName":"photos"}`, `{"eventName":"RefreshWebofficeToken","ProjectName":"photos"}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Mask(c.in); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
			}
		})
	}
}

func TestMaskCuts(t *testing.T) {
	got := Mask(strings.Repeat("a", maxText-1) + "é" + strings.Repeat("b", maxText))
	if !utf8.ValidString(got) || !strings.HasSuffix(got, "a\uFFFD") {
		t.Errorf("the end is %q, want the cut character replaced", got[len(got)-8:])
	}
}

func TestMasked(t *testing.T) {
	var got readertest.Collected
	to := Masked(&got)
	to.Skip(1)
	to.Reject(2, "why", `{"AccessToken":"s3cret"}`)
	want := model.Rejected{Line: 2, Reason: "why", Text: `{"AccessToken":"***"}`}
	if got.Tally.Skipped != 1 || len(got.Rejects) != 1 || got.Rejects[0] != want {
		t.Errorf("%+v, want one skipped and %+v", got, want)
	}
}
