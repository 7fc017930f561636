/** All live proposals together, asked of the database: whatever their number, none is left out. */
import { sql, type RawBuilder } from 'kysely'
import type { Reading } from '#database/database.ts'
import type { Person } from '#web/person.ts'
import { readableAssessments } from './access.ts'
import { assessmentOf, isAuthorIn } from './assessment-store.ts'
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

/** Live: not ended, and of this reader’s; wherever it is. */
function live(db: Reading, organisation: string, asked: TogetherAsked) {
  const reads = readableAssessments(asked.reader)
  const words = `%${asked.words.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return db.selectFrom('impact_assessments.assessment as assessment').where('assessment.organisation_id', '=', organisation).where('assessment.stage', '!=', 'ended')
    .$if(asked.budgetRound !== '', (query) => query.where('assessment.budget_round', '=', asked.budgetRound)).$if(asked.department !== '', (query) => query.where('assessment.department_id', '=', asked.department))
    .$if(reads !== 'all', (query) => query.where((where) => where.or([
      where('assessment.signed_on', 'is not', null), isAuthorIn(asked.reader.id),
      ...(reads === 'all' || reads.length === 0 ? [] : [where('assessment.department_id', 'in', [...reads])]),
    ])))
    .where((where) => where.exists(where.selectFrom('impact_assessments.impact as own').select('own.group_code').whereRef('own.organisation_id', '=', 'assessment.organisation_id').whereRef('own.assessment_id', '=', 'assessment.assessment_id')
      .$if(asked.groups.length > 0, (inner) => inner.where('own.group_code', 'in', [...asked.groups]).where('own.rating', '!=', 'neutral'))))
    .$if(asked.words.trim() !== '', (query) => query.where((where) => where.or([
      where('assessment.title', 'ilike', words),
      where.exists(where.selectFrom('impact_assessments.section as said').select('said.section').whereRef('said.organisation_id', '=', 'assessment.organisation_id').whereRef('said.assessment_id', '=', 'assessment.assessment_id').where('said.section', 'in', ['proposal', 'people', 'together']).where(sql`said.content::text`, 'ilike', words)),
    ])))
}

const isHigh = sql<boolean>`touch.rating = 'negative' and touch.severity = 'high'`
const isWorse = sql<boolean>`touch.rating = 'negative' and touch.severity <> 'high'`
const isWorseAfter = sql<boolean>`touch.rating = 'negative' and touch.residual in ('', 'negative')`
const countWhere = (is: RawBuilder<boolean>) => sql<number>`(count(*) filter (where ${is}))::int`

/** Of the words that stand in the counts, each where it is so. */
const flags = { high: isHigh, worse: isWorse, after: isWorseAfter, unknown: sql<boolean>`touch.rating = 'unknown'`, better: sql<boolean>`touch.rating = 'positive'` } as const
const names = ['high', 'worse', 'after', 'unknown', 'better'] as const

export interface Together {
  readonly all: number
  /** Those that do not say where, wherever was asked about. */
  readonly unsaid: number
  readonly byGroup: readonly Counts[]
  readonly byPlace: readonly Counts[]
  readonly rows: readonly TogetherRow[]
}

/**
 * The counts and the page of proposals, the worst for these people first: by what is worst, then by how many of the groups it touches. Both are asked in one
 * statement, which goes through the impacts once: what counts for anybody is all but “no difference”.
 */
export async function askTogether(db: Reading, organisation: string, asked: TogetherAsked & { readonly limit: number; readonly offset: number }): Promise<Together> {
  const placed = db.selectFrom('impact_assessments.touches_place as at').select('at.place_code').where('at.organisation_id', '=', organisation)
  const found = await db
    .with((cte) => cte('base').materialized(), () => live(db, organisation, asked).select(['assessment.assessment_id as id', 'assessment.title']))
    .with((cte) => cte('here').materialized(), (after) => after.selectFrom('base').select(['base.id', 'base.title'])
      .$if(asked.place === unsaid, (query) => query.where((where) => where.not(where.exists(placed.whereRef('at.assessment_id', '=', sql.ref('base.id'))))))
      .$if(asked.place !== '' && asked.place !== unsaid, (query) => query.where((where) => where.exists(placed.whereRef('at.assessment_id', '=', sql.ref('base.id')).where('at.place_code', 'in', [asked.place, everywhere])))))
    .with((cte) => cte('touch').materialized(), (after) => after.selectFrom('here').innerJoin('impact_assessments.impact as impact', (join) => join.on('impact.organisation_id', '=', organisation).onRef('impact.assessment_id', '=', 'here.id')).where('impact.rating', '!=', 'neutral')
      .select(['here.id', 'impact.group_code', 'impact.rating', 'impact.severity', 'impact.residual']))
    // Each proposal once, whatever the number of its groups.
    .with((cte) => cte('proposal').materialized(), (after) => after.selectFrom('touch').$if(asked.groups.length > 0, (query) => query.where('touch.group_code', 'in', [...asked.groups])).groupBy('touch.id')
      .select(['touch.id', ...names.map((name) => sql<boolean>`bool_or(${flags[name]})`.as(name)), sql<number>`max(${howBad})`.as('worst'), sql<number>`count(*) filter (where touch.rating = 'negative')`.as('many')]))
    .with('by_group', (after) => after.selectFrom('touch').select(['touch.group_code as code', ...names.map((name) => countWhere(flags[name]).as(name))]).groupBy('touch.group_code'))
    .with('by_place', (after) => after.selectFrom('proposal').innerJoin('impact_assessments.touches_place as touched', (join) => join.on('touched.organisation_id', '=', organisation).onRef('touched.assessment_id', '=', 'proposal.id'))
      .select(['touched.place_code as code', ...names.map((name) => countWhere(sql`${sql.ref(`proposal.${name}`)}`).as(name))]).groupBy('touched.place_code'))
    .with('page', (after) => after.selectFrom('here').leftJoin('proposal', 'proposal.id', 'here.id').select(['here.id', sql<number>`row_number() over (order by coalesce(proposal.worst, 0) desc, coalesce(proposal.many, 0) desc, here.title collate "en-GB-x-icu", here.id)`.as('place')])
      .orderBy('place').limit(asked.limit).offset(asked.offset))
    .selectNoFrom((select) => [
      select.selectFrom('here').select(sql<number>`count(*)::int`.as('all')).as('all'),
      select.selectFrom('base').where((where) => where.not(where.exists(placed.whereRef('at.assessment_id', '=', sql.ref('base.id'))))).select(sql<number>`count(*)::int`.as('many')).as('unsaid'),
      sql<readonly Counts[]>`(select coalesce(json_agg(by_group), '[]') from by_group)`.as('byGroup'), sql<readonly Counts[]>`(select coalesce(json_agg(by_place), '[]') from by_place)`.as('byPlace'), sql<readonly string[]>`(select coalesce(json_agg(page.id order by page.place), '[]') from page)`.as('page'),
    ]).executeTakeFirstOrThrow()
  return { all: found.all ?? 0, unsaid: found.unsaid ?? 0, byGroup: found.byGroup, byPlace: found.byPlace, rows: await rowsOf(db, organisation, found.page) }
}

const howBad = sql`case when touch.rating = 'negative' then 2 + case touch.severity when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end when touch.rating = 'unknown' then 1 else 0 end`

/** What stands in each row of the page, in its order. */
async function rowsOf(db: Reading, organisation: string, page: readonly string[]): Promise<readonly TogetherRow[]> {
  if (page.length === 0) return []
  const whole = await db.selectFrom('impact_assessments.assessment').selectAll().where('organisation_id', '=', organisation).where('assessment_id', 'in', [...page]).execute()
  const rows = page.flatMap((id) => whole.filter((row) => row.assessment_id === id))
  const impacts = Map.groupBy(await db.selectFrom('impact_assessments.impact').selectAll().where('organisation_id', '=', organisation).where('assessment_id', 'in', [...page]).execute(), (row) => row.assessment_id)
  const places = Map.groupBy(await db.selectFrom('impact_assessments.touches_place').selectAll().where('organisation_id', '=', organisation).where('assessment_id', 'in', [...page]).execute(), (row) => row.assessment_id)
  return rows.map((row) => ({
    assessment: assessmentOf(row), places: (places.get(row.assessment_id) ?? []).map((each) => each.place_code),
    impacts: (impacts.get(row.assessment_id) ?? []).map((each) => ({ group: each.group_code, rating: each.rating, severity: each.severity, residual: each.residual, residualSeverity: each.residual_severity })),
  }))
}
