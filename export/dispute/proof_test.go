package dispute

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// transcoded is a claim about two outputs that were billed at another tier.
func transcoded() *Packet {
	p := claim()
	p.Claim.Cause = model.WrongResolutionTier
	output := func(request, part string, call model.Call, item string, limits ...model.TierLimit) model.TranscodedOutput {
		call.Part, call.Known = part, model.FactSize|model.FactDuration
		return model.TranscodedOutput{Finding: "F1", Usage: model.Usage{At: noon + 60, RequestID: request, Project: "photos", Operation: "CreateMediaConvertTask",
			SourceID: 2, File: "calls.csv", Line: 7, Call: &call}, Item: item, Seconds: 31, Long: max(call.Width, call.Height), Short: min(call.Width, call.Height),
			Compared: limits, Rules: []string{"resolution_tier_by_output"}, Price: model.Price{Amount: dec("0.0002122642"), Per: 1}, Amount: dec("0.0065801902")}
	}
	p.Transcoded = []model.TranscodedOutput{
		output("65D0A1B20000000000000001", "", model.Call{Codec: "h265", Width: 480, Height: 640, Duration: 30_400_000}, "VideoCompress265LD",
			model.TierLimit{Tier: "LD", Long: 640, Short: 480, Holds: true}),
		output("65D0A1B20000000000000002", "1", model.Call{Codec: "h265", Width: 1280, Height: 720, Duration: 31_000_000}, "VideoCompress265SD",
			model.TierLimit{Tier: "LD", Long: 640, Short: 480}, model.TierLimit{Tier: "SD", Long: 1280, Short: 720, Holds: true}),
	}
	return p
}

func truth(b bool) *bool { return &b }

// weboffice is a claim about a project that pays by the call: a Generate call, a Refresh
// of its token, one of a token that nobody made, and an opening.
func weboffice() *Packet {
	p := claim()
	p.Claim.Cause, p.Claim.Item = model.WebofficeOpensForCalls, "DocumentWebofficePreview"
	use := model.WebofficeUse{Project: "photos", CreatedAt: noon - 86400*100, Rule: model.PayCalls}
	record := func(operation, request, class string, counts bool, call *model.Call) model.WebofficeRecord {
		return model.WebofficeRecord{Finding: "F1", Item: "DocumentWebofficePreview", Counts: counts, Project: use,
			Usage: model.Usage{At: noon + 60, RequestID: request, Project: "photos", Operation: operation, SourceID: 2, File: "trail.json", Line: 7, Class: class, Call: call}}
	}
	generate := &model.Call{RequestID: "G1", Readonly: truth(true), Cached: truth(false)}
	p.Weboffice = []model.WebofficeRecord{
		record("GenerateWebofficeToken", "G1", "completed", true, generate),
		record("RefreshWebofficeToken", "R2", "completed", true, &model.Call{}),
		record("RefreshWebofficeToken", "R3", "server_error", false, &model.Call{}),
		record("WebofficeOpen", "O1", "openings", false, &model.Call{Readonly: truth(true), Cached: truth(false)}),
	}
	p.Weboffice[0].Origin, p.Weboffice[1].Origin, p.Weboffice[1].Through = generate, generate, []string{"R1"}
	p.Weboffice[1].Made = model.RecordPlace{SourceID: 2, File: "february.json", Line: 5}
	return p
}

// contradicted is a claim against a line's own multiplication.
func contradicted() *Packet {
	p := claim()
	p.Claim.Cause = model.UnitScale
	for n := range p.Findings {
		l := &p.Findings[n].Lines[0]
		l.Quantity, l.PricePer, l.ListPrice = p.Findings[n].Expected.Quantity, 1000, decimal.NewNullDecimal(dec("0.028"))
	}
	return p
}

// unused is a claim about a line with no use.
func unused() *Packet {
	p := claim()
	p.Claim.Cause = model.NoUsageEvidence
	return p
}

// What proves a claim is in sentences of both languages, and in the tables, as
// testdata/proof has it.
func TestProofIsAsItWas(t *testing.T) {
	for name, p := range map[string]*Packet{"transcoding": transcoded(), "weboffice": weboffice(), "own-line": contradicted(), "no-use": unused()} {
		var b strings.Builder
		for _, w := range []*phrases{&english, &chinese} {
			lines, file := p.proofLines(w)
			b.WriteString(strings.Join(lines, "\n") + "\n" + file + "\n\n")
		}
		for _, part := range p.tablesByNeed() {
			content, err := part.make()
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(part.name + "\n" + string(content) + "\n")
		}
		golden := filepath.Join("testdata", "proof", name+".txt")
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, b.String(), want)
		}
	}
}

// The other side of a claim is laid out in the arithmetic, and the ticket has the
// proof.
func TestTheOtherSideIsShown(t *testing.T) {
	p := transcoded()
	off := p.Findings[1]
	off.ID, off.Item, off.Difference, off.Claimed = "F9", "VideoCompress265LD", measure(-31, "-0.0005"), decimal.Zero
	p.SetOff = []model.ProvenFinding{off}
	for _, want := range []string{"The other side, F9: photos, VideoCompress265LD", "Proof\n- ", "Not charged on the other side: 0.0005 USD"} {
		if text := p.arithmetic(); !strings.Contains(text, want) {
			t.Errorf("the arithmetic does not say %q:\n%s", want, text)
		}
	}
	for name, w := range map[string]*phrases{"ticket-en.txt.tmpl": &english, "ticket-zh.txt.tmpl": &chinese} {
		text, err := p.ticket(name, w)
		if err != nil || !strings.Contains(string(text), transcodingFile) || !strings.Contains(string(text), "VideoCompress265LD") {
			t.Errorf("%s, %v:\n%s", name, err, text)
		}
	}
}

func TestOnlyTheFirstLinesOfAProofAreOnThePage(t *testing.T) {
	p := transcoded()
	for range 7 {
		p.Transcoded = append(p.Transcoded, p.Transcoded[0])
	}
	if lines := p.page(&english).Proof; len(lines) != pageProof+1 || lines[pageProof] != "5 more in transcoding.csv." {
		t.Errorf("%d lines: %q", len(lines), lines)
	}
}

// Every reason is one of the code list of clarification reasons of the Peppol Invoice
// Response 3.
func TestReasonsAreOfTheCodeList(t *testing.T) {
	for cause, code := range reasons {
		if !slices.Contains(published[reasonList], code) {
			t.Errorf("%s: %s is no reason", cause, code)
		}
	}
	for cause, want := range map[model.Cause]string{model.UnitScale: "PRI", model.ServerErrorBilled: "QTY", model.WrongCodec: "ITM",
		model.NoUsageEvidence: "DEL", model.WrongProject: "REF", model.Unknown: "OTH"} {
		if got := reasonOf(cause); got != want {
			t.Errorf("%s: %s, want %s", cause, got, want)
		}
	}
}
