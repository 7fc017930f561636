/**
 * A number of THINGS: actions, files, pages, meetings. Things have no privacy, so a tally needs no gate.
 * Never use it for people, applicants, complaints or incidents: an incident is a person to those who know them.
 */
export interface Tally {
  readonly state: 'tally'
  readonly text: string
  readonly value: number
  /** What is counted, in words: "actions that are late". */
  readonly of: string
}

// Made once: a formatter costs more than the formatting of a page.
const inThousands = new Intl.NumberFormat('en-GB')

/** @param of what the things are, in words; they are not people */
export function tallyOfThings(things: number, of = 'things'): Tally {
  if (!Number.isSafeInteger(things) || things < 0) throw new TypeError('A tally must be a whole number, nought or more')
  return { state: 'tally', text: things < 1000 ? String(things) : inThousands.format(things), value: things, of }
}

/** As a page prints it: "1,204". */
export function tallyText(tally: Tally): string {
  return tally.text
}
