package model

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Stored is the text that the database holds of a saying: one line of JSON, and of
// a sentence without a code the sentence itself.
func (s Saying) Stored() string {
	if s.Code == "" {
		return s.sentence()
	}
	return storedText(s)
}

// Stored is the text that the database holds of sayings: a list of them in one line
// of JSON, and of a single sentence without a code the sentence itself unless that would
// be read as a list.
func (all Sayings) Stored() string {
	switch {
	case len(all) == 0:
		return ""
	case len(all) == 1 && all[0].Code == "" && !readsAsList(all[0].sentence()):
		return all[0].Stored()
	}
	return storedText(all)
}

// readsAsList reports whether a stored text is read as a list of sayings, none included.
func readsAsList(text string) bool { return text == "" || strings.HasPrefix(text, "[") }

// storedText cannot fail: facts are numbers, texts and sayings.
func storedText(said any) string {
	text, err := plain(said)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// Scan reads a saying from the database. What is no saying is a sentence of an older
// version of the program.
func (s *Saying) Scan(stored any) error {
	text, err := textOf(stored)
	var read Saying
	if !strings.HasPrefix(text, `{"code":`) || json.Unmarshal([]byte(text), &read) != nil {
		read = AsStored(text)
	}
	*s = read
	return err
}

// Scan reads sayings from the database. What is no list of them is a sentence of an
// older version of the program, or several.
func (all *Sayings) Scan(stored any) error {
	text, err := textOf(stored)
	var read Sayings
	switch {
	case text == "":
	case !readsAsList(text) || json.Unmarshal([]byte(text), &read) != nil:
		read = Sayings{AsStored(text)}
	case len(read) == 0:
		read = nil
	}
	*all = read
	return err
}

// textOf is the text of a column, which a driver may give as bytes.
func textOf(stored any) (string, error) {
	switch stored := stored.(type) {
	case string:
		return stored, nil
	case []byte:
		return string(stored), nil
	}
	return "", fmt.Errorf("read what is said: the column holds a %T, not a text", stored)
}
