import { connectOnce } from './connect.ts'
import type { ConnectionOptions } from './embedded.ts'

/** Rows for one reference table (see `house.reference`): by their column names. All rows of a fill have the same columns. */
export interface Fill {
  /** `schema.table`. */
  readonly table: string
  readonly key: readonly string[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** What goes before these rows come: every row whose column has one of these values. */
  readonly without?: { readonly column: string; readonly values: readonly string[] }
}

/**
 * Fills reference tables as their owner, all in one transaction: a row whose key is there already is replaced, so that filling twice is
 * the same as filling once. The app can only read what this writes, so it is for the terminal alone.
 */
export async function fillReference(owner: ConnectionOptions, fills: readonly Fill[]): Promise<void> {
  const client = await connectOnce(owner, 'due-regard fill')
  const name = (words: string): string => client.escapeIdentifier(words)
  try {
    await client.query('begin')
    await client.query('set local role due_regard_owner')
    for (const { table, without } of fills.toReversed()) {
      if (without && without.values.length > 0) await client.query(`delete from ${table.split('.').map(name).join('.')} where ${name(without.column)} = any($1)`, [without.values])
    }
    for (const { table, key, rows } of fills) {
      const [first] = rows
      if (!first) continue
      const into = table.split('.').map(name).join('.')
      const columns = Object.keys(first)
      const others = columns.filter((column) => !key.includes(column))
      await client.query(`insert into ${into} (${columns.map(name).join(', ')}) select ${columns.map(name).join(', ')} from jsonb_populate_recordset(null::${into}, $1::jsonb)
        on conflict (${key.map(name).join(', ')}) do ${others.length === 0 ? 'nothing' : `update set ${others.map((column) => `${name(column)} = excluded.${name(column)}`).join(', ')}`}`, [JSON.stringify(rows)])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}
