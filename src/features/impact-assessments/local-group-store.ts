import type { Database, Reading } from '#database/database.ts'
import type { GroupCode } from './content.ts'
import { firstGroups, type LocalGroup } from './local-group.ts'

/** The body's groups, retired ones too: the first six as it has changed them, then its own in the order in which they came. */
export async function listOwnGroups(db: Reading, organisation: string): Promise<readonly LocalGroup[]> {
  const rows = await db.selectFrom('impact_assessments.local_group').selectAll().where('organisation_id', '=', organisation).orderBy('added_on').orderBy('code').execute()
  const kept = rows.map((row): LocalGroup => ({
    // Only a code that insertGroup or firstGroups made stands in this column.
    code: row.code as GroupCode, name: row.name, why: row.why, addedOn: row.added_on === null ? null : Temporal.PlainDate.from(row.added_on), retired: row.retired_on === null ? null : { on: Temporal.PlainDate.from(row.retired_on), because: row.retired_because },
    earlier: row.earlier as unknown as LocalGroup['earlier'], version: row.version,
  }))
  return [...firstGroups.map((each) => kept.find((one) => one.code === each.code) ?? each), ...kept.filter((each) => !firstGroups.some((one) => one.code === each.code))]
}

/** Keeps a group as it is now, if nobody has changed it since. */
export async function saveGroup(db: Database, organisation: string, group: LocalGroup): Promise<boolean> {
  const row = { name: group.name, why: group.why, retired_on: group.retired?.on.toString() ?? null, retired_because: group.retired?.because ?? '', earlier: JSON.stringify(group.earlier), version: group.version }
  if (group.version === 1) {
    const made = await db.insertInto('impact_assessments.local_group').values({ organisation_id: organisation, code: group.code, added_on: group.addedOn?.toString() ?? null, ...row }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const saved = await db.updateTable('impact_assessments.local_group').set(row).where('organisation_id', '=', organisation).where('code', '=', group.code).where('version', '=', group.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}
