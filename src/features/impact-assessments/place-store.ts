import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { everywhere, type Place } from './place.ts'

/** The body's places in its own order; those that are used no more too. */
export async function listPlaces(db: Reading, organisation: string): Promise<readonly Place[]> {
  const rows = await db.selectFrom('impact_assessments.place').selectAll().where('organisation_id', '=', organisation).orderBy('place').orderBy('name').execute()
  return rows.map((row) => ({ code: row.code, name: row.name, retired: row.retired_on !== null }))
}

/** Keeps the list as it is to be: names that are new get a code, those that are gone are used no more, those that come back are used again. */
export async function savePlaces(db: Database, organisation: string, names: readonly string[], today: Temporal.PlainDate): Promise<void> {
  const before = await listPlaces(db, organisation)
  for (const [place, name] of names.entries()) {
    const known = before.find((each) => each.name.toLowerCase() === name.toLowerCase())
    if (known === undefined) await db.insertInto('impact_assessments.place').values({ organisation_id: organisation, code: `p-${newId().slice(-12)}`, name, place, retired_on: null }).execute()
    else await db.updateTable('impact_assessments.place').set({ name, place, retired_on: null }).where('organisation_id', '=', organisation).where('code', '=', known.code).execute()
  }
  const gone = before.filter((each) => !each.retired && !names.some((name) => name.toLowerCase() === each.name.toLowerCase())).map((each) => each.code)
  if (gone.length > 0) await db.updateTable('impact_assessments.place').set({ retired_on: today.toString() }).where('organisation_id', '=', organisation).where('code', 'in', gone).execute()
}

/** Writes down which places a proposal touches, so that all proposals of a place can be asked for. */
export async function indexPlaces(db: Database, organisation: string, assessment: string, codes: readonly string[]): Promise<void> {
  await db.deleteFrom('impact_assessments.touches_place').where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).execute()
  const rows = [...new Set(codes.includes(everywhere) ? [everywhere] : codes)].map((code) => ({ organisation_id: organisation, assessment_id: assessment, place_code: code }))
  if (rows.length > 0) await db.insertInto('impact_assessments.touches_place').values(rows).execute()
}
