package dispute

import "fmt"

// file is one file of a packet.
type file struct {
	name    string
	content []byte
}

// part makes a file of a packet.
type part struct {
	name string
	make func() ([]byte, error)
}

// files makes every file of the packet; the manifest, which has the hashes of
// the others, is the last.
func (p *Packet) files() ([]file, error) {
	var files []file
	for _, part := range append(p.parts(), p.tablesByNeed()...) {
		content, err := part.make()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		files = append(files, file{part.name, content})
	}
	content, err := p.manifest(files)
	return append(files, file{manifestFile, content}), err
}

// parts are the files that every packet has.
func (p *Packet) parts() []part {
	return []part{
		{"summary.xlsx", p.xlsx},
		{"summary.html", p.page(p.phrases()).html},
		{"ticket-en.txt", func() ([]byte, error) { return p.ticket("ticket-en.txt.tmpl", &english) }},
		{"ticket-zh.txt", func() ([]byte, error) { return p.ticket("ticket-zh.txt.tmpl", &chinese) }},
		{"days.csv", p.daysTable().bytes},
		{"hours.csv", p.hoursTable().bytes},
		{linesFile, p.linesTable().bytes},
		{"requests.csv", p.requestsTable().bytes},
		{"evidence.csv", p.evidenceTable().bytes},
		{"rules.csv", p.rulesTable().bytes},
		{"prices.csv", p.pricesTable().bytes},
		{"arithmetic.txt", func() ([]byte, error) { return []byte(p.arithmetic()), nil }},
		{"response.xml", p.invoiceResponse},
	}
}

// tablesByNeed are the tables that a packet has only where they hold something.
func (p *Packet) tablesByNeed() []part {
	var parts []part
	if len(p.Totals) > 0 {
		parts = append(parts, part{totalsFile, p.totalsTable().bytes})
	}
	if len(p.Transcoded) > 0 {
		parts = append(parts, part{transcodingFile, p.transcodingTable().bytes})
	}
	if len(p.Weboffice) > 0 {
		parts = append(parts, part{webofficeFile, p.webofficeTable().bytes})
	}
	if p.Sample != nil {
		parts = append(parts, part{"sample.csv", p.sampleTable().bytes})
	}
	return parts
}
