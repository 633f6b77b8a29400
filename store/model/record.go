package model

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Kind says what a source holds. The names are part of the command line
// (import --kind) and of the JSON output.
type Kind string

// The kinds of source that can be imported.
const (
	KindOSSLog      Kind = "osslog"
	KindSLSLog      Kind = "slslog"
	KindActionTrail Kind = "actiontrail"
	KindCalls       Kind = "calls"
	KindBill        Kind = "bill"
	KindProjects    Kind = "projects"
	KindDatasets    Kind = "datasets"
	KindBindings    Kind = "bindings"
	KindStyles      Kind = "styles"
	KindPrices      Kind = "prices"
	KindCoverage    Kind = "coverage"
	KindAliases     Kind = "aliases"
	KindMetering    Kind = "metering"
)

// Kinds lists every kind in the order a reader would look for them.
var Kinds = []Kind{
	KindOSSLog, KindSLSLog, KindActionTrail, KindCalls, KindBill,
	KindProjects, KindDatasets, KindBindings, KindStyles, KindPrices, KindCoverage, KindAliases, KindMetering,
}

// RecordWriter takes what a reader makes of one source. For every line of the source
// (a text line, a CSV row, a JSON value: whatever the format counts) a reader
// calls exactly one method, so that
//
//	lines read = kept + skipped + duplicate + rejected
//
// holds by construction; which kept lines were duplicates only the database
// can say. Line numbers start at 1 and count physical lines where there are
// any. A record is copied before the call returns: readers may reuse it.
type RecordWriter interface {
	// Skip counts a readable line that carries nothing to audit.
	Skip(line int64)
	// Reject keeps a line that could not be read, with the reason.
	Reject(line int64, reason, text string)

	KeepRequest(line int64, r *Request)
	KeepCall(line int64, c *Call)
	KeepBillLine(line int64, b *BillLine)
	KeepBillTotal(line int64, t *BillTotal)
	KeepProject(line int64, p *Project)
	KeepDataset(line int64, d *Dataset)
	KeepBinding(line int64, b *Binding)
	KeepStyle(line int64, s *Style)
	KeepPrice(line int64, p *Price)
	KeepCoverage(line int64, s *CoverageStatement)
	KeepAlias(line int64, a *Alias)
	KeepMetering(line int64, m *MeteringHour)

	// SawBucket notes that a log line of this bucket was written for the hour
	// that contains received, whether or not the line is kept. An hour that
	// was never seen is a hole in the evidence. It counts no line.
	SawBucket(bucket string, received time.Time)

	// DescribeBill says how a bill came, once, when it is read to its end. It counts
	// no line.
	DescribeBill(f *BillFile)

	// Remark notes how a line was understood that could be understood otherwise. It
	// counts no line.
	Remark(line int64, text string)

	// BreaksOff notes that a log ends within a line, as one that was cut does:
	// what stood after it is not known. It counts no line.
	BreaksOff()
}

// Remark says how a line was understood that could be understood otherwise.
type Remark struct {
	Line int64
	Text string
}

// Request is one request to OSS as an access log shows it: something an
// x-oss-process operation, or the writing of an object, may be charged for.
type Request struct {
	ID        string // the provider's request id, normally 24 hex digits
	At        int64  // completion: time received plus request time, Unix seconds
	Bucket    string
	Region    string // from the endpoint in the host name, "" if it has none
	Key       string // object key, percent-decoded once; "" for none
	Status    int    // HTTP status
	ErrorCode string // "" for none
	// Operations are normalised names: "image/faces", "image/crop,g_face",
	// "style/NAME", "x-oss-async-process" for a job whose parameters are in
	// the body, or the OSS name of a write such as "PutObject". Never empty.
	Operations []string
	Channel    Kind // KindOSSLog or KindSLSLog
}

// Call is one API call or finished task, from an ActionTrail event or the
// application's own call log. Facts that the channel does not give are zero;
// Known tells a fact that was given as zero from one that was not given.
type Call struct {
	RequestID string
	TaskID    string
	Part      string // one of several outputs of a task, "" for the only one
	At        int64  // completion, Unix seconds: the instant it is charged at
	Submitted int64  // Unix seconds; 0 where the channel does not say
	Region    string
	Project   string
	Dataset   string
	Operation string // API operation, x-oss-process operation, or "WebofficeOpen"
	Status    int    // HTTP status; 0 where the channel does not say
	ErrorCode string // "" for success
	Channel   Kind   // KindActionTrail or KindCalls

	MayBeLogged  bool // an event that the call log may have as well, under another id
	Unfinished   bool // of a task nothing but the submission is seen
	OneOfRegions bool // it names no region, and Region is one of those that its project's name lives in

	Codec    string // h264, h265, copy or an audio codec, lower case
	Output   string // video, audio, snapshots, sprite, animation, subtitle_text, subtitle_image
	Tier     string
	Width    int64  // pixels
	Height   int64  // pixels
	Rate     string // frames per second as written: "30", "29.97", "30000/1001"
	Duration int64  // microseconds of output
	Frames   int64
	Images   int64
	Streams  int64
	Bytes    int64
	Readonly *bool // Weboffice Permission.Readonly; nil where not given
	Cached   *bool // Weboffice CachePreview; nil where not given
	Geo      *bool // media has a location; nil where not given

	VideoStreams  *int64 // that a playlist lists; nil where not stated
	AudioStreams  *int64 // the same of its sound
	ReadsOrWrites string // of an event: "Read" or "Write", "" where the trail does not say

	InitialTranscode int64 // microseconds; negative means the whole
	TranscodeAhead   int64 // number of segments
	SegmentLength    int64 // microseconds
	TargetURI        string
	Token            string // of a live playlist, as a SHA-256 prefix to join segments on (see HashToken)

	// Weboffice tokens, only as a SHA-256 prefix to join on (see HashToken).
	AccessIn, RefreshIn, AccessOut, RefreshOut string

	Objects []string // URIs to index, for IndexFileMeta and BatchIndexFileMeta
	Known   Facts    // which of the numeric facts above were given
	Raw     string   // the row as it stands in a call log, its token masked
}

// Facts is a set of facts that a call record states.
type Facts uint32

// One bit a fact that may be zero or missing.
const (
	FactSize Facts = 1 << iota
	FactRate
	FactDuration
	FactFrames
	FactImages
	FactStreams
	FactBytes
	FactInitialTranscode
	FactTranscodeAhead
	FactSegmentLength
)

// Has reports whether all of want are in f.
func (f Facts) Has(want Facts) bool { return f&want == want }

// LineType says what a bill line is, whatever the words of its form.
type LineType string

// The types of bill line. Only usage lines are compared with evidence.
const (
	LineUsage        LineType = "usage"
	LineSubscription LineType = "subscription"
	LineRefund       LineType = "refund"
	LineAdjustment   LineType = "adjustment"
	LineRoundDown    LineType = "round_down"
	LineVoucher      LineType = "voucher"
	LineFreeQuota    LineType = "free_quota"
	LineOther        LineType = "other"
)

// Grain is the length of a bill line's own period.
type Grain string

// The grains a bill comes in.
const (
	GrainHour  Grain = "hour"
	GrainDay   Grain = "day"
	GrainMonth Grain = "month"
)

// BillLine is one line of a bill, whatever form it came in.
type BillLine struct {
	Form     string // which reader understood it: "v2-zh", "v2-en", …
	LineID   string // the bill's own line id, "" where it has none
	Account  string // who pays
	Owner    string // whose resource it is
	Month    string // billing month, "2026-03"
	From, To int64  // period, Unix seconds, [From, To)
	Grain    Grain

	Product   string // product code, lower case: "imm", "oss"
	Commodity string
	ItemCode  string
	ItemName  string
	Instance  string
	Region    string // code where the form has one, else the localized name
	Type      LineType
	TypeText  string // the form's own word for the type

	Usage     decimal.NullDecimal // as printed
	UsageUnit string              // as printed
	Quantity  int64               // base units: Usage × the unit's factor, rounded to the nearest
	Deducted  int64               // base units of metered usage that a plan or a quota paid, on top of Quantity
	Unit      string              // call, image, second, frame, stream, countunit, byte; "" if no usage

	ListPrice decimal.NullDecimal // as printed
	PriceUnit string              // as printed: "USD/千次"
	PricePer  int64               // base units one ListPrice is for; 0 if the form does not say
	Tier      string              // price tier as printed

	Gross    decimal.NullDecimal // list amount
	Discount decimal.NullDecimal
	Coupon   decimal.NullDecimal
	Payable  decimal.NullDecimal
	Taxed    bool // Payable includes tax
	Currency string

	CostUnit      string // by what a company sorts what it pays, as printed
	ResourceGroup string
	Tags          string

	Raw string // the whole row as a JSON object, header → cell
}

// The product codes of the bill lines that are kept.
const (
	ProductIMM = "imm"
	ProductOSS = "oss"
)

// IsIMM reports whether a line is about media management, whatever it says of it.
func (b *BillLine) IsIMM() bool { return IsIMM(b.Product, b.Commodity) }

// IsIMM reports whether a product code, in lower case, or a commodity code is
// that of media management. Where a form prints another product code, the
// commodity (imm, imm_intl) still says so.
func IsIMM(product, commodity string) bool {
	return product == ProductIMM || strings.HasPrefix(strings.ToLower(commodity), ProductIMM)
}

// Project is a row of projects.csv.
type Project struct {
	Name      string
	Region    string
	CreatedAt int64 // Unix seconds; 0 where not given
	Template  string
}

// Dataset is a row of datasets.csv.
type Dataset struct {
	Project  string
	Name     string
	Template string // "" means the project's
}

// Binding is a row of bindings.csv: what is under a prefix belongs to a project.
type Binding struct {
	Bucket, Prefix   string
	Project, Dataset string
	From, To         int64 // Unix seconds; 0 means unbounded
}

// Style is a row of styles.csv: what style/NAME stands for.
type Style struct {
	Bucket, Name, Content string
	Operations            []string // Content as normalised operations that may be charged
	Delimiter             string
	From, To              int64 // Unix seconds; 0 means unbounded
}

// SoughtStyle is a style that requests may ask for at the end of their path, behind a
// delimiter that keys have too, so that only names that are known can be found.
type SoughtStyle struct{ Bucket, Delimiter, Name string }

// Price is a row of prices.csv, or of the price book that comes with the program.
type Price struct {
	Site, Currency        string
	Item, Operation, Tier string
	Amount                decimal.Decimal // for Per base units
	Per                   int64
	Unit                  string
	From, To              int64 // Unix seconds; 0 means unbounded
	Basis, Source         string
}
