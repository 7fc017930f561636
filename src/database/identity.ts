import { randomUUIDv7 } from 'node:crypto'

/** A new id, made here and not by the database, so that it is known before anything is written. Version 7: later ones sort later. */
export function newId(): string {
  return randomUUIDv7()
}

/** Whether these words could be an id at all: an address can say anything, and PostgreSQL refuses to compare an id with what is none. */
export const isId = (words: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(words)
