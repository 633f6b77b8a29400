package dispute

import (
	"archive/zip"
	"fmt"
	"io"
	"path/filepath"

	"immrecon/export/outfile"
)

// Options say how a packet is put into a folder.
type Options struct {
	Zip     bool           // the same files as one ZIP beside them
	Replace bool           // the packet of the same claim that is in the folder
	Guard   *outfile.Guard // knows files that are not replaced for all that
}

// Write puts the packet into a folder, which it makes if need be, and names the ZIP
// that it made, if any. Each file appears only once it is complete. A folder that holds
// another claim's packet is refused.
func Write(folder string, p *Packet, o Options) (archive string, err error) {
	old, err := readFolder(folder)
	if err != nil {
		return "", err
	}
	files, err := p.files()
	if err != nil {
		return "", fmt.Errorf("packet of claim %s: %w", p.Claim.ID, err)
	}
	if err := old.mayTake(p.Claim.ID, files, o); err != nil {
		return "", err
	}
	if err := outfile.MakeFolder(folder); err != nil {
		return "", err
	}
	if err := old.remove(files, o.Zip); err != nil {
		return "", err
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
	if !o.Zip {
		return "", nil
	}
	archive = filepath.Join(folder, archiveName(p.Claim.ID))
	return archive, outfile.Write(archive, func(w io.Writer) error { return p.zip(w, files) })
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
