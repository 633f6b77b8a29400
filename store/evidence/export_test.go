package evidence

// Quoted is quoted, for tests.
var Quoted = quoted
