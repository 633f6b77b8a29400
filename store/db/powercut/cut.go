package powercut

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
)

// Cuts is how many power cuts a test is to try: so many as the environment asks for by
// IMMRECON_TEST_POWER_CUTS, or else a few.
func Cuts(few int) (int, error) {
	asked := os.Getenv("IMMRECON_TEST_POWER_CUTS")
	if asked == "" {
		return few, nil
	}
	n, err := strconv.Atoi(asked)
	if err != nil {
		return 0, fmt.Errorf("IMMRECON_TEST_POWER_CUTS: %w", err)
	}
	return n, nil
}

// Disk is what is found in a folder after the power came back: content by name.
type Disk map[string][]byte

// WriteTo writes the files into a folder.
func (d Disk) WriteTo(folder string) error {
	for name, content := range d {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Cut is what a power cut leaves after so many operations. Chance decides what becomes
// of what was not synced by then.
func (r *Recording) Cut(after int, chance *rand.Rand) Disk {
	r.mutex.Lock()
	done := r.operations[:after]
	r.mutex.Unlock()
	files, names, unsynced := settle(done)
	fate := fates[chance.IntN(len(fates))](chance)
	for n := range unsynced.names {
		if fate.survives(n, len(unsynced.names)) {
			names.apply(unsynced.names[n])
		}
	}
	disk := Disk{}
	for name, number := range names {
		content, pending := files[number], unsynced.content[number]
		for n := range pending {
			content = fate.apply(content, pending[n], n, len(pending))
		}
		disk[name] = content
	}
	return disk
}

// names are the files by name.
type names map[string]int

func (n names) apply(o operation) {
	if o.former != "" && n[o.former] == o.file {
		delete(n, o.former)
	}
	if o.name != "" {
		n[o.name] = o.file
	}
}

// pending is what was done and not synced, in order.
type pending struct {
	names   []operation
	content map[int][]operation // by file
}

// settle carries out what is synced and returns the rest.
func settle(done []operation) (files map[int][]byte, named names, unsynced pending) {
	files, named, unsynced = map[int][]byte{}, names{}, pending{content: map[int][]operation{}}
	for _, o := range done {
		switch o.action {
		case write, truncate:
			unsynced.content[o.file] = append(unsynced.content[o.file], o)
		case syncFile:
			for _, was := range unsynced.content[o.file] {
				files[o.file] = was.applied(files[o.file])
			}
			delete(unsynced.content, o.file)
		case rename:
			unsynced.names = append(unsynced.names, o)
		case syncFolder:
			for _, was := range unsynced.names {
				named.apply(was)
			}
			unsynced.names = nil
		}
	}
	return files, named, unsynced
}

// applied is the content of a file after a write or a change of its length.
func (o operation) applied(content []byte) []byte {
	if o.action == truncate {
		return resized(content, o.at)
	}
	if end := o.at + int64(len(o.data)); end > int64(len(content)) {
		content = resized(content, end)
	}
	copy(content[o.at:], o.data)
	return content
}

// resized cuts content off or fills it up with zeros.
func resized(content []byte, length int64) []byte {
	if length <= int64(len(content)) {
		return content[:length:length]
	}
	return append(content, make([]byte, length-int64(len(content)))...)
}

// fate decides what becomes of what was not synced.
type fate struct {
	survives func(n, of int) bool // the n-th of so many operations or, where they tear, sectors
	tear     int64                // bytes of a write that survive or are lost together; 0: all of them
}

// fates are the ways of a file system. To lose nothing is what a killed program does.
var fates = []func(*rand.Rand) fate{
	func(*rand.Rand) fate { return fate{survives: func(int, int) bool { return false }} },
	func(*rand.Rand) fate { return fate{survives: func(int, int) bool { return true }} },
	func(chance *rand.Rand) fate { // in order, up to somewhere
		share := chance.IntN(101) // per cent
		return fate{survives: func(n, of int) bool { return 100*n < share*of }}
	},
	func(chance *rand.Rand) fate { // the latest before those that came first
		share := chance.IntN(101) // per cent
		return fate{survives: func(n, of int) bool { return 100*n >= share*of }}
	},
	func(chance *rand.Rand) fate { return fate{survives: some(chance)} },
	func(chance *rand.Rand) fate { return fate{survives: some(chance), tear: 4096} },
	func(chance *rand.Rand) fate { return fate{survives: some(chance), tear: 512} },
}

// some lets a share survive, picked at random.
func some(chance *rand.Rand) func(int, int) bool {
	share := []int{2, 10, 50, 90, 98}[chance.IntN(5)] // per cent
	return func(int, int) bool { return chance.IntN(100) < share }
}

// apply does of an operation what survives of it.
func (f fate) apply(content []byte, o operation, n, of int) []byte {
	if f.tear == 0 || o.action == truncate {
		if f.survives(n, of) {
			return o.applied(content)
		}
		return content
	}
	for from := o.at; from < o.at+int64(len(o.data)); {
		to := min((from/f.tear+1)*f.tear, o.at+int64(len(o.data)))
		if f.survives(n, of) {
			content = operation{action: write, at: from, data: o.data[from-o.at : to-o.at]}.applied(content)
		}
		from = to
	}
	return content
}
