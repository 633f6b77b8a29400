// Package ratecard keeps the provider's published prices, items, mappings and
// rules as the program brings them along, and reads the prices that the company
// imported itself.
package ratecard
