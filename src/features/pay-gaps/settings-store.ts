import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import type { Employer } from './service-file.ts'
import type { ElementRule } from './pay-elements.ts'
import type { Remembered } from './understanding.ts'

export interface Settings { readonly remembered: Remembered | null; readonly employer: Employer | null; readonly keepRowsMonths: number }

export async function findSettings(db: Reading, organisation: string): Promise<Settings> {
  const row = await db.selectFrom('pay_gaps.settings').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return { remembered: (row?.remembered ?? null) as unknown as Remembered | null, employer: (row?.employer ?? null) as unknown as Employer | null, keepRowsMonths: row?.keep_rows_months ?? 72 }
}

export async function saveSettings(db: Database, organisation: string, set: Partial<Settings>): Promise<void> {
  const values = {
    ...(set.remembered === undefined ? {} : { remembered: JSON.stringify(set.remembered) }), ...(set.employer === undefined ? {} : { employer: JSON.stringify(set.employer) }),
    ...(set.keepRowsMonths === undefined ? {} : { keep_rows_months: set.keepRowsMonths }),
  }
  await db.insertInto('pay_gaps.settings').values({ organisation_id: organisation, remembered: null, employer: null, keep_rows_months: 72, version: 1, ...values })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet((row) => ({ ...values, version: row('pay_gaps.settings.version', '+', 1) }))).execute()
}

export async function listRules(db: Reading, organisation: string): Promise<readonly (ElementRule & { readonly by: string })[]> {
  const rows = await db.selectFrom('pay_gaps.element_rule').selectAll().where('organisation_id', '=', organisation).where('ended_on', 'is', null).orderBy('words').orderBy('from_on').execute()
  return rows.map((row) => ({ id: row.rule_id, words: row.words, class: row.class, from: Temporal.PlainDate.from(row.from_on), because: row.because, by: row.by_name }))
}

export async function addRule(db: Database, organisation: string, rule: Omit<ElementRule, 'id'>, by: string, now: Temporal.Instant): Promise<string> {
  const id = newId()
  await db.insertInto('pay_gaps.element_rule').values({ organisation_id: organisation, rule_id: id, words: rule.words, class: rule.class, from_on: rule.from.toString(), because: rule.because, by_name: by, made_at: now.toString(), ended_on: null }).execute()
  return id
}

/** A rule that is no longer used stays on record with the day on which it ended. */
export async function endRule(db: Database, organisation: string, id: string, on: Temporal.PlainDate): Promise<void> {
  await db.updateTable('pay_gaps.element_rule').set({ ended_on: on.toString() }).where('organisation_id', '=', organisation).where('rule_id', '=', id).execute()
}
