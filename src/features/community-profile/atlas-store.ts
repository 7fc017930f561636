import type { Reading as ReadOnly } from '#database/database.ts'
import type { Fill } from '#database/reference.ts'
import { Atlas, laidOver, type Area, type AreaKind, type AreaRow, type Edition } from './atlas.ts'
import { shippedAtlas } from './shipped-store.ts'
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
 * What was read from files, as rows of the reference tables. What is known of an area already and not in these files stays; where the categories of an
 * edition are others than they were, its rows of before go.
 */
export function rowsOf(read: Atlas, known: Atlas, now: Temporal.Instant): readonly Fill[] {
  const areas = [...read.areas.values()].map((area) => ({ area, before: known.areas.get(area.code) }))
  const changed = read.editions.filter((edition) => known.editions.some((each) => each.id === edition.id && each.categories.join('\n') !== edition.categories.join('\n')))
  return [
    {
      table: 'community_profile.area', key: ['code'],
      rows: areas.map(({ area, before }) => ({
        code: area.code, name: area.name === area.code ? before?.name ?? area.name : area.name, kind: area.kind, county: area.county ?? before?.county ?? null, region: area.region ?? before?.region ?? null, police_force: area.policeForce ?? before?.policeForce ?? null,
        from_on: (area.from ?? before?.from)?.toString() ?? null, to_on: (area.to ?? before?.to)?.toString() ?? null, replaced_by: area.replacedBy.length > 0 ? area.replacedBy : before?.replacedBy ?? [],
      })),
    },
    {
      table: 'community_profile.edition', key: ['edition_id'],
      rows: read.editions.map((each) => ({ edition_id: each.id, table_id: each.table, year: each.year, as_of_on: each.on, geography: each.geography, categories: each.categories, file_name: each.fileName, loaded_at: now.toString() })),
    },
    {
      table: 'community_profile.figure', key: ['edition_id', 'area_code'], without: { column: 'edition_id', values: changed.map((each) => each.id) },
      rows: read.editions.flatMap((edition) => [...read.publishedRows(edition)].map(([code, row]) => ({ edition_id: edition.id, area_code: code, numbers: row.numbers, total: row.total }))),
    },
  ]
}
