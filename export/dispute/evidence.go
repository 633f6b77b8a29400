package dispute

import (
	"fmt"
	"slices"
	"strings"

	"immrecon/export/words"

	"immrecon/store/model"
)

// whole says in sentences, in the language of w, why the evidence behind the claim
// is complete: one a channel and reason, with what it is of.
func (p *Packet) whole(w *words.Words) []string {
	type saying struct {
		channel model.Kind
		why     string
	}
	var order []saying
	of := map[saying][]string{}
	for n := range p.Evidence {
		s := &p.Evidence[n]
		key := saying{s.Channel, w.WhyEvidence(s)}
		if of[key] == nil {
			order = append(order, key)
		}
		if !slices.Contains(of[key], s.Subject) {
			of[key] = append(of[key], s.Subject)
		}
	}
	all := make([]string, len(order))
	for n, key := range order {
		all[n] = fmt.Sprintf(w.Evidence.Sentence, w.Channel(key.channel), strings.Join(of[key], ", "), key.why)
	}
	return all
}

// evidenceTable is the same by state, with the hours of the run that each is of.
func (p *Packet) evidenceTable() *table {
	w := p.phrases()
	t := &table{header: "channel,subject,operations,state,why,from,to"}
	for n := range p.Evidence {
		s := &p.Evidence[n]
		for _, h := range s.Hours {
			t.add(string(s.Channel), s.Subject, strings.Join(s.Operations, ";"), string(s.State), w.WhyEvidence(s), p.Zone.Instant(h.From), p.Zone.Instant(h.To))
		}
	}
	return t
}
