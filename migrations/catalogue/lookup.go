package catalogue

import (
	"strings"
	"sync"
)

// words holds what readers look up line by line, keyed for comparison.
type words struct {
	units    map[string]Unit   // by UnitKey
	statuses map[string]int    // by error code
	prefixes []ErrorCode       // codes that ended in "*", without it
	regions  map[string]string // by regionKey
	items    map[string]string // by fold, of codes and aliases
}

var embedded = sync.OnceValue(func() *words {
	c, err := Read()
	if err != nil {
		panic(err) // the files are part of the program
	}
	return c.words()
})

func (c *Catalogue) words() *words {
	w := &words{
		units:    map[string]Unit{},
		statuses: map[string]int{},
		regions:  map[string]string{},
		items:    map[string]string{},
	}
	for _, u := range c.Units {
		w.units[UnitKey(u.Printed)] = u
	}
	for _, e := range c.ErrorCodes {
		if prefix, found := strings.CutSuffix(e.Code, "*"); found {
			w.prefixes = append(w.prefixes, ErrorCode{prefix, e.Status, e.Source})
		} else {
			w.statuses[e.Code] = e.Status
		}
	}
	for _, r := range c.Regions {
		w.regions[regionKey(r.Code)] = r.Code
		w.regions[regionKey(r.Name)] = r.Code
	}
	for _, a := range c.ItemAliases {
		w.items[fold(a.Alias)] = a.Item
	}
	for _, i := range c.Items {
		w.items[fold(i.Code)] = i.Code
	}
	return w
}

// UnitNamed finds the unit that a bill prints as "千次", "1,000 calls" or "GB",
// whatever its case, width and blanks.
func UnitNamed(printed string) (Unit, bool) {
	u, known := embedded().units[UnitKey(printed)]
	return u, known
}

// StatusOf returns the HTTP status behind an error code: of the code itself,
// else of what stands before its first ".", else of the first listed prefix.
// No error code is a success, 200; a code nobody knows is 0.
func StatusOf(errorCode string) int {
	if errorCode == "" {
		return 200
	}
	w := embedded()
	if status, known := w.statuses[errorCode]; known {
		return status
	}
	family, _, _ := strings.Cut(errorCode, ".")
	if status, known := w.statuses[family]; known {
		return status
	}
	for _, p := range w.prefixes {
		if strings.HasPrefix(errorCode, p.Code) {
			return p.Status
		}
	}
	return 0
}

// RegionCode returns the code of a region given its code or any of its names
// in English or Chinese. A name nobody knows comes back without its outer
// blanks, so that lines of one region still stand together.
func RegionCode(name string) string {
	if code, known := embedded().regions[regionKey(name)]; known {
		return code
	}
	return strings.TrimSpace(name)
}

// CanonicalItem returns the item behind a code or name that a bill prints,
// whatever its case, width and blanks.
func CanonicalItem(printed string) (string, bool) {
	item, known := embedded().items[fold(printed)]
	return item, known
}
