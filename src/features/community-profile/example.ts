import type { Database } from '#database/database.ts'
import { append } from '#database/ledger.ts'
import { dayInLondon } from '#duty/dates.ts'
import { findAtlas } from './atlas-store.ts'
import { communityOf } from './community.ts'
import { saveCommunity } from './community-store.ts'

/** No such places exist, so each borrows the real figures of one that does, and says so on every page. */
const borrowed = {
  'barsetshire': { home: 'E10000018', neighbours: ['E06000016', 'E06000017'], about: 'Barsetshire is a made-up county. These are real figures, borrowed from Leicestershire and its seven districts, so that you can see what a true profile looks like.' },
  'northbarset': { home: 'E07000130', neighbours: [], about: 'Northbarset is a made-up district. These are real figures, borrowed from Charnwood in Leicestershire.' },
  'southbarset': { home: 'E07000131', neighbours: [], about: 'Southbarset is a made-up district. These are real figures, borrowed from Harborough in Leicestershire.' },
  'barsetshire-health': { home: 'E10000018', neighbours: [], about: 'This trust is made up. These are real figures, borrowed from Leicestershire.' },
} as const

/** Gives one body of the example its community. Call it once, in a transaction of that organisation, after its people are there. */
export async function addExampleCommunity(db: Database, organisation: string, shortName: keyof typeof borrowed, now: Temporal.Instant): Promise<void> {
  const { home, neighbours, about } = borrowed[shortName]
  const atlas = await findAtlas(db)
  const area = atlas.areas.get(home)
  if (!area) throw new Error(`The figures that come with the program have no area ${home}`)
  await saveCommunity(db, organisation, { ...communityOf(atlas, area, dayInLondon(now)), neighbours, about })
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'community-profile.example-made', on: { room: 'community-profile', id: organisation }, detail: { home } })
}
