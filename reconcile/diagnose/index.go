package diagnose

import "immrecon/store/model"

// cellIndex finds cases by what their cell is for.
type cellIndex struct {
	cases     []Case
	number    map[cellKey]int
	ofProject map[cellKey][]int // every project's, by key without the project
}

// cellKey is what makes a cell unique.
type cellKey struct {
	project, region, item, tier, currency string
	from, to                              int64
}

func keyOf(c model.Cell) cellKey {
	return cellKey{c.Project, c.Region, c.Item, c.Tier, c.Currency, c.From, c.To}
}

func indexCells(cases []Case) *cellIndex {
	x := &cellIndex{cases: cases, number: map[cellKey]int{}, ofProject: map[cellKey][]int{}}
	for n := range cases {
		key := keyOf(cases[n].Cell)
		x.number[key] = n
		key.project = ""
		x.ofProject[key] = append(x.ofProject[key], n)
	}
	return x
}

// find returns the number of the case with a key, -1 if there is none.
func (x *cellIndex) find(key cellKey) int {
	if n, ok := x.number[key]; ok {
		return n
	}
	return -1
}

// otherItem returns the case of another item, the same but for that; nil if
// there is none.
func (x *cellIndex) otherItem(c *Case, item string) *Case {
	key := keyOf(c.Cell)
	key.item = item
	if n := x.find(key); n >= 0 {
		return &x.cases[n]
	}
	return nil
}
