package live

// span is a stretch of segments: from the first up to, not including, to.
type span struct{ from, to int64 }

// spans are in order and neither overlap nor touch.
type spans []span

// minus returns the parts of s that are not in have.
func (s span) minus(have spans) spans {
	var rest spans
	for _, h := range have {
		if h.to <= s.from {
			continue
		}
		if h.from >= s.to {
			break
		}
		if s.from < h.from {
			rest = append(rest, span{s.from, h.from})
		}
		s.from = h.to
	}
	if s.from < s.to {
		rest = append(rest, s)
	}
	return rest
}

// union returns ss and s as one.
func (ss spans) union(s span) spans {
	if s.from >= s.to {
		return ss
	}
	joined := make(spans, 0, len(ss)+1)
	for i, h := range ss {
		switch {
		case h.to < s.from:
			joined = append(joined, h)
		case s.to < h.from:
			return append(append(joined, s), ss[i:]...)
		default:
			s = span{min(s.from, h.from), max(s.to, h.to)}
		}
	}
	return append(joined, s)
}

// without returns ss less s.
func (ss spans) without(s span) spans {
	var rest spans
	for _, h := range ss {
		rest = append(rest, h.minus(spans{s})...)
	}
	return rest
}
