import type { Json } from '#database/canonical.ts'

/** Every look at rows, at their words or at exact counts of people is in the ledger: who, when, of which extract, and what was shown. Given to `reads` of the page. */
export function readsRows(dataset: string, shown: 'rows' | 'words' | 'exact counts' | 'one person', detail: { readonly [name: string]: Json } = {}) {
  return { did: 'equality-monitoring.people-looked-at', on: { room: 'equality-monitoring', id: dataset }, detail: { shown, ...detail } } as const
}
