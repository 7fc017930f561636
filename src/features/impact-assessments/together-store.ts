/** All live proposals together, asked of the database: whatever their number, none is left out. */
import { sql, type RawBuilder } from 'kysely'
import type { Reading } from '#database/database.ts'
import type { Person } from '#web/person.ts'
import { readableAssessments } from './access.ts'
import { assessmentOf } from './assessment-store.ts'
import type { Assessment } from './assessment.ts'
import type { Magnitude, Rating } from './content.ts'
import { everywhere } from './place.ts'

export interface TogetherAsked {
  readonly reader: Person
  /** People who are in all of these: a proposal is theirs when it touches any of them. Nothing for all groups. */
  readonly groups: readonly string[]
  /** A place’s code; what is everywhere is there too. `unsaid`: those that do not say where. */
  readonly place: string
  readonly department: string
  readonly budgetRound: string
  readonly words: string
}
export const unsaid = 'unsaid'

export interface ListedImpact { readonly group: string; readonly rating: Rating; readonly severity: Magnitude | ''; readonly residual: Rating | ''; readonly residualSeverity: Magnitude | '' }
export interface TogetherRow { readonly assessment: Assessment; readonly impacts: readonly ListedImpact[]; readonly places: readonly string[] }
/** How many proposals: never how many people. */
export interface Counts { readonly code: string; readonly high: number; readonly worse: number; readonly after: number; readonly unknown: number; readonly better: number }

/** Live: not ended, and of this reader’s. */
function live(db: Reading, organisation: string, asked: TogetherAsked) {
  const reads = readableAssessments(asked.reader)
  const words = `%${asked.words.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return db.selectFrom('impact_assessments.assessment as assessment').where('assessment.organisation_id', '=', organisation).where('assessment.stage', '!=', 'ended')
    .$if(asked.budgetRound !== '', (query) => query.where('assessment.budget_round', '=', asked.budgetRound)).$if(asked.department !== '', (query) => query.where('assessment.department_id', '=', asked.department))
    .$if(reads !== 'all', (query) => query.where((where) => where.or([
      where('assessment.signed_on', 'is not', null), where('assessment.lead_id', '=', asked.reader.id), sql<boolean>`assessment.authors @> ${JSON.stringify([{ id: asked.reader.id }])}::jsonb`,
      ...(reads === 'all' || reads.length === 0 ? [] : [where('assessment.department_id', 'in', [...reads])]),
    ])))
    .where((where) => where.exists(where.selectFrom('impact_assessments.impact as own').select('own.group_code').whereRef('own.organisation_id', '=', 'assessment.organisation_id').whereRef('own.assessment_id', '=', 'assessment.assessment_id')
      .$if(asked.groups.length > 0, (inner) => inner.where('own.group_code', 'in', [...asked.groups]).where('own.rating', '!=', 'neutral'))))
    .$if(asked.place === unsaid, (query) => query.where((where) => where.not(where.exists(where.selectFrom('impact_assessments.touches_place as at').select('at.place_code').whereRef('at.organisation_id', '=', 'assessment.organisation_id').whereRef('at.assessment_id', '=', 'assessment.assessment_id')))))
    .$if(asked.place !== '' && asked.place !== unsaid, (query) => query.where((where) => where.exists(where.selectFrom('impact_assessments.touches_place as at').select('at.place_code').whereRef('at.organisation_id', '=', 'assessment.organisation_id').whereRef('at.assessment_id', '=', 'assessment.assessment_id').where('at.place_code', 'in', [asked.place, everywhere]))))
    .$if(asked.words.trim() !== '', (query) => query.where((where) => where.or([
      where('assessment.title', 'ilike', words),
      where.exists(where.selectFrom('impact_assessments.section as said').select('said.section').whereRef('said.organisation_id', '=', 'assessment.organisation_id').whereRef('said.assessment_id', '=', 'assessment.assessment_id').where('said.section', 'in', ['proposal', 'people', 'together']).where(sql`said.content::text`, 'ilike', words)),
    ])))
}

/** What counts for anybody: all but “no difference”. One row for each proposal and group. */
function touching(db: Reading, organisation: string, asked: TogetherAsked) {
  return live(db, organisation, asked).innerJoin('impact_assessments.impact as impact', (join) => join.onRef('impact.organisation_id', '=', 'assessment.organisation_id').onRef('impact.assessment_id', '=', 'assessment.assessment_id')).where('impact.rating', '!=', 'neutral')
}

const isHigh = sql<boolean>`impact.rating = 'negative' and impact.severity = 'high'`
const isWorse = sql<boolean>`impact.rating = 'negative' and impact.severity <> 'high'`
const isWorseAfter = sql<boolean>`impact.rating = 'negative' and impact.residual in ('', 'negative')`
const countWhere = (is: RawBuilder<boolean>) => sql<number>`(count(*) filter (where ${is}))::int`

export async function countTogether(db: Reading, organisation: string, asked: TogetherAsked): Promise<{ readonly all: number; readonly unsaid: number; readonly byGroup: readonly Counts[]; readonly byPlace: readonly Counts[] }> {
  const all = await live(db, organisation, asked).select(sql<number>`count(*)::int`.as('all')).executeTakeFirst()
  const silent = await live(db, organisation, { ...asked, place: unsaid }).select(sql<number>`count(*)::int`.as('all')).executeTakeFirst()
  const byGroup = await touching(db, organisation, asked).select(['impact.group_code as code', countWhere(isHigh).as('high'), countWhere(isWorse).as('worse'), countWhere(isWorseAfter).as('after'), countWhere(sql`impact.rating = 'unknown'`).as('unknown'), countWhere(sql`impact.rating = 'positive'`).as('better')]).groupBy('impact.group_code').execute()
  // First each proposal once, whatever the number of its groups; then by place.
  const proposals = touching(db, organisation, asked).$if(asked.groups.length > 0, (query) => query.where('impact.group_code', 'in', [...asked.groups]))
    .select(['impact.assessment_id', sql<boolean>`bool_or(${isHigh})`.as('high'), sql<boolean>`bool_or(${isWorse})`.as('worse'), sql<boolean>`bool_or(${isWorseAfter})`.as('after'), sql<boolean>`bool_or(impact.rating = 'unknown')`.as('unknown'), sql<boolean>`bool_or(impact.rating = 'positive')`.as('better')]).groupBy('impact.assessment_id')
  const byPlace = await db.with('proposal', () => proposals).selectFrom('proposal').innerJoin('impact_assessments.touches_place as touched', (join) => join.on('touched.organisation_id', '=', organisation).onRef('touched.assessment_id', '=', 'proposal.assessment_id'))
    .select(['touched.place_code as code', ...(['high', 'worse', 'after', 'unknown', 'better'] as const).map((name) => countWhere(sql`${sql.ref(`proposal.${name}`)}`).as(name))]).groupBy('touched.place_code').execute()
  return { all: all?.all ?? 0, unsaid: silent?.all ?? 0, byGroup, byPlace }
}

/** The proposals themselves, the worst for these people first. The order is by what is worst, and then by how many of the groups it touches. */
export async function listTogether(db: Reading, organisation: string, asked: TogetherAsked & { readonly limit: number; readonly offset: number }): Promise<readonly TogetherRow[]> {
  const how = sql<number>`max(case when impact.rating = 'negative' then 2 + case impact.severity when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end when impact.rating = 'unknown' then 1 else 0 end)`
  const scores = db.selectFrom('impact_assessments.impact as impact').where('impact.organisation_id', '=', organisation).where('impact.rating', '!=', 'neutral').$if(asked.groups.length > 0, (query) => query.where('impact.group_code', 'in', [...asked.groups]))
    .select(['impact.assessment_id as scored', how.as('worst'), sql<number>`count(*) filter (where impact.rating = 'negative')`.as('many')]).groupBy('impact.assessment_id')
  // The page first, by its order alone; then what stands in each of its rows.
  const page = await live(db, organisation, asked).leftJoin(scores.as('score'), (join) => join.onRef('score.scored', '=', 'assessment.assessment_id')).select('assessment.assessment_id as id')
    .orderBy(sql`coalesce(score.worst, 0)`, 'desc').orderBy(sql`coalesce(score.many, 0)`, 'desc').orderBy(sql`assessment.title collate "en-GB-x-icu"`).orderBy('assessment.assessment_id').limit(asked.limit).offset(asked.offset).execute()
  const whole = page.length === 0 ? [] : await db.selectFrom('impact_assessments.assessment').selectAll().where('organisation_id', '=', organisation).where('assessment_id', 'in', page.map(({ id }) => id)).execute()
  const rows = page.flatMap(({ id }) => whole.filter((row) => row.assessment_id === id))
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.assessment_id)
  const impacts = Map.groupBy(await db.selectFrom('impact_assessments.impact').selectAll().where('organisation_id', '=', organisation).where('assessment_id', 'in', ids).execute(), (row) => row.assessment_id)
  const places = Map.groupBy(await db.selectFrom('impact_assessments.touches_place').selectAll().where('organisation_id', '=', organisation).where('assessment_id', 'in', ids).execute(), (row) => row.assessment_id)
  return rows.map((row) => ({
    assessment: assessmentOf(row), places: (places.get(row.assessment_id) ?? []).map((each) => each.place_code),
    impacts: (impacts.get(row.assessment_id) ?? []).map((each) => ({ group: each.group_code, rating: each.rating, severity: each.severity, residual: each.residual, residualSeverity: each.residual_severity })),
  }))
}
