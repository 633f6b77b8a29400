package bill

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"immrecon/import/readertest"
)

// TestMalformed reads the bills of testdata/malformed.txtar, each of which has
// one thing wrong with it, and compares what is said of it: where it stands and
// what is wrong there. No line of any of them is lost.
func TestMalformed(t *testing.T) {
	const file = "testdata/malformed.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n+1 < len(archive.Files); n += 2 {
		variant, want := archive.Files[n], &archive.Files[n+1]
		if want.Name != variant.Name+".said" {
			t.Fatalf("%s: %s is followed by %s", file, variant.Name, want.Name)
		}
		said := whatIsSaid(t, variant.Name, string(variant.Data))
		if *readertest.Update {
			want.Data = []byte(said)
		}
		if said != string(want.Data) {
			t.Errorf("%s: said\n%swant\n%s", variant.Name, said, want.Data)
		}
	}
	if *readertest.Update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if variants := len(archive.Files) / 2; variants < 20 {
		t.Errorf("%d variants, want 20 at least", variants)
	}
}

// whatIsSaid reads a bill as the import does and puts down each message.
func whatIsSaid(t *testing.T, name, text string) string {
	got := &readertest.Collected{}
	if err := Read(strings.NewReader(text), got); err != nil {
		return fmt.Sprintf("%s: %v\n", name, err)
	}
	var said strings.Builder
	for _, r := range got.Rejects {
		fmt.Fprintf(&said, "%s:%d: %s\n", name, r.Line, r.Reason)
		if r.Text == "" {
			t.Errorf("%s: the line that was rejected is lost", name)
		}
	}
	if n := got.Tally; len(got.Rejects) == 0 || n.Read != n.Kept+n.Skipped+n.Rejected {
		t.Errorf("%s: %+v", name, n)
	}
	return said.String()
}
