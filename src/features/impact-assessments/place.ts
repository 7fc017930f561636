/** A district or town of the body’s own list. */
import type { Refused } from '#duty/refused.ts'

export interface Place { readonly code: string; readonly name: string; /** Offered no more; what was said of it stays. */ readonly retired: boolean }

/** What a proposal says that touches every place. */
export const everywhere = 'everywhere'
export const everywhereWords = 'Everywhere'

const most = 200

/** One on each line, in the order in which they are to be offered. */
export function readPlaces(typed: string): readonly string[] | Refused {
  const names = typed.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' ')).filter((line) => line !== '')
  const twice = names.find((name, at) => names.findIndex((each) => each.toLowerCase() === name.toLowerCase()) !== at)
  if (twice !== undefined) return { refused: `“${twice}” stands there twice` }
  if (names.some((name) => name.toLowerCase() === everywhere)) return { refused: '“Everywhere” is offered by itself. Leave it out' }
  const long = names.find((name) => name.length > 80)
  if (long !== undefined) return { refused: `A name must be 80 characters or fewer: “${long.slice(0, 40)}…”` }
  return names.length > most ? { refused: `There can be ${most} places at most` } : names
}
