package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Saying is a sentence, or a clause of one, as data: a code, for which package
// words has a template in each language, and the facts that stand in it. Text that
// an older version of the program stored as a sentence is a saying without a code,
// whose one fact is the sentence.
type Saying struct {
	Code  SayingCode
	Facts []Fact
}

// Fact is what stands in a saying: an int64 (a number, or an instant in Unix seconds),
// a string (a name, or a decimal with every digit), a Saying, or a []Fact.
type Fact = any

// Sayings are what is said in a row, a sentence each.
type Sayings []Saying

// With makes a saying of a code and its facts: of any integer, text, decimal, saying,
// or a list of texts or sayings. Another type is a defect of the caller, and panics.
func (c SayingCode) With(facts ...any) Saying {
	return Saying{Code: c, Facts: listOf(facts)}
}

func factOf(f any) Fact {
	switch f := f.(type) {
	case int64, string, Saying:
		return f
	case int:
		return int64(f)
	case decimal.Decimal:
		return f.String()
	case []string:
		return listOf(f)
	case Sayings:
		return listOf(f)
	}
	panic(fmt.Sprintf("model: a saying cannot hold a fact of type %T", f))
}

func listOf[T any](all []T) []Fact {
	list := make([]Fact, len(all))
	for n, one := range all {
		list[n] = factOf(one)
	}
	return list
}

// AsStored is a sentence that was stored as such, with no code.
func AsStored(sentence string) Saying { return Saying{Facts: []Fact{sentence}} }

// sentence is what a saying without a code says.
func (s Saying) sentence() string { return fmt.Sprint(s.Facts...) }

// String is the code with its facts, for developers: unbilled(12).
func (s Saying) String() string { return string(s.Code) + "(" + written(s.Facts) + ")" }

// String is the sayings in a row.
func (all Sayings) String() string { return written(listOf(all)) }

func written(facts []Fact) string {
	said := make([]string, len(facts))
	for n, f := range facts {
		said[n] = fmt.Sprint(f)
		if list, ok := f.([]Fact); ok {
			said[n] = "[" + written(list) + "]"
		}
	}
	return strings.Join(said, ", ")
}

// storedSaying is a saying as JSON.
type storedSaying struct {
	Code  SayingCode `json:"code"`
	Facts []Fact     `json:"facts"`
}

// MarshalJSON writes {"code":…,"facts":[…]}, and of a sentence without a code the
// sentence.
func (s Saying) MarshalJSON() ([]byte, error) {
	if s.Code == "" {
		return plain(s.sentence())
	}
	return plain(storedSaying(s))
}

// plain writes JSON that keeps <, > and & as they are.
func plain(value any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Saying) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte(`"`)) {
		var sentence string
		err := json.Unmarshal(text, &sentence)
		*s = AsStored(sentence)
		return err
	}
	var stored struct {
		Code  SayingCode        `json:"code"`
		Facts []json.RawMessage `json:"facts"`
	}
	if err := json.Unmarshal(text, &stored); err != nil {
		return err
	}
	if stored.Code == "" { // a sentence without a code is written as a text
		return errors.New("a saying has no code")
	}
	facts, err := readFacts(stored.Facts)
	*s = Saying{Code: stored.Code, Facts: facts}
	return err
}

func readFacts(texts []json.RawMessage) ([]Fact, error) {
	facts := make([]Fact, len(texts))
	for n, text := range texts {
		f, err := readFact(text)
		if err != nil {
			return nil, err
		}
		facts[n] = f
	}
	return facts, nil
}

// readFact reads a fact by how its text begins.
func readFact(text json.RawMessage) (Fact, error) {
	switch text[0] {
	case '"':
		var s string
		err := json.Unmarshal(text, &s)
		return s, err
	case '{':
		var s Saying
		err := json.Unmarshal(text, &s)
		return s, err
	case '[':
		var list []json.RawMessage
		if err := json.Unmarshal(text, &list); err != nil {
			return nil, err
		}
		return readFacts(list)
	case 'n':
		return nil, errors.New("a saying has a null among its facts")
	}
	var n int64
	err := json.Unmarshal(text, &n)
	return n, err
}
