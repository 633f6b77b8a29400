package dispute

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

const manifestFile = "manifest.json"

// archiveName is the name of the ZIP of a packet.
func archiveName(claim string) string { return claim + ".zip" }

// destination is a folder that a packet is to go to, with the packet that it holds.
type destination struct {
	path  string
	claim string   // whose packet it holds, "" for none
	files []string // of that packet
}

// readFolder looks what packet a folder holds. A manifest of another kind is an error:
// the folder is somebody else's.
func readFolder(path string) (*destination, error) {
	d := &destination{path: path}
	content, err := os.ReadFile(filepath.Join(path, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return nil, fmt.Errorf("write packet: %w: choose a folder that can be read", err)
	}
	var m manifest
	if err := json.Unmarshal(content, &m); err != nil || m.Schema != schema || m.Claim == "" {
		return nil, fmt.Errorf("write packet: %s is not the manifest of a packet; choose another folder", filepath.Join(path, manifestFile))
	}
	d.claim = m.Claim
	for _, one := range m.Files {
		d.files = append(d.files, filepath.Base(one.Name))
	}
	return d, nil
}

// mayTake reports, as an error, why the packet of a claim may not go into the folder.
func (d *destination) mayTake(claim string, files []file, o Options) error {
	switch {
	case d.claim != "" && d.claim != claim:
		return fmt.Errorf("write packet of claim %s: %s holds the packet of claim %s; choose another folder, each claim has its own", claim, d.path, d.claim)
	case o.Replace:
		return o.Guard.CheckFolder(d.path, d.replaced(claim, files, o.Zip))
	case d.claim != "":
		return fmt.Errorf("write packet of claim %s: %s holds its packet already; --force replaces that", claim, d.path)
	}
	for _, one := range files {
		if _, err := os.Lstat(filepath.Join(d.path, one.name)); err == nil {
			return fmt.Errorf("write packet of claim %s: %s is there already, and of no packet; choose another folder, or --force to replace it", claim, filepath.Join(d.path, one.name))
		}
	}
	return nil
}

// replaced are the names of the files that a packet puts into the folder or takes out
// of it.
func (d *destination) replaced(claim string, files []file, zipped bool) []string {
	names := slices.Clone(d.files)
	for _, one := range files {
		names = append(names, one.name)
	}
	if zipped || d.claim != "" {
		names = append(names, archiveName(claim))
	}
	return names
}

// remove takes out what the packet that is replaced has and the new one has not, and
// its manifest, which says so no longer.
func (d *destination) remove(files []file, zipped bool) error {
	if d.claim == "" {
		return nil
	}
	gone := []string{manifestFile}
	for _, name := range d.files {
		if !slices.ContainsFunc(files, func(one file) bool { return one.name == name }) {
			gone = append(gone, name)
		}
	}
	if !zipped {
		gone = append(gone, archiveName(d.claim))
	}
	for _, name := range gone {
		if err := os.Remove(filepath.Join(d.path, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("replace packet of claim %s: %w: may the folder be written to?", d.claim, err)
		}
	}
	return nil
}
