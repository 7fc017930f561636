import type { Database, Reading } from '#database/database.ts'
import type { Community } from './community.ts'

/** The community that this body chose; null before anybody did. */
export async function findCommunity(db: Reading, organisation: string): Promise<Community | null> {
  const [row, areas] = await Promise.all([
    db.selectFrom('community_profile.community').selectAll().where('organisation_id', '=', organisation).executeTakeFirst(),
    db.selectFrom('community_profile.community_area').selectAll().where('organisation_id', '=', organisation).orderBy('place').execute(),
  ])
  if (!row) return null
  const codes = (part: string): readonly string[] => areas.filter((each) => each.part === part).map((each) => each.area_code)
  return { home: row.home_code, inside: codes('inside'), neighbours: codes('neighbour'), beside: codes('beside'), about: row.about, version: row.version }
}

/** Replaces what was chosen. */
export async function saveCommunity(db: Database, organisation: string, chosen: Omit<Community, 'version'>): Promise<void> {
  await db.insertInto('community_profile.community').values({ organisation_id: organisation, home_code: chosen.home, about: chosen.about, version: 1 })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet((row) => ({ home_code: chosen.home, about: chosen.about, version: row('community_profile.community.version', '+', 1) }))).execute()
  await db.deleteFrom('community_profile.community_area').where('organisation_id', '=', organisation).execute()
  const parts = [...chosen.inside.map((code) => ({ code, part: 'inside' as const })), ...chosen.neighbours.map((code) => ({ code, part: 'neighbour' as const })), ...chosen.beside.map((code) => ({ code, part: 'beside' as const }))]
  const once = parts.filter(({ code }, at) => code !== chosen.home && parts.findIndex((each) => each.code === code) === at)
  if (once.length > 0) await db.insertInto('community_profile.community_area').values(once.map(({ code, part }, place) => ({ organisation_id: organisation, area_code: code, part, place }))).execute()
}
