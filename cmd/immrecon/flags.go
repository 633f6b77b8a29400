package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"immrecon/reconcile"
)

// oneOf checks a flag that takes one of a few words.
func oneOf(flag, value string, allowed ...string) error {
	if !slices.Contains(allowed, value) {
		return fmt.Errorf("%s %q is none of %s", flag, value, strings.Join(allowed, ", "))
	}
	return nil
}

// assumptions reads --assume RULE=on|off, given any number of times.
func assumptions(texts []string) (map[string]bool, error) {
	assume := map[string]bool{}
	for _, text := range texts {
		rule, on, err := reconcile.ParseAssumption(text)
		if err != nil {
			return nil, err
		}
		assume[rule] = on
	}
	return assume, nil
}

// instant reads an instant with its zone; empty is the zero time.
func instant(flag, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s %q is not an instant with its zone, such as 2026-03-04T10:00:00+08:00", flag, text)
	}
	return t, nil
}
