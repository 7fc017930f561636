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
import type { Room } from '#web/page.ts'
import { mayReadProfile } from './access.ts'
import { area } from './pages/area.ts'
import { chooseAreas } from './pages/choose-areas.ts'
import { correctFigure, figure, figures, newFigure, withdrawFigure } from './pages/cited-figures.ts'
import { community, onFrontPage } from './pages/community.ts'
import { compare } from './pages/compare.ts'
import { measures } from './pages/offered.ts'
import { profile } from './pages/profile.ts'
import { profilePublishing, publishProfile } from './pages/publish-profile.ts'
import { openCommunity, tableCsv, tableOds, tableWord } from './pages/table-files.ts'
import { topic } from './pages/topic.ts'
import { paths } from './paths.ts'

/** What of it programs fetch: described in OpenAPI. */
const openFiles = [
  { address: paths.tableCsv.pattern, title: 'A table of who lives here as CSV' },
  { address: paths.tableOds.pattern, title: 'A table of who lives here as a spreadsheet' },
  { address: paths.tableWord.pattern, title: 'A table of who lives here as Word' },
] as const

export const communityProfile: Room = {
  name: 'Community profile',
  pages: [profile, chooseAreas, publishProfile, ...figures, newFigure, figure, correctFigure, withdrawFigure, community, compare, topic, area, tableCsv, tableOds, tableWord],
  navigation: [{ text: 'Who lives here', href: paths.profile.to(), mayUse: mayReadProfile }],
  offers: { measures, frontPage: [onFrontPage], publicFiles: openFiles, openData: [openCommunity], publishing: [profilePublishing] },
  publicNavigation: [{ text: 'Who lives here', href: paths.community.to() }],
}

export { findAtlas, rowsOf } from './atlas-store.ts'
export { describeReading, readFolder, tellOfLoading } from './commands/load-files.ts'
export type { Benchmark } from './benchmarks.ts'
export type { CommunityTable } from './community-table.ts'
export { tables as communityTables, type TableId } from './topics.ts'
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
