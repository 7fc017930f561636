/** With a capital at its beginning, for words that stand inside a sentence elsewhere: “quarter 2” becomes “Quarter 2”. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The same the other way round: a label that stands inside a sentence. */
export function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
