package process

import "strings"

// Region is the region that an OSS endpoint is in, such as "ap-southeast-1"
// for "photos.oss-ap-southeast-1-internal.aliyuncs.com". It is "" for a custom
// domain and for the acceleration endpoints, which are in no region.
func Region(host string) string {
	host, _, _ = strings.Cut(host, ":") // a port
	host, ok := strings.CutSuffix(strings.ToLower(host), ".aliyuncs.com")
	if !ok {
		return ""
	}
	host = strings.TrimSuffix(host, ".oss-object-process") // an access point of a function
	endpoint := host[strings.LastIndexByte(host, '.')+1:]
	region, ok := strings.CutPrefix(endpoint, "oss-")
	if !ok || strings.HasPrefix(region, "accelerate") {
		return ""
	}
	return strings.TrimSuffix(region, "-internal")
}

// LocationRegion is the region of a bucket's location, which may name a cluster of the
// region: "cn-heyuan" for "oss-cn-heyuan-d".
func LocationRegion(location string) string {
	region := strings.TrimPrefix(strings.ToLower(location), "oss-")
	if at := len(region) - len("-d"); at > 0 && region[at] == '-' && region[at+1] >= 'a' && region[at+1] <= 'z' {
		return region[:at]
	}
	return region
}
