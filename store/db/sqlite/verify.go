package sqlite

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"immrecon/store/db"
)

// Verify implements db.Engine.
func (*Engine) Verify(ctx context.Context, from db.Querier) (pages int64, faults []string, err error) {
	for err := range db.Scan(ctx, from, "PRAGMA page_count", nil, &pages) {
		if err != nil {
			return 0, nil, err
		}
	}
	var said string
	for err := range db.Scan(ctx, from, "PRAGMA integrity_check", nil, &said) {
		if err != nil {
			return pages, faults, err
		}
		if said == "ok" {
			continue
		}
		if err := unreachableIn(said); err != nil {
			return pages, nil, err
		}
		faults = append(faults, faultsIn(said)...)
	}
	return pages, faults, nil
}

// faultsIn are the faults that one row of a check names, a line each. Below its heading
// it lists every page that it did not come by because another is broken: these are
// summed up.
func faultsIn(said string) (faults []string) {
	unreached := 0
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "***"):
		case strings.HasPrefix(line, "Page ") && strings.HasSuffix(line, ": never used"):
			unreached++
		default:
			faults = append(faults, line)
		}
	}
	if unreached > 0 {
		faults = append(faults, fmt.Sprintf("%d pages cannot be reached", unreached))
	}
	return faults
}

// codeIn finds the result codes in what a check says of pages that it could not get.
var codeIn = regexp.MustCompile(`(?m)^.*error code=(\d+)`)

// unreachableIn is an error where a page could not be got for a reason that says nothing
// of it: then it is no fault of the page.
func unreachableIn(said string) error {
	for _, match := range codeIn.FindAllStringSubmatch(said, -1) {
		if code, err := strconv.Atoi(match[1]); err == nil && unreachable(code) {
			return fmt.Errorf("%w: %s", db.ErrUnreachable, match[0])
		}
	}
	return nil
}
