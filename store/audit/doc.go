// Package audit keeps the log of everything that was done, and the seals by
// which a later look can tell that nothing was changed since. It knows neither
// what an entry says nor which tables are sealed: whoever writes them does.
package audit
