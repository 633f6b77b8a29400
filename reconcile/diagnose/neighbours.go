package diagnose

import "immrecon/store/model"

// neighbours finds cases by their place: the same but for item, hour or project.
type neighbours struct {
	cases []Case
	at    map[place]int
	peers map[place][]int // by place without the project
}

// place is what makes a cell unique.
type place struct {
	project, region, item, tier string
	from, to                    int64
}

func placeOf(c model.Cell) place {
	return place{c.Project, c.Region, c.Item, c.Tier, c.From, c.To}
}

func newNeighbours(cases []Case) *neighbours {
	n := &neighbours{cases: cases, at: map[place]int{}, peers: map[place][]int{}}
	for i := range cases {
		p := placeOf(cases[i].Cell)
		n.at[p] = i
		p.project = ""
		n.peers[p] = append(n.peers[p], i)
	}
	return n
}

// find returns the number of the case at a place, -1 if there is none.
func (n *neighbours) find(p place) int {
	if i, ok := n.at[p]; ok {
		return i
	}
	return -1
}

// sameButItem returns the case of another item at the same place, nil if there
// is none.
func (n *neighbours) sameButItem(c *Case, item string) *Case {
	p := placeOf(c.Cell)
	p.item = item
	if i := n.find(p); i >= 0 {
		return &n.cases[i]
	}
	return nil
}
