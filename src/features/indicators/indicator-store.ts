import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { policies } from '#disclosure/policy.ts'
import { isOfPeople, textOf, type Breakdown, type Indicator, type KeptFigure, type Target, type Unit, type Value } from './indicator.ts'
import { isSameBase, type Held, type Proved, type Standing } from './proving.ts'
import type { IndicatorsTables } from './tables.ts'

export async function listIndicators(db: Reading, organisation: string): Promise<readonly Indicator[]> {
  const rows = await db.selectFrom('indicators.indicator').selectAll().where('organisation_id', '=', organisation).orderBy('title').execute()
  return rows.map(toIndicator)
}

export async function findIndicator(db: Reading, organisation: string, id: string): Promise<Indicator | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('indicators.indicator').selectAll().where('organisation_id', '=', organisation).where('indicator_id', '=', id).executeTakeFirst()
  return row ? toIndicator(row) : null
}

/** The indicators that are the success measure of a thing in another room. */
export async function listIndicatorsFor(db: Reading, organisation: string, room: string, thing: string): Promise<readonly Indicator[]> {
  const rows = await db.selectFrom('indicators.indicator').selectAll().where('organisation_id', '=', organisation).where('serves_room', '=', room).where('serves_id', '=', thing).orderBy('title').execute()
  return rows.map(toIndicator)
}

export async function insertIndicator(db: Database, organisation: string, indicator: Indicator, now: Temporal.Instant): Promise<void> {
  await db.insertInto('indicators.indicator').values({ organisation_id: organisation, indicator_id: indicator.id, made_at: now.toString(), ...rowOf(indicator) }).execute()
}

export async function saveIndicator(db: Database, organisation: string, indicator: Indicator): Promise<boolean> {
  const saved = await db.updateTable('indicators.indicator').set(rowOf(indicator)).where('organisation_id', '=', organisation).where('indicator_id', '=', indicator.id).where('version', '=', indicator.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** Every value that was ever given, corrected ones too, by indicator. */
export async function listValues(db: Reading, organisation: string, indicators: readonly string[]): Promise<ReadonlyMap<string, readonly Value[]>> {
  if (indicators.length === 0) return new Map()
  const rows = await db.selectFrom('indicators.value as value').innerJoin('indicators.indicator as indicator', (join) => join.onRef('indicator.organisation_id', '=', 'value.organisation_id').onRef('indicator.indicator_id', '=', 'value.indicator_id'))
    .selectAll('value').select('indicator.unit').where('value.organisation_id', '=', organisation).where('value.indicator_id', 'in', [...indicators]).orderBy('value.to_on').orderBy('value.at').execute()
  return new Map([...Map.groupBy(rows, (row) => row.indicator_id)].map(([id, of]) => [id, of.map(toValue)]))
}

export async function insertValues(db: Database, organisation: string, indicator: string, values: readonly Value[], by: string): Promise<void> {
  if (values.length > 0) await db.insertInto('indicators.value').values(values.map((each) => ({
    organisation_id: organisation, value_id: each.id, indicator_id: indicator, from_on: each.from.toString(), to_on: each.to.toString(), figure: JSON.stringify(each.figure), breakdown: each.breakdown === null ? null : JSON.stringify(each.breakdown),
    beside: JSON.stringify(each.beside), commentary: each.commentary, source: each.source, replaces_id: each.replaces, why: each.why, by_id: by, by_name: each.by, at: each.at.toString(),
  }))).execute()
}

/** What the gate was given and what it answered: beside the value, and read by nothing but the next proof. */
export async function insertProof(db: Database, organisation: string, value: string, proved: Pick<Proved, 'held' | 'certificate'>, on: Temporal.PlainDate): Promise<void> {
  await db.insertInto('indicators.proof').values({ organisation_id: organisation, value_id: value, held: JSON.stringify(proved.held), policy: policies.public.edition, certificate: proved.certificate, proved_on: on.toString() }).execute()
}

/** These values with what the gate answered of each; null for those that came from another room, or from before there was a proof. */
export async function listStanding(db: Reading, organisation: string, values: readonly Value[]): Promise<readonly Standing[]> {
  if (values.length === 0) return []
  const rows = await db.selectFrom('indicators.proof').select(['value_id', 'held']).where('organisation_id', '=', organisation).where('value_id', 'in', values.map((each) => each.id)).execute()
  const held = new Map(rows.map((row) => [row.value_id, row.held as unknown as Held]))
  return values.map((value) => ({ value, held: held.get(value.id) ?? null }))
}

/** What was typed of other indicators that are out of the same people, with what the gate answered of it. */
export async function listShared(db: Reading, organisation: string, indicator: Indicator): Promise<readonly Standing[]> {
  const others = (await listIndicators(db, organisation)).filter((each) => each.id !== indicator.id && isOfPeople(each) && isSameBase(each, indicator))
  const values = await listValues(db, organisation, others.map((each) => each.id))
  const shared: Standing[] = []
  for (const { id, title } of others) shared.push(...(await listStanding(db, organisation, values.get(id) ?? [])).filter(({ held }) => held !== null).map((each) => ({ ...each, sharedWith: { id, title } })))
  return shared
}

function rowOf(each: Indicator) {
  return {
    title: each.title, definition: each.definition, numerator: each.numerator, denominator: each.denominator, unit: each.unit, about: each.about, source: each.source, owner_id: each.owner.id, owner_name: each.owner.name, polarity: each.polarity, frequency: each.frequency,
    measure: each.measure ?? '', counted: each.counted, breaks_down_by: each.breaksDownBy ?? '', compares: [...each.compares], serves_room: each.serves?.room ?? '', serves_id: each.serves?.thing ?? '', baseline: each.baseline === null ? null : JSON.stringify(each.baseline), targets: JSON.stringify(each.targets), is_public: each.isPublic, version: each.version,
  }
}

function toIndicator(row: Selectable<IndicatorsTables['indicators.indicator']>): Indicator {
  return {
    id: row.indicator_id, title: row.title, definition: row.definition, numerator: row.numerator, denominator: row.denominator, unit: row.unit, about: row.about, source: row.source, owner: { id: row.owner_id, name: row.owner_name }, polarity: row.polarity, frequency: row.frequency,
    measure: row.measure === '' ? null : row.measure, counted: row.counted, breaksDownBy: row.breaks_down_by === '' ? null : row.breaks_down_by, compares: row.compares, serves: row.serves_room === '' ? null : { room: row.serves_room, thing: row.serves_id }, baseline: row.baseline as unknown as Indicator['baseline'], targets: row.targets as unknown as Target[], isPublic: row.is_public, version: row.version,
  }
}

/** What was kept before figures said their own text and readers says it now. */
function toValue(row: Selectable<IndicatorsTables['indicators.value']> & { readonly unit: Unit }): Value {
  const full = <Part extends { readonly value: number | null }>(part: Part): Part & { readonly text: string; readonly audience: 'board' | 'public' } => ({ text: part.value === null ? '[c]' : textOf(row.unit, part.value), audience: 'public', ...part })
  const breakdown = row.breakdown as unknown as Breakdown | null
  return {
    id: row.value_id, from: Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on), figure: row.figure as unknown as KeptFigure, breakdown: breakdown === null ? null : { by: breakdown.by, groups: breakdown.groups.map(full) },
    beside: (row.beside as unknown as Value['beside']).map((each) => ({ ...full(each), source: each.source ?? '' })), commentary: row.commentary, source: row.source, replaces: row.replaces_id, why: row.why, by: row.by_name, at: Temporal.Instant.from(row.at),
  }
}
