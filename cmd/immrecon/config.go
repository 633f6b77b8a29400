package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"immrecon/export/dispute"
)

// configName is the settings file: beside the database, else in the user's
// folder for settings (XDG_CONFIG_HOME/immrecon).
const configName = "immrecon.toml"

// claimantSettings are what a file may say of the claimant. An option goes
// before the environment, and that before the file.
type claimantSettings struct {
	Claimant, Contact, Ticket string
}

// flags adds the settings as options.
func (s *claimantSettings) flags(cmd *cobra.Command) {
	add := func(value *string, name, what string) {
		cmd.Flags().StringVar(value, name, "", fmt.Sprintf("%s (or environment %s, or %s)", what, variable(name), configName))
	}
	add(&s.Claimant, "claimant", "`name` of whoever claims")
	add(&s.Contact, "contact", "`address` to answer to")
	add(&s.Ticket, "ticket", "the provider's `number` of the ticket")
}

// variable is the environment variable of an option.
func variable(option string) string { return "IMMRECON_" + strings.ToUpper(option) }

// claimant settles who claims: by option, environment, file beside the
// database, the user's own file.
func (a *app) claimant(options claimantSettings) (dispute.Claimant, error) {
	file, err := readSettings(configPlaces(a.db))
	return dispute.Claimant{
		Name:    cmp.Or(options.Claimant, os.Getenv(variable("claimant")), file.Claimant),
		Contact: cmp.Or(options.Contact, os.Getenv(variable("contact")), file.Contact),
		Ticket:  cmp.Or(options.Ticket, os.Getenv(variable("ticket")), file.Ticket),
	}, err
}

// configPlaces are where a settings file may be, the one that counts first.
func configPlaces(db string) []string {
	places := []string{filepath.Join(filepath.Dir(db), configName)}
	if folder, err := os.UserConfigDir(); err == nil { // without a home there is none
		places = append(places, filepath.Join(folder, "immrecon", configName))
	}
	return places
}

// readSettings reads the first file there is; none at all says nothing.
func readSettings(places []string) (claimantSettings, error) {
	for _, place := range places {
		values := map[string]any{}
		known, err := toml.DecodeFile(place, &values)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var wrong toml.ParseError
		if errors.As(err, &wrong) {
			return claimantSettings{}, fmt.Errorf("%s:%d: %s; a setting is written claimant = \"Example Ltd\"", place, wrong.Position.Line, wrong.Message)
		}
		if err != nil {
			return claimantSettings{}, fmt.Errorf("read settings %s: %w", place, err)
		}
		s, err := settingsIn(known.Keys(), values)
		if err != nil {
			return claimantSettings{}, fmt.Errorf("%s: %w", place, err)
		}
		return s, nil
	}
	return claimantSettings{}, nil
}

// settingsIn are the settings among the keys of a file, whose names are in any case. The
// keys are gone through in the order of the file, so that it says the same each time.
func settingsIn(keys []toml.Key, values map[string]any) (s claimantSettings, err error) {
	all := map[string]*string{"claimant": &s.Claimant, "contact": &s.Contact, "ticket": &s.Ticket}
	seen := map[string]bool{}
	for _, key := range keys {
		name := strings.ToLower(key.String())
		setting, known := all[name]
		text, isText := values[key[0]].(string)
		switch {
		case !known:
			return s, fmt.Errorf("there is no setting %s; there are claimant, contact and ticket", key)
		case seen[name]:
			return s, fmt.Errorf("the setting %s is there twice; remove one", name)
		case !isText || strings.Contains(text, "\x00"):
			return s, fmt.Errorf("the setting %s is no text; it is written %s = \"…\"", name, name)
		}
		seen[name], *setting = true, text
	}
	return s, nil
}
