package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Page is a page of the provider's that sources name.
type Page struct {
	Name string // as sources have it
	URL  string // where the page stood when it was read
}

// URLs are the addresses of the pages that a source names, in the order in which it
// names them; none for a source that is no page, or whose address is not known.
func URLs(source string) []string {
	type place struct {
		at  int
		url string
	}
	var found []place
	for _, p := range embeddedPages() {
		if at := strings.Index(source, p.Name); at >= 0 {
			found = append(found, place{at, p.URL})
		}
	}
	slices.SortFunc(found, func(a, b place) int { return a.at - b.at })
	var urls []string
	for _, f := range found {
		urls = append(urls, f.url)
	}
	return urls
}

var embeddedPages = sync.OnceValue(func() []Page {
	c := &Catalogue{}
	if err := c.readPages(files); err != nil {
		panic(fmt.Errorf("read catalogue: %w", err)) // the files are part of the program
	}
	return c.Pages
})
