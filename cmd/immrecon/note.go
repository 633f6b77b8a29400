package main

import (
	"fmt"
	"log/slog"
	"strings"
)

// note prints something worth knowing that is not a result, unless asked to be
// quiet. facts are names and values in turn; they appear in the JSON only.
func (a *app) note(text string, facts ...any) {
	switch {
	case a.quiet:
	case a.logFormat == "json":
		a.log().Info(text, facts...)
	default:
		fmt.Fprintln(a.stderr, text)
	}
}

// fail prints the error that ends the program and the command, if any, that
// helps on.
func (a *app) fail(text, help string) {
	text = strings.TrimSpace(text)
	if a.logFormat == "json" {
		a.log().Error(text, "help", help)
		return
	}
	fmt.Fprintf(a.stderr, "immrecon: %s\n", text)
	if help != "" {
		fmt.Fprintf(a.stderr, "See `%s`.\n", help)
	}
}

// log writes one JSON object a line to standard error, for programs.
func (a *app) log() *slog.Logger { return slog.New(slog.NewJSONHandler(a.stderr, nil)) }
