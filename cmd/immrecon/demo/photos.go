package demo

import (
	"encoding/json"
	"fmt"
	"time"
)

const (
	indexPrefix  = "index/"
	indexDataset = "visitors"
)

var galleryStyles = []style{
	{"portrait", "image/resize,w_160/crop,g_face"},
	{"tile", "image/resize,w_96"},
}

// galleryExpressions are what the gallery's pages ask for. The plain ones,
// which OSS does itself, hide words of the charged ones in their arguments.
var galleryExpressions = []expression{
	{"image/faces", processing("ImageDetect")},
	{"image/bodies", processing("ImageDetect")},
	{"image/cars", processing("ImageDetect")},
	{"image/crop,g_face,w_240,h_240", processing("ImageDetect")},
	{"image/blur,g_faces,r_30,s_40", processing("ImageDetect")},
	{"image/resize,w_640/blur,r_4,s_3,g_face/quality,q_85", processing("ImageDetect")},
	{"style/portrait", processing("ImageDetect")},
	{"image/labels", processing("ImageLabel")},
	{"image/codes", processing("ImageQRCodes")},
	{"image/scoring", processing("ImageScoring")},
	{"image/crop,w_320,g_auto", processing("ImageCropping")},

	{"style/tile", nil},
	{"image/info", nil},
	{"image/resize,w_480/format,webp", nil},
	{"image/crop,x_12,y_12,w_60", nil},
	{"image/blur,r_4,s_3", nil},
	// The watermark's name is Base64 of mark.png?x-oss-process=image/faces.
	{"image/watermark,image_bWFyay5wbmc_eC1vc3MtcHJvY2Vzcz1pbWFnZS9mYWNlcw,g_se", nil},
}

// galleryOperations are the API calls of the gallery's back office.
var galleryOperations = []apiOperation{
	{"DetectImageFaces", processing("ImageDetect")},
	{"CompareImageFaces", processing("ImageDetect")},
	{"SearchImageFigureCluster", processing("ImageDetect")},
	{"CreateFacesSearchingTask", processing("ImageDetect", "ImageFace")},
	{"DetectImageLabels", processing("ImageLabel")},
	{"DetectImageCropping", processing("ImageCropping")},
	{"DetectImageCodes", processing("ImageQRCodes")},
	{"DetectImageScore", processing("ImageScoring")},
	{"DetectImageTexts", processing("ImageTexts")},
	{"AddImageMosaic", processing("ImageMosaic")},
	{"EncodeBlindWatermark", processing("Blindwatermark")},
	{"CreateFigureClusteringTask", processing("ImageFaceClustering")},
	{"CreateLocationDateClusteringTask", processing("LocationDateClustering")},
	{"CreateStory", processing("GenerateStory")},
	{"GetFileMeta", []charge{fee("StandardQueryL0")}},
	{"UpdateFileMeta", []charge{fee("StandardQueryL0")}},
	{"BatchGetFileMeta", []charge{fee("StandardQueryL1")}},
	{"QueryStories", []charge{fee("StandardQueryL1")}},
	{"SimpleQuery", []charge{fee("StandardQueryL2")}},
	{"FuzzyQuery", []charge{fee("StandardQueryL2")}},
	{"SemanticQuery", append(processing("SemanticAnalyze"), fee("StandardQueryL2"))},
	{"ListProjects", nil},
}

// photos is an hour of the gallery: pages with pictures, uploads, a back
// office that tags and searches, and a few longer tasks.
func (w *world) photos(hour time.Time, load int) {
	for range load {
		w.process(gallery, hour, w.photoKey(), pick(w.chance, galleryExpressions))
	}
	for range load / 3 {
		w.plainRequest(gallery, hour, w.photoKey())
	}
	for range load / 6 {
		w.upload(hour)
		w.perform(gallery, w.within(hour, 0, 3599), pick(w.chance, galleryOperations))
	}
	for range load / 10 {
		w.perform(gallery, w.within(hour, 0, 3599), pick(w.chance, galleryOperations))
	}
	for range load / 30 {
		w.index(hour)
		w.describe(hour)
	}
	if w.oneIn(4) {
		w.printAlbum(hour)
	}
}

func (w *world) photoKey() string {
	folder := pick(w.chance, []string{"album/2026", "album/f%C3%AAte", "album/%E6%98%A5", "album/two%20words"})
	return fmt.Sprintf("%s/IMG_%04d.jpg", folder, w.IntN(2000))
}

// plainRequest is a request without processing, or with OSS's own.
func (w *world) plainRequest(p project, hour time.Time, key string) {
	r := request{
		bucket: p.bucket, received: w.within(hour, 0, 3590), took: w.between(3, 400),
		method: "GET", key: key, operation: "GetObject", status: 200,
	}
	switch w.IntN(8) {
	case 0:
		r.method, r.operation = "HEAD", "HeadObject"
	case 1:
		r.method, r.operation, r.query, r.status = "POST", "SelectObject", "x-oss-process=csv%2Fselect", 206
	case 2:
		r.status = 304
	case 3:
		r.status, r.errorCode = 404, "NoSuchKey"
	case 4:
		// The job's parameters are in the body: that it ran can be seen,
		// what it cost cannot.
		if w.oneIn(10) {
			r.method, r.operation, r.query = "POST", "PostProcessTask", "x-oss-async-process"
		}
	}
	w.request(r)
}

// upload stores an object. Under the bound prefix it is indexed at once, and
// the template's face detection is charged for each picture.
func (w *world) upload(hour time.Time) {
	prefix := pick(w.chance, []string{indexPrefix, indexPrefix, "inbox/"})
	kind := pick(w.chance, []string{"jpg", "jpg", "png", "pdf", "txt"})
	r := request{
		bucket: gallery.bucket, received: w.within(hour, 0, 3590), took: w.between(30, 1500),
		method: "PUT", key: fmt.Sprintf("%s%s.%s", prefix, w.token(10), kind), operation: "PutObject",
		status: 200, written: w.between(2_000, 4_000_000),
	}
	w.request(r)
	if prefix == indexPrefix && isPicture(kind) {
		w.bookCall(gallery, r.completed(), processing("ImageFace"), r.status)
	}
}

func isPicture(kind string) bool { return kind == "jpg" || kind == "png" }

// index adds files to the dataset by API, one or several a call. The files
// are given as an object or as its JSON text: SDKs do both.
func (w *world) index(hour time.Time) {
	at, result := w.within(hour, 0, 3599), w.outcome()
	var files []map[string]string
	for range w.between(1, 3) {
		kind := pick(w.chance, []string{"jpg", "png", "pdf"})
		files = append(files, map[string]string{"URI": uri(gallery.bucket, "import/%s.%s", w.token(8), kind)})
		if isPicture(kind) {
			w.bookCall(gallery, at, processing("ImageFace"), result.status)
		}
	}
	parameters := map[string]any{"DatasetName": indexDataset}
	if len(files) == 1 {
		parameters["File"] = w.objectOrText(files[0])
		w.call(gallery, at, "IndexFileMeta", result, parameters, nil)
		return
	}
	parameters["Files"] = w.objectOrText(files)
	w.call(gallery, at, "BatchIndexFileMeta", result, parameters, nil)
}

// objectOrText returns v as it is or as JSON text.
func (w *world) objectOrText(v any) any {
	if w.oneIn(2) {
		return v
	}
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // maps of strings and booleans always have JSON
	}
	return string(text)
}

// describe asks for the facts of a picture. Finding the place where it was
// taken is charged besides, if it says where.
func (w *world) describe(hour time.Time) {
	at, geo := w.within(hour, 0, 3599), w.oneIn(2)
	charges := processing("MediaMeta")
	if geo {
		charges = processing("MediaMeta", "ReverseGeocoding")
	}
	w.finish(gallery, at, "DetectMediaMeta", at, succeeded, map[string]string{"geo": fmt.Sprint(geo)})
	w.bookCall(gallery, at, charges, succeeded.status)
}

// printAlbum stitches pictures together and makes a book of them.
func (w *world) printAlbum(hour time.Time) {
	poster := pick(w.chance, []struct{ width, height, tier string }{
		{"3000", "2000", "small"}, {"5200", "3600", "small"}, {"6400", "4800", "large"},
	})
	at, result := w.within(hour, 600, 3599), w.taskOutcome()
	w.finish(gallery, at, "CreateImageSplicingTask", at.Add(-40*time.Second), result,
		map[string]string{"width": poster.width, "height": poster.height})
	w.bookWork(gallery, at, "ImageSplicing", poster.tier, 1, result)

	pages := w.between(2, 40)
	at, result = w.within(hour, 600, 3599), w.taskOutcome()
	w.finish(gallery, at, "CreateImageToPDFTask", at.Add(-9*time.Second), result,
		map[string]string{"images": fmt.Sprint(pages)})
	w.bookWork(gallery, at, "ImageToPDF", "", int64(pages), result)
}
