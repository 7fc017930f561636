import type { Client } from 'pg'
import type { Reading as ReadOnly } from '#database/database.ts'
import { Atlas, laidOver, type Area, type AreaKind, type AreaRow, type Edition } from './atlas.ts'
import { shippedAtlas } from './shipped.ts'
import { tables } from './topics.ts'

/** Every area and figure: those that come with the program, and what was loaded on this machine laid over them. */
export async function findAtlas(db: ReadOnly): Promise<Atlas> {
  const editions = await db.selectFrom('community_profile.edition').selectAll().orderBy('edition_id').execute()
  const shipped = await shippedAtlas()
  if (editions.length === 0) return shipped
  // Read again only after somebody loaded something: the stamp is what was loaded and when.
  const stamp = editions.map((each) => `${each.edition_id} ${each.loaded_at}`).join('\n')
  const known = lately.get(stamp)
  if (known) return known
  const [areas, figures] = await Promise.all([db.selectFrom('community_profile.area').selectAll().execute(), db.selectFrom('community_profile.figure').selectAll().execute()])
  const rows = new Map<string, Map<string, Omit<AreaRow, 'addedUp'>>>(editions.map((each) => [each.edition_id, new Map()]))
  for (const each of figures) rows.get(each.edition_id)?.set(each.area_code, { numbers: each.numbers, total: each.total })
  const loaded = new Atlas(
    new Map(areas.map((each): [string, Area] => [each.code, {
      code: each.code, name: each.name, kind: each.kind as AreaKind, county: each.county, region: each.region, policeForce: each.police_force,
      from: each.from_on === null ? null : Temporal.PlainDate.from(each.from_on), to: each.to_on === null ? null : Temporal.PlainDate.from(each.to_on), replacedBy: each.replaced_by,
    }])),
    editions.flatMap((each): Edition[] => {
      const table = tables.find(({ id }) => id === each.table_id)
      return table ? [{ id: each.edition_id, table: table.id, year: each.year, on: each.as_of_on, geography: each.geography, categories: each.categories, fileName: each.file_name }] : []
    }), rows)
  const atlas = laidOver(shipped, loaded)
  if (lately.size > 3) lately.clear()
  lately.set(stamp, atlas)
  return atlas
}

/** Atlases by what they were made of: the same stamp is the same atlas, whoever asks. */
const lately = new Map<string, Atlas>()

/**
 * Keeps what was read from files, as the owner, in one transaction: what is there already is replaced, so loading twice
 * is the same as loading once. Areas and rows that the files do not have stay.
 */
export async function saveAtlas(owner: Pick<Client, 'query'>, atlas: Atlas, now: Temporal.Instant): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query('set local role due_regard_owner')
    const areas = [...atlas.areas.values()]
    await owner.query(`
      insert into community_profile.area (code, name, kind, county, region, police_force, from_on, to_on, replaced_by)
      select code, name, kind, county, region, police_force, from_on, to_on, array(select jsonb_array_elements_text(replaced_by))
      from jsonb_to_recordset($1::jsonb) as given (code text, name text, kind text, county text, region text, police_force text, from_on date, to_on date, replaced_by jsonb)
      on conflict (code) do update set name = excluded.name, kind = excluded.kind, county = coalesce(excluded.county, area.county), region = coalesce(excluded.region, area.region),
        police_force = coalesce(excluded.police_force, area.police_force), from_on = coalesce(excluded.from_on, area.from_on), to_on = coalesce(excluded.to_on, area.to_on),
        replaced_by = case when excluded.replaced_by = '{}' then area.replaced_by else excluded.replaced_by end`,
    [JSON.stringify(areas.map((each) => ({ code: each.code, name: each.name, kind: each.kind, county: each.county, region: each.region, police_force: each.policeForce, from_on: each.from?.toString() ?? null, to_on: each.to?.toString() ?? null, replaced_by: each.replacedBy })))])
    for (const edition of atlas.editions) {
      const { rows: [before] } = await owner.query<{ categories: string[] }>('select categories from community_profile.edition where edition_id = $1', [edition.id])
      // Where the categories are others than they were, the rows of before would be read wrongly.
      if (before && before.categories.join('\n') !== edition.categories.join('\n')) await owner.query('delete from community_profile.figure where edition_id = $1', [edition.id])
      await owner.query(`
        insert into community_profile.edition (edition_id, table_id, year, as_of_on, geography, categories, file_name, loaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (edition_id) do update set as_of_on = excluded.as_of_on, categories = excluded.categories, file_name = excluded.file_name, loaded_at = excluded.loaded_at`,
      [edition.id, edition.table, edition.year, edition.on, edition.geography, edition.categories, edition.fileName, now.toString()])
      const figures = [...atlas.publishedRows(edition)].map(([code, row]) => ({ code, numbers: row.numbers, total: row.total }))
      await owner.query(`
        insert into community_profile.figure (edition_id, area_code, numbers, total)
        select $1, code, array(select case when jsonb_typeof(each) = 'null' then null else (each #>> '{}')::double precision end from jsonb_array_elements(numbers) with ordinality as listed (each, place) order by place), total
        from jsonb_to_recordset($2::jsonb) as given (code text, numbers jsonb, total double precision)
        on conflict (edition_id, area_code) do update set numbers = excluded.numbers, total = excluded.total`, [edition.id, JSON.stringify(figures)])
    }
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
