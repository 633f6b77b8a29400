// Command bench measures immrecon on synthetic logs of its own making, as
// whole commands and as ratios to `wc -l` over the same files in the same run.
//
//	go run ./cmd/bench generate --out bench-logs --size 2GB --imm 5
//	go run ./cmd/bench import --logs bench-logs
//	go run ./cmd/bench writes --out bench-writes
//	go run ./cmd/bench growth --out bench-growth
//	go run ./cmd/bench reconcile --db bench-growth/10-million.db
//
// Does not belong here: anything the product needs.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{
		Use:           "bench",
		Short:         "Measure immrecon against wc -l on synthetic logs",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(generateCommand(), importCommand(), writesCommand(), reconcileCommand(), growthCommand(), floorCommand())
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
