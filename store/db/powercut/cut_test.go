package powercut

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// outcomes are all that many cuts after the last operation leave, each once, as text.
func outcomes(r *Recording) []string {
	seen := map[string]bool{}
	for seed := range uint64(2000) {
		seen[fmt.Sprintf("%q", map[string][]byte(r.Cut(r.Len(), rand.New(rand.NewPCG(seed, 0)))))] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

func TestWhatACutLeaves(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(r *Recording, file int)
		want []string
	}{
		"a name is there once its folder is synced": {
			func(r *Recording, file int) { r.Write(file, 0, []byte("a")); r.Sync(file) },
			[]string{`map["f":"a"]`, `map[]`},
		},
		"content is there once the file is synced": {
			func(r *Recording, file int) { r.SyncFolder(); r.Write(file, 0, []byte("a")) },
			[]string{`map["f":""]`, `map["f":"a"]`},
		},
		"what is synced is there": {
			func(r *Recording, file int) { r.SyncFolder(); r.Write(file, 0, []byte("a")); r.Sync(file) },
			[]string{`map["f":"a"]`},
		},
		"writes survive in any order": {
			func(r *Recording, file int) {
				r.SyncFolder()
				r.Write(file, 0, []byte("a"))
				r.Write(file, 1, []byte("b"))
			},
			[]string{`map["f":""]`, `map["f":"\x00b"]`, `map["f":"a"]`, `map["f":"ab"]`},
		},
		"a length is lost like a write": {
			func(r *Recording, file int) {
				r.SyncFolder()
				r.Write(file, 0, []byte("abc"))
				r.Sync(file)
				r.Truncate(file, 1)
				r.Write(file, 0, []byte("x"))
			},
			[]string{`map["f":"a"]`, `map["f":"abc"]`, `map["f":"x"]`, `map["f":"xbc"]`},
		},
		"a file that is renamed has one of its names, and one that is replaced is there until then": {
			func(r *Recording, file int) {
				other := r.Open("g")
				r.SyncFolder()
				r.Write(file, 0, []byte("old"))
				r.Write(other, 0, []byte("new"))
				r.Sync(file)
				r.Sync(other)
				r.Rename("g", "f")
			},
			[]string{`map["f":"new"]`, `map["f":"old" "g":"new"]`},
		},
		"a file that is made again is another": {
			func(r *Recording, file int) {
				r.SyncFolder()
				r.Write(file, 0, []byte("old"))
				r.Sync(file)
				r.Remove("f")
				r.Sync(r.Open("f"))
			},
			[]string{`map["f":""]`, `map["f":"old"]`, `map[]`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := New("folder")
			c.do(r, r.Open("folder/f"))
			if got := outcomes(r); !slices.Equal(got, c.want) {
				t.Errorf("cuts leave\n%q, want\n%q", got, c.want)
			}
		})
	}
}

// Of a write of three sectors any may be lost, and none is half there.
func TestAWriteTears(t *testing.T) {
	r := New("folder")
	file := r.Open("folder/f")
	r.SyncFolder()
	old, changed := make([]byte, 3*512), make([]byte, 3*512)
	for n := range changed {
		changed[n] = 1
	}
	r.Write(file, 0, old)
	r.Sync(file)
	r.Write(file, 0, changed)
	seen := map[string]bool{}
	for seed := range uint64(2000) {
		content := r.Cut(r.Len(), rand.New(rand.NewPCG(seed, 0)))["f"]
		sectors := ""
		for sector := range slices.Chunk(content, 512) {
			if slices.Min(sector) != slices.Max(sector) {
				t.Fatalf("a sector is half there")
			}
			sectors += fmt.Sprint(sector[0])
		}
		seen[sectors] = true
	}
	if len(seen) != 8 {
		t.Errorf("cuts leave %v, want all of the 8 there are", slices.Sorted(maps.Keys(seen)))
	}
}

// A cut looks at what was done before it alone, and leaves the recording as it is.
func TestACutChangesNoRecording(t *testing.T) {
	r := New("folder")
	file := r.Open("folder/f")
	r.SyncFolder()
	r.Write(file, 0, []byte("abc"))
	r.Sync(file)
	before := r.Len()
	r.Truncate(file, 1)
	r.Write(file, 1, []byte("xyz"))
	want := outcomes(r)
	for seed := range uint64(100) {
		if got := r.Cut(before, rand.New(rand.NewPCG(seed, 0)))["f"]; string(got) != "abc" {
			t.Fatalf("what was synced became %q", got)
		}
	}
	if got := outcomes(r); !slices.Equal(got, want) {
		t.Errorf("cuts leave %q, then %q", want, got)
	}
}
