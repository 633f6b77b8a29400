package main

import (
	"github.com/spf13/cobra"

	"immrecon/store"
)

// lateFlag adds --late: what to do with a file that touches a closed month.
// Without it such a file is refused.
func lateFlag(cmd *cobra.Command, late *store.Late) {
	wordFlag(cmd, cmd.Flags(), late, "late", "let in what touches a closed month, and `what` then: keep (it stays closed), reopen (it is open again)",
		[]store.Late{store.LateKeep, store.LateReopen})
}
