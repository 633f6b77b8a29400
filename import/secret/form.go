package secret

import "strings"

// Each of the following looks for a secret of one form, whatever its name.

const (
	// shortestID is how many letters and digits an id of an access key has at least
	// behind its first ones.
	shortestID = 6
	// shortestToken is the length of the shortest security token, and of the shortest
	// part of a web token, in bytes; real ones are much longer.
	shortestToken = 20
	shortestPart  = 4
)

// secretLengths are those of the secrets of access keys: a user's, a role's.
var secretLengths = []int{30, 44}

// keyID masks the id of an access key, as LTAI5t…, STS.N… and TMP.3…, and a secret right
// behind it, as in a table.
func (m *masker) keyID(at int) int {
	var begin string
	for _, prefix := range []string{"LTAI", "STS.", "TMP."} {
		if strings.HasPrefix(m.text[at:], prefix) {
			begin = prefix
		}
	}
	from := at + len(begin)
	if begin == "" || !m.beginsWord(at) {
		return at + 1
	}
	end := m.run(from, isAlphanumeric)
	if end-from < shortestID {
		return from
	}
	m.blot(from, end, blot)
	next := end
	for next < len(m.text) && next-end < mostBlanks && strings.IndexByte(" \t,;:|/\"'", m.text[next]) >= 0 {
		next++
	}
	last := m.run(next, isAlphanumeric)
	for _, length := range secretLengths {
		if last-next == length {
			return m.blot(next, last, blot)
		}
	}
	return end
}

// securityToken masks a token of the security token service, which begins with CAIS.
func (m *masker) securityToken(at int) int {
	if !strings.HasPrefix(m.text[at:], "CAIS") || !m.beginsWord(at) {
		return at + 1
	}
	end := m.run(at, isBase64)
	if end-at < shortestToken {
		return end
	}
	return m.blot(at, end, blot)
}

// bearer masks what stands behind Bearer, with a blank between that may be encoded.
func (m *masker) bearer(at int) int {
	if !m.hasAt(at, "bearer") || !m.beginsWord(at) {
		return at + 1
	}
	from := at + len("bearer")
	switch {
	case m.hasAt(from, "%20"):
		from += len("%20")
	case from < len(m.text) && (m.text[from] == '+' || isBlank(m.text[from])):
		from = m.run(from, func(c byte) bool { return c == '+' || isBlank(c) })
	default:
		return from
	}
	end := m.run(from, isTokenByte)
	if end-from < shortestID {
		return from
	}
	return m.blot(from, end, blot)
}

// webToken masks a JSON web token, eyJ….….…, also one that is cut short.
func (m *masker) webToken(at int) int {
	if at < m.wordEnd || !strings.HasPrefix(m.text[at:], "eyJ") || !m.beginsWord(at) {
		return at + 1
	}
	end, longest, from := at, 0, 0
	for ; end < len(m.text) && isWebTokenByte(m.text[end]); end++ {
		if m.text[end] != '.' {
			continue
		}
		if from > 0 {
			longest = max(longest, end-from)
		}
		from = end + 1
	}
	if from > 0 {
		longest = max(longest, end-from)
	}
	if longest < shortestPart {
		m.wordEnd = end
		return at + 1
	}
	return m.blot(at, end, blot)
}

// signatureLengths are those of HMAC-SHA1 and HMAC-SHA256 in Base64, without the = at
// their end.
var signatureLengths = []int{27, 43}

// signed masks id and signature of a request, as in "OSS id:signature"; 0 for none.
func (m *masker) signed(at int) int {
	end := m.run(at+1, isBase64Letter)
	if end == len(m.text) || m.text[end] != '=' {
		return 0
	}
	for _, length := range signatureLengths {
		if end-at-1 == length {
			from := at
			for from > 0 && at-from < longestName && isAlphanumeric(m.text[from-1]) {
				from--
			}
			return m.blot(from, end+1, blot)
		}
	}
	return 0
}

// address looks at the :// of an address whose colon is from at to behind: it masks the
// user, and notes how far the parameters go of one in OSS; 0 for none.
func (m *masker) address(at, behind int) int {
	from := m.behindSlashes(behind)
	if from == 0 {
		return 0
	}
	end, sign := m.run(from, isAuthorityByte), "@"
	if m.text[at] == '%' {
		end, sign = m.encodedSlash(from, end), "%40"
	}
	user := strings.LastIndex(m.text[from:end], sign)
	if user > 0 {
		m.blot(from, from+user, blot)
	}
	if at >= m.addressEnd && m.isOSS(at, from, end) {
		m.addressEnd = m.run(end, isAddressByte)
	}
	return from + max(user, 0)
}

// encodedSlash is where the first one stands between two places, else the second.
func (m *masker) encodedSlash(from, end int) int {
	for at := from; at < end; at++ {
		if m.text[at] == '%' && m.hasAt(at, "%2f") {
			return at
		}
	}
	return end
}

// behindSlashes is behind two slashes, escaped or encoded or not; 0 if there are none.
func (m *masker) behindSlashes(at int) int {
	for range 2 {
		switch {
		case strings.HasPrefix(m.text[at:], "/"):
			at++
		case strings.HasPrefix(m.text[at:], `\/`):
			at += len(`\/`)
		case m.hasAt(at, "%2f"):
			at += len("%2F")
		case m.hasAt(at, "%252f"):
			at += len("%252F")
		default:
			return 0
		}
	}
	return at
}

// isOSS reports whether an address is of an object: oss://, or of a host of the provider.
func (m *masker) isOSS(colon, from, end int) bool {
	return colon >= 3 && m.hasAt(colon-3, "oss") || strings.Contains(strings.ToLower(m.text[from:end]), ".aliyuncs.com")
}

const (
	dashes   = "-----"
	endOfKey = dashes + "END"
)

// privateKey masks a private key in PEM. Without its end it goes on to a quote, or to the
// end of the text, which was cut there.
func (m *masker) privateKey(at int) int {
	from := m.behindKeyHead(at)
	if from == 0 {
		return m.run(at, func(c byte) bool { return c == '-' })
	}
	end := m.run(from, func(c byte) bool { return c != '"' && c != '<' })
	if foot := strings.Index(m.text[from:end], endOfKey); foot >= 0 {
		end = from + foot
	}
	for end > from && m.text[end-1] == '\\' { // of the quote
		end--
	}
	return m.blot(from, end, blot)
}

// behindKeyHead is behind the first line of a private key, whose blanks may be encoded;
// 0 if it does not stand there.
func (m *masker) behindKeyHead(at int) int {
	begin := m.run(at, func(c byte) bool { return c == '-' })
	if begin-at < len(dashes) || !m.hasAt(begin, "begin") {
		return 0
	}
	const longestHead = 80
	rest := m.text[begin:min(len(m.text), begin+longestHead)]
	head, _, closed := strings.Cut(rest, dashes)
	if !closed || !strings.Contains(strings.ToUpper(head), "PRIVATE") {
		return 0
	}
	return begin + len(head) + len(dashes)
}
