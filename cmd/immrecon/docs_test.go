package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The page of guarantees names tests that there are.
func TestGuaranteesNameTests(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	page, err := os.ReadFile(filepath.Join(root, "docs", "guarantees.md"))
	noError(t, err)
	there := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	noError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		there[entry.Name()] = true
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		code, err := os.ReadFile(path)
		for _, match := range function.FindAllSubmatch(code, -1) {
			there[string(match[1])] = true
		}
		return err
	}))
	named := regexp.MustCompile(`\b(Test[A-Z]\w+|\w+\.txt)\b`).FindAllString(string(page), -1)
	if len(named) < 30 {
		t.Errorf("the page names %d tests only", len(named))
	}
	for _, name := range named {
		if !there[name] {
			t.Errorf("the page names %s, which is not there", name)
		}
	}
}

// The page of security gives a reason for each module that the program is made of.
func TestDependenciesHaveReasons(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "security.md"))
	noError(t, err)
	direct, err := exec.Command("go", "list", "-m", "-f", "{{if not (or .Indirect .Main)}}{{.Path}}{{end}}", "all").Output()
	noError(t, err)
	modules := strings.Fields(string(direct))
	for _, module := range modules {
		if !strings.Contains(string(page), "`"+module+"`") {
			t.Errorf("docs/security.md does not say what %s is for", module)
		}
	}
	for _, match := range regexp.MustCompile("`([a-z]+\\.[a-z]+/[^`]+)`").FindAllStringSubmatch(string(page), -1) {
		if !strings.Contains(string(direct), match[1]+"\n") {
			t.Errorf("docs/security.md gives a reason for %s, which is no dependency", match[1])
		}
	}
}
