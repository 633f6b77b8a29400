package main

import (
	"github.com/spf13/cobra"
)

func (a *app) completion() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish",
		Short: "Print the shell's completion script",
		Long: "Prints a script that teaches a shell to complete immrecon's commands and flags, and the names that the\n" +
			"database has: months, items, projects, accounts, findings, claims and runs:\n\n" +
			"  bash   source <(immrecon completion bash)\n" +
			"  zsh    source <(immrecon completion zsh)\n" +
			"  fish   immrecon completion fish | source",
		Args:                  cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs:             []string{"bash", "zsh", "fish"},
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch root := cmd.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.stdout, true)
			case "zsh":
				return root.GenZshCompletion(a.stdout)
			default:
				return root.GenFishCompletion(a.stdout, true)
			}
		},
	}
}
