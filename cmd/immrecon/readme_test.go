package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What the README tells people to run is what .ci/run runs, word for word.
func TestReadmeCommandsAreChecked(t *testing.T) {
	t.Parallel()
	checks := content(t, "../../.ci/run")
	commands := readmeBlock(t, "sh")
	for _, command := range commands {
		if !regexp.MustCompile(`(?m)^ *` + regexp.QuoteMeta(command) + `$`).MatchString(checks) {
			t.Errorf("README.md says to run %q, which .ci/run does not", command)
		}
	}
	if len(commands) != 2 {
		t.Errorf("README.md has %d commands in its first block, want the demo and the tests", len(commands))
	}
}

// What the README shows is what the demo prints, but for the lines left out.
func TestReadmeShowsWhatTheDemoPrints(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	output(t, dir, "demo", "demo-month")
	printed, _ := program(dir, "audit", "demo-month", "--month", "2026-03").Output() // its exit code is 1
	lines := strings.Split(string(printed), "\n")
	for _, shown := range readmeBlock(t, "text") {
		if strings.TrimSpace(shown) == "…" {
			continue
		}
		for len(lines) > 0 && lines[0] != shown {
			lines = lines[1:]
		}
		if len(lines) == 0 {
			t.Fatalf("README.md shows %q, which the demo does not print there; copy its output anew:\n%s", shown, printed)
		}
	}
}

// readmeBlock is the first block of the README in a language, line by line.
func readmeBlock(t *testing.T, language string) []string {
	t.Helper()
	block := regexp.MustCompile("(?s)```" + language + "\n(.*?)\n```").FindStringSubmatch(content(t, "../../README.md"))
	if block == nil {
		t.Fatalf("README.md has no block of %s", language)
	}
	return strings.Split(block[1], "\n")
}

func content(t *testing.T, path string) string {
	t.Helper()
	bytes, err := os.ReadFile(path)
	noError(t, err)
	return string(bytes)
}
