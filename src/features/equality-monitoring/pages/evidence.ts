/** Figures as another room takes them: an assessment, an action or a report that rests on who works here or what happens to them. */
import type { Reading } from '#database/database.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { asText, type Figure } from '#disclosure/shown.ts'
import type { Html } from '#html/html.ts'
import type { DatasetKind, PlainField } from '../dataset.ts'
import { answered, type Figures, type FigureTable, type FrozenFinding } from '../figures.ts'
import { groupTable, sharePicture, tableOf } from './telling.ts'
import { paths } from '../paths.ts'
import { findCharacteristic, findTable, inOrder, plainSentenceOf, topGroups, topOf, type Characteristic } from '../profile.ts'
import { findFigures, newestFigures } from '../release-store.ts'

export interface EvidenceAsked {
  readonly question: QuestionId
  readonly kind: DatasetKind
  /** Narrowed by: the table then has a row for each department, grade or contract. */
  readonly by?: PlainField
  /** Who will read what it is put into; the public where nobody says otherwise. */
  readonly audience?: Figures['audience']
}

/** A table, its picture and its sentence, as they stood when they were taken: `release` says which figures, so that the same can be shown again. */
export interface Evidence {
  readonly release: string
  readonly audience: Figures['audience']
  readonly title: string
  readonly on: Temporal.PlainDate
  readonly sentence: string
  readonly table: Html
  /** The same cells as they are printed, for whoever keeps them: no more than the table shows. None where it is narrowed by a field. */
  readonly printed: { readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Null where there is none for this kind: the table says it. */
  readonly picture: Html | null
  readonly source: string
  readonly definition: string
  /** Where somebody who works here finds what it rests on. */
  readonly address: string
}

/** What stands otherwise now than in the figures that were taken. */
export interface Newer {
  readonly on: Temporal.PlainDate
  /** They are of the same day: what was taken has been corrected. */
  readonly corrects: boolean
  readonly changed: readonly { readonly label: string; readonly before: Figure; readonly now: Figure; readonly says: string }[]
}

/** The newest evidence on a question; null where nothing was counted, or nothing could be shown to these readers. */
export async function evidenceFor(db: Reading, organisation: string, asked: EvidenceAsked): Promise<Evidence | null> {
  const figures = await newestFigures(db, organisation, asked.audience ?? 'public')
  return figures && evidenceIn(figures, asked)
}

/** The evidence as it stood in the figures that it was taken from; null where those are gone. */
export async function evidenceTaken(db: Reading, organisation: string, release: string, asked: EvidenceAsked): Promise<Evidence | null> {
  const figures = await findFigures(db, organisation, release, asked.audience ?? 'public')
  return figures && evidenceIn(figures, asked)
}

/** Whether there are newer figures than those that were taken, and what has changed since; null where there are not. */
export async function newerThan(db: Reading, organisation: string, release: string, asked: EvidenceAsked): Promise<Newer | null> {
  const audience = asked.audience ?? 'public'
  const [taken, newest] = [await findFigures(db, organisation, release, audience), await newestFigures(db, organisation, audience)]
  return taken === null || newest === null || newest.release === taken.release ? null : changesIn(taken, newest, asked)
}

/** Pure: the same of figures that are at hand. */
export function evidenceIn(figures: Figures, { question, kind, by }: EvidenceAsked): Evidence | null {
  const table = findTable(figures, kind, by === undefined ? [question] : [question, by])
  if (table === null) return null
  const characteristic = kind === 'workforce' && by === undefined ? findCharacteristic(figures, question) : null
  const finding = findingAbout(figures, question, kind)
  return {
    release: figures.release, audience: figures.audience, title: table.title, on: table.on, source: table.source, definition: table.definition,
    sentence: by === undefined && finding ? finding.sentence : characteristic ? plainSentenceOf(characteristic) : `${table.title}: the table has the figures.`,
    table: characteristic ? groupTable(characteristic) : tableOf(table, question), picture: characteristic && sharePicture(characteristic, `evidence-${question.replaceAll(' ', '-')}`, topGroups(characteristic)),
    printed: by === undefined ? printedCells(table, question, characteristic) : { headings: [], rows: [] },
    address: `${paths.basis.to({ release: figures.release })}?of=${encodeURIComponent(table.id)}`,
  }
}

function printedCells(table: FigureTable, question: QuestionId, characteristic: Characteristic | null): Evidence['printed'] {
  const headings = ['Group', table.kind === 'workforce' ? 'People' : 'Number', 'Share of those who answered']
  if (characteristic !== null) {
    const { groups, silent, all } = characteristic
    return { headings, rows: [...groups.map((each) => [each.label, asText(each.count), asText(each.share)]), ['Everybody who answered', asText(characteristic.answered), ''], ...silent.map((each) => [each.label, asText(each.count), '']), ['Everybody', asText(all), '']] }
  }
  const own = table.by.find((each) => each.field === question)
  if (own === undefined) return { headings: [], rows: [] }
  const count = (name: string): string => asText(table.count({ [question]: name }))
  const [rows, silent] = [inOrder(own), own.categories.filter((each) => each.kind === 'no answer')]
  return { headings, rows: [...rows.map((row) => [row.label, count(row.name), asText(table.share({ [question]: row.name }, question))]), ['Everybody who answered', count(answered), ''], ...silent.map((each) => [each.label, count(each.name), ''])] }
}

/** The surest thing that was found about a question; nothing that is withheld. */
function findingAbout({ findings }: Figures, question: QuestionId, kind: DatasetKind): FrozenFinding | null {
  const about = findings.filter((each) => each.field === question && each.kind === kind && each.analysis !== 'declaration')
  return (['clear', 'possible', 'none', 'too few'] as const).flatMap((grade) => about.filter((each) => each.grade === grade)).at(0) ?? null
}

export function changesIn(taken: Figures, newest: Figures, { question, kind }: EvidenceAsked): Newer | null {
  const [before, now] = [findTable(taken, kind, [question]), findTable(newest, kind, [question])]
  const later = before === null || now === null ? -1 : Temporal.PlainDate.compare(now.on, before.on)
  if (before === null || now === null || later < 0) return null
  const field = now.by.find((each) => each.field === question)
  const changed = field === undefined ? [] : topOf(field).flatMap(({ name, label }) => {
    const [was, is] = [shareIn(before, question, name), shareIn(now, question, name)]
    return asText(was) === asText(is) ? [] : [{ label, before: was, now: is, says: `${label}: ${asText(was)} then, ${asText(is)} now.` }]
  })
  // Of the same day: a correction is news where it changed something.
  return later === 0 && changed.length === 0 ? null : { on: now.on, corrects: later === 0, changed }
}

function shareIn(table: FigureTable, question: QuestionId, group: string): Figure {
  return table.share({ [question]: group }, question)
}
