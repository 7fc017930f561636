/** What was worked out from an organisation's records, kept until anything in them changes. One for each app; nothing outlives it. */
export interface Remembered {
  /** `version` is the number of the organisation's last change, read in the same snapshot as what `make` reads. */
  find<Value>(organisation: string, what: string, version: string, make: () => Promise<Value>): Promise<Value>
}

const mostKept = 2_000

export function remembered(): Remembered {
  const kept = new Map<string, { readonly version: string; readonly value: Promise<unknown> }>()
  return {
    find(organisation, what, version, make) {
      const key = `${organisation} ${what}`
      const found = kept.get(key)
      // The value under a key is always of the kind that its one maker makes: `what` names the maker.
      if (found?.version === version) return found.value as ReturnType<typeof make>
      const value = make()
      if (kept.size >= mostKept) kept.clear()
      kept.set(key, { version, value })
      value.catch(() => { if (kept.get(key)?.value === value) kept.delete(key) })
      return value
    },
  }
}
