package dispute

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// invoiceResponse is a claim as an Invoice Response of Peppol (transaction T111,
// version 3), which is an ApplicationResponse of UBL 2.1: the bill is under query, for
// a reason of a code list, and a credit is asked for. It has no endpoint of either
// side: whoever sends it on puts in the addresses by which the network knows them.
type invoiceResponse struct {
	XMLName       xml.Name         `xml:"ApplicationResponse"`
	Namespace     string           `xml:"xmlns,attr"`
	Aggregates    string           `xml:"xmlns:cac,attr"`
	Basics        string           `xml:"xmlns:cbc,attr"`
	Customization string           `xml:"cbc:CustomizationID"`
	Profile       string           `xml:"cbc:ProfileID"`
	ID            string           `xml:"cbc:ID"`
	IssueDate     string           `xml:"cbc:IssueDate"`
	Sender        party            `xml:"cac:SenderParty"`
	Receiver      party            `xml:"cac:ReceiverParty"`
	Response      documentResponse `xml:"cac:DocumentResponse"`
}

type party struct {
	Name    string   `xml:"cac:PartyLegalEntity>cbc:RegistrationName"`
	Contact *contact `xml:"cac:Contact,omitempty"`
}

type contact struct {
	Name string `xml:"cbc:Name,omitempty"`
	Mail string `xml:"cbc:ElectronicMail,omitempty"`
}

type documentResponse struct {
	Code     string         `xml:"cac:Response>cbc:ResponseCode"`
	Statuses []statusReason `xml:"cac:Response>cac:Status"`
	Bill     string         `xml:"cac:DocumentReference>cbc:ID"`
	BillType string         `xml:"cac:DocumentReference>cbc:DocumentTypeCode"`
}

type statusReason struct {
	Code coded  `xml:"cbc:StatusReasonCode"`
	Text string `xml:"cbc:StatusReason,omitempty"`
}

type coded struct {
	List string `xml:"listID,attr"`
	Code string `xml:",chardata"`
}

const (
	reasonList    = "OPStatusReason"
	actionList    = "OPStatusAction"
	partialCredit = "CNP" // of OPStatusAction: a credit note for a part is asked for
	invoiceType   = "380" // of UNCL1001: a commercial invoice

	provider = "Alibaba Cloud"
)

// invoiceResponse writes the claim as such a document. The provider's bills of IMM have
// no number: a bill is named by its account and month.
func (p *Packet) invoiceResponse() ([]byte, error) {
	w := p.phrases()
	document := invoiceResponse{
		Namespace:     "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2",
		Aggregates:    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
		Basics:        "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
		Customization: "urn:fdc:peppol.eu:poacc:trns:invoice_response:3",
		Profile:       "urn:fdc:peppol.eu:poacc:bis:invoice_response:3",
		ID:            p.Claim.ID, IssueDate: p.claimedOn().Format(time.DateOnly),
		Sender: p.sender(), Receiver: party{Name: provider},
		Response: documentResponse{
			Code: underQuery, Bill: strings.Join(append(p.Run.Accounts, p.Claim.Month), " "), BillType: invoiceType,
			Statuses: []statusReason{
				{coded{reasonList, reasonOf(p.Claim.Cause)}, fmt.Sprintf(w.Page.Response, p.claimText(w), p.Claim.Item, p.period(w))},
				{coded{actionList, partialCredit}, ""},
			},
		},
	}
	text, err := xml.MarshalIndent(document, "", "  ")
	return append([]byte(xml.Header), append(text, '\n')...), err
}

// claimedOn is the day that a claim was submitted on, of a draft that it was opened on.
func (p *Packet) claimedOn() time.Time {
	at := p.Claim.SubmittedAt
	if at.IsZero() {
		at = p.Claim.OpenedAt
	}
	return p.Zone.Time(at.Unix())
}

// sender is who claims; without a name it is the accounts.
func (p *Packet) sender() party {
	s := party{Name: p.Claimant.Name}
	if s.Name == "" {
		s.Name = strings.Join(p.Run.Accounts, " ")
	}
	switch {
	case strings.Contains(p.Claimant.Contact, "@"):
		s.Contact = &contact{Mail: p.Claimant.Contact}
	case p.Claimant.Contact != "":
		s.Contact = &contact{Name: p.Claimant.Contact}
	}
	return s
}
