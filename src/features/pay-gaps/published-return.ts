import { compare, decimal, findDecimal, fraction, rounded, toNumber, type Rational } from '#statistics/rational.ts'
import type { ExtractRow } from './gather.ts'
import type { Reported } from './statutory.ts'

/** What another body published for one year, as the government's service gave it. */
export interface PublishedReturn {
  readonly year: number
  /** What tells this body from another: its number in the service, or its name where the file has none. */
  readonly employer: string
  readonly name: string
  /** The letters that its postcode begins with: LE, PE. */
  readonly area: string
  readonly sectors: readonly Sector[]
  readonly size: string
  /** In the order of `figureColumns`; null where the body gave none. */
  readonly figures: readonly (string | null)[]
  readonly address: string
  readonly link: string
  readonly late: boolean
}

/** The file's figures, in its order. */
export const figureColumns = [
  { column: 'DiffMeanHourlyPercent', name: 'Mean gap in hourly pay' }, { column: 'DiffMedianHourlyPercent', name: 'Median gap in hourly pay' }, { column: 'DiffMeanBonusPercent', name: 'Mean gap in bonus pay' }, { column: 'DiffMedianBonusPercent', name: 'Median gap in bonus pay' },
  { column: 'MaleBonusPercent', name: 'Men who were paid a bonus' }, { column: 'FemaleBonusPercent', name: 'Women who were paid a bonus' },
  { column: 'MaleLowerQuartile', name: 'Men in the lower quarter' }, { column: 'FemaleLowerQuartile', name: 'Women in the lower quarter' }, { column: 'MaleLowerMiddleQuartile', name: 'Men in the lower middle quarter' }, { column: 'FemaleLowerMiddleQuartile', name: 'Women in the lower middle quarter' },
  { column: 'MaleUpperMiddleQuartile', name: 'Men in the upper middle quarter' }, { column: 'FemaleUpperMiddleQuartile', name: 'Women in the upper middle quarter' }, { column: 'MaleTopQuartile', name: 'Men in the upper quarter' }, { column: 'FemaleTopQuartile', name: 'Women in the upper quarter' },
] as const

/** Kinds of body that one compares oneself with, told from the name and the SIC codes. A body may be of several. */
export const sectors = [
  { sector: 'council', name: 'Councils', test: (name: string) => /\b(council|corporation of london|city of london)\b/i.test(name) && !/\b(british|research|arts|funding|examination|town and country|housing|sports?|medical|dental|nursing) council|council (for|of) (voluntary|mortgage)|ltd|limited\b/i.test(name) },
  { sector: 'county', name: 'County councils', test: (name: string) => /\bcounty council\b/i.test(name) },
  { sector: 'district', name: 'District and borough councils', test: (name: string) => /\b(district|borough) council\b/i.test(name) },
  { sector: 'nhs', name: 'NHS bodies', test: (name: string) => /\bNHS\b|health board|clinical commissioning|integrated care board/i.test(name) },
  { sector: 'police or fire', name: 'Police and fire', test: (name: string) => /\b(police|constabulary|fire (and rescue|authority|service))\b/i.test(name) },
  { sector: 'university', name: 'Universities', test: (name: string) => /\b(university|prifysgol)\b/i.test(name) },
  { sector: 'school', name: 'Schools and academy trusts', test: (name: string) => /\b(academ(y|ies)|schools?|multi.?academy|learning trust|education(al)? trust)\b/i.test(name) },
  { sector: 'college', name: 'Colleges', test: (name: string) => /\bcollege\b/i.test(name) },
  { sector: 'housing', name: 'Housing associations', test: (name: string) => /\b(housing|homes) (association|group|limited|trust)\b|\bhomes group\b/i.test(name) },
] as const
export type Sector = (typeof sectors)[number]['sector'] | 'public sector'

/**
 * Reads a yearly file of the service, in any of its forms: with or without numbers and postcodes of employers, with a tab
 * before negatives, both forms of dates, line breaks in cells. The year is that of the snapshot, told from the due date.
 * Null where this is no such file.
 */
export function readReturns(headings: readonly string[], rows: Iterable<ExtractRow>): { readonly returns: readonly PublishedReturn[]; readonly unread: number } | null {
  const places = new Map(headings.map((heading, place) => [heading.replace(/^\ufeff/, '').trim().toLowerCase(), place]))
  const at = (column: string): number => places.get(column.toLowerCase()) ?? -1
  const figures = figureColumns.map(({ column }) => at(column))
  if (at('EmployerName') === -1 || figures.some((place) => place === -1)) return null
  const [name, id, company, address, postCode, sic, size, current, late, due, link, reporting] = ['EmployerName', 'EmployerId', 'CompanyNumber', 'Address', 'PostCode', 'SicCodes', 'EmployerSize', 'CurrentName', 'SubmittedAfterTheDeadline', 'DueDate', 'CompanyLinkToGPGInfo', 'ReportingYear'].map(at)
  const returns: PublishedReturn[] = []
  let unread = 0
  for (const { cells } of rows) {
    const cell = (place: number | undefined): string => (cells[place ?? -1] ?? '').trim()
    const year = yearFrom(cell(reporting), cell(due))
    const given = figures.map((place) => readFigure(cell(place)))
    if (year === null || cell(name) === '' || given.includes(undefined)) { unread += 1; continue }
    const shown = cell(current) === '' ? cell(name) : cell(current)
    const codes = cell(sic).split(/[,\s]+/).filter((code) => code !== '')
    returns.push({
      year, employer: cell(id) !== '' ? cell(id) : `name:${cell(name).toLowerCase()}${cell(company) === '' ? '' : ` ${cell(company)}`}`, name: shown, area: areaOf(cell(postCode), cell(address)), size: cell(size), address: cell(address), link: cell(link), late: /^true$/i.test(cell(late)),
      sectors: [...sectors.filter(({ test }) => test(shown)).map(({ sector }) => sector), ...(codes.includes('1') ? ['public sector' as const] : [])], figures: given.map((figure) => figure ?? null),
    })
  }
  return { returns, unread }
}

/** "2021 to 2022" or "2021-22" where the file says it; else the year before that of the due date, also for the one deadline that was moved (5 October 2021, for 2020). */
function yearFrom(reporting: string, due: string): number | null {
  const said = /^(\d{4})/.exec(reporting)?.[1]
  if (said !== undefined) return Number(said)
  const dueYear = Number(/^(\d{4})\/\d{2}\/\d{2}/.exec(due)?.[1] ?? /^\d{2}\/\d{2}\/(\d{4})/.exec(due)?.[1])
  return dueYear >= 2018 && dueYear <= 2100 ? dueYear - 1 : null
}

/** Null for nothing, undefined for what is no number. Written without noughts that say nothing: 11.00 is 11. */
function readFigure(written: string): string | null | undefined {
  if (written === '') return null
  const found = findDecimal(written.replaceAll(/[\t',\s]/g, ''))
  return found === null ? undefined : rounded(found, 2).replace(/\.?0+$/, '')
}

function areaOf(postCode: string, address: string): string {
  const found = /\b([A-Z]{1,2})\d[A-Z\d]?\s*\d[A-Z]{2}\b/i.exec(postCode === '' ? address.slice(-30) : postCode)
  return found?.[1]?.toUpperCase() ?? ''
}

/** The figures of a return in the form of the body's own. Two decimals of old files become one. */
export function reportedOf(figures: readonly (string | null)[]): Reported {
  const one = (place: number): string => { const figure = figures[place]; return figure === null || figure === undefined ? '' : rounded(decimal(figure), 1) }
  return { meanGap: one(0), medianGap: one(1), meanBonusGap: one(2), medianBonusGap: one(3), comparatorBonus: one(4), groupBonus: one(5), quarters: figures[6] === null ? [] : [0, 1, 2, 3].map((quarter) => ({ comparator: one(6 + 2 * quarter), group: one(7 + 2 * quarter) })) }
}

export interface Restated { readonly year: number; readonly employer: string; readonly name: string; readonly field: string; readonly was: string; readonly is: string }

/** What a body had published and now says otherwise, between an earlier file of the year and this one. */
export function restatementsIn(before: ReadonlyMap<string, readonly (string | null)[]>, now: readonly PublishedReturn[]): readonly Restated[] {
  return now.flatMap(({ year, employer, name, figures }) => {
    const was = before.get(employer)
    return was === undefined ? [] : figureColumns.flatMap(({ name: field }, place) => {
      const [old, is] = [was[place] ?? '', figures[place] ?? '']
      return sameNumber(old, is) ? [] : [{ year, employer, name, field, was: old, is }]
    })
  })
}

function sameNumber(a: string, b: string): boolean {
  return a === b || (a !== '' && b !== '' && compare(decimal(a), decimal(b)) === 0)
}

export interface Spread {
  readonly bodies: number
  /** Half of the bodies lie from `low` to `high`. */
  readonly low: Rational
  readonly median: Rational
  readonly high: Rational
  readonly steps: readonly { readonly label: string; readonly bodies: number; readonly own: boolean }[]
  /** Where the body's own figure lies: below, within or above the middle half; null where it has none. */
  readonly own: 'below' | 'within' | 'above' | null
}

/**
 * A distribution in which a body finds itself: half of the others lie between two figures, and each step has so many
 * bodies. There is no order of names, and no rank. Null with fewer than five bodies, who would be shown one by one.
 */
export function spreadOf(values: readonly string[], own: string | null): Spread | null {
  if (values.length < 5) return null
  const sorted = values.map((value) => decimal(value)).sort(compare)
  const middle = (share: number): Rational => sorted[Math.min(sorted.length - 1, Math.floor(share * (sorted.length - 1) + 0.5))] ?? fraction(0)
  const [low, median, high] = [middle(0.25), middle(0.5), middle(0.75)]
  const mine = own === null || own === '' ? null : decimal(own)
  // Steps wide enough that most of the distribution takes a dozen of them; what lies far out goes to the outermost.
  const [from, to] = [toNumber(middle(0.02)), toNumber(middle(0.98))]
  const width = [1, 2, 2.5, 5, 10, 20].find((each) => (to - from) / each <= 14) ?? 50
  const first = Math.floor(Math.min(from, mine === null ? from : toNumber(mine)) / width) * width
  const count = Math.max(1, Math.floor((Math.max(to, mine === null ? to : toNumber(mine)) - first) / width) + 1)
  const stepOf = (value: Rational): number => Math.max(0, Math.min(count - 1, Math.floor((toNumber(value) - first) / width)))
  const bodies = Array.from({ length: count }, () => 0)
  for (const value of sorted) bodies[stepOf(value)] = (bodies[stepOf(value)] ?? 0) + 1
  return {
    bodies: values.length, low, median, high, own: mine === null ? null : compare(mine, low) < 0 ? 'below' : compare(mine, high) > 0 ? 'above' : 'within',
    steps: bodies.map((many, place) => ({ label: `${first + place * width} to ${first + (place + 1) * width}`, bodies: many, own: mine !== null && stepOf(mine) === place })),
  }
}
