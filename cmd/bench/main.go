// Command bench measures immrecon on synthetic logs of its own making, as whole
// commands and as ratios to the first command of the same run: to `wc -l` over the same
// files, to as many bytes of log without written objects, to the first import of files
// that are imported again.
//
//	go run ./cmd/bench generate --out bench-logs --size 2GB --imm 5
//	go run ./cmd/bench import --logs bench-logs
//	go run ./cmd/bench writes --out bench-writes
//	go run ./cmd/bench known --out bench-known
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
		Short:         "Measure immrecon on synthetic logs, as ratios within one run",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(generateCommand(), importCommand(), writesCommand(), knownCommand(), reconcileCommand(), growthCommand(), floorCommand())
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
