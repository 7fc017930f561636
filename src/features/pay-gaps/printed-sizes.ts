/**
 * How many people stand behind a gap, as it is printed: in steps, and shares in whole percents. The exact number, taken from the published number of all
 * who work here, would say how many of a group are on leave (docs/decisions/2026-11-22-pay-beside-workforce.md). Pure.
 */
const from = [0, 10, 50, 100, 500, 1_000, 5_000] as const

export interface Within { readonly least: number; readonly most: number }

/** The step in which a number of people lies, both ends in it. */
export function stepOf(people: number): Within {
  const at = from.findLastIndex((least) => people >= least)
  return { least: from[at] ?? 0, most: (from[at + 1] ?? Infinity) - 1 }
}

export function stepInWords(people: number): string {
  const { least, most } = stepOf(people)
  const text = (number: number): string => number.toLocaleString('en-GB')
  return least === 0 ? `fewer than ${text(most + 1)}` : most === Infinity ? `${text(least)} or more` : `${text(least)} to ${text(most)}`
}

/** To the nearest whole percent, halves up. */
export function wholePercent(part: number, base: number): number {
  return Math.floor((200 * part + base) / (2 * base))
}

/** Every whole number that gives this percentage of the base. */
export function partsOf(percent: number, base: number): Within {
  return { least: Math.max(0, Math.ceil((percent - 0.5) * base / 100)), most: Math.ceil((percent + 0.5) * base / 100) - 1 }
}

/** Every base of which this part gives the percentage: none smaller than the part. */
export function basesOf(percent: number, part: number): Within {
  return { least: Math.max(part, Math.floor(100 * part / (percent + 0.5)) + 1), most: percent === 0 ? Infinity : Math.floor(100 * part / (percent - 0.5)) }
}
