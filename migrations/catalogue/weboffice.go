package catalogue

import "time"

// WebofficeByCalls is the instant, in Unix seconds, from which a new project
// pays for Weboffice by the call: 1 December 2023, UTC+8 (billing page of IMM).
var WebofficeByCalls = time.Date(2023, time.December, 1, 0, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60)).Unix()
