package powercut

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// ErrNoStrace says that programs cannot be recorded here.
var ErrNoStrace = errors.New("strace is not installed, or may not trace")

// Strace runs strace with its options and a program, and returns what both print. Where
// there is no strace, or it may not trace, the error is ErrNoStrace; where the program does
// not end with 0, an *exec.ExitError.
func Strace(args ...string) (said []byte, err error) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		return nil, ErrNoStrace
	}
	said, err = exec.Command(strace, args...).CombinedOutput()
	if err != nil && strings.Contains(string(said), "PTRACE") {
		err = ErrNoStrace
	}
	return said, err
}

// traced are the system calls that change files, or print.
const traced = "openat,write,pwrite64,writev,ftruncate,truncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,linkat,mkdirat"

// RecordProgram runs a program to its end, by strace, and records what it does to the files
// of a folder by their absolute names. For each time that it wrote to standard output,
// printed has the number of operations there were by then. A folder must be empty, and its
// name without links.
func RecordProgram(folder string, program ...string) (r *Recording, printed []int, err error) {
	trace, err := os.CreateTemp("", "trace")
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, trace.Close(), os.Remove(trace.Name())) }()
	options := []string{"-f", "-y", "-xx", "-s", "16777216", "-e", "trace=" + traced, "-o", trace.Name(), "--"}
	if said, err := Strace(append(options, program...)...); err != nil {
		return nil, nil, fmt.Errorf("%w\n%s", err, said)
	}
	content, err := os.ReadFile(trace.Name())
	if err != nil {
		return nil, nil, err
	}
	t := tracing{recording: New(folder), written: map[int]int64{}, begun: map[string]string{}}
	for line := range strings.Lines(string(content)) {
		if err := t.line(line); err != nil {
			return nil, nil, err
		}
	}
	return t.recording, t.printed, nil
}

// tracing is a trace being read.
type tracing struct {
	recording *Recording
	written   map[int]int64     // to files, by their numbers: where the next write goes
	begun     map[string]string // calls that others have interrupted, by thread
	printed   []int
}

var (
	callForm = regexp.MustCompile(`^(\w+)\((.*)\) += (\d+)`)         // one that succeeded
	textForm = regexp.MustCompile(`[<"]((?:\\x[0-9a-f]{2})*)[>"]`)   // paths of open files, and texts
	restForm = regexp.MustCompile(`^<\.\.\. \w+ resumed>(.*)$`)      // of an interrupted call
	partForm = regexp.MustCompile(`^(.*?) ?<unfinished \.\.\.>\s*$`) // that comes before it
)

// line reads a line: the number of a thread and what it did.
func (t *tracing) line(line string) error {
	thread, call, _ := strings.Cut(strings.TrimSpace(line), " ")
	call = strings.TrimSpace(call)
	if part := partForm.FindStringSubmatch(call); part != nil {
		t.begun[thread] = part[1]
		return nil
	}
	if rest := restForm.FindStringSubmatch(call); rest != nil {
		call = t.begun[thread] + rest[1]
	}
	parts := callForm.FindStringSubmatch(call)
	if parts == nil {
		return nil // it failed, or is a signal
	}
	var texts []string
	for _, text := range textForm.FindAllStringSubmatch(call, -1) {
		plain, err := strconv.Unquote(`"` + text[1] + `"`)
		if err != nil {
			return fmt.Errorf("%w in %.200s", err, line)
		}
		texts = append(texts, plain)
	}
	count, err := strconv.Atoi(parts[3])
	if err != nil {
		return err
	}
	return t.did(parts[1], parts[2], texts, count)
}

// did records a system call, by its arguments, the texts in it, that of its result
// included, and its result.
func (t *tracing) did(name, arguments string, texts []string, result int) error {
	switch {
	case name == "write" && strings.HasPrefix(arguments, "1<"):
		t.printed = append(t.printed, t.recording.Len())
	case (name == "fsync" || name == "fdatasync") && texts[0] == t.recording.folder:
		t.recording.SyncFolder()
	case !t.concerns(texts):
	case name == "openat":
		if path := texts[len(texts)-1]; path != t.recording.folder {
			t.written[t.recording.Open(path)] = 0
		}
		if strings.Contains(arguments, "O_TRUNC") || strings.Contains(arguments, "O_APPEND") {
			return fmt.Errorf("files are not recorded that are opened by %s", arguments)
		}
	case name == "write":
		file := t.recording.Open(texts[0])
		t.recording.Write(file, t.written[file], []byte(texts[1])[:result])
		t.written[file] += int64(result)
	case name == "fsync" || name == "fdatasync":
		t.recording.Sync(t.recording.Open(texts[0]))
	case name == "mkdirat": // whether its name is there is all that is asked of a folder
		t.recording.Sync(t.recording.Open(texts[1]))
	case name == "renameat":
		t.recording.Rename(texts[1], texts[3])
	case name == "unlinkat":
		t.recording.Remove(texts[1])
	default:
		return fmt.Errorf("%s is not recorded: %.200s", name, arguments)
	}
	return nil
}

// concerns reports whether one of the texts is a file of the folder, or the folder.
func (t *tracing) concerns(texts []string) bool {
	for _, text := range texts {
		if text == t.recording.folder || t.recording.holds(text) {
			return true
		}
	}
	return false
}
