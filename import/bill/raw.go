package bill

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// raw writes a row as a JSON object in the order of the file.
func (h *headerRow) raw(cells []string) string {
	text := []byte{'{'}
	for i, cell := range cells {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, h.keys[i]...)
		text = append(text, ':')
		if isPlain(cell) {
			text = append(append(append(text, '"'), cell...), '"')
		} else {
			text = append(text, quoted(cell)...)
		}
	}
	return string(append(text, '}'))
}

// isPlain reports whether a text needs no more than quotes to be a JSON string.
// Nearly every cell does not.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// rawKeys makes JSON keys of a header row. Keys must differ and say something,
// so empty and repeated headers get the number of their column.
func rawKeys(header []string) [][]byte {
	keys := make([][]byte, len(header))
	seen := map[string]bool{}
	for i, name := range header {
		name = trimHeader(name)
		if name == "" || seen[name] {
			name = strings.TrimSpace(fmt.Sprintf("%s #%d", name, i+1))
		}
		seen[name] = true
		keys[i] = quoted(name)
	}
	return keys
}

// quoted writes a JSON string, leaving <, > and & as they are.
func quoted(text string) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a string in memory always encodes
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
