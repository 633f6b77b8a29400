package model

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// A LabelKey names what a company sorts its bill by.
type LabelKey string

// The keys there are. One that begins with LabelTag goes on with the tag's own key.
const (
	LabelAccount       LabelKey = "account"
	LabelProject       LabelKey = "project"
	LabelItem          LabelKey = "item"
	LabelCostUnit      LabelKey = "cost-unit"
	LabelResourceGroup LabelKey = "resource-group"
	LabelTag           LabelKey = "tag:"
)

// ParseLabelKey reads a key such as "project" or "tag:team".
func ParseLabelKey(text string) (LabelKey, error) {
	key := LabelKey(text)
	switch key {
	case LabelAccount, LabelProject, LabelItem, LabelCostUnit, LabelResourceGroup:
		return key, nil
	}
	if tag, ok := strings.CutPrefix(text, string(LabelTag)); ok && tag != "" {
		return key, nil
	}
	return "", fmt.Errorf("%q is none of account, project, item, cost-unit, resource-group and tag:KEY", text)
}

// Labels are what a bill line is sorted by, as printed.
type Labels struct{ CostUnit, ResourceGroup, Tags string }

// SeveralLabels is the label of what lines of different labels are about.
const SeveralLabels = "(several)"

// LabelOf is the label of a cell by a key; "" where it has none.
func (k LabelKey) LabelOf(c *Cell, l Labels) string {
	switch k {
	case LabelAccount:
		return c.Account
	case LabelProject:
		return c.Project
	case LabelItem:
		return c.Item
	case LabelCostUnit:
		return l.CostUnit
	case LabelResourceGroup:
		return l.ResourceGroup
	}
	return TagOf(l.Tags, strings.TrimPrefix(string(k), string(LabelTag)))
}

// TagOf is the value of a tag in a bill's list of them, which is written
// "key:value;key:value" or "key:KEY value:VALUE;…"; "" where it is not there.
func TagOf(tags, key string) string {
	for name, value := range tagsIn(tags) {
		if name == key {
			return value
		}
	}
	return ""
}

// tagsIn yields the keys and values of a bill's list of tags.
func tagsIn(tags string) iter.Seq2[string, string] {
	return func(yield func(key, value string) bool) {
		for tag := range strings.SplitSeq(tags, ";") {
			tag = strings.TrimSpace(tag)
			if rest, ok := strings.CutPrefix(tag, "key:"); ok {
				if name, value, both := strings.Cut(rest, " value:"); both {
					tag = name + ":" + value
				}
			}
			name, value, _ := strings.Cut(tag, ":")
			if !yield(strings.TrimSpace(name), strings.TrimSpace(value)) {
				return
			}
		}
	}
}

// Keys are the keys by which the lines that have some labels can be summed: cost
// units and resource groups where a line has one, and each tag.
func Keys(all []Labels) (keys []LabelKey) {
	found := map[LabelKey]bool{}
	for _, l := range all {
		found[LabelCostUnit] = found[LabelCostUnit] || l.CostUnit != ""
		found[LabelResourceGroup] = found[LabelResourceGroup] || l.ResourceGroup != ""
		for name, value := range tagsIn(l.Tags) {
			if name != "" && value != "" {
				found[LabelTag+LabelKey(name)] = true
			}
		}
	}
	for key, is := range found {
		if is {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// LabelSums are the sums of a run under one key.
type LabelSums struct {
	Key  LabelKey
	Sums []LabelSum // the largest billed amount first
}

// LabelSum is what a run comes to under one label, in one currency.
type LabelSum struct {
	Label                                   string
	Currency                                string
	Cells, Findings                         int64
	Billed, Expected                        decimal.Decimal
	Overcharged, Undercharged, Unverifiable decimal.Decimal // of the findings
}
