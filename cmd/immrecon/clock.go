package main

import (
	"fmt"
	"os"
	"time"
)

// clockVariable sets the program's clock, so that a year can be played through
// in a test: everything then happens at that instant. It is no option of the
// program: a log of decisions is worth what its clock is worth.
const clockVariable = "IMMRECON_NOW"

// setClock sets the program's clock to the system's, or to the one instant that
// the environment names.
func (a *app) setClock() error {
	a.now = time.Now
	text := os.Getenv(clockVariable)
	if text == "" {
		return nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return fmt.Errorf("environment %s is %q: it must be an instant with its zone, such as 2026-03-04T10:00:00+08:00", clockVariable, text)
	}
	a.now = func() time.Time { return at }
	return nil
}
