import type { Area, Atlas } from './atlas.ts'

/** The places that a body's community is, and those that it is compared with. */
export interface Community {
  /** The body's own area: a county, an authority, a region. */
  readonly home: string
  /** Its parts: a county's districts. */
  readonly inside: readonly string[]
  readonly neighbours: readonly string[]
  /** What it lies in: the county of a district, the region, the country. */
  readonly beside: readonly string[]
  /** A sentence for readers about whose figures these are; empty where they are simply its own. */
  readonly about: string
  readonly version: number
}

/** What a body begins with once it has said what its area is: districts inside; county, region and country beside. */
export function communityOf(atlas: Atlas, home: Area, today: Temporal.PlainDate): Pick<Community, 'home' | 'inside' | 'beside'> {
  const country = atlas.countryOf(home.code)
  const beside = [home.county, home.region, country?.code ?? null].filter((each): each is string => each !== null && each !== home.code)
  return { home: home.code, inside: atlas.districtsOf(home.code, today).map((each) => each.code), beside: [...new Set(beside)] }
}

/** Every place of a community in the order in which tables have them: its own first, then its parts, its neighbours, and what it is compared with. */
export function placesOf(community: Pick<Community, 'home' | 'inside' | 'neighbours' | 'beside'>): readonly string[] {
  return [...new Set([community.home, ...community.inside, ...community.neighbours, ...community.beside])]
}

/** “Barsetshire”, “the East Midlands”, “England”. */
export function areaName(atlas: Atlas, code: string): string {
  return atlas.areas.get(code)?.name ?? code
}
