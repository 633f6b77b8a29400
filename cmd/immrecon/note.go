package main

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"immrecon/import/secret"
	"immrecon/store/visible"
)

// note prints something worth knowing that is not a result, unless asked to be
// quiet. facts are names and values in turn; they appear in the JSON only.
func (a *app) note(text string, facts ...any) {
	text = shown(text)
	switch {
	case a.quiet:
	case a.logFormat == "json":
		a.log().Info(text, shownFacts(facts)...)
	default:
		fmt.Fprintln(a.stderr, text)
	}
}

// fail prints the error that ends the program and the command, if any, that
// helps on.
func (a *app) fail(text, help string) {
	text = strings.TrimSpace(shown(text))
	if a.logFormat == "json" {
		a.log().Error(text, "help", help)
		return
	}
	fmt.Fprintf(a.stderr, "immrecon: %s\n", text)
	if help != "" {
		fmt.Fprintf(a.stderr, "See `%s`.\n", help)
	}
}

// shown is a text as it may be shown: what names and lines it quotes hold no secret and
// nothing that a terminal would obey.
func shown(text string) string { return visible.Text(secret.Mask(text)) }

// shownFacts are names and values, each as it may be shown.
func shownFacts(facts []any) []any {
	facts = slices.Clone(facts)
	for n, fact := range facts {
		if text, is := fact.(string); is {
			facts[n] = visible.Line(secret.Mask(text))
		}
	}
	return facts
}

// log writes one JSON object a line to standard error, for programs.
func (a *app) log() *slog.Logger { return slog.New(slog.NewJSONHandler(a.stderr, nil)) }
