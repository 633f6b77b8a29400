package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// writeSettings makes a settings file.
func writeSettings(t *testing.T, text string) string {
	t.Helper()
	place := filepath.Join(t.TempDir(), configName)
	if err := os.WriteFile(place, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return place
}

// FuzzSettings checks that a settings file says the same each time, as text, and that
// what is wrong with it is told with its name.
func FuzzSettings(f *testing.F) {
	for _, text := range []string{
		"claimant = \"Example Ltd\"\ncontact = 'billing@example.com'\nticket = \"T-1\"\n", "\ufeffclaimant = \"a\"", "claimant = \"a\"\nCLAIMANT = \"b\"",
		"claimant = 1", "claimant = [\"a\"]", "[claimant]\nname = \"a\"", "claimant.name = \"a\"", "other = 1", "claimant", "claimant = \"a\"\nclaimant = \"b\"",
		"claimant = \"\"\"a\nb\"\"\"", "claimant = \"\\u0000\\u001b\"", "claimant = \"\xff\"", "# nothing", "", "claimant = \"a\"\r\ncontact = 2026-03-01", "[[claimant]]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		place := writeSettings(t, text)
		first, err := readSettings([]string{place})
		for range 4 {
			if again, errAgain := readSettings([]string{place}); again != first || fmt.Sprint(errAgain) != fmt.Sprint(err) {
				t.Fatalf("%q says %+v, %v, and then %+v, %v", text, first, err, again, errAgain)
			}
		}
		if err != nil && !strings.Contains(err.Error(), place) {
			t.Errorf("%q: the error does not name the file: %v", text, err)
		}
		for _, said := range []string{first.Claimant, first.Contact, first.Ticket} {
			if err == nil && !utf8.ValidString(said) {
				t.Errorf("%q says what is no text: %q", text, said)
			}
		}
	})
}
