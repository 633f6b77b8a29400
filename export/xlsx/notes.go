package xlsx

// noteColumns are the columns for the reader's own words, which alone are open
// to change. The names are those of people's work, not of the audit's.
func noteColumns[R any]() []column[R] {
	empty := func(*R) cell { return cell{look: lookNote} }
	return []column[R]{
		{header: "Reviewer", width: medium, cell: empty},
		{header: "Status", width: medium, cell: empty, choices: []string{"open", "agreed", "disputed", "credited", "closed"}},
		{header: "Comment", width: wider, cell: empty},
	}
}
