package catalogue

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"
)

//go:embed *.csv
var files embed.FS

// Catalogue is the content of all files, in their order.
type Catalogue struct {
	Items       []Item
	Prices      []Price
	Operations  []Operation
	Operators   []Operator
	Templates   []Template
	MediaTypes  []MediaType
	ItemAliases []ItemAlias
	Units       []Unit
	Regions     []Region
	ErrorCodes  []ErrorCode
	Rules       []Rule
	Pages       []Page
}

// Read parses the catalogue. An error names the file and line, and can only
// mean that the program was built from a broken catalogue.
func Read() (*Catalogue, error) { return read(files) }

// read loads the files in the order in which they refer to one another.
func read(files fs.FS) (*Catalogue, error) {
	c := &Catalogue{}
	steps := []func(fs.FS) error{
		c.readItems, c.readPrices, c.readOperations,
		c.readOperators, c.readTemplates, c.readMediaTypes,
		c.readItemAliases, c.readUnits, c.readRegions,
		c.readErrorCodes, c.readRules, c.readPages,
	}
	for _, step := range steps {
		if err := step(files); err != nil {
			return nil, fmt.Errorf("read catalogue: %w", err)
		}
	}
	return c, nil
}

// Version names the content of the catalogue: 16 hex digits that change with
// any byte of any file. A run records the version it was rated with.
func Version() string { return embeddedVersion() }

var embeddedVersion = sync.OnceValue(func() string {
	v, err := version(files)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return v
})

func version(files fs.FS) (string, error) {
	names, err := fs.Glob(files, "*.csv") // sorted by name
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return "", err
		}
		// The length keeps what belongs to one file from passing as another's.
		fmt.Fprintf(sum, "%s %d\n", name, len(content))
		sum.Write(content)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}
