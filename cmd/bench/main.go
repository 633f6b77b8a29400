// Command bench measures immrecon on synthetic logs of its own making, as
// whole commands and as ratios to `wc -l` over the same files in the same run.
//
//	go run ./cmd/bench generate --out bench-logs --size 2GB --imm 5
//	go run ./cmd/bench import --logs bench-logs
//	go run ./cmd/bench generate --out bench-month --size 520MB --imm 100 --projects 34
//	immrecon --db bench.db import bench-month
//	go run ./cmd/bench reconcile --db bench.db
//
// What may not enter: anything the product needs.
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
	root.AddCommand(generateCommand(), importCommand(), reconcileCommand(), floorCommand())
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
