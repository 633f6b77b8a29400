package dispute

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"immrecon/export/outfile"
	"immrecon/export/words"
)

// file is one file of a packet.
type file struct {
	name    string
	content []byte
}

// Write puts the packet into a folder, which it makes if need be, and where
// zipped is set the same files as one ZIP beside them, which it names. Each
// file appears only once it is complete.
func Write(folder string, p *Packet, zipped bool) (archive string, err error) {
	files, err := p.files()
	if err != nil {
		return "", fmt.Errorf("packet of claim %s: %w", p.Claim.ID, err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("write packet: %w: choose a folder that can be made", err)
	}
	for _, f := range files {
		err := outfile.Write(filepath.Join(folder, f.name), func(w io.Writer) error {
			_, err := w.Write(f.content)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	if !zipped {
		return "", nil
	}
	archive = filepath.Join(folder, p.Claim.ID+".zip")
	return archive, outfile.Write(archive, func(w io.Writer) error { return p.zip(w, files) })
}

// files makes every file of the packet; the manifest, which has the hashes of
// the others, is the last.
func (p *Packet) files() ([]file, error) {
	pg := p.page()
	parts := []struct {
		name string
		make func() ([]byte, error)
	}{
		{"summary.xlsx", p.xlsx},
		{"summary.html", pg.html},
		{"ticket-en.txt", func() ([]byte, error) { return p.ticket("ticket-en.txt.tmpl", words.English) }},
		{"ticket-zh.txt", func() ([]byte, error) { return p.ticket("ticket-zh.txt.tmpl", words.Chinese) }},
		{"days.csv", p.daysTable().bytes},
		{"hours.csv", p.hoursTable().bytes},
		{"bill_lines.csv", p.linesTable().bytes},
		{"requests.csv", p.requestsTable().bytes},
		{"evidence.csv", p.evidenceTable().bytes},
		{"rules.csv", p.rulesTable().bytes},
		{"prices.csv", p.pricesTable().bytes},
		{"arithmetic.txt", func() ([]byte, error) { return []byte(p.arithmetic()), nil }},
	}
	var files []file
	for _, part := range parts {
		content, err := part.make()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		files = append(files, file{part.name, content})
	}
	if p.Sample != nil {
		content, err := p.sampleTable().bytes()
		if err != nil {
			return nil, fmt.Errorf("sample.csv: %w", err)
		}
		files = append(files, file{"sample.csv", content})
	}
	content, err := p.manifest(files)
	return append(files, file{"manifest.json", content}), err
}

// zip writes the files as one archive. Their time is the run's.
func (p *Packet) zip(w io.Writer, files []file) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		part, err := z.CreateHeader(&zip.FileHeader{Name: p.Claim.ID + "/" + f.name, Method: zip.Deflate, Modified: p.Run.StartedAt.UTC()})
		if err != nil {
			return err
		}
		if _, err := part.Write(f.content); err != nil {
			return err
		}
	}
	return z.Close()
}
