package main

import (
	"cmp"
	"os"
	"os/user"
)

// who is the name that what is done is recorded of: --user, else the
// environment's, else the system's user. "" is nobody known.
func (a *app) who() string { return cmp.Or(a.user, os.Getenv("IMMRECON_USER"), systemUser()) }

func systemUser() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}
