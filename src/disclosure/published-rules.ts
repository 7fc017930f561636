/**
 * How other publishers round and suppress: dated data, so that a body may print as its reader expects, and compare its own policy with theirs.
 * None of these is a proof: nearest-multiple rounding of each number by itself does not add up, and totals can give small numbers away.
 */
export interface PublishedRule {
  readonly id: 'hesa' | 'ofqual'
  readonly name: string
  readonly source: string
  readonly lastChecked: string
  /** A count as it is printed. */
  readonly count: (count: number) => string
  /** Whether a percentage of this base is printed. */
  readonly givesPercentageOf: (base: number) => boolean
  /** Whether a mean of this many is printed. */
  readonly givesAverageOf: (base: number) => boolean
}

export const publishedRules: { readonly [id in PublishedRule['id']]: PublishedRule } = {
  hesa: {
    id: 'hesa', name: 'Higher Education Statistics Agency', source: 'https://www.hesa.ac.uk/support/data-intelligence', lastChecked: '2026-11-22',
    count: (count) => String(nearest(count, 5)),
    givesPercentageOf: (base) => base >= 22.5,
    givesAverageOf: (base) => base > 7,
  },
  ofqual: {
    id: 'ofqual', name: 'Ofqual', source: 'https://www.gov.uk/government/publications/ofquals-statistics-policies-and-procedures/rounding-policy (30 October 2025)', lastChecked: '2026-11-22',
    count: (count) => (count > 0 && count < 5 ? 'fewer than 5' : String(nearest(count, 5))),
    givesPercentageOf: () => true,
    givesAverageOf: () => true,
  },
}

/** Halves go up. */
function nearest(count: number, base: number): number {
  return Math.floor(count / base + 0.5) * base
}
