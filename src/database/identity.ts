import { randomUUIDv7 } from 'node:crypto'

/** A new id, made here and not by the database, so that it is known before anything is written. Version 7: later ones sort later. */
export function newId(): string {
  return randomUUIDv7()
}
