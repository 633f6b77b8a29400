package secret

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	const id, secretKey = "LTAI5tQxT7Y2", "0123456789abcdefghijklmnopqrst"
	const hmac = "26NBxoKdsyly4EDv6inkoDft/yA="
	cases := []struct{ name, in, want string }{
		{"members", `{"AccessToken": "s3cret", "RefreshToken":"s3cret","n":1}`, `{"AccessToken": "***", "RefreshToken":"***","n":1}`},
		{"blanks around the colon", `{"AccessToken" : "s3cret"}`, `{"AccessToken" : "***"}`},
		{"a value with blanks and quotes", `{"password":"my \"s3cret\" word\\","a":"b"}`, `{"password":"***","a":"b"}`},
		{"in a string", `{"p":"{\"AccessToken\": \"s3cret\", \"a\":1}"}`, `{"p":"{\"AccessToken\": \"***\", \"a\":1}"}`},
		{"in a string of a string", `"{\\\"RefreshToken\\\":\\\"s3cret\\\"}"`, `"{\\\"RefreshToken\\\":\\\"***\\\"}"`},
		{"in a cell of CSV", `x,"{""AccessToken"":""s3cret"",""a"":1}",y`, `x,"{""AccessToken"":""***"",""a"":1}",y`},
		{"in a string in a cell of CSV", `x,"{\""password\"":\""s3\\\""cret\"",\""a\"":1}",y`, `x,"{\""password\"":\""***\"",\""a\"":1}",y`},
		{"nothing in a member", `{"AccessToken":"","a":"b","Signature":null}`, `{"AccessToken":"","a":"b","Signature":null}`},
		{"a number", `{"password":123456,"a":1}`, `{"password":"***","a":1}`},
		{"a list", `{"Cookie":["a=s3cret", "b=s3cret"],"a":["b"]}`, `{"Cookie":["***", "***"],"a":["b"]}`},
		{"escapes in the value", `{"Signature":"s3\/cret\u003d","a":1}`, `{"Signature":"***","a":1}`},
		{"cut short", `{"eventName":"X","AccessToken":"s3cr`, `{"eventName":"X","AccessToken":"***`},
		{"single quotes", `{'password': 's3cret word', 'a': 'b'}`, `{'password': '***', 'a': 'b'}`},
		{"access key", `{"accessKeyId":"s3cret","access_id":"s3cret"}`, `{"accessKeyId":"***","access_id":"***"}`},
		{"capitals", `{"ACCESSKEYSECRET":"s3cret"} PASSWORD=s3cret`, `{"ACCESSKEYSECRET":"***"} PASSWORD=***`},

		{"query", `/a?OSSAccessKeyId=s3cret&Signature=s3%2Fcret%3D&x-oss-process=image/faces HTTP/1.1`, `/a?OSSAccessKeyId=***&Signature=***&x-oss-process=image/faces HTTP/1.1`},
		{"query of version 4", `x-oss-signature=s3cret&x-oss-credential=s3cret&x-oss-security-token=s3cret`, `x-oss-signature=***&x-oss-credential=***&x-oss-security-token=***`},
		{"what is no secret of it", `x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=20260304T000000Z&Expires=1772596800`, `x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=20260304T000000Z&Expires=1772596800`},
		{"encoded query", `/a%3FSignature%3Ds3%2Fcret%3D%26x-oss-process%3Dimage%2Ffaces`, `/a%3FSignature%3D***%26x-oss-process%3Dimage%2Ffaces`},
		{"encoded twice", `/a%253FSignature%253Ds3cret%2526a%253Db`, `/a%253FSignature%253D***%2526a%253Db`},
		{"encoded JSON", `state=%7B%22AccessToken%22%3A%22s3cret%22%7D&a=b`, `state=%7B%22AccessToken%22%3A%22***%22%7D&a=b`},
		{"escaped query", `{"u":"/a?Expires\u003d1\u0026Signature\u003ds3cret\u0026a\u003db"}`, `{"u":"/a?Expires\u003d1\u0026Signature\u003d***\u0026a\u003db"}`},
		{"last of a quoted field", `"GET /a?token=s3cret" "next"`, `"GET /a?token=***" "next"`},
		{"nothing in a field", `"GET /a?token=" "next"`, `"GET /a?token=" "next"`},
		{"of a CDN", `/media-0.ts?auth_key=s3cret&token=s3cret`, `/media-0.ts?auth_key=***&token=***`},
		{"settings", "password = s3cret\nuser = x", "password = ***\nuser = x"},
		{"XML", `<Code>SignatureDoesNotMatch</Code><OSSAccessKeyId>s3cret</OSSAccessKeyId><SignatureProvided>s3cret</SignatureProvided>`,
			`<Code>SignatureDoesNotMatch</Code><OSSAccessKeyId>***</OSSAccessKeyId><SignatureProvided>***</SignatureProvided>`},

		{"header", "Authorization: OSS s3cret:s3cret\r\nHost: a", "Authorization: ***\r\nHost: a"},
		{"header of a cookie", `Set-Cookie: sid=s3cret; Path=/; HttpOnly`, `Set-Cookie: ***`},
		{"header in a string", `{"h":"Cookie: a=s3cret; b=s3cret\r\nHost: a","n":1}`, `{"h":"Cookie: ***\r\nHost: a","n":1}`},
		{"member of a header", `{"Authorization":"Bearer s3cret, s3cret"}`, `{"Authorization":"***"}`},
		{"signed in version 1", `OSS 44CF9590006BF252F707:` + hmac, `OSS ***`},
		{"signed in version 4", `OSS4-HMAC-SHA256 Credential=s3cret/20260304/oss/aliyun_v4_request,Signature=s3cret`, `OSS4-HMAC-SHA256 Credential=***,Signature=***`},
		{"signed in ACS3", `ACS3-HMAC-SHA256 Credential=s3cret,SignedHeaders=host;x-acs-date,Signature=s3cret`, `ACS3-HMAC-SHA256 Credential=***,SignedHeaders=host;x-acs-date,Signature=***`},
		{"bearer", `curl -H "x: Bearer s3cret.s3cret" bearer%20s3cret-1`, `curl -H "x: Bearer ***" bearer%20***`},

		{"ids in a table", `x,` + id + `,STS.NTx8yZ1234,TMP.3KabcdEF,y`, `x,LTAI***,STS.***,TMP.***,y`},
		{"id and secret in a table", `x,` + id + `,` + secretKey + `,y`, `x,LTAI***,***,y`},
		{"an id that the provider masked", `LTAI****************`, `LTAI****************`},
		{"security token", `x,CAIShgJ1q6Ft5B2yfSjIr5DkAN3g,y`, `x,***,y`},
		{"web token", `movie-eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJ-0_a/x`, `movie-***/x`},
		{"web token cut short", `x eyJhbGciOiJI.eyJzd`, `x ***`},
		{"address with a user", `https://user:s3cret@example.com/a@b`, `https://***@example.com/a@b`},
		{"encoded address with a user", `to=https%3A%2F%2Fuser%3As3cret%40example.com%2Fa%40b`, `to=https%3A%2F%2F***%40example.com%2Fa%40b`},
		{"escaped address with a user", `"https:\/\/user:s3cret@example.com\/a"`, `"https:\/\/***@example.com\/a"`},
		{"address in OSS", `oss://bucket/a.jpg?anything=s3cret&x-oss-process=image/faces`, `oss://bucket/a.jpg?anything=***&x-oss-process=image/faces`},
		{"address of OSS", `https://b.oss-cn-beijing.aliyuncs.com/a.jpg?Expires=1&k=s3cret`, `https://b.oss-cn-beijing.aliyuncs.com/a.jpg?Expires=1&k=***`},
		{"private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIs3cret\nab==\n-----END RSA PRIVATE KEY-----\nnext", "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nnext"},
		{"private key in a string", `{"k":"-----BEGIN PRIVATE KEY-----\nMIIs3cret\n"}`, `{"k":"-----BEGIN PRIVATE KEY-----***"}`},
		{"encoded private key", `-----BEGIN%20PRIVATE%20KEY-----%0AMIIs3cret`, `-----BEGIN%20PRIVATE%20KEY-----***`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Mask(c.in)
			if got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
			}
			if again := Mask(got); again != got {
				t.Errorf("%s\nmasked again %s", got, again)
			}
		})
	}
}

func TestMaskKeepsWhatIsNoSecret(t *testing.T) {
	for _, text := range []string{
		"", "2026/03/photo-1.jpg", "albums/2026/03/04/IMG_0001.HEIC", "live/movie-4f0c2a9b71d34e58-12.ts", "图片/照片.jpg", "a=b:c=d", "date=2026-03-04/part-0.parquet",
		`{"eventName":"RefreshWebofficeToken","ProjectName":"photos","NextToken":"2","ClientToken":"a"}`,
		"RefreshWebofficeToken: neither serviceName nor eventSource is given", "column time: \"10:20:30\" is not an RFC 3339 time with zone",
		"image/crop,g_face", "style/TMP.x", "MediaConvert-0a1b2c3d", "https://www.alibabacloud.com/help/en/imm/product-overview/billable-items?spm=a2c63",
		`https://www.example.com/?page=2`, "acs:oss:cn-beijing:*:bucket", "SignatureDoesNotMatch", "InvalidAccessKeyId.NotFound", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
		"6fd2d8f0b4a1c3e5d7f9081726354453627180919", "oss://bucket/a.jpg?x-oss-process=image/resize,w_100", "the bearer of it", "eyJ/eyJ", "x@y://", "CAIS",
		`192.0.2.7 - - [04/Mar/2026:08:00:00 +0800] "GET /a.jpg?x-oss-process=image/faces HTTP/1.1" 200 48211 120 "-" "curl/8.1" "photos.oss-ap-southeast-1.aliyuncs.com" "65D0A1B2C3D4E5F600000001" "true"`,
	} {
		if got := Mask(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

// What was JSON is JSON after.
func TestMaskKeepsJSON(t *testing.T) {
	for _, value := range []any{"s3cret", 12, 1.5, true, nil, "", []string{"s3cret", "x"}, map[string]any{"x": 1}, `a "quote" and a \ and a`, "-----BEGIN PRIVATE KEY-----\nx\"y\n"} {
		for _, name := range []string{"password", "Authorization", "x", "the \"token"} {
			inner, err := json.Marshal(map[string]any{name: value, "z": "end"})
			if err != nil {
				t.Fatal(err)
			}
			outer, err := json.Marshal(map[string]any{"event": string(inner)})
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range []string{string(inner), string(outer)} {
				var back map[string]any
				got := Mask(text)
				if err := json.Unmarshal([]byte(got), &back); err != nil {
					t.Errorf("%s becomes %s: %v", text, got, err)
				}
				if event, is := back["event"].(string); is {
					if err := json.Unmarshal([]byte(event), &back); err != nil {
						t.Errorf("%s holds %s: %v", got, event, err)
					}
				}
				if back["z"] != "end" {
					t.Errorf("%s loses what is behind: %s", text, got)
				}
			}
		}
	}
}

// around are forms that a secret is told by. %s stands for it.
var around = []string{
	`OSSAccessKeyId=%s&a=b`, `Signature=%s&a=b`, `x-oss-security-token=%s`, `/a%%3Ftoken%%3D%s%%26a%%3Db`, `{"AccessToken":"%s"}`, `{\"AccessKeySecret\":\"%s\",\"a\":1}`,
	`{""password"":""%s""}`, `password=%s;a=b`, "Authorization: OSS %s:x\n", "Cookie: sid=%s; a=b\n", `Bearer %s next`, `https://user:%s@example.com/`, `oss://bucket/key?x=%s`,
	`Credential=%s,Signature=x`, "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----", `<SecurityToken>%s</SecurityToken>`, `LTAI%s`, `auth_key=%s`, `SET-COOKIE: A=%s`,
	`u\u003dv\u0026signature\u003d%s`, `%%22token%%22%%3A%%22%s%%22`,
}

func FuzzMask(f *testing.F) {
	f.Add("", "", uint8(0))
	f.Add(`"password":123`, `"`, uint8(3))
	f.Add(`eyJa.bcde://x:y@z?token=`, `%3D`, uint8(11))
	f.Add("-----BEGIN PRIVATE KEY-----", "\\", uint8(5))
	f.Add("x:26NBxoKdsyly4EDv6inkoDft/yA=", ":", uint8(8))
	f.Add(`oss://b/k?a=b`, "", uint8(12))
	f.Add(`token=""x`, "", uint8(12))
	f.Add(`pwd\\"":0`, "", uint8(3))
	f.Add(`a LTAI5tQxT7Y2,0123456789abcdefghijklmnopqrst`, "b", uint8(12))
	f.Fuzz(func(t *testing.T, before, behind string, form uint8) {
		for _, text := range []string{before + behind, before} {
			got := Mask(text)
			if len(got) > 2*len(text) {
				t.Errorf("%q grows to %q", text, got)
			}
			if again := Mask(got); again != got {
				t.Errorf("%q\nbecomes      %q\nmasked again %q", text, got, again)
			}
		}
		const canary = "CANARY0123456789"
		if strings.Contains(before+behind, canary) {
			return
		}
		text := before + "\n" + strings.ReplaceAll(strings.ReplaceAll(around[int(form)%len(around)], "%s", canary), "%%", "%") + "\n" + behind
		if got := Mask(text); strings.Contains(got, canary) {
			t.Errorf("%q\nbecomes %q", text, got)
		}
	})
}

// The time must grow with the length alone, whatever repeats.
func TestMaskIsDoneInTime(t *testing.T) {
	for _, piece := range []string{"=", ":", "%3D", "\\", "eyJ-", "eyJ", "CAIS/", "://", "http://a.aliyuncs.com?", "oss://a?b=", "-----BEGIN PRIVATE", "-----BEGIN PRIVATE KEY-----", "\"token\":", "\\\"", "token:", "Bearer ", "[\"", "LTAI", "token[", "a:b@", ":AAAA"} {
		got := Mask(strings.Repeat(piece, 1<<20/len(piece)))
		if len(got) > 2<<20 {
			t.Errorf("%q grows to %d bytes", piece, len(got))
		}
	}
}

// pieces of forms, to be put together in any order.
var pieces = []string{
	"token", "Signature", "Cookie", "x", "=", ":", "%3D", "%3a", "%22", `"`, `\"`, `\\\"`, `""`, "'", "\\", `\u003d`, `\u0026`, "&", "%26", ";", ",", " ", "\n", "[", "]", "{", "}", "<token>", "</token>", "<",
	"LTAI", "STS.", "abcdef1", "0123456789abcdefghijklmnopqrst", "Bearer ", "bearer%20", "eyJ", "eyJhbGci", ".", "-", "://", "%3A%2F%2F", "@", "%40", "oss", "a.aliyuncs.com", "?", "/",
	"-----BEGIN PRIVATE KEY-----", "-----END", "-----", "CAIS", "CAIShgJ1q6Ft5B2yfSjIr5DkAN3g", "OSS id:26NBxoKdsyly4EDv6inkoDft/yA=", "***", "null", "12", "é", "\xff",
}

func TestMaskOfPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300_000 {
		var text strings.Builder
		for range random.IntN(12) {
			text.WriteString(pieces[random.IntN(len(pieces))])
		}
		for _, mask := range []func(string) string{Mask, maskKey} {
			got := mask(text.String())
			if again := mask(got); again != got || len(got) > 2*text.Len() {
				t.Fatalf("%q\nbecomes      %q\nmasked again %q", text.String(), got, again)
			}
		}
	}
}

func TestMaskPath(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"logs/dt=2026-03-04/a.log", "logs/dt=2026-03-04/a.log"}, {"logs/what?.log", "logs/what?.log"},
		{"a.log?Expires=1&Signature=s3cret&k=s3cret", "a.log?Expires=1&Signature=***&k=***"}, {"token=s3cret.csv", "token=***"},
	} {
		if got := MaskPath(c.in); got != c.want || MaskPath(got) != got {
			t.Errorf("%q becomes %q, want %q", c.in, got, c.want)
		}
	}
}
