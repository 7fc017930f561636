import type { House } from '../../../../test/house.ts'
import { countyMade, frozenFigures } from '../../../../test/made-up-figures.ts'

/** Figures for the board, as the making of a release leaves them. */
export async function addFigures(council: House, on: string, asked: Parameters<typeof countyMade>[1] = {}): Promise<void> {
  await council.change(async (db, organisation) => {
    const release = crypto.randomUUID()
    const { artefact, sha256 } = frozenFigures({ ...countyMade(on, asked), release, audience: 'board' })
    await db.insertInto('equality_monitoring.release').values({
      organisation_id: organisation, release_id: release, audience: 'board', number: 9_000 + Number(on.slice(2, 4)), title: 'Workforce profile', as_of_on: on, state: 'ready', policy: 'board 2026-11', wanted: JSON.stringify({ mode: 'withhold', datasets: [] }), held: null,
      artefact: JSON.stringify(artefact), sha256, certificate: 'c'.repeat(64), refusal: null, corrects: null, note: '', by_person_id: null, by_name: 'Samira Hussain', approved_by_id: null, approved_by: '', at: council.now().toString(), version: 1,
    }).execute()
  })
}
