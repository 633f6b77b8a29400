package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"immrecon/reconcile/quote"
	"immrecon/store/visible"
)

// printQuotes writes each item with its arithmetic, and what several come to.
func (a *app) printQuotes(quotes []quote.Quote, at time.Time) error {
	instant := a.zone().Instant(at.Unix())
	for _, q := range quotes {
		item := q.Item
		if q.Tier != "" {
			item += " " + q.Tier
		}
		if _, err := fmt.Fprintf(visible.Writer{To: a.stdout}, "%s: %s %s at %s\n", item, q.Amount, q.Price.Currency, instant); err != nil {
			return err
		}
		for n, step := range q.Steps {
			if _, err := fmt.Fprintf(visible.Writer{To: a.stdout}, "%3d. %s\n", n+1, step); err != nil {
				return err
			}
		}
	}
	if len(quotes) < 2 {
		return nil
	}
	_, err := fmt.Fprintf(visible.Writer{To: a.stdout}, "Together: %s %s\n", quote.Total(quotes), quotes[0].Price.Currency)
	return err
}

// quoteJSON is a quote in the schema immrecon.price/1.
type quoteJSON struct {
	Schema   string   `json:"schema"`
	Item     string   `json:"item"`
	Tier     string   `json:"tier"`
	Quantity string   `json:"quantity"`
	Unit     string   `json:"unit"`
	Price    string   `json:"price"`
	Per      string   `json:"per"`
	Amount   string   `json:"amount"`
	Currency string   `json:"currency"`
	At       string   `json:"at"`
	Steps    []string `json:"steps"`
}

// printQuotesJSON writes one object a line for each item.
func (a *app) printQuotesJSON(quotes []quote.Quote, at time.Time) error {
	encoder := json.NewEncoder(a.stdout)
	encoder.SetEscapeHTML(false)
	for _, q := range quotes {
		err := encoder.Encode(quoteJSON{
			Schema: "immrecon.price/1", Item: q.Item, Tier: q.Tier, Quantity: strconv.FormatInt(q.Quantity, 10), Unit: q.Unit,
			Price: q.Price.Amount.String(), Per: strconv.FormatInt(q.Price.Per, 10), Amount: q.Amount.String(),
			Currency: q.Price.Currency, At: a.zone().Instant(at.Unix()), Steps: q.Steps,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
