package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"immrecon/export/words"
	"immrecon/store/model"
)

// Every reason for which a record cannot be placed is played in a script, has a
// sentence and a row in the document.
func TestEveryReasonIsShown(t *testing.T) {
	t.Parallel()
	reasons := constants(t, "../../reconcile/usage/unplaced.go", "Reason")
	if len(reasons) < 16 {
		t.Errorf("found %d reasons in the source, there were 16", len(reasons))
	}
	script, document := content(t, "testdata/script/unplaced.txt"), content(t, "../../docs/json.md")
	for _, code := range reasons {
		if !strings.Contains(script, `"reason": "`+code+`"`) {
			t.Errorf("testdata/script/unplaced.txt has no record that is %s", code)
		}
		if !strings.Contains(document, "\n| `"+code+"` |") {
			t.Errorf("docs/json.md does not say what %s is", code)
		}
		if words.English.Sayings[model.UnplacedCode(code)] == "" {
			t.Errorf("package words has no sentence for %s", code)
		}
	}
}

// constants reads the constants of a string type from a source file: their values
// by name.
func constants(t *testing.T, path, kind string) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	noError(t, err)
	all := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, named := spec.Type.(*ast.Ident); !named || of.Name != kind || len(spec.Values) != len(spec.Names) {
			return true
		}
		for n, value := range spec.Values {
			if text, isText := value.(*ast.BasicLit); isText {
				code, err := strconv.Unquote(text.Value)
				noError(t, err)
				all[spec.Names[n].Name] = code
			}
		}
		return true
	})
	return all
}
