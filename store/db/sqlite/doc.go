// Package sqlite is the engine that keeps a database in one file.
package sqlite
