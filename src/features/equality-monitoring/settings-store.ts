import type { Database, Reading } from '#database/database.ts'
import { usualSettings, type MonitoringSettings } from './settings.ts'

/** What the body chose, and what is usual for what it has not. */
export async function findSettings(db: Reading, organisation: string): Promise<MonitoringSettings & { readonly version: number }> {
  const row = await db.selectFrom('equality_monitoring.settings').selectAll().where('organisation_id', '=', organisation).executeTakeFirst()
  return { ...usualSettings, ...row?.settings, version: row?.version ?? 0 }
}

/** False when somebody else has saved since `version` was read. */
export async function saveSettings(db: Database, organisation: string, settings: MonitoringSettings, version: number): Promise<boolean> {
  const { seniorLine, ageBands, areas, publishes, pairs } = settings
  const kept = JSON.stringify({ seniorLine, ageBands, areas, publishes, pairs })
  if (version === 0) {
    const made = await db.insertInto('equality_monitoring.settings').values({ organisation_id: organisation, settings: kept, version: 1 }).onConflict((conflict) => conflict.column('organisation_id').doNothing()).executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const saved = await db.updateTable('equality_monitoring.settings').set({ settings: kept, version: version + 1 }).where('organisation_id', '=', organisation).where('version', '=', version).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}
