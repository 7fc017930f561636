import type { Database, Reading } from '#database/database.ts'
import type { FormChanges } from './content.ts'
import { houseMethod, type Method } from './relevance.ts'
import { formFor, houseScreening, type ScreeningForm, type ScreeningQuestion } from './screening-form.ts'
import { formEdition, sectionForms } from './sections.ts'

/** What the body has made its own: where its levels begin, the name of its method, the wording of questions, questions that it adds. */
export interface Settings {
  readonly method: { readonly name?: string; readonly highFrom?: number; readonly mediumFrom?: number; readonly words?: Partial<Pick<Method, 'scale' | 'severity' | 'concern'>> }
  readonly wording: Readonly<Record<string, { readonly asks?: string; readonly hint?: string }>>
  readonly own: readonly ScreeningQuestion[]
  /** How many people of the departmental group have to look at an assessment before it is agreed; one unless it is said. */
  readonly quorum?: number
  /** Of the full assessment's form. */
  readonly form?: Omit<FormChanges, 'edition'>
  readonly version: number
}

export async function findSettings(db: Reading, organisation: string): Promise<Settings> {
  const row = await db.selectFrom('impact_assessments.settings').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return row ? { ...row.settings as unknown as Omit<Settings, 'version'>, version: row.version } : { method: {}, wording: {}, own: [], version: 0 }
}

/** Keeps them as the edition in force from this day on. */
export async function saveSettings(db: Database, organisation: string, { version, ...settings }: Settings, by: string, on: Temporal.PlainDate): Promise<boolean> {
  const kept = JSON.stringify(settings)
  if (version === 1) {
    const made = await db.insertInto('impact_assessments.settings').values({ organisation_id: organisation, settings: kept, version }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) return false
  } else {
    const saved = await db.updateTable('impact_assessments.settings').set({ settings: kept, version }).where('organisation_id', '=', organisation).where('version', '=', version - 1).executeTakeFirst()
    if (saved.numUpdatedRows !== 1n) return false
  }
  await db.insertInto('impact_assessments.settings_edition').values({ organisation_id: organisation, number: version, settings: kept, from_on: on.toString(), made_by: by }).execute()
  return true
}

export interface Edition { readonly settings: Settings; readonly from: Temporal.PlainDate; readonly by: string }

/** Every edition, the newest first. */
export async function listEditions(db: Reading, organisation: string): Promise<readonly Edition[]> {
  const rows = await db.selectFrom('impact_assessments.settings_edition').selectAll().where('organisation_id', '=', organisation).orderBy('number', 'desc').limit(200).execute()
  return rows.map((row) => ({ settings: { ...row.settings as unknown as Omit<Settings, 'version'>, version: row.number }, from: Temporal.PlainDate.from(row.from_on), by: row.made_by }))
}

/** What a full assessment's form asks otherwise here; nothing where it is as it was given. */
export function formChanges(settings: Settings): FormChanges | null {
  const { form } = settings
  return form === undefined || (Object.keys(form.wording).length === 0 && form.own.length === 0) ? null : { ...form, edition: `${formEdition}, ours ${settings.version}` }
}

/** What is different from the edition before, in words; from what everybody is given, for the first. */
export function changesBetween(before: Settings, after: Settings): readonly string[] {
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)
  const keys = (a: object, b: object): readonly string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const [was, is] = [before.form ?? { wording: {}, own: [] }, after.form ?? { wording: {}, own: [] }]
  const added = (a: readonly { readonly asks: string }[], b: readonly { readonly asks: string }[]): readonly string[] => b.filter((each) => a.every((one) => one.asks !== each.asks)).map((each) => `Asks “${each.asks}”`)
  const gone = (a: readonly { readonly asks: string }[], b: readonly { readonly asks: string }[]): readonly string[] => added(b, a).map((each) => each.replace('Asks', 'Asks no more'))
  return [
    ...(differs(before.method, after.method) ? ['The method for relevance'] : []), ...(differs(before.quorum ?? 1, after.quorum ?? 1) ? [`${after.quorum ?? 1} to look at an assessment`] : []),
    ...keys(before.wording, after.wording).filter((code) => differs(before.wording[code], after.wording[code])).map((code) => `Wording of “${houseScreening.questions.find((each) => each.code === code)?.asks ?? code}”`), ...added(before.own, after.own), ...gone(before.own, after.own),
    ...keys(was.wording, is.wording).filter((code) => differs(was.wording[code], is.wording[code])).map((code) => `Wording of “${askedFirst(code)}”`), ...added(was.own.filter(isAsked), is.own.filter(isAsked)), ...gone(was.own.filter(isAsked), is.own.filter(isAsked)),
  ]
}

const isAsked = (question: { readonly retired?: true }): boolean => question.retired !== true

/** A question of the full form as everybody is given it. */
function askedFirst(code: string): string {
  return sectionForms.flatMap((section) => section.questions.map((question) => ({ code: `${section.code}/${question.code}`, asks: question.asks }))).find((each) => each.code === code)?.asks ?? code
}

export function methodOf(settings: Settings): Method {
  const { name, highFrom, mediumFrom, words } = settings.method
  const changed = words !== undefined || name !== undefined || highFrom !== undefined || mediumFrom !== undefined
  return { ...houseMethod, ...words, ...(name === undefined ? {} : { name }), ...(highFrom === undefined ? {} : { highFrom }), ...(mediumFrom === undefined ? {} : { mediumFrom }), ...(changed ? { edition: `${houseMethod.edition}, ours ${settings.version}` } : {}) }
}

export function formOf(settings: Settings): ScreeningForm {
  const form = formFor(settings)
  return settings.version > 0 && form.edition.endsWith('wording') ? { ...form, edition: `${form.edition} ${settings.version}` } : form
}
