package secret

import "strings"

// A named value is masked behind the separator that its name has before it. Each of the
// following looks at one kind of separator.

// assigned looks at NAME=value.
func (m *masker) assigned(at int) int { return m.named(at, at+1) }

// colon looks at "NAME":"value", NAME: value, the user in an address, and the pair of id
// and signature.
func (m *masker) colon(at int) int {
	if next := m.address(at, at+1); next > 0 {
		return next
	}
	if next := m.signed(at); next > 0 {
		return next
	}
	return m.named(at, at+1)
}

// element looks at <NAME>value</NAME>.
func (m *masker) element(at int) int {
	name, quote := m.nameBefore(at)
	from := at - len(name)
	if quote != "" || from == 0 || m.text[from-1] != '<' || !isSecretName(name) {
		return at + 1
	}
	return m.blot(at+1, m.run(at+1, func(c byte) bool { return c != '<' && c != '"' }), blot)
}

// encoded looks at NAME%3Dvalue, %22NAME%22%3A%22value%22 and the address in a parameter,
// encoded once or twice.
func (m *masker) encoded(at int) int {
	code := at + 1
	for code+2 <= len(m.text) && m.text[code:code+2] == "25" && code < at+5 {
		code += 2
	}
	behind := code + 2
	switch {
	case m.hasAt(code, "3d"):
		return m.named(at, behind)
	case m.hasAt(code, "3a"):
		if next := m.address(at, behind); next > 0 {
			return next
		}
		return m.named(at, behind)
	case m.hasAt(code, "5cu003d"):
		return m.named(at, code+len("5cu003d"))
	}
	return at + 1
}

// escaped looks at NAME\u003dvalue.
func (m *masker) escaped(at int) int {
	code := m.run(at, func(c byte) bool { return c == '\\' })
	if m.hasAt(code, "u003d") {
		return m.named(at, code+len("u003d"))
	}
	return code
}

// named masks the value behind a separator, from at to behind, if the name before it is
// that of a secret.
func (m *masker) named(at, behind int) int {
	name, quote := m.nameBefore(at)
	if !isSecretName(name) && !(at < m.addressEnd && name != "" && !isPlainParameter(name)) {
		return behind
	}
	isMember := quote != "" && m.text[at] != '='
	value := behind
	if m.text[at] == ':' || isBlank(m.text[max(at-1, 0)]) {
		value = min(m.run(value, isBlank), value+mostBlanks)
	}
	if isMember && strings.HasPrefix(m.text[value:], "[") {
		return m.list(value+1, quote)
	}
	if next := m.quoted(value, quote, isMember); next > 0 {
		return next
	}
	of := isValueByte
	switch {
	case isWholeLine(name) && !isMember:
		of = isLineByte
	case at < m.pathEnd:
		of = isFolderByte
	}
	end := m.endOf(value, of, m.text[at] == '%')
	if isMember {
		if !m.opens(at, name, quote) {
			quote = "" // the text was cut within the name: it is no JSON any more
		}
		return m.literal(value, end, quote)
	}
	return m.blot(value, end, blot)
}

// opens reports whether the quote that stands behind the name before a place also stands
// before it.
func (m *masker) opens(at int, name, quote string) bool {
	from := m.beforeBlanks(at) - len(quote) - len(name)
	return strings.HasSuffix(m.text[:from], quote)
}

// list masks the strings of a list that begins at a place, as a header has several.
func (m *masker) list(at int, quote string) int {
	for {
		at = m.run(at, func(c byte) bool { return isBlank(c) || c == ',' })
		next := m.quoted(at, quote, true)
		if next == 0 {
			return at
		}
		at = next
	}
}

// quoted masks a value between quotes, and returns where to look on; 0 if no quote begins
// there. The quotes are like those of the name, if it has any. Without a second quote the
// value goes on to the end of the text, which was cut there. Unless it is certain, a quote
// may also be one that ends what stood before it.
func (m *masker) quoted(at int, like string, certain bool) int {
	open := m.quoteAt(at, like)
	from := at + len(open)
	if open == "" || !certain && (from == len(m.text) || !isValueByte(m.text[from])) {
		return 0
	}
	to, end := m.closing(from, open)
	if to > from {
		m.blot(from, to, blot)
	}
	return end
}

// quoteAt is the quote that stands at a place, "" for none.
func (m *masker) quoteAt(at int, like string) string {
	if like != "" && strings.HasPrefix(m.text[at:], like) {
		return like
	}
	if strings.HasPrefix(m.text[at:], encodedQuote) {
		return encodedQuote
	}
	end := m.run(at, func(c byte) bool { return c == '\\' })
	if end == len(m.text) || !isQuote(m.text[end]) || end-at >= longestQuote {
		return ""
	}
	return m.text[at : end+1]
}

// closing finds the quote that closes one: where the value ends, and what stands behind
// the quote. A quote within a value has more backslashes, or is doubled in CSV.
func (m *masker) closing(from int, open string) (to, behind int) {
	if strings.HasSuffix(open, encodedQuote) {
		if to := strings.Index(m.text[from:], open); to >= 0 {
			return from + to, from + to + len(open)
		}
		return len(m.text), len(m.text)
	}
	mark := strings.TrimLeft(open, `\`)
	backslashes := len(open) - len(mark)
	for at := from; ; {
		next := strings.Index(m.text[at:], mark)
		if next < 0 {
			return len(m.text), len(m.text)
		}
		next += at
		first := next
		for first > at && m.text[first-1] == '\\' {
			first--
		}
		if (next-first)%(2*(backslashes+1)) == backslashes {
			return next - backslashes, next + len(mark)
		}
		at = next + 1
	}
}

// endOf is where a value without quotes ends: at a byte that it cannot have, or at an
// escape that stands for one. The end of one that is percent-encoded is encoded as well.
func (m *masker) endOf(at int, of func(byte) bool, encoded bool) int {
	for at < len(m.text) {
		switch c := m.text[at]; {
		case c == '\\':
			behind := m.run(at, func(c byte) bool { return c == '\\' })
			if m.endsAtEscape(behind) {
				return at
			}
			at = behind
		case !of(c) || encoded && c == '%' && m.endsAtCode(at+1):
			return at
		default:
			at++
		}
	}
	return at
}

// endsAtCode reports whether what stands behind a percent sign ends a value: the code of
// &, a quote, a blank or a line end, encoded once or twice.
func (m *masker) endsAtCode(at int) bool {
	if m.hasAt(at, "25") {
		at += 2
	}
	for _, code := range []string{"26", "22", "20", "0a", "0d", "5cu0026", "5c%22", "5cn"} {
		if m.hasAt(at, code) {
			return true
		}
	}
	return false
}

// endsAtEscape reports whether what stands behind backslashes ends a value: a quote, a
// line end, or &, < and > as JSON may write them.
func (m *masker) endsAtEscape(at int) bool {
	if at == len(m.text) {
		return false
	}
	switch m.text[at] {
	case '"', '\'', 'n', 'r', 't':
		return true
	}
	return m.hasAt(at, "u0026") || m.hasAt(at, "u003c") || m.hasAt(at, "u003e") || m.hasAt(at, "u0022")
}

// literal masks a number in JSON, as a string, so that it stays JSON. What says nothing
// stays.
func (m *masker) literal(from, to int, quote string) int {
	switch m.text[from:to] {
	case "", "null", "true", "false":
		return max(to, from)
	}
	return m.blot(from, to, quote+blot+quote)
}
