package main

import (
	"github.com/spf13/cobra"

	"immrecon/reconcile/closing"
)

// lateFlag adds --late: what to do with a file that touches a closed month.
// Without it such a file is refused.
func lateFlag(cmd *cobra.Command, late *closing.Late) {
	wordFlag(cmd, cmd.Flags(), late, "late", "let in what touches a closed month, and `what` then: keep (it stays closed), reopen (it is open again)",
		[]closing.Late{closing.LateKeep, closing.LateReopen})
}
