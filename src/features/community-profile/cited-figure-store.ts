import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import type { CitedContent, CitedFigure } from './cited-figure.ts'
import type { CommunityProfileTables } from './tables.ts'
import { findSubject, type SubjectId } from './topics.ts'

/** The newest edition of every figure that the body added, in the order of adding. Withdrawn ones come only where they are asked for. */
export async function listCitedFigures(db: Reading, organisation: string, asked: { readonly withdrawn?: boolean } = {}): Promise<readonly CitedFigure[]> {
  const rows = await editions(db, organisation).whereRef('edition.number', '=', 'figure.newest').where('figure.withdrawn', 'in', asked.withdrawn ? [true, false] : [false]).orderBy('figure.place').orderBy('figure.made_at').orderBy('figure.figure_id').execute()
  return rows.map(toFigure)
}

/** Every edition of one figure, newest first; none for an id that nobody gave. */
export async function listEditions(db: Reading, organisation: string, id: string): Promise<readonly CitedFigure[]> {
  return (await editions(db, organisation).where('figure.figure_id', '=', id).orderBy('edition.number', 'desc').execute()).map(toFigure)
}

export interface Written { readonly id: string; readonly subject: SubjectId; readonly content: CitedContent; readonly public: boolean; readonly note: string; readonly by: CitedFigure['by']; readonly at: Temporal.Instant }

export async function addCitedFigure(db: Database, organisation: string, figure: Written, place = 0): Promise<void> {
  await db.insertInto('community_profile.cited_figure').values({ organisation_id: organisation, figure_id: figure.id, subject: figure.subject, newest: 1, withdrawn: false, place, made_at: figure.at.toString() }).execute()
  await addEdition(db, organisation, figure, 1, false)
}

/** A correction or a withdrawal: the edition before stays as it was. */
export async function saveEdition(db: Database, organisation: string, figure: Written & { readonly number: number; readonly withdrawn: boolean }): Promise<void> {
  await db.updateTable('community_profile.cited_figure').set({ subject: figure.subject, newest: figure.number, withdrawn: figure.withdrawn }).where('organisation_id', '=', organisation).where('figure_id', '=', figure.id).execute()
  await addEdition(db, organisation, figure, figure.number, figure.withdrawn)
}

async function addEdition(db: Database, organisation: string, figure: Written, number: number, withdrawn: boolean): Promise<void> {
  await db.insertInto('community_profile.cited_figure_edition').values({
    organisation_id: organisation, figure_id: figure.id, number, content: JSON.stringify(figure.content), public: figure.public, withdrawn, note: figure.note, by_person_id: figure.by.id, by_name: figure.by.name, at: figure.at.toString(),
  }).execute()
}

function editions(db: Reading, organisation: string) {
  return db.selectFrom('community_profile.cited_figure as figure')
    .innerJoin('community_profile.cited_figure_edition as edition', (join) => join.onRef('edition.organisation_id', '=', 'figure.organisation_id').onRef('edition.figure_id', '=', 'figure.figure_id'))
    .select(['figure.figure_id', 'figure.subject', 'edition.number', 'edition.content', 'edition.public', 'edition.withdrawn', 'edition.note', 'edition.by_person_id', 'edition.by_name', 'edition.at'])
    .where('figure.organisation_id', '=', organisation)
}

type Row = Pick<Selectable<CommunityProfileTables['community_profile.cited_figure_edition']>, 'figure_id' | 'number' | 'content' | 'public' | 'withdrawn' | 'note' | 'by_person_id' | 'by_name' | 'at'> & { readonly subject: string }

function toFigure(row: Row): CitedFigure {
  const subject = findSubject(row.subject)
  if (!subject) throw new Error(`A figure is about ${row.subject}, which no page is about`)
  return {
    id: row.figure_id, subject: subject.id, content: row.content as unknown as CitedContent, public: row.public, number: row.number, withdrawn: row.withdrawn, note: row.note,
    by: { id: row.by_person_id, name: row.by_name }, at: Temporal.Instant.from(row.at),
  }
}
