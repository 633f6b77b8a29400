package runs

// SealedLinesInWords is for tests of seals that were made before.
const SealedLinesInWords = sealedLinesInWords
