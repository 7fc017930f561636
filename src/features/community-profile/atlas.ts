import { tableOf, type TableId } from './topics.ts'

/** A place that figures are published for. Codes are those of the Office for National Statistics; names repeat, codes do not. */
export interface Area {
  readonly code: string
  readonly name: string
  readonly kind: AreaKind
  /** The county that it is a district of, the region that it lies in. */
  readonly county: string | null
  readonly region: string | null
  readonly policeForce: string | null
  /** The first and last day of its being, where that is known: an authority that was abolished keeps its figures. */
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate | null
  /** The authorities that took its place. */
  readonly replacedBy: readonly string[]
}

export type AreaKind = 'district' | 'unitary authority' | 'metropolitan district' | 'London borough' | 'county' | 'region' | 'country'

/** Tells what an area is by the first three signs of its code. Null for what no figure here is published for. */
export function kindOf(code: string): AreaKind | null {
  return ({ E06: 'unitary authority', W06: 'unitary authority', E07: 'district', E08: 'metropolitan district', E09: 'London borough', E10: 'county', E12: 'region', E92: 'country', W92: 'country', K04: 'country' } as const)[code.slice(0, 3)] ?? null
}

/** Lower-tier and single-tier authorities: every place of England and Wales lies in exactly one. */
const isLowest = (area: Pick<Area, 'kind'>): boolean => !['county', 'region', 'country'].includes(area.kind)

/** One publication of a table, for one set of authorities. */
export interface Edition {
  /** `ethnic-group 2021 ltla21`. */
  readonly id: string
  readonly table: TableId
  readonly year: number
  /** The day that the figures describe. */
  readonly on: string
  /** Which year's authorities it is by: `ltla21`. */
  readonly geography: string
  /** What each number of a row is. */
  readonly categories: readonly string[]
  readonly fileName: string
}

/** The numbers of one area in the order of the edition's categories; null where the publisher gives none. */
export interface AreaRow {
  readonly numbers: readonly (number | null)[]
  /** The publisher's own total of the topic, or the sum where it gives none. Totals of topics differ by a few people. */
  readonly total: number
  /** Added up by us from smaller areas. */
  readonly addedUp: boolean
}

/** Every area and figure that is known: read once, never changed. */
export class Atlas {
  readonly areas: ReadonlyMap<string, Area>
  /** Newest first within each table. */
  readonly editions: readonly Edition[]
  readonly #rows: ReadonlyMap<string, ReadonlyMap<string, Omit<AreaRow, 'addedUp'>>>

  constructor(areas: ReadonlyMap<string, Area>, editions: readonly Edition[], rows: ReadonlyMap<string, ReadonlyMap<string, Omit<AreaRow, 'addedUp'>>>) {
    this.areas = areas
    this.editions = editions.toSorted((a, b) => a.table.localeCompare(b.table) || b.year - a.year || b.geography.localeCompare(a.geography))
    this.#rows = rows
  }

  editionsOf(table: TableId): readonly Edition[] {
    return this.editions.filter((each) => each.table === table)
  }

  /** The row as the publisher gives it. */
  published(edition: Edition, code: string): AreaRow | null {
    const row = this.#rows.get(edition.id)?.get(code)
    return row ? { ...row, addedUp: false } : null
  }

  publishedRows(edition: Edition): ReadonlyMap<string, Omit<AreaRow, 'addedUp'>> {
    return this.#rows.get(edition.id) ?? new Map()
  }

  /** The row of an area: published, or added up from all the authorities that it was made of in the year of the edition's geography. Null where one of them is missing. */
  row(edition: Edition, code: string): AreaRow | null {
    const direct = this.published(edition, code)
    if (direct || edition.table === 'deprivation') return direct
    const rows = this.#partsFor(edition, code).map((each) => this.published(edition, each.code))
    if (rows.length === 0 || rows.some((row) => row === null)) return null
    const all = rows.filter((row) => row !== null)
    return {
      numbers: edition.categories.map((_, place) => all.reduce<number | null>((sum, row) => sum === null || row.numbers[place] === null ? null : sum + (row.numbers[place] ?? 0), 0)),
      total: all.reduce((sum, row) => sum + row.total, 0), addedUp: true,
    }
  }

  /** Where a table is by region, a country is the sum of its regions. */
  #partsFor(edition: Edition, code: string): readonly Area[] {
    if (edition.geography !== 'regions') return this.partsOn(code, lastDayOf(edition.geography))
    const regions = [...this.areas.values()].filter((each) => each.kind === 'region')
    const wales = this.areas.get('W92000004')
    return code === 'E92000001' ? regions : code === 'K04000001' && wales ? [...regions, wales] : []
  }

  /** The newest edition of a table that has this area. */
  newestFor(table: TableId, code: string): Edition | null {
    return this.editionsOf(table).find((edition) => this.row(edition, code) !== null) ?? null
  }

  /** What an area was made of on a day: a county's districts, a region's authorities, or those that a new authority took the place of. */
  partsOn(code: string, on: Temporal.PlainDate): readonly Area[] {
    const area = this.areas.get(code)
    if (!area) return []
    if (area.kind === 'country') return [...this.areas.values()].filter((each) => isLowest(each) && wasThere(each, on) && (code.startsWith('K04') || each.code.startsWith(code.charAt(0))))
    if (area.kind === 'region') return [...this.areas.values()].filter((each) => isLowest(each) && wasThere(each, on) && each.region === code)
    if (area.kind === 'county') return [...this.areas.values()].filter((each) => each.county === code && wasThere(each, on))
    return wasThere(area, on) ? [] : [...this.areas.values()].filter((each) => each.replacedBy.includes(code) && isLowest(each))
  }

  /** The districts of a county as it last was; the authorities that stand now of anything else. */
  districtsOf(code: string, today: Temporal.PlainDate): readonly Area[] {
    const area = this.areas.get(code)
    if (area?.kind !== 'county') return []
    return this.partsOn(code, area.to ?? today).toSorted((a, b) => a.name.localeCompare(b.name))
  }

  countryOf(code: string): Area | null {
    return this.areas.get(code.startsWith('W') ? 'W92000004' : 'E92000001') ?? null
  }
}

/** Figures are by the authorities of the year in the geography's name, which may have been made after the day that they describe: those of the census of March 2021 are by the authorities of April. */
function lastDayOf(geography: string): Temporal.PlainDate {
  return new Temporal.PlainDate(2000 + Number(/\d\d$/.exec(geography)?.[0] ?? '21'), 12, 31)
}

function wasThere(area: Area, on: Temporal.PlainDate): boolean {
  return (area.from === null || Temporal.PlainDate.compare(area.from, on) <= 0) && (area.to === null || Temporal.PlainDate.compare(on, area.to) <= 0)
}

/** “Census 2021”, “Mid-2020 estimates”, “Index of 2019”. */
export function editionName(edition: Pick<Edition, 'table' | 'year'>): string {
  if (edition.table === 'age') return `Mid-${edition.year} estimates`
  return edition.table === 'deprivation' ? `Index of ${edition.year}` : `Census ${edition.year}`
}

/** As it stands under a table: who published it, under which name, and by which authorities. */
export function sourceOf(edition: Edition): string {
  const table = tableOf(edition.table)
  const what = edition.table === 'age' ? `${table.published}, mid-${edition.year}` : edition.table === 'deprivation' ? `${table.published}, ${edition.year}` : table.published.replace(/\b20\d\d\b/, String(edition.year))
  return `${table.publisher}, ${what}`
}

/** An atlas with what was loaded laid over it: area by area, and row by row where the categories are the same. */
export function laidOver(ground: Atlas, loaded: Atlas): Atlas {
  const areas = new Map([...ground.areas, ...loaded.areas])
  const editions = new Map([...ground.editions, ...loaded.editions].map((each) => [each.id, each]))
  const rows = new Map([...editions.values()].map((edition) => {
    const before = ground.editions.find((each) => each.id === edition.id)
    const fits = before !== undefined && before.categories.join('\n') === edition.categories.join('\n')
    return [edition.id, new Map([...(fits ? ground.publishedRows(before) : []), ...loaded.publishedRows(edition)])] as const
  }))
  return new Atlas(areas, [...editions.values()], rows)
}
