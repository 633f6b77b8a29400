package meter

// asyncProcessing are the x-oss-process operations that are posted as jobs with
// x-oss-async-process. Source: the provider's pages of each operation.
var asyncProcessing = map[string]bool{
	"audio/compress": true, "audio/concat": true, "doc/convert": true, "image/deblindwatermark": true, "pointcloud/compress": true,
	"video/animation": true, "video/concat": true, "video/convert": true, "video/snapshots": true, "video/sprite": true,
}

// AsyncProcessing reports whether an x-oss-process operation may be posted as a
// job, which is charged when it ends.
func AsyncProcessing(operation string) bool { return asyncProcessing[operation] }
