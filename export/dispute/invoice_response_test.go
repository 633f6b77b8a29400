package dispute

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"immrecon/store/model"
)

// published are the code lists of the Peppol Invoice Response 3 (OpenPEPPOL, BIS
// upgrade 3, structure/codelist): statuses, reasons and actions.
var published = map[string][]string{
	"UNCL4343": {"AB", "AP", "RE", "IP", "UQ", "CA", "PD"},
	reasonList: {"NON", "REF", "LEG", "REC", "QUA", "DEL", "PRI", "QTY", "ITM", "PAY", "UNR", "FIN", "PPD", "OTH"},
	actionList: {"NOA", "PIN", "NIN", "CNF", "CNP", "CNA", "OTH"},
}

// read is what a reader of the document finds in it, whatever the prefixes.
type read struct {
	XMLName       xml.Name `xml:"urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2 ApplicationResponse"`
	Customization string   `xml:"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2 CustomizationID"`
	ID, IssueDate string
	Sender        struct {
		Name string `xml:"PartyLegalEntity>RegistrationName"`
		Mail string `xml:"Contact>ElectronicMail"`
	} `xml:"SenderParty"`
	Status   string `xml:"DocumentResponse>Response>ResponseCode"`
	Statuses []struct {
		Code struct {
			List string `xml:"listID,attr"`
			Code string `xml:",chardata"`
		} `xml:"StatusReasonCode"`
		Text string `xml:"StatusReason"`
	} `xml:"DocumentResponse>Response>Status"`
	Bill string `xml:"DocumentResponse>DocumentReference>ID"`
}

func TestInvoiceResponse(t *testing.T) {
	for cause, want := range map[model.Cause]string{model.UnitScale: "PRI", model.WrongCodec: "ITM", model.Unknown: "OTH"} {
		p := transcoded()
		p.Claim.Cause, p.Claimant = cause, Claimant{Name: "Müller & Söhne", Contact: "bills@example.com"}
		text, err := p.invoiceResponse()
		if err != nil {
			t.Fatal(err)
		}
		var r read
		if err := xml.Unmarshal(text, &r); err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		if !strings.HasPrefix(r.Customization, "urn:fdc:peppol.eu:poacc:trns:invoice_response:3") || r.ID != p.Claim.ID || r.IssueDate == "" || r.Bill == "" ||
			r.Sender.Name != "Müller & Söhne" || r.Sender.Mail != "bills@example.com" || r.Status != "UQ" || !slices.Contains(published["UNCL4343"], r.Status) {
			t.Errorf("%+v", r)
		}
		var reason string
		for _, s := range r.Statuses {
			if !slices.Contains(published[s.Code.List], s.Code.Code) {
				t.Errorf("%s is no code of %s", s.Code.Code, s.Code.List)
			}
			if s.Code.List == reasonList {
				reason = s.Code.Code
				if s.Text == "" {
					t.Error("a reason without words")
				}
			}
		}
		if reason != want {
			t.Errorf("%s is the reason %s, want %s", cause, reason, want)
		}
	}
}
