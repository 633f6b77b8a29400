package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"immrecon/import/secret"
	"immrecon/reconcile"
	"immrecon/reconcile/cells"
	"immrecon/reconcile/nearest"
	"immrecon/reconcile/rulebook"
)

// wordFlag adds a flag that takes one of a few words. What value holds
// beforehand is the default.
func wordFlag[S ~string](cmd *cobra.Command, flags *pflag.FlagSet, value *S, name, usage string, words []S) {
	texts := make([]string, len(words))
	for n, word := range words {
		texts[n] = string(word)
	}
	if *value != "" {
		usage += fmt.Sprintf(" (default %s)", *value)
	}
	flags.Func(name, usage, func(text string) error {
		switch {
		case slices.Contains(texts, text):
			*value = S(text)
			return nil
		case len(nearest.Names(text, texts)) > 0:
			return nearest.Unknown(name, text, texts)
		}
		return fmt.Errorf("it must be one of %s", strings.Join(texts, ", "))
	})
	complete(cmd, name, texts...)
}

// nameFlag adds a flag that takes a name. Which names there are only the database
// can tell; that an empty one is none can be told at once.
func nameFlag(cmd *cobra.Command, value *string, name, usage string) {
	cmd.Flags().Func(name, usage, func(text string) error {
		if text == "" {
			return errors.New("it must be a name; leave the flag out where none is meant")
		}
		*value = text
		return nil
	})
}

// noteFlag adds --note, a sentence that is kept and handed on, so that no secret that is
// pasted with it may stay.
func noteFlag(cmd *cobra.Command, note *string, usage string) {
	cmd.Flags().Func("note", usage+", in a `sentence`", func(text string) error {
		*note = secret.Mask(text)
		return nil
	})
}

// formatFlag adds --format; the first of the formats is the default.
func formatFlag(cmd *cobra.Command, format *string, formats ...string) {
	*format = formats[0]
	wordFlag(cmd, cmd.Flags(), format, "format", "`form` of the result: "+strings.Join(formats, ", "), formats)
}

// complete says what the shell offers for a flag.
func complete(cmd *cobra.Command, flag string, words ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)))
}

var monthForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

// monthFlag adds --month, without which nothing can be said.
func monthFlag(cmd *cobra.Command, month *string) {
	addMonthFlag(cmd, month, "billing `month`, such as 2026-03 (required)")
	must(cmd.MarkFlagRequired("month"))
}

// optionalMonthFlag adds --month, without which all months are meant.
func optionalMonthFlag(cmd *cobra.Command, month *string) {
	addMonthFlag(cmd, month, "only this billing `month`, such as 2026-03")
}

func addMonthFlag(cmd *cobra.Command, month *string, usage string) {
	cmd.Flags().Var((*monthValue)(month), "month", usage)
}

// monthValue is the value of --month: a billing month, or "" where none is given.
type monthValue string

// Set implements pflag.Value.
func (m *monthValue) Set(text string) error {
	if !monthForm.MatchString(text) {
		return errors.New("it must be a month such as 2026-03")
	}
	*m = monthValue(text)
	return nil
}

// String implements pflag.Value.
func (m *monthValue) String() string { return string(*m) }

// Type implements pflag.Value.
func (*monthValue) Type() string { return "month" }

// instantFlag adds a flag that takes an instant with its zone.
func instantFlag(cmd *cobra.Command, at *time.Time, name, usage string) {
	cmd.Flags().Func(name, usage, func(text string) (err error) {
		if *at, err = time.Parse(time.RFC3339, text); err != nil {
			return errors.New("it must be an instant with its zone, such as 2026-03-04T10:00:00+08:00")
		}
		return nil
	})
	complete(cmd, name)
}

// judgementFlags adds what can be switched or overlooked when a month is judged.
func judgementFlags(cmd *cobra.Command, o *reconcile.Options) {
	assumeFlag(cmd, &o.Assume)
	t := &o.Tolerances
	cmd.Flags().Func("tolerance", "overlook differences of a cell up to this `amount`, either way", func(text string) (err error) {
		if t.Amount, err = decimal.NewFromString(text); err != nil || t.Amount.IsNegative() {
			return errors.New("it must be an amount such as 0.01")
		}
		return nil
	})
	shareFlag(cmd, &t.Percent, "tolerance-pct", "overlook differences up to this `share` of the expected amount, either way")
	shareFlag(cmd, &t.Loss, "loss", "overlook a surplus up to this `share` of the usage, because logs may lose some")
	complete(cmd, "tolerance")
}

// shareFlag adds a flag that takes a share in percent.
func shareFlag(cmd *cobra.Command, share *decimal.Decimal, name, usage string) {
	cmd.Flags().Func(name, usage, func(text string) (err error) {
		*share, err = cells.ParsePercent(text)
		return err
	})
	complete(cmd, name)
}

// assumeFlag adds --assume, which may be given any number of times.
func assumeFlag(cmd *cobra.Command, assume *map[string]bool) {
	*assume = map[string]bool{}
	cmd.Flags().Func("assume", "switch an assumption, `RULE=on` or RULE=off; may be repeated", func(text string) error {
		rule, on, err := rulebook.ParseSwitch(text)
		if err == nil {
			(*assume)[rule] = on
		}
		return err
	})
	var switches []string
	for _, rule := range rulebook.Switchable() {
		switches = append(switches, rule+"=on", rule+"=off")
	}
	complete(cmd, "assume", switches...)
}

// must is for what can only fail if this program is written wrongly.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
