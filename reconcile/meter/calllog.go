package meter

// NeedsCallLog reports whether only the application's call log shows what an
// operation is charged by: its facts, or that it happened at all.
func NeedsCallLog(operation string) bool {
	return Metered(operation) && operation != "GenerateWebofficeToken" && operation != "RefreshWebofficeToken"
}
