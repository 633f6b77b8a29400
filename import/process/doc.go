// Package process reads what a request to OSS asked for: the x-oss-process
// grammar in its target or in the content of a style, and the few fields of an
// access log that go with it, into normalised names.
//
// It is pure: text in, names out. Which item an operation is charged under, and
// whether at all, is decided later by a join with the catalogue; prices, records
// and input or output do not belong here.
//
// A name is the family and the action, "image/faces", without arguments. Only
// where an argument decides who does the work does it stay in the name:
// "image/crop,g_face". A style is "style/NAME" until it is looked up, or "style!NAME"
// with the delimiter by which the path asks for it, and a job whose parameters are
// in the request body is known by the bare parameter, "x-oss-async-process".
//
// What OSS does by itself is dropped (see ossOwn). Everything else is kept, so
// that an operation nobody has heard of yet is seen and not lost.
package process
