// Package ingest writes what readers make of imported files: sources with their
// counts, usage and its hourly sums, calls, bill lines and the company's tables;
// and it takes a source back out. A source is wholly in or wholly out. What a
// file means, and whether a closed month may be touched, is decided elsewhere.
package ingest
