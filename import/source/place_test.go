package source

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"immrecon/store/model"
)

// knownOf knows the places of files that were found before.
func knownOf(found *Found) func(model.Place) bool {
	places := map[model.Place]bool{}
	for _, f := range found.Files {
		places[f.Place] = true
	}
	return func(p model.Place) bool { return places[p] }
}

// rewrite writes a file until the system says that it has changed: its times move in
// steps.
func rewrite(t *testing.T, path, content string, modified time.Time) {
	t.Helper()
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	for now := before; stampOf(now) == stampOf(before); {
		write(t, path, content)
		if err := os.Chtimes(path, modified, modified); err != nil {
			t.Fatal(err)
		}
		if now, err = os.Stat(path); err != nil {
			t.Fatal(err)
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A file is unchanged only where nothing at all has changed at its place.
func TestFindUnchanged(t *testing.T) {
	inside(t, map[string]string{"logs/a": "one", "logs/pack.zip": zipped(t, "m", "1", "n", "2"), "not\xffutf8": "x"})
	before := find(t, "logs", "not\xffutf8", "-")
	info, err := os.Stat("logs/a")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name   string
		change func()
		want   string
	}{
		{"nothing changed", func() {}, "logs/a logs/pack.zip!m logs/pack.zip!n"},
		{"times put back", func() { rewrite(t, "logs/a", "two", info.ModTime()) }, "logs/pack.zip!m logs/pack.zip!n"},
		{"another archive", func() { rewrite(t, "logs/pack.zip", zipped(t, "m", "1", "n", "3"), time.Now()) }, ""},
	}
	for _, c := range cases {
		c.change()
		found, err := Find([]string{"./logs", "not\xffutf8", "-"}, strings.NewReader("from stdin"), knownOf(before))
		if err != nil {
			t.Fatal(err)
		}
		var unchanged []string
		for _, f := range found.Files {
			if f.Unchanged {
				unchanged = append(unchanged, f.Name)
			}
		}
		if got := strings.Join(unchanged, " "); got != c.want {
			t.Errorf("%s: unchanged are %q, want %q", c.name, got, c.want)
		}
		if err := found.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A file that was changed just now may change again without another stamp.
func TestSettled(t *testing.T) {
	at := time.Unix(1000, 0)
	for _, c := range []struct {
		modified, changed time.Duration // before at
		want              bool
	}{
		{time.Hour, time.Hour, true},
		{time.Hour, time.Second, false}, // its times were put back
		{time.Second, time.Hour, false},
		{-time.Hour, time.Hour, false}, // from the future
		{unsettled + 1, unsettled + 1, true},
		{unsettled, unsettled, false},
	} {
		s := model.Stamp{Modified: at.Add(-c.modified).UnixNano(), Changed: at.Add(-c.changed).UnixNano()}
		if got := settled(s, at); got != c.want {
			t.Errorf("modified %v and changed %v before: %v", c.modified, c.changed, got)
		}
	}
}

// A file must stay as it was found until it is read to its end.
func TestReadSteadyFile(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"cut short at a line end", "one\n", "log: cannot read on after byte 4 of 8: it was cut short from 8 to 4 bytes while it was read; import it again when it is whole"},
		{"growing", "one\ntwo\nthree\n", "log: cannot read on after byte 14 of 8: it grew from 8 to 14 bytes while it was read; import it again when it is whole"},
		{"replaced", "1ne\n2wo\n", "log: cannot read on after byte 8 of 8: it was changed while it was read; import it again when it is whole"},
		{"as it was", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			inside(t, map[string]string{"log": "one\ntwo\n"})
			f := find(t, "log").Files[0]
			if c.content != "" {
				write(t, "log", c.content)
				_ = os.Chtimes("log", time.Now(), time.Now().Add(time.Second)) // whatever the system's steps are
			}
			_, hashing := f.Hash()
			r, err := f.Open(Silent{})
			if err != nil {
				t.Fatal(err)
			}
			_, reading := io.Copy(io.Discard, r)
			if err := r.Close(); err != nil {
				t.Error(err)
			}
			for _, err := range []error{hashing, reading} {
				if got := errorText(err); got != c.want {
					t.Errorf("error %q, want %q", got, c.want)
				}
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestPrintable(t *testing.T) {
	for path, want := range map[string]string{"a/é": "a/é", "\xe4.log": `\xe4.log`, "a\x00b": `a\x00b`, "\ufffd": "\ufffd", "": ""} {
		if got := Printable(path); got != want {
			t.Errorf("Printable(%q) = %q, want %q", path, got, want)
		}
	}
}
