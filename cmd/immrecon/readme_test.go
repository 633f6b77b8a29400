package main

import (
	"errors"
	"os"
	"os/exec"
	"regexp"
	"slices"
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

// Every command that the text of the README gives runs on the demo's month.
func TestReadmeCommandsRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	output(t, dir, "demo", "demo-month")
	for range 2 {
		_ = program(dir, "audit", "demo-month", "--month", "2026-03", "--again").Run() // its exit code is 1
	}
	finding := regexp.MustCompile(`\bF[0-9a-f]{10}\b`).FindString(output(t, dir, "findings", "--month", "2026-03"))
	placeholders := map[string][]string{
		"FINDING": {finding}, "RUN RUN": {"2026-03/1", "2026-03/2"}, "ITEM": {"ImageDetect"}, "PATH": {"report"}, "COMMAND": {"audit"},
	}
	commands := regexp.MustCompile("`immrecon ([^`]+)`").FindAllStringSubmatch(readmeText(t), -1)
	for _, command := range commands {
		for _, args := range spelledOut(command[1], placeholders) {
			var exit *exec.ExitError
			if printed, err := program(dir, args...).CombinedOutput(); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitDiscrepancies) {
				t.Errorf("README.md says to run %q; immrecon %q: %v\n%s", command[0], args, err, printed)
			}
		}
	}
	if len(commands) < 15 {
		t.Errorf("README.md has only %d commands in its text", len(commands))
	}
}

// readmeText is the README without its blocks of code.
func readmeText(t *testing.T) string {
	t.Helper()
	return regexp.MustCompile("(?s)```.*?```").ReplaceAllString(content(t, "../../README.md"), "")
}

// spelledOut are the command lines that a command of the README stands for: one for
// each of the words between bars, with something for each placeholder. What claims
// need beside their subcommand it does not give, so that these only explain
// themselves.
func spelledOut(command string, placeholders map[string][]string) (all [][]string) {
	command = strings.ReplaceAll(command, `\|`, "|")
	for placeholder, values := range placeholders {
		command = strings.ReplaceAll(command, placeholder, strings.Join(values, " "))
	}
	all = [][]string{nil}
	for _, word := range strings.Fields(command) {
		var longer [][]string
		for _, args := range all {
			for _, choice := range strings.Split(word, "|") {
				longer = append(longer, append(slices.Clone(args), choice))
			}
		}
		all = longer
	}
	for n, args := range all {
		switch {
		case args[0] == "dispute":
			all[n] = append(args, "--help")
		case args[0] == "export":
			args[len(args)-1] += "." + args[1] // a file, or a folder of them, for each form
		}
	}
	return all
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
