package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// accessLog is one log file in the making.
type accessLog struct {
	traffic
	name    string
	from    time.Time
	span    time.Duration
	random  *rand.Rand
	charged charges
}

func (t traffic) newLog(n int, from time.Time, span time.Duration, charged charges) *accessLog {
	return &accessLog{
		traffic: t, from: from, span: span, charged: charged,
		name:   filepath.Join(t.out, fmt.Sprintf("log-%05d-%s%s", n, from.Format("2006-01-02-15-04-05"), endings[t.compress])),
		random: rand.New(rand.NewPCG(t.seed, uint64(n))),
	}
}

// write writes about size bytes of text over the span of time.
func (l *accessLog) write(size int64) (err error) {
	file, err := os.Create(l.name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	to, err := compressed(file, l.compress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	out := bufio.NewWriterSize(to, 1<<20)
	const lineLength = 520 // about; only the spread over time depends on it
	lines := max(1, size/lineLength)
	step := l.span / time.Duration(lines)
	for n, written := int64(0), int64(0); written < size; n++ {
		at := l.from.Add(time.Duration(n%lines) * step)
		length, err := out.Write(l.line(at))
		if err != nil {
			return err
		}
		written += int64(length)
	}
	return out.Flush()
}

func compressed(to io.Writer, format string) (io.WriteCloser, error) {
	switch format {
	case "gzip":
		return gzip.NewWriter(to), nil
	case "zstd":
		return zstd.NewWriter(to)
	case "":
		return plain{to}, nil
	}
	return nil, fmt.Errorf("--compress %q: neither gzip nor zstd", format)
}

var endings = map[string]string{"gzip": ".gz", "zstd": ".zst"}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }

var (
	others  = []string{"image/resize,w_200", "video/snapshot,t_7000,f_jpg", "image%2Fresize%2Cw_80%2Fquality%2Cq_80", "hls/sign,live_1"}
	uploads = []struct{ method, operation, query string }{
		{"PUT", "PutObject", ""}, {"PUT", "PutObject", ""}, {"POST", "PostObject", ""},
		{"POST", "CompleteMultipartUpload", "?uploadId=0004B9894A22E5B1888A1E29F8236E2D"},
	}
	agents = []string{"aliyun-sdk-java/3.17.4(Linux/5.10.134-16/amd64;17.0.9)", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15", "curl/7.88.1", `Player \"X\" Build 7`}
	referers = []string{"-", "https://app.bench.example/view?id=7&page=2", "https://app.bench.example/album/2026/spring?x-oss-process=image/faces"}
)

// line is one request: plain reading mostly, some writing, some processing.
func (l *accessLog) line(at time.Time) []byte {
	r, project := l.random, l.random.IntN(l.projects)
	key := fmt.Sprintf("album/2026/%03d/IMG_%06d.jpg", r.IntN(1000), r.IntN(1000000))
	target, method, operation, status := "/"+key, "GET", "GetObject", 200
	switch p := r.Float64() * 100; {
	case p < l.percent:
		if r.IntN(100) == 0 {
			status = 503
		}
		target += "?x-oss-process=" + l.charged.some(r, project, at, status)
	case p < 2*l.percent:
		target += "?x-oss-process=" + others[r.IntN(len(others))]
	case p < 2*l.percent+l.writes:
		upload := uploads[r.IntN(len(uploads))]
		method, operation = upload.method, upload.operation
		target += upload.query
	case p < 2*l.percent+l.writes+5:
		method, operation = "HEAD", "HeadObject"
	}
	bucket := bucketOf(project)
	return fmt.Appendf(nil, "10.%d.%d.%d - - [%s] \"%s %s HTTP/1.1\" %d %d %d \"%s\" \"%s\" \"%s.oss-ap-southeast-1.aliyuncs.com\" \"%s\" \"true\" \"1300000000000077\" \"%s\" \"%s\" \"%s\" %d %d \"-\" %d \"1200000000000042\" - \"-\" \"standard\" \"-\" \"-\" \"LTAI5tExample\" \"acs:oss:ap-southeast-1:1200000000000042:%s\"\n",
		r.IntN(256), r.IntN(256), r.IntN(256), at.Format("02/Jan/2006:15:04:05 -0700"), method, target, status, r.IntN(1000000), r.IntN(900),
		referers[r.IntN(len(referers))], agents[r.IntN(len(agents))], bucket, l.requestID(at), operation, bucket, key,
		r.IntN(1000000), r.IntN(500), 200+r.IntN(2000), bucket)
}

// requestID begins with the second of the request, as the ids in the provider's
// own examples do.
func (l *accessLog) requestID(at time.Time) string {
	first := uint32(at.Unix())
	if l.scattered {
		first = l.random.Uint32()
	}
	return fmt.Sprintf("%08X%016X", first, l.random.Uint64())
}
