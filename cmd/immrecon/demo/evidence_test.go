package demo

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// events reads the trail back, in order of time.
func (m written) events(t *testing.T) []event {
	t.Helper()
	var all []event
	for name, content := range m.files {
		if !strings.HasPrefix(name, "api/") {
			continue
		}
		zipped, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		var events []event
		if err := json.NewDecoder(zipped).Decode(&events); err != nil {
			t.Fatal(err)
		}
		all = append(all, events...)
	}
	slices.SortFunc(all, func(a, b event) int { return strings.Compare(a.EventTime+a.RequestID, b.EventTime+b.RequestID) })
	return all
}

// seen is a log line as a simple reader sees it.
type seen struct {
	file, text, id string
	project        string
	received       time.Time
	completed      time.Time
	method, key    string
	process        string // decoded
	status         int
}

var (
	lineForm = regexp.MustCompile(`^ ?\S+ - - \[([^]]+)\] "(\w+) /([^ ?"]*)\??([^ "]*) HTTP/1\.1" (\d+) \d+ (\d+) ".*" "([0-9A-F]{24})" "true" `)
	bucketOf = map[string]string{
		"logs/example-shop-desk": "desk", "logs/example-shop-papers-2024": "papers",
		"logs/example-shop-gallery": "gallery", "logs/example-shop-studio": "studio",
	}
)

// lines reads the access logs back, in no order.
func (m written) lines(t *testing.T) []seen {
	t.Helper()
	var all []seen
	for name, content := range m.files {
		if !strings.HasPrefix(name, "logs/") {
			continue
		}
		folder := name[:strings.LastIndexByte(name, '/')]
		for _, text := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
			line := readLine(t, text)
			line.file, line.project = name, bucketOf[folder]
			all = append(all, line)
		}
	}
	return all
}

func readLine(t *testing.T, text string) seen {
	t.Helper()
	f := lineForm.FindStringSubmatch(text)
	if f == nil {
		t.Fatalf("not a log line: %s", text)
	}
	received, err := time.Parse("02/Jan/2006:15:04:05 -0700", f[1])
	if err != nil {
		t.Fatal(err)
	}
	status, _ := strconv.Atoi(f[5])
	took, _ := strconv.Atoi(f[6])
	line := seen{
		text: text, id: f[7], received: received.In(zone), method: f[2], key: f[3], status: status,
		completed: received.Add(time.Duration(took) * time.Millisecond).In(zone),
	}
	for _, parameter := range strings.Split(f[4], "&") {
		if value, ok := strings.CutPrefix(parameter, "x-oss-process="); ok {
			if line.process, err = url.PathUnescape(value); err != nil {
				t.Fatal(err)
			}
		}
	}
	return line
}

// recount is what a simple-minded clerk makes of the files: an independent
// account of what should be billed, hour by hour.
type recount map[place]int64

func (r recount) add(project, item, tier string, at time.Time, quantity int64) {
	if item != "" && quantity > 0 {
		r[place{project, item, tier, at.In(zone).Truncate(time.Hour).Format(time.DateTime)}] += quantity
	}
}

func TestTheEvidenceAddsUpToTheBill(t *testing.T) {
	for seed := range int64(3) {
		m := writeMonth(t, Options{Seed: seed})
		counted := recount{}
		lines := uniqueLines(m.lines(t))
		for _, line := range lines {
			if line.status == 200 {
				counted.add(line.project, itemOfLine(line), "", line.completed, 1)
			}
		}
		counted.addEvents(m.events(t))
		counted.addCalls(t, m.table(t, "calls/calls.csv"), lines)

		billed := recount{}
		for _, r := range m.bill(t) {
			per := map[string]int64{"1,000 calls": 1000, "1,000 images": 1000, "1,000 frames": 1000, "GB": 1 << 30, "Seconds": 1, "CountUnit": 1}[r.unit]
			billed[place{r.project, r.item, r.tier, r.from}] += r.usage.Mul(decimal.NewFromInt(per)).IntPart()
		}
		for p, quantity := range counted {
			if billed[p] != quantity {
				t.Errorf("seed %d: %v: evidence for %d, billed %d", seed, p, quantity, billed[p])
			}
		}
		for p, quantity := range billed {
			if _, ok := counted[p]; !ok {
				t.Errorf("seed %d: %v: billed %d without evidence", seed, p, quantity)
			}
		}
	}
}

func uniqueLines(lines []seen) []seen {
	known := map[string]bool{}
	return slices.DeleteFunc(lines, func(line seen) bool {
		again := known[line.id]
		known[line.id] = true
		return again
	})
}

// itemOfLine returns the item that a log line is charged under, "" for none.
func itemOfLine(line seen) string {
	if line.method == "PUT" {
		if strings.HasPrefix(line.key, "index/") && (strings.HasSuffix(line.key, ".jpg") || strings.HasSuffix(line.key, ".png")) {
			return "ImageFace"
		}
		return ""
	}
	for _, rule := range [][2]string{
		{"g_face", "ImageDetect"}, {"style/portrait", "ImageDetect"},
		{"image/faces", "ImageDetect"}, {"image/bodies", "ImageDetect"}, {"image/cars", "ImageDetect"},
		{"image/labels", "ImageLabel"}, {"image/codes", "ImageQRCodes"}, {"image/scoring", "ImageScoring"},
		{"g_auto", "ImageCropping"}, {"video/info", "MediaMeta"}, {"audio/info", "MediaMeta"},
		{"doc/preview", "DocumentWebofficePreview"}, {"doc/edit", "DocumentWebofficeEdit"}, {"doc/snapshot", "DocumentConvert"},
	} {
		if strings.Contains(line.process, rule[0]) {
			return rule[1]
		}
	}
	return ""
}

// itemsOfEvent is the clerk's own list; a star marks request fees.
var itemsOfEvent = map[string]string{
	"DetectImageFaces": "ImageDetect", "CompareImageFaces": "ImageDetect", "SearchImageFigureCluster": "ImageDetect",
	"CreateFacesSearchingTask": "ImageDetect ImageFace", "DetectImageLabels": "ImageLabel", "DetectImageCropping": "ImageCropping",
	"DetectImageCodes": "ImageQRCodes", "DetectImageScore": "ImageScoring", "DetectImageTexts": "ImageTexts",
	"AddImageMosaic": "ImageMosaic", "EncodeBlindWatermark": "Blindwatermark", "CreateFigureClusteringTask": "ImageFaceClustering",
	"CreateLocationDateClusteringTask": "LocationDateClustering", "CreateStory": "GenerateStory",
	"GetFileMeta": "*StandardQueryL0", "UpdateFileMeta": "*StandardQueryL0", "BatchGetFileMeta": "*StandardQueryL1", "QueryStories": "*StandardQueryL1",
	"SimpleQuery": "*StandardQueryL2", "FuzzyQuery": "*StandardQueryL2", "SemanticQuery": "SemanticAnalyze *StandardQueryL2",
	"CreateOfficeConversionTask": "DocumentConvert", "ExtractDocumentText": "DocumentConvert",
}

func (r recount) addEvents(events []event) {
	items := map[string]string{} // Weboffice item by token
	for _, e := range events {
		at, _ := time.Parse(time.RFC3339, e.EventTime)
		project := e.RequestParameters["ProjectName"].(string)
		server := e.ErrorCode == "InternalError" || e.ErrorCode == "ServiceUnavailable"
		if e.EventName == "CreateStory" || strings.HasSuffix(e.EventName, "Task") {
			continue // charged when it ended, as the call log says
		}
		for _, item := range strings.Fields(itemsOfEvent[e.EventName]) {
			item, isFee := strings.CutPrefix(item, "*")
			if e.ErrorCode == "" || isFee && !server {
				r.add(project, item, "", at, 1)
			}
		}
		if e.ErrorCode != "" {
			continue
		}
		switch e.EventName {
		case "IndexFileMeta", "BatchIndexFileMeta":
			text, _ := json.Marshal(e.RequestParameters)
			r.add(project, "ImageFace", "", at, int64(bytes.Count(text, []byte(".jpg"))+bytes.Count(text, []byte(".png"))))
		case "GenerateWebofficeToken", "RefreshWebofficeToken":
			item := items[tokenOf(e.RequestParameters)]
			if e.EventName == "GenerateWebofficeToken" {
				item = webofficeItem(e.RequestParameters)
			}
			items[tokenOf(e.ResponseElements)] = item
			if project == "papers" {
				r.add(project, item, "", at, 1)
			}
		}
	}
}

func tokenOf(elements map[string]any) string {
	token, _ := elements["AccessToken"].(string)
	return token
}

func webofficeItem(parameters map[string]any) string {
	text, _ := json.Marshal(parameters["Permission"])
	switch {
	case bytes.Contains(bytes.ReplaceAll(text, []byte(`\`), nil), []byte(`"Readonly":false`)):
		return "DocumentWebofficeEdit"
	case parameters["CachePreview"] == true:
		return "DocumentWebofficeCachePreview"
	}
	return "DocumentWebofficePreview"
}

func (r recount) addCalls(t *testing.T, calls []map[string]string, lines []seen) {
	for _, call := range calls {
		at, err := time.Parse(time.RFC3339, call["time"])
		if err != nil {
			t.Fatal(err)
		}
		count := func(column string) int64 { n, _ := strconv.ParseInt(call[column], 10, 64); return n }
		project := call["project"]
		if call["error_code"] != "" {
			continue
		}
		switch call["operation"] {
		case "WebofficeOpen":
			if project == "desk" {
				r.add(project, openedItem(call), "", at, 1)
			}
		case "DetectMediaMeta":
			r.add(project, "MediaMeta", "", at, 1)
			if call["geo"] == "true" {
				r.add(project, "ReverseGeocoding", "", at, 1)
			}
		case "CreateImageSplicingTask":
			tier := "small"
			if count("width")*count("height") > 6000*4000 {
				tier = "large"
			}
			r.add(project, "ImageSplicing", tier, at, 1)
		case "CreateImageToPDFTask":
			r.add(project, "ImageToPDF", "", at, count("images"))
		case "CreateFileCompressionTask", "CreateFileUncompressionTask":
			r.add(project, "FileProcess", "", at, count("bytes"))
		case "CreateMediaConvertTask":
			r.addConversion(call, at)
		case "GenerateVideoPlaylist":
			r.add(project, "LiveTranscoding", "", at, unitsOf(call, lines))
		case "CreateFacesSearchingTask", "CreateFigureClusteringTask", "CreateLocationDateClusteringTask", "CreateOfficeConversionTask", "CreateStory":
			for item := range strings.FieldsSeq(itemsOfEvent[call["operation"]]) {
				r.add(project, item, "", at, 1)
			}
		default:
			t.Errorf("the call log has %s, which the clerk does not know", call["operation"])
		}
	}
}

func openedItem(call map[string]string) string {
	switch {
	case call["readonly"] == "false":
		return "DocumentWebofficeEdit"
	case call["cached"] == "true":
		return "DocumentWebofficeCachePreview"
	}
	return "DocumentWebofficePreview"
}

func (r recount) addConversion(call map[string]string, at time.Time) {
	frames, _ := strconv.ParseInt(call["frames"], 10, 64)
	switch call["output"] {
	case "audio":
		r.add("studio", "AudioCompress", "", at, roundedUp(call["seconds"]))
	case "animation":
		r.add("studio", "MediaAnimation", call["tier"], at, frames)
	case "snapshots", "sprite":
		r.add("studio", "VideoFraming", "", at, frames)
	default:
		r.add("studio", videoItem(call), "", at, roundedUp(call["seconds"]))
	}
}

func roundedUp(seconds string) int64 { return decimal.RequireFromString(seconds).Ceil().IntPart() }

func videoItem(call map[string]string) string {
	width, _ := strconv.Atoi(call["width"])
	height, _ := strconv.Atoi(call["height"])
	long, short, class := max(width, height), min(width, height), "4K"
	switch {
	case long <= 640 && short <= 480:
		class = "LD"
	case long <= 1280 && short <= 720:
		class = "SD"
	case long <= 1920 && short <= 1080:
		class = "HD"
	case long <= 2560 && short <= 1440:
		class = "2K"
	}
	return "VideoCompress" + strings.TrimPrefix(call["codec"], "h") + class
}

// unitsOf counts what one playlist made from the segments that were played.
func unitsOf(call map[string]string, lines []seen) int64 {
	number := func(column, otherwise string) int64 {
		n, _ := strconv.ParseInt(orDefault(call[column], otherwise), 10, 64)
		return n
	}
	v := video{
		codec: call["codec"], width: number("width", ""), height: number("height", ""), rate: number("fps", ""),
		length: number("seconds", ""), initial: number("initial_transcode", ""), ahead: int(number("transcode_ahead", "12")),
	}
	var played []int
	for _, line := range lines {
		if _, index, ok := strings.Cut(line.key, "-"+call["token"]+"-"); ok {
			i, _ := strconv.Atoi(strings.TrimSuffix(index, ".ts"))
			played = append(played, i)
		}
	}
	return v.charge(v.transcoded(played))
}
