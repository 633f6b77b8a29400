// Package versions finds bill lines that show the same usage more than once,
// because the same bill was imported in two forms, at two grains, or exported
// again, and says which of them count.
//
//   - An export made again (a daily file, and the month's): a source of the same
//     form that shows more than half of what an earlier one shows. Where both
//     show something, the later counts. Parts of one bill, which share hardly
//     anything, are added up.
//   - Another form or grain of the same usage: the finer counts, at equal grain
//     the one imported later. Where a coarser one bills more than decimals
//     explain, the finer one is not complete, and the coarser counts: no money
//     is dropped.
//
// Lines of one source never stand against each other: two equal lines there
// are the bill's own doing, and a matter for findings.
//
// Does not belong here: the database, evidence, and names that are not the
// catalogue's.
package versions
