package process

// ossOwn are the actions that OSS carries out itself and charges under its own
// items, or not at all. They never reach IMM, and neither does the family sys,
// which says where a result goes and who is notified.
var ossOwn = map[string]bool{
	// Image processing, charged by OSS by the size of the original.
	"image/auto-orient":     true,
	"image/average-hue":     true,
	"image/blur":            true, // without a face gravity, see byGravity
	"image/bright":          true,
	"image/circle":          true,
	"image/contrast":        true,
	"image/crop":            true, // without a face or auto gravity
	"image/format":          true,
	"image/indexcrop":       true,
	"image/info":            true,
	"image/interlace":       true,
	"image/quality":         true,
	"image/resize":          true,
	"image/rotate":          true,
	"image/rounded-corners": true,
	"image/sharpen":         true,
	"image/watermark":       true,

	// One frame of a video at once, an OSS item of its own. The plural
	// video/snapshots is an IMM job.
	"video/snapshot": true,

	// Selecting rows of an object, an OSS item of its own.
	"csv/meta":    true,
	"csv/select":  true,
	"json/meta":   true,
	"json/select": true,

	// Signs the addresses in a playlist; nothing is transcoded.
	"hls/sign": true,
}

// qualifier are actions that, in any family, only say how others are to be done:
// what becomes of EXIF data, and of media that cannot be processed.
var qualifier = map[string]bool{"ignore-error": true, "saveexif": true}

// option are chained segments that only qualify the operation before them: the
// watermark of a previewed document, the parts joined before and after by a
// concatenation.
var option = map[string]bool{
	"audio/pre":     true,
	"audio/sur":     true,
	"doc/watermark": true,
	"video/pre":     true,
	"video/sur":     true,
}

// alias maps a spelling to the name used everywhere else. The examples of the
// provider's manual say image/score, its list of billing items image/scoring.
var alias = map[string]string{
	"image/score": "image/scoring",
}

// byGravity are the crops and blurs for which IMM first has to find the place,
// by the one argument that says so, wherever it stands among the others. The
// list of billing items knows no crop around several faces; it counts as a
// crop around a face.
var byGravity = map[string]string{
	"image/crop,g_auto":  "image/crop,g_auto",
	"image/crop,g_face":  "image/crop,g_face",
	"image/crop,g_faces": "image/crop,g_face",
	"image/blur,g_face":  "image/blur,g_face",
	"image/blur,g_faces": "image/blur,g_faces",
}
