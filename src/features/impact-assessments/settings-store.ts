import type { Database, Reading } from '#database/database.ts'
import { houseMethod, type Method } from './relevance.ts'
import { formFor, type ScreeningForm, type ScreeningQuestion } from './screening-form.ts'

/** What the body has made its own: where its levels begin, the name of its method, the wording of questions, questions that it adds. */
export interface Settings {
  readonly method: { readonly name?: string; readonly highFrom?: number; readonly mediumFrom?: number }
  readonly wording: Readonly<Record<string, { readonly asks?: string; readonly hint?: string }>>
  readonly own: readonly ScreeningQuestion[]
  /** How many people of the departmental group have to look at an assessment before it is agreed; one unless it is said. */
  readonly quorum?: number
  readonly version: number
}

export async function findSettings(db: Reading, organisation: string): Promise<Settings> {
  const row = await db.selectFrom('impact_assessments.settings').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return row ? { ...row.settings as unknown as Omit<Settings, 'version'>, version: row.version } : { method: {}, wording: {}, own: [], version: 0 }
}

export async function saveSettings(db: Database, organisation: string, { version, ...settings }: Settings): Promise<boolean> {
  if (version === 1) {
    await db.insertInto('impact_assessments.settings').values({ organisation_id: organisation, settings: JSON.stringify(settings), version }).execute()
    return true
  }
  const saved = await db.updateTable('impact_assessments.settings').set({ settings: JSON.stringify(settings), version }).where('organisation_id', '=', organisation).where('version', '=', version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export function methodOf(settings: Settings): Method {
  const { name, highFrom, mediumFrom } = settings.method
  const changed = name !== undefined || highFrom !== undefined || mediumFrom !== undefined
  return { ...houseMethod, ...(name === undefined ? {} : { name }), ...(highFrom === undefined ? {} : { highFrom }), ...(mediumFrom === undefined ? {} : { mediumFrom }), ...(changed ? { edition: `${houseMethod.edition}, ours ${settings.version}` } : {}) }
}

export function formOf(settings: Settings): ScreeningForm {
  const form = formFor(settings)
  return settings.version > 0 && form.edition.endsWith('wording') ? { ...form, edition: `${form.edition} ${settings.version}` } : form
}
