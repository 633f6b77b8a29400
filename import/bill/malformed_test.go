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
// one thing wrong with it, and compares the messages about it: each with its line and
// what is wrong there. No line of any of them is lost.
func TestMalformed(t *testing.T) {
	const file = "testdata/malformed.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n+1 < len(archive.Files); n += 2 {
		variant, want := archive.Files[n], &archive.Files[n+1]
		if want.Name != variant.Name+".messages" {
			t.Fatalf("%s: %s is followed by %s", file, variant.Name, want.Name)
		}
		messages := messagesOf(t, variant.Name, string(variant.Data))
		if *readertest.Update {
			want.Data = []byte(messages)
		}
		if messages != string(want.Data) {
			t.Errorf("%s: got\n%swant\n%s", variant.Name, messages, want.Data)
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

// messagesOf reads a bill as the import does and puts down each message.
func messagesOf(t *testing.T, name, text string) string {
	got := &readertest.Collected{}
	if err := Read(strings.NewReader(text), got); err != nil {
		return fmt.Sprintf("%s: %v\n", name, err)
	}
	var messages strings.Builder
	for _, r := range got.Rejects {
		fmt.Fprintf(&messages, "%s:%d: %s\n", name, r.Line, r.Reason)
		if r.Text == "" {
			t.Errorf("%s: the line that was rejected is lost", name)
		}
	}
	if n := got.Tally; len(got.Rejects) == 0 || n.Read != n.Kept+n.Skipped+n.Rejected {
		t.Errorf("%s: %+v", name, n)
	}
	return messages.String()
}
