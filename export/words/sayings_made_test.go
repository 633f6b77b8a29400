package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"immrecon/store/model"
)

// madeSayings looks through the source of reconcile for codes of sayings: how often
// each is mentioned, and with how many facts sayings are made of it.
type madeSayings struct {
	mentioned map[string]bool  // names of constants
	facts     map[string][]int // at each place that makes one
	made      []string         // places where a code is made of a text
}

func readMadeSayings(t *testing.T) madeSayings {
	t.Helper()
	m := madeSayings{mentioned: map[string]bool{}, facts: map[string][]int{}}
	files := token.NewFileSet()
	err := filepath.WalkDir("../../reconcile", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if name := saysName(n); name != "" {
				m.mentioned[name] = true
			}
			if call, ok := n.(*ast.CallExpr); ok {
				m.look(files, call)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// look notes what a call makes. Explanations that compare two quantities have those
// as their first facts.
func (m *madeSayings) look(files *token.FileSet, call *ast.CallExpr) {
	of, isMethod := call.Fun.(*ast.SelectorExpr)
	if !isMethod || call.Ellipsis.IsValid() {
		return
	}
	if name := saysName(of.X); name != "" && of.Sel.Name == "With" {
		m.facts[name] = append(m.facts[name], len(call.Args))
	}
	if of.Sel.Name == "compared" && saysName(call.Args[0]) != "" {
		name := saysName(call.Args[0])
		m.facts[name] = append(m.facts[name], 2+len(call.Args)-1)
	}
	if of.Sel.Name == "SayingCode" {
		m.made = append(m.made, files.Position(call.Pos()).String())
	}
}

// saysName is the name of a constant of the model that is a code, "" for all else.
func saysName(n ast.Node) string {
	of, ok := n.(*ast.SelectorExpr)
	if !ok || !strings.HasPrefix(of.Sel.Name, "Says") {
		return ""
	}
	if from, ok := of.X.(*ast.Ident); !ok || from.Name != "model" {
		return ""
	}
	return of.Sel.Name
}

// A reconciliation says nothing but what has words, and says it with as many facts as
// these need.
func TestSayingsAreMadeAsTheyAreSaid(t *testing.T) {
	made := readMadeSayings(t)
	codes := namedConstants(t, "../../store/model/saying_codes.go", "SayingCode")
	if len(made.facts) < 60 {
		t.Errorf("only %d kinds of saying are made", len(made.facts))
	}
	for name, counts := range made.facts {
		for _, n := range counts {
			if want := factsOf(English.Sayings[model.SayingCode(codes[name])]); n != want {
				t.Errorf("%s is made with %d facts, and said with %d", name, n, want)
			}
		}
	}
	for name := range codes {
		if !made.mentioned[name] {
			t.Errorf("%s is never said", name)
		}
	}
	for _, place := range made.made {
		t.Errorf("%s makes a code of a text: codes stand in package model", place)
	}
}
