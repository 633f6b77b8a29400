package model

// ObjectWrites are the OSS operations after which an object is there that was
// not, or not so, before, as access logs name them. Source: the provider's
// description of the log format, field Operation. The end of a multipart upload
// goes by two names.
var ObjectWrites = []string{
	"PutObject", "PostObject", "AppendObject", "CopyObject", "CompleteUploadPart", "CompleteMultipartUpload",
}

// SegmentDelete is the operation of a request that deleted a segment of live
// transcoding, or any number of objects that it does not name.
const SegmentDelete = "delete"
