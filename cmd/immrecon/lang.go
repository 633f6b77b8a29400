package main

import (
	"github.com/spf13/cobra"

	"immrecon/export/words"
)

// language is the code of a language that the program has words of.
type language string

// languages are those of words.In, the one it speaks unless told otherwise first.
var languages = []language{"en", "zh"}

// forTable is what --lang is about where there are forms for programs, too.
const forTable = "the table; JSON and CSV are the same in every language"

// words is the vocabulary of the language.
func (l language) words() *words.Words { return words.In[string(l)] }

// langFlag adds --lang; of is what it is the language of.
func langFlag(cmd *cobra.Command, lang *language, of string) {
	*lang = languages[0]
	wordFlag(cmd, cmd.Flags(), lang, "lang", "`language` of "+of+": en, zh", languages)
}
