package osslog

import "strings"

// regionOf is the region that an OSS endpoint is in, such as "ap-southeast-1"
// for "photos.oss-ap-southeast-1-internal.aliyuncs.com". It is "" for a custom
// domain and for the acceleration endpoints, which are in no region.
func regionOf(host string) string {
	host, _, _ = strings.Cut(host, ":") // a port
	host, ok := strings.CutSuffix(strings.ToLower(host), ".aliyuncs.com")
	if !ok {
		return ""
	}
	endpoint := host[strings.LastIndexByte(host, '.')+1:]
	region, ok := strings.CutPrefix(endpoint, "oss-")
	if !ok || strings.HasPrefix(region, "accelerate") {
		return ""
	}
	return strings.TrimSuffix(region, "-internal")
}
