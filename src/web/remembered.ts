/** What was worked out from an organisation's records, kept until anything in them changes. One for each app; nothing outlives it. */
export interface Remembered {
  /** `version` is the number of the organisation's last change, read in the same snapshot as what `make` reads. */
  find<Value>(organisation: string, what: string, version: string, make: () => Promise<Value>): Promise<Value>
}

/** Pages of lists among them, of some 40 KB each: what is kept stays within a few dozen megabytes. What was asked for longest ago goes first. */
const mostKept = 500
const longestName = 400

export function remembered(most = mostKept): Remembered {
  const kept = new Map<string, { readonly version: string; readonly value: Promise<unknown> }>()
  return {
    find(organisation, what, version, make) {
      if (what.length > longestName) return make()
      const key = `${organisation} ${what}`
      const found = kept.get(key)
      kept.delete(key)
      if (found?.version === version) {
        kept.set(key, found)
        // The value under a key is always of the kind that its one maker makes: `what` names the maker.
        return found.value as ReturnType<typeof make>
      }
      const value = make()
      kept.set(key, { version, value })
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
      value.catch(() => { if (kept.get(key)?.value === value) kept.delete(key) })
      return value
    },
  }
}
