package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"immrecon/reconcile/meter"
	"immrecon/reconcile/quote"
)

func (a *app) price() *cobra.Command {
	var ask quote.Ask
	var format string
	at := time.Now()
	cmd := &cobra.Command{
		Use:   "price ITEM|OPERATION",
		Short: "Tell what a thing should cost, with the arithmetic",
		Long: "Tells what an item, an API operation or an x-oss-process operation should cost. Of a call that is\n" +
			"charged by what it produced, state the facts. Of live transcoding state the seconds transcoded:\n" +
			"--seconds may be given several times, each a job or a contiguous stretch that is charged on its own.\n" +
			"With --format json there is one object a line for each item that is charged.",
		Example: "  immrecon price ImageDetect --quantity 1000\n" +
			"  immrecon price LiveTranscoding --codec h264 --width 800 --height 600 --fps 30 --seconds 420 --seconds 1380\n" +
			"  immrecon price CreateMediaConvertTask --codec h265 --width 1920 --height 1080 --seconds 61.2",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ask.Subject, ask.At, ask.Zone = args[0], at.Unix(), a.zone().Time(at.Unix()).Location()
			quotes, err := a.quote(cmd, ask)
			if err != nil {
				return err
			}
			if format == "json" {
				return a.printQuotesJSON(quotes, at)
			}
			return a.printQuotes(quotes, at)
		},
	}
	factFlags(cmd.Flags(), &ask)
	instantFlag(cmd, &at, "at", "at the prices of this `instant` (RFC 3339); now if not given")
	formatFlag(cmd, &format, "table", "json")
	return cmd
}

// quote asks for the price, and says which flag to give where a fact is missing.
func (a *app) quote(cmd *cobra.Command, ask quote.Ask) ([]quote.Quote, error) {
	tariff, err := a.tariff(cmd.Context())
	if err != nil {
		return nil, err
	}
	quotes, err := tariff.Quote(ask)
	var missing *meter.Missing
	if errors.As(err, &missing) {
		flags := "--" + strings.ReplaceAll(missing.Fact, " and ", " and --")
		return nil, fmt.Errorf("what %s costs depends on more than is stated; give %s", ask.Subject, flags)
	}
	return quotes, err
}
