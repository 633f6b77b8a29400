package dispute

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// schema names what a manifest is.
const schema = "immrecon.dispute/1"

// manifest says what a packet was made of and what it holds, so that the
// recipient can tell whether either was changed.
type manifest struct {
	Schema      string       `json:"schema"`
	Claim       string       `json:"claim"`
	Month       string       `json:"month"`
	Cause       model.Cause  `json:"cause"`
	Item        string       `json:"item"`
	Currency    string       `json:"currency"`
	Claimed     string       `json:"claimed"` // at list prices
	Payable     *string      `json:"payable"` // what of it was paid; null where the run did not say
	AnswerBy    string       `json:"answer_by"`
	Response    response     `json:"response"`
	Run         string       `json:"run"`
	RunEvent    string       `json:"run_event"` // hash of the event of the log that recorded the run: all before it is pinned by it
	Catalogue   string       `json:"catalogue"`
	Tool        string       `json:"tool"`
	TimeZone    string       `json:"time_zone"`
	Language    string       `json:"language"` // of all but the tickets: en or zh-CN
	Rounding    string       `json:"rounding"`
	Assumptions []assumption `json:"assumptions"`
	Sample      *drawing     `json:"sample,omitempty"`
	Inputs      []input      `json:"inputs"`
	Files       []packed     `json:"files"`
}

// response is what the claim says of the bill in the codes of the Peppol Invoice
// Response.
type response struct {
	Status string `json:"status"`
	Reason string `json:"reason"`
}

type assumption struct {
	Rule  string          `json:"rule"`
	On    bool            `json:"on"`
	Worth decimal.Decimal `json:"worth"` // what the month would be expected to cost more if it were switched
}

// drawing is all it takes to draw the sample again.
type drawing struct {
	Size     int             `json:"size"`
	Seed     uint64          `json:"seed"`
	Records  int             `json:"population_records"`
	Total    decimal.Decimal `json:"population_value"`
	Interval decimal.Decimal `json:"interval"`
	Start    decimal.Decimal `json:"start"`
}

type input struct {
	Name   string     `json:"name"`
	Kind   model.Kind `json:"kind"`
	SHA256 string     `json:"sha256"`
	Bytes  int64      `json:"bytes"`
}

type packed struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}

func (p *Packet) manifest(files []file) ([]byte, error) {
	m := manifest{
		Schema: schema, Claim: p.Claim.ID, Month: p.Claim.Month, Cause: p.Claim.Cause, Item: p.Claim.Item,
		Currency: p.Claim.Currency, Claimed: p.Claim.Claimed.String(), AnswerBy: p.AnswerBy, Response: response{underQuery, reasonOf(p.Claim.Cause)},
		Run: p.Run.Key, RunEvent: p.Run.Event, Catalogue: p.Run.Catalogue,
		Tool: p.Tool, TimeZone: p.Zone.Name, Language: p.phrases().Page.Lang, Rounding: p.phrases().Page.Rounding, Assumptions: []assumption{}, Inputs: []input{}, Files: []packed{},
	}
	if paid := p.Claim.Payable(); paid.Valid {
		text := paid.Decimal.String()
		m.Payable = &text
	}
	for _, a := range p.Assumptions {
		m.Assumptions = append(m.Assumptions, assumption(a))
	}
	for _, s := range p.Sources {
		m.Inputs = append(m.Inputs, input{s.Name, s.Kind, s.SHA256, s.Bytes})
	}
	for _, f := range files {
		sum := sha256.Sum256(f.content)
		m.Files = append(m.Files, packed{f.name, hex.EncodeToString(sum[:]), len(f.content)})
	}
	if s := p.Sample; s != nil {
		m.Sample = &drawing{s.Size, s.Seed, s.Records, s.Total, s.Interval, s.Start}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}
