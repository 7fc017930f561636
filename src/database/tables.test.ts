import assert from 'node:assert/strict'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { freshDatabase } from '../../test/database.ts'

/**
 * The tables are written twice: as SQL in the migrations, and as types in each `tables.ts`. Here the two are compared,
 * so that what the compiler believes is what the database does.
 */
test('every table’s type says what the database says', async () => {
  await using house = await freshDatabase()
  const columns = await house.asOwner<Column>(`
    select n.nspname || '.' || c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as has_default
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker', 'jobs') and n.nspname || '.' || c.relname <> 'house.migration'`)
  const written = tableFiles().flatMap((file) => readTables(readFileSync(file, 'utf8')))
  assert.deepEqual(compare(written, columns), [])
  assert.ok(written.length >= 20 && columns.length >= 100, 'almost nothing was compared')
})

test('a difference of each kind is found', () => {
  const columns: Column[] = [
    { table: 'a.b', column: 'id', type: 'uuid', nullable: false, has_default: false },
    { table: 'a.b', column: 'count', type: 'int4', nullable: false, has_default: true },
    { table: 'a.b', column: 'words', type: 'text', nullable: true, has_default: false },
    { table: 'a.b', column: 'kinds', type: '_text', nullable: false, has_default: false },
    { table: 'a.b', column: 'told', type: 'jsonb', nullable: true, has_default: false },
    { table: 'a.b', column: 'large', type: 'int8', nullable: false, has_default: false },
  ]
  const right = `  'a.b': { id: string; count: Generated<number>; words: string | null; kinds: readonly Kind[]; told: Kept<Told | null>\n    large: string }`
  assert.deepEqual(compare(readTables(right), columns), [])
  const wrong: [string, RegExp][] = [
    [right.replace('id: string; ', ''), /a\.b\.id is not in the types/], [right.replace('id: string', 'id: string; more: string'), /a\.b\.more is not in the database/], [right.replace(`'a.b'`, `'a.c'`), /a\.b is not in the types/],
    [right.replace('Generated<number>', 'string'), /a\.b\.count is int4/], [right.replace('words: string | null', 'words: string'), /a\.b\.words may be null/], [right.replace('id: string', 'id: string | null'), /a\.b\.id is never null/],
    [right.replace('Kept<Told | null>', 'string | null'), /a\.b\.told is jsonb/], [right.replace('Kept<Told | null>', 'Kept<Told>'), /a\.b\.told may be null/],
    [right.replace('id: string', 'id: Generated<string>'), /a\.b\.id has no default/], [right.replace('readonly Kind[]', 'string'), /a\.b\.kinds is _text/], [right.replace('large: string', 'large: number'), /a\.b\.large is int8/],
  ]
  for (const [text, says] of wrong) assert.match(compare(readTables(text), columns).join('; '), says)
})

interface Column { readonly table: string; readonly column: string; readonly type: string; readonly nullable: boolean; readonly has_default: boolean }
interface Written { readonly table: string; readonly columns: ReadonlyMap<string, string> }

function tableFiles(folder = join(import.meta.dirname, '..')): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? tableFiles(path) : name === 'tables.ts' ? [path] : []
  })
}

/** Reads `'schema.table': { column: type; … }`, which is all that a `tables.ts` is made of. */
function readTables(text: string): Written[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  return [...withoutComments.matchAll(/'([a-z_]+\.[a-z_]+)':\s*\{/g)].map((match) => {
    const start = match.index + match[0].length
    const columns = new Map<string, string>()
    let depth = 0
    let member = ''
    const add = () => {
      const [, name, type] = /^\s*(?:readonly\s+)?(\w+)\??:\s*([\s\S]+?)\s*$/.exec(member) ?? []
      if (name && type) columns.set(name, type)
      member = ''
    }
    for (let at = start; at < withoutComments.length; at++) {
      const character = withoutComments[at]!
      if ('{<(['.includes(character)) depth++
      if ('}>)]'.includes(character)) depth--
      if (depth < 0) break
      if (depth === 0 && (character === ';' || character === '\n')) add()
      else member += character
    }
    add()
    return { table: match[1]!, columns }
  })
}

function compare(written: readonly Written[], columns: readonly Column[]): string[] {
  const inDatabase = new Set(columns.map((column) => column.table))
  const types = new Map(written.map((table) => [table.table, table.columns]))
  return [
    ...[...types.keys()].filter((table) => !inDatabase.has(table)).map((table) => `${table} is not in the database`),
    ...[...inDatabase].filter((table) => !types.has(table)).map((table) => `${table} is not in the types`),
    ...[...types].flatMap(([table, its]) => inDatabase.has(table) ? [...its.keys()].filter((name) => !columns.some((column) => column.table === table && column.column === name)).map((name) => `${table}.${name} is not in the database`) : []),
    ...columns.flatMap((column) => {
      const type = types.get(column.table)?.get(column.column)
      return type === undefined ? (types.has(column.table) ? [`${column.table}.${column.column} is not in the types`] : []) : differences(column, type)
    }),
  ]
}

function differences(column: Column, written: string): string[] {
  const name = `${column.table}.${column.column}`
  const generated = /^Generated(?:Always)?<([\s\S]*)>$/.exec(written)
  const type = (generated?.[1] ?? written).trim()
  const nullable = /\|\s*null\b|\bnull\s*\|/.test(type)
  const base = type.split('|').map((part) => part.trim()).filter((part) => part !== 'null' && part !== '').join(' | ')
  return [
    ...(generated && !column.has_default && !column.nullable ? [`${name} has no default, and its type says that it has`] : []),
    ...(column.nullable && !nullable ? [`${name} may be null, and its type says that it is not`] : []),
    ...(!column.nullable && nullable ? [`${name} is never null, and its type says that it may be`] : []),
    ...(fits(column.type, base) ? [] : [`${name} is ${column.type} in the database and ${base} in its type`]),
  ]
}

/** The types that `pg` gives, as connect.ts sets it: dates, instants, int8 and numeric are text. */
function fits(databaseType: string, written: string): boolean {
  const kept = written.startsWith('Kept<')
  if (kept || databaseType === 'json' || databaseType === 'jsonb') return kept && (databaseType === 'json' || databaseType === 'jsonb')
  if (databaseType.startsWith('_')) return /^(readonly\s+)?[\w.'| ()]+\[\]$|^(Readonly)?Array</.test(written)
  switch (databaseType) {
    case 'int2': case 'int4': case 'float4': case 'float8': return /^number$|^[\d\s|]+$/.test(written)
    case 'bool': return written === 'boolean' || written === 'true' || written === 'false'
    case 'bytea': return written === 'Buffer' || written === 'Uint8Array'
    // Text: `string`, a union of words, or the name of one.
    default: return written === 'string' || /^'[^]*'$/.test(written) || /^[A-Z]\w*(\[[^\]]+\])*$/.test(written) && written !== 'Buffer' || /^(Exclude|Extract)</.test(written)
  }
}
