package secret

import "strings"

// blot stands where a secret was.
const blot = "***"

// Mask returns text without the secrets that can be told by their form or by the name
// before them:
//
//   - values of names such as AccessKeySecret, Signature, token or password, in URLs,
//     JSON, CSV, XML, headers, percent-encoded or escaped, in any case (see isSecretName);
//   - the whole of the headers Authorization and Cookie;
//   - ids of access keys with a secret behind them, security tokens, credentials of
//     Bearer and of signed requests, JSON web tokens, private keys in PEM;
//   - the user in an address;
//   - of addresses in OSS, every parameter but those that ask for processing or say
//     when a signature ends.
//
// A text that was masked does not change any more. None becomes more than twice as long.
// The time it takes grows with the length of the text alone.
func Mask(text string) string {
	return settled(text, func(text string) masker { return masker{text: text, pathEnd: -1} })
}

// MaskPath is Mask for the path of a file. A name with a query is that of a download, and
// every parameter is masked as in an address in OSS.
func MaskPath(path string) string {
	name, query, found := strings.Cut(path, "?")
	if !found {
		return Mask(path)
	}
	return Mask(name) + "?" + settled(query, func(query string) masker {
		return masker{text: query, pathEnd: -1, addressEnd: len(query)}
	})
}

// maskKey is Mask for the key of an object or the beginning of one, or its address. A
// name in the path, as in "user/token=x/a.jpg", is that of one folder, and what is below
// stays.
func maskKey(key string) string {
	return settled(key, func(key string) masker {
		path, _, _ := strings.Cut(key, "?")
		return masker{text: key, pathEnd: len(path)}
	})
}

// mostTurns is how often a text is looked at: where one secret was, another may show that
// it hid. Real texts settle in the second turn.
const mostTurns = 8

// settled masks a text until there is nothing more to mask. One that does not settle is
// masked as a whole.
func settled(text string, maskerOf func(string) masker) string {
	if !mayHide(text) {
		return text
	}
	for range mostTurns {
		m := maskerOf(text)
		masked := m.mask()
		if masked == text {
			return text
		}
		text = masked
	}
	return blot
}

// mayHide reports whether a text may have anything to mask. Nearly no key of an object
// does, and there are millions.
func mayHide(text string) bool {
	for at := range len(text) {
		first := beginnings[text[at]]
		if first == nil {
			continue
		}
		for _, beginning := range first {
			if strings.HasPrefix(text[at:], beginning) {
				return true
			}
		}
	}
	return false
}

// beginnings are what may stand where a finder is called, by their first byte.
var beginnings = func() (all [256][]string) {
	for _, b := range []string{"=", ":", ">", "%", `\`, "LTAI", "STS.", "TMP.", "CAIS", "BE", "Be", "bE", "be", "eyJ", dashes} {
		all[b[0]] = append(all[b[0]], b)
	}
	return all
}()

// mask looks at the whole text once.
func (m *masker) mask() string {
	for at := 0; at < len(m.text); {
		find := finders[m.text[at]]
		if find == nil {
			at++
			continue
		}
		at = max(find(m, at), at+1)
	}
	return m.result()
}

// masker is a text of which a part has been looked at.
type masker struct {
	text   string
	masked strings.Builder // of the text up to done
	done   int             // what is before was copied or masked

	pathEnd    int // of an object's key; -1 where the text is none
	addressEnd int // of the last address in OSS, all of whose parameters are secret
	wordEnd    int // of the last word that might have been a web token
}

// blot masks text from (included) to (excluded) with a mark, and returns where to look on.
// What is masked already stays.
func (m *masker) blot(from, to int, mark string) int {
	if from = max(from, m.done); from < to && m.text[from:to] != mark {
		m.masked.WriteString(m.text[m.done:from])
		m.masked.WriteString(mark)
		m.done = to
	}
	return to
}

func (m *masker) result() string {
	if m.done == 0 {
		return m.text
	}
	m.masked.WriteString(m.text[m.done:])
	return m.masked.String()
}

// hasAt reports whether word stands at a place, in any case. The word is in lower case.
func (m *masker) hasAt(at int, word string) bool {
	return len(m.text)-at >= len(word) && strings.EqualFold(m.text[at:at+len(word)], word)
}

// beginsWord reports whether a word may begin at a place: what stands before is no
// letter, or a code for something else.
func (m *masker) beginsWord(at int) bool {
	return at == 0 || !isLetter(m.text[at-1]) || at >= 2 && m.text[at-2] == '\\' ||
		at >= 3 && m.text[at-3] == '%' || at >= 6 && m.text[at-6:at-4] == `\u`
}

// run is where the bytes of a set end that begin at a place.
func (m *masker) run(at int, of func(byte) bool) int {
	for at < len(m.text) && of(m.text[at]) {
		at++
	}
	return at
}

// finders are called where a byte stands that a secret may be told by. Each masks what
// it finds and returns where to look on.
var finders = [256]func(m *masker, at int) int{
	'=': (*masker).assigned, ':': (*masker).colon, '>': (*masker).element,
	'%': (*masker).encoded, '\\': (*masker).escaped,
	'L': (*masker).keyID, 'S': (*masker).keyID, 'T': (*masker).keyID, 'C': (*masker).securityToken,
	'B': (*masker).bearer, 'b': (*masker).bearer, 'e': (*masker).webToken, '-': (*masker).privateKey,
}
