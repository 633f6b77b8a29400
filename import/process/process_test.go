package process

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// requests are targets as they stand in an access log, with the operations
// they should be read as, separated by blanks.
var requests = []struct{ method, target, want string }{
	// What OSS does by itself.
	{"GET", "/a.jpg", ""},
	{"GET", "/a.jpg?versionId=CAEQ", ""},
	{"GET", "/a.jpg?x-oss-process=image/resize,w_100", ""},
	{"GET", "/a.jpg?x-oss-process=image/resize,w_40/format,webp", ""},
	{"GET", "/a.jpg?x-oss-process=image/crop,x_10,y_10", ""},
	{"GET", "/a.jpg?x-oss-process=image/crop,g_nw,w_10", ""},
	{"GET", "/a.jpg?x-oss-process=image/blur,r_3,s_2", ""},
	{"GET", "/a.jpg?x-oss-process=image/info", ""},
	{"GET", "/a.mp4?x-oss-process=video/snapshot,t_7000,f_jpg", ""},
	{"POST", "/a.csv?x-oss-process=csv%2Fselect", ""},
	{"POST", "/a.json?x-oss-process=json%2Fmeta", ""},
	{"GET", "/live/a.m3u8?x-oss-process=hls/sign,live_1", ""},
	{"POST", "/a.jpg?x-oss-process=image/resize,w_1|sys/saveas,o_eA==", ""},

	// What IMM does.
	{"GET", "/a.jpg?x-oss-process=image/faces", "image/faces"},
	{"GET", "/a.jpg?versionId=CAEQ&x-oss-process=image%2Fbodies", "image/bodies"},
	{"GET", "/a.jpg?x%2Doss%2Dprocess=image/cars", "image/cars"},
	{"GET", "/a.jpg?x-oss-process=image/score", "image/scoring"},
	{"GET", "/a.jpg?x-oss-process=image/scoring", "image/scoring"},
	{"GET", "/a.jpg?x-oss-process=imm/previewdoc,copy_1", "imm/previewdoc"},
	{"GET", "/a.mp4?x-oss-process=video/info", "video/info"},
	{"GET", "/a.docx?x-oss-process=doc/snapshot,page_3", "doc/snapshot"},
	{"GET", "/a.pcd?x-oss-process=pointcloud/compress,method_octree", "pointcloud/compress"},
	{"GET", "/?x-oss-process=task/get,id_1", "task/get"},
	{"GET", "/a.jpg?x-oss-process=image/brandnew,x_1", "image/brandnew"},
	{"GET", "/a.jpg?x-oss-process=hologram/render", "hologram/render"},

	// Gravity decides who crops and blurs, wherever it stands.
	{"GET", "/a.jpg?x-oss-process=image/resize,w_100/crop,g_face/quality,q_80", "image/crop,g_face"},
	{"GET", "/a.jpg?x-oss-process=image%2Fcrop%2Cw_300%2Cg_auto", "image/crop,g_auto"},
	{"GET", "/a.jpg?x-oss-process=image/crop,g_faces", "image/crop,g_face"},
	{"GET", "/a.jpg?x-oss-process=image/blur,r_3,s_2,g_face", "image/blur,g_face"},
	{"GET", "/a.jpg?x-oss-process=image/blur,g_faces,r_25,s_50", "image/blur,g_faces"},
	{"GET", "/a.jpg?x-oss-process=image/crop,g_face/blur,g_faces", "image/crop,g_face image/blur,g_faces"},

	// Styles keep their names.
	{"GET", "/a.jpg?x-oss-process=style/avatar", "style/avatar"},
	{"GET", "/a.jpg?x-oss-process=style%2FAvatar_2.x", "style/Avatar_2.x"},
	{"POST", "/a.mp4?x-oss-async-process=style/::h264-mp4-1080p|sys/saveas,o_eA", "style/::h264-mp4-1080p"},
	{"GET", "/a.jpg?x-oss-process=style/", ""},
	{"GET", "/a.jpg?x-oss-process=style,", "style"},

	// Options of the operation before them.
	{"GET", "/a.docx?x-oss-process=doc/preview,export_1,print_1/watermark,text_eA,size_30,t_60", "doc/preview"},
	{"GET", "/a.docx?x-oss-process=doc/edit,export_1", "doc/edit"},
	{"POST", "/a.mp4?x-oss-async-process=video/concat,f_mp4/pre,o_eA/sur,o_eA,t_0|sys/saveas,o_eA|sys/notify,topic_eA", "video/concat"},
	{"POST", "/a.mp3?x-oss-async-process=audio/concat,f_mp3/sur,o_eA", "audio/concat"},

	// Qualifiers of any family say how, and are nothing by themselves.
	{"GET", "/a.jpg?x-oss-process=image/resize,w_100/ignore-error,1", ""},
	{"GET", "/a.jpg?x-oss-process=image/ignore-error,1/faces", "image/faces"},
	{"GET", "/a.jpg?x-oss-process=image/crop,g_face/saveexif,1/ignore-error,1", "image/crop,g_face"},
	{"GET", "/a.mp4?x-oss-process=video/info/ignore-error,1", "video/info"},
	{"POST", "/a.mp4?x-oss-async-process=video/convert,f_mp4/saveexif,1|sys/saveas,o_eA", "video/convert"},
	{"GET", "/a.jpg?x-oss-process=hologram/ignore-error,1", ""},
	{"GET", "/a.jpg?x-oss-process=image/ignore-errors,1", "image/ignore-errors"},

	// Conditions, raw and encoded.
	{"GET", "/a.ts?x-oss-process=if_status_eq_404{hls/ts,from_bGl2ZQ}", "hls/ts"},
	{"GET", "/a.ts?x-oss-process=if_status_eq_404%7Bhls/ts,from_bGl2ZQ%7D", "hls/ts"},
	{"GET", "/a.ts?x-oss-process=if_status_eq_404%7Bhls%2Fts%7D", "hls/ts"},
	{"GET", "/a.ts?x-oss-process=if_status_eq_404{hls/ts", "hls/ts"},
	{"GET", "/a.ts?x-oss-process=if_status_eq_404{hls/ts|sys/saveas,o_{index}}", "hls/ts"},
	{"GET", "/a.ts?auth_key=1-0-0-ab&x-oss-process=if_status_eq_404{hls/ts,from_L3F2}&token=b", "hls/ts"},

	// Jobs whose parameters are in the body.
	{"POST", "/a.mp4?x-oss-async-process", "x-oss-async-process"},
	{"POST", "/a.jpg?x-oss-process=", "x-oss-process"},
	{"GET", "/a.jpg?x-oss-process", ""},
	{"POST", "/a.mp4?x-oss-async-process=video/convert,f_avi,vcodec_h265|sys/saveas,b_eA,o_eA", "video/convert"},

	// Signatures, Base64 and broken escapes.
	{"GET", "/a.jpg?Signature=a%26x-oss-process%3Dimage%2Ffaces&Expires=1", ""},
	{"GET", "/a.jpg?x-oss-process=image/labels&OSSAccessKeyId=LTAIx&Signature=a%2Fb%2Bc%3D", "image/labels"},
	{"GET", "/a.jpg?x-oss-process=image/watermark,image_cGFuZGEucG5nP3gtb3NzLXByb2Nlc3M9aW1hZ2UvZmFjZXM,g_se", ""},
	{"GET", "/a.jpg?x-oss-process=image/faces%", "image/faces%"},
	{"GET", "/a.jpg?x-oss-process=image%2Ffaces%2", "image/faces%2"},
	{"GET", "/a.jpg?x-oss-process=image/faces%zz", "image/faces%zz"},
	{"GET", "/a.jpg?x-oss-process=image%252Ffaces", "image%2Ffaces"},
	{"GET", "/a%3Fx-oss-process=image/faces", ""},
	{"GET", "/a.jpg?X-OSS-PROCESS=image/faces", ""},

	// A parameter twice: the first counts. Both parameters: both count.
	{"GET", "/a.jpg?x-oss-process=image/faces&x-oss-process=image/cars", "image/faces"},
	{"POST", "/a.jpg?x-oss-process=image/faces&x-oss-async-process", "image/faces x-oss-async-process"},

	// Preflight requests, and what is not a name.
	{"OPTIONS", "/a.jpg?x-oss-process=image/faces", ""},
	{"GET", "/a.jpg?x-oss-process=image/fa%20ces", ""},
	{"GET", "/a.jpg?x-oss-process=%20image/faces%20", "image/faces"},
	{"GET", "/a.jpg?x-oss-process=image/resize,w_1%20/%20faces", "image/faces"},
	{"GET", "/a.jpg?x-oss-process=image/fa%00ces", ""},
	{"GET", "/a.jpg?x-oss-process=image/fa%ffces", ""},
	{"GET", "/a.jpg?x-oss-process=image//faces/", "image/faces"},
	{"GET", "/a.jpg?x-oss-process=/faces", ""},
	{"GET", "/a.jpg?x-oss-process=image/" + strings.Repeat("x", maxName), ""},
	{"GET", "-", ""},
	{"", "", ""},
}

func TestOperations(t *testing.T) {
	for _, c := range requests {
		got := Operations(c.method, c.target)
		if strings.Join(got, " ") != c.want {
			t.Errorf("Operations(%q, %q) = %q, want %q", c.method, c.target, got, c.want)
		}
		if len(got) > 0 && !MayProcess([]byte(c.target)) {
			t.Errorf("MayProcess(%q) is false, but there are %q", c.target, got)
		}
	}
}

func TestMayProcessTurnsPlainRequestsAway(t *testing.T) {
	for _, target := range []string{
		"", "-", "/", "/a.jpg", "/a.jpg?", "/x-oss-process=image/faces",
		"/a.jpg?versionId=CAEQ&Signature=a%2Fb", "/a.jpg?x-oss-date=1&x-oss-process2=a",
	} {
		if MayProcess([]byte(target)) {
			t.Errorf("MayProcess(%q) is true", target)
		}
	}
	target := []byte("/a.jpg?versionId=CAEQ&Signature=a%2Fb&x-oss-date=20260301")
	if n := testing.AllocsPerRun(100, func() { MayProcess(target) }); n != 0 {
		t.Errorf("MayProcess allocates %v times", n)
	}
}

func TestExpandStyleContent(t *testing.T) {
	for content, want := range map[string]string{
		"image/resize,w_120/crop,g_face": "image/crop,g_face",
		"image/resize,w_80":              "",
		"":                               "",
		"video/convert,f_mp4,vcodec_h264,s_1920x1080": "video/convert",
	} {
		if got := strings.Join(Expand(content), " "); got != want {
			t.Errorf("Expand(%q) = %q, want %q", content, got, want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for escaped, want := range map[string]string{
		"": "", "plain": "plain", "a+b": "a+b", "a%20b": "a b", "%e7%9b%B8": "相",
		"%": "%", "%4": "%4", "%zz%41": "%zzA", "%%41": "%A", "100%2": "100%2", "%2541": "%41",
	} {
		if got := Unescape(escaped); got != want {
			t.Errorf("Unescape(%q) = %q, want %q", escaped, got, want)
		}
	}
}

func FuzzOperations(f *testing.F) {
	for _, c := range requests {
		f.Add(c.method, c.target)
	}
	f.Fuzz(func(t *testing.T, method, target string) {
		operations := Operations(method, target)
		if len(operations) > 0 && !MayProcess([]byte(target)) {
			t.Fatalf("MayProcess(%q) is false, but there are %q", target, operations)
		}
		for _, operation := range operations {
			if operation == "" || len(operation) > maxName || !utf8.ValidString(operation) {
				t.Fatalf("%q of %q is not a name", operation, target)
			}
			if strings.ContainsFunc(operation, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
				t.Fatalf("%q of %q has a blank or a control character", operation, target)
			}
			if again := Expand(operation); !slices.Equal(again, []string{operation}) {
				t.Fatalf("%q of %q expands to %q", operation, target, again)
			}
		}
	})
}
