package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"immrecon/export/fields"
	"immrecon/export/json"
)

// picking is what --json and --jq ask for.
type picking struct {
	list   string             // the key of the rows in the document
	fields []string           // of the rows; none where --json is not given
	filter *fields.Expression // nil where --jq is not given
}

// flags adds --json and --jq to a command whose rows stand under a key of a document
// and have some fields. As sources and bills are one command, which they are is asked
// when all flags have been read.
func (p *picking) flags(cmd *cobra.Command, rows func() (list string, fields []string)) {
	var asked string
	flags := cmd.Flags()
	flags.StringVar(&asked, "json", "", "print these `fields` as JSON, with commas between them; without any, list the fields there are")
	flags.Func("jq", "print what an `expression` of jq makes of the JSON", func(text string) (err error) {
		p.filter, err = fields.ParseExpression(text)
		return err
	})
	cmd.MarkFlagsMutuallyExclusive("json", "format")
	must(cmd.RegisterFlagCompletionFunc("json", func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		_, names := rows()
		return furtherFields(typed, names), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}))
	complete(cmd, "jq")
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		var missing *pflag.ValueRequiredError
		if errors.As(err, &missing) && missing.GetSpecifiedName() == "json" {
			_, names := rows()
			return fields.Choose(names)
		}
		return err
	})
	cmd.PreRunE = func(*cobra.Command, []string) (err error) {
		if !flags.Changed("json") {
			if p.filter != nil {
				return errors.New("--jq needs --json FIELDS, which it is applied to")
			}
			return nil
		}
		list, names := rows()
		p.list = list
		p.fields, err = fields.Parse(asked, names)
		return err
	}
}

// furtherFields are fields behind those that were typed, with a comma between them.
func furtherFields(typed string, names []string) (all []string) {
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	for _, field := range names {
		if !strings.Contains(","+before, ","+field+",") {
			all = append(all, before+field)
		}
	}
	return all
}

// wanted reports whether fields were asked for.
func (p *picking) wanted() bool { return len(p.fields) > 0 }

// printRows prints the document that write writes, or the fields of it that were asked
// for.
func (a *app) printRows(ctx context.Context, p *picking, write func(io.Writer) error) error {
	if p.wanted() {
		return p.print(ctx, a.stdout, write)
	}
	return write(a.stdout)
}

// rowsOf are the rows of a list of the JSON documents, for the flags.
func rowsOf(list string) func() (string, []string) {
	return func() (string, []string) { return list, json.Fields(list) }
}

// print prints the fields of the document that write writes.
func (p *picking) print(ctx context.Context, w io.Writer, write func(io.Writer) error) error {
	var document bytes.Buffer
	if err := write(&document); err != nil {
		return err
	}
	if p.filter == nil {
		return fields.Write(w, document.Bytes(), p.list, p.fields)
	}
	return fields.Filter(ctx, w, document.Bytes(), p.list, p.fields, p.filter)
}
