/** The community profile's front door: who lives in the area that a body serves. */
import type { Reading } from '#database/database.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { findAtlas } from './atlas-store.ts'
import { benchmarksIn, type Benchmark } from './benchmarks.ts'
import { placesOf } from './community.ts'
import { findCommunity } from './community-store.ts'
import { tableFor, type CommunityTable } from './community-table.ts'
import { editionName } from './atlas.ts'
import type { TableId } from './topics.ts'

export type { Benchmark } from './benchmarks.ts'
export type { CommunityTable } from './community-table.ts'
export type { TableId } from './topics.ts'
export { addExampleCommunity } from './example.ts'
export { paths as communityProfilePaths } from './paths.ts'

/**
 * What the workforce of this body is put beside: the people of its own area, or of the one around it where nothing smaller
 * is published. Empty while the body has not said what its area is, and for a question that no census asks.
 *
 * @param at another area than the body's own, by its code
 */
export async function benchmarksFor(db: Reading, organisation: string, question: QuestionId, at?: string): Promise<readonly Benchmark[]> {
  const [atlas, community] = await Promise.all([findAtlas(db), findCommunity(db, organisation)])
  const code = at ?? community?.home
  return code === undefined ? [] : benchmarksIn(atlas, code, question)
}

/**
 * One table of official statistics for evidence: by default of the body's own area, its parts and what it is compared with.
 * Null where nothing is published for them.
 *
 * @param asked `edition` is one's name as tables have it: “Census 2021”, “Index of 2019”
 */
export async function communityTable(db: Reading, organisation: string, asked: { readonly topic: TableId; readonly areas?: readonly string[]; readonly edition?: string }): Promise<CommunityTable | null> {
  const [atlas, community] = await Promise.all([findAtlas(db), findCommunity(db, organisation)])
  const codes = asked.areas ?? (community ? placesOf(community) : [])
  const edition = asked.edition === undefined ? undefined : atlas.editionsOf(asked.topic).find((each) => editionName(each) === asked.edition)
  return asked.edition !== undefined && edition === undefined ? null : tableFor(atlas, asked.topic, codes, edition)
}
