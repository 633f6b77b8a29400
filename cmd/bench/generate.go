package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"
)

// traffic says what logs to write.
type traffic struct {
	out     string
	size    string
	percent float64 // of lines that are IMM requests
	seed    uint64
	files   int
	days    int
}

func generateCommand() *cobra.Command {
	t := traffic{}
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write synthetic OSS access logs and the registry that goes with them",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return t.write() },
	}
	flags := cmd.Flags()
	flags.StringVar(&t.out, "out", "bench-logs", "folder to write into")
	flags.StringVar(&t.size, "size", "1GB", "how much log text")
	flags.Float64Var(&t.percent, "imm", 5, "percent of the lines that are IMM requests; as many again carry other processing")
	flags.Uint64Var(&t.seed, "seed", 1, "another seed is other traffic")
	flags.IntVar(&t.files, "files", 8, "number of files")
	flags.IntVar(&t.days, "days", 31, "days of March 2026 that the traffic is spread over")
	return cmd
}

const bucket = "bench-bucket"

var zone = time.FixedZone("UTC+8", 8*60*60)

func (t traffic) write() error {
	size, err := humanize.ParseBytes(t.size)
	if err != nil {
		return fmt.Errorf("--size %q: %w", t.size, err)
	}
	if err := t.registry(); err != nil {
		return err
	}
	start := time.Date(2026, time.March, 1, 0, 0, 0, 0, zone)
	span := time.Duration(t.days) * 24 * time.Hour / time.Duration(t.files)
	for n := range t.files {
		from := start.Add(time.Duration(n) * span)
		if err := t.file(n, from, span, int64(size)/int64(t.files)); err != nil {
			return err
		}
	}
	return nil
}

// registry writes one project that owns the bucket.
func (t traffic) registry() error {
	tables := map[string]string{
		"projects.csv": "project,region,created_at,workflow_template\nbench,ap-southeast-1,2025-01-01T00:00:00+08:00,Official:DefaultEmptyId\n",
		"bindings.csv": "bucket,prefix,project,dataset,from,to\n" + bucket + ",,bench,,,\n",
	}
	if err := os.MkdirAll(t.out, 0o755); err != nil {
		return err
	}
	for name, content := range tables {
		if err := os.WriteFile(filepath.Join(t.out, name), []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// file writes one log file of about size bytes over a span of time.
func (t traffic) file(n int, from time.Time, span time.Duration, size int64) (err error) {
	f, err := os.Create(filepath.Join(t.out, fmt.Sprintf("log-%s%s-%04d", bucket, from.Format("2006-01-02-15-00-00"), n)))
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	r := rand.New(rand.NewPCG(t.seed, uint64(n)))
	const lineLength = 520 // about; only the spread over time depends on it
	step := span / time.Duration(max(1, size/lineLength))
	at := from
	for written := int64(0); written < size; at = at.Add(step) {
		if !at.Before(from.Add(span)) {
			at = from
		}
		k, err := w.Write(t.line(r, at))
		if err != nil {
			return err
		}
		written += int64(k)
	}
	return w.Flush()
}

var (
	operations = []string{"image/faces", "image/labels", "image/resize,w_200/crop,g_face,w_80", "video/info", "image%2Fcodes", "image/blur,r_3,g_faces"}
	others     = []string{"image/resize,w_200", "video/snapshot,t_7000,f_jpg", "image%2Fresize%2Cw_80%2Fquality%2Cq_80", "hls/sign,live_1"}
	agents     = []string{"aliyun-sdk-java/3.17.4(Linux/5.10.134-16/amd64;17.0.9)", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15", "curl/7.88.1", `Player \"X\" Build 7`}
	referers = []string{"-", "https://app.bench.example/view?id=7&page=2", "https://app.bench.example/album/2026/spring?x-oss-process=image/faces"}
)

// line is one request: plain reading mostly, some writing, some processing.
func (t traffic) line(r *rand.Rand, at time.Time) []byte {
	key := fmt.Sprintf("album/2026/%03d/IMG_%06d.jpg", r.IntN(1000), r.IntN(1000000))
	target, method, operation := "/"+key, "GET", "GetObject"
	switch p := r.Float64() * 100; {
	case p < t.percent:
		target += "?x-oss-process=" + operations[r.IntN(len(operations))]
	case p < 2*t.percent:
		target += "?x-oss-process=" + others[r.IntN(len(others))]
	case p < 2*t.percent+1:
		method, operation = "PUT", "PutObject"
	case p < 2*t.percent+6:
		method, operation = "HEAD", "HeadObject"
	}
	return fmt.Appendf(nil, "10.%d.%d.%d - - [%s] \"%s %s HTTP/1.1\" 200 %d %d \"%s\" \"%s\" \"%s.oss-ap-southeast-1.aliyuncs.com\" \"%016X%08X\" \"true\" \"1300000000000077\" \"%s\" \"%s\" \"%s\" %d %d \"-\" %d \"1200000000000042\" - \"-\" \"standard\" \"-\" \"-\" \"LTAI5tExample\" \"acs:oss:ap-southeast-1:1200000000000042:%s\"\n",
		r.IntN(256), r.IntN(256), r.IntN(256), at.Format("02/Jan/2006:15:04:05 -0700"), method, target, r.IntN(1000000), r.IntN(900),
		referers[r.IntN(len(referers))], agents[r.IntN(len(agents))], bucket, r.Uint64(), r.Uint32(), operation, bucket, key,
		r.IntN(1000000), r.IntN(500), 200+r.IntN(2000), bucket)
}
