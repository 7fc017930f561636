import { newId } from '#database/identity.ts'
import { nextNumber } from '#database/ledger.ts'
import type { Database } from '#database/database.ts'
import type { Entry } from '#database/ledger.ts'
import { html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { listDepartments } from '#features/people/index.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { holdsAnywhere } from '#duty/roles.ts'
import { mayBegin, mayReadAssessment, mayReadAssessments } from '../access.ts'
import { isCompletedAfter, stages, type Assessment, type Somebody } from '../assessment.ts'
import { insertAssessment, listAssessments, listBudgetRounds } from '../assessment-store.ts'
import { ratings } from '../content.ts'
import { groupsAsked } from '../local-group.ts'
import { listOwnGroups } from '../local-group-store.ts'
import { paths } from '../paths.ts'
import { listUndertakingNames } from '../undertaking-store.ts'
import { ratingWords, stageTag, wordsOfStage } from './assessment-parts.ts'
import { column, front, idIn, nameOf, room } from './parts.ts'

/** Every full assessment that its reader may read, narrowed by what the address says. */
export const assessmentsList = listing({
  path: paths.all,
  async load(_at, { db, organisation, query, person }, asked) {
    const groups = groupsAsked(await listOwnGroups(db, organisation.id))
    const [stage, group, rating, department, round] = [query.oneOf('stage', stages), query.oneOf('group', groups.map((each) => each.code)), query.oneOf('rating', ratings), idIn(query.get('department')), query.get('round')]
    const [departments, rounds, found] = await Promise.all([
      listDepartments(db, organisation.id, { closedToo: true }), listBudgetRounds(db, organisation.id),
      listAssessments(db, organisation.id, { words: query.get('words'), ...(stage ? { stage } : {}), ...(group ? { group } : {}), ...(rating ? { rating } : {}), ...(department === '' ? {} : { department }), ...(round === '' ? {} : { budgetRound: round }), sort: asked.sort, limit: asked.limit, offset: asked.offset }),
    ])
    // A title and who is responsible may be known to all who work here; what is written may not, until it is signed.
    return { departments, rounds, groups, rows: found, begins: mayBegin(person, null) || holdsAnywhere(person, 'assessment author') }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: () => 'Impact assessments',
  none: 'No full assessment has been begun yet.',
  search: 'Words in the title, or its number',
  filters: ({ departments, rounds, groups }) => [
    { name: 'stage', label: 'How it stands', options: stages.map((each) => ({ value: each, text: wordsOfStage(each) })) },
    { name: 'department', label: 'Department', options: departments.map((each) => ({ value: each.id, text: each.name })) },
    { name: 'group', label: 'Group of people', options: groups.map((each) => ({ value: each.code, text: each.name })) },
    { name: 'rating', label: 'Impact', options: ratings.map((each) => ({ value: each, text: ratingWords[each] })) },
    ...(rounds.length > 0 ? [{ name: 'round', label: 'Budget round', options: rounds.map((each) => ({ value: each, text: each })) }] : []),
  ],
  columns: ({ departments }, { person }) => [
    { heading: 'Number', sort: 'reference', text: (row) => row.reference, cell: (row) => html`<span class="dr-ref">${row.reference}</span>` },
    { heading: 'What is proposed', sort: 'title', text: (row) => row.title, cell: (row) => mayReadAssessment(person, row) ? html`<a class="govuk-link" href="${paths.assessment.to({ assessment: row.id })}">${row.title}</a>` : html`${row.title}` },
    { heading: 'Department', text: (row) => nameOf(departments, row.department) },
    { heading: 'Lead', text: (row) => row.lead.name },
    { heading: 'To be decided', sort: 'decision', kind: 'date', text: (row) => row.decision ? `Decided ${dayInWords(row.decision.on)}` : row.decisionDue ? dayInWords(row.decisionDue) : '' },
    { heading: 'How it stands', sort: 'stage', text: (row) => `${wordsOfStage(row.stage)}${isCompletedAfter(row) ? ', completed after the decision' : ''}`, cell: (row) => html`${stageTag(row)}${isCompletedAfter(row) && html`<span class="dr-under">completed after the decision</span>`}` },
  ],
  view: ({ begins }, list) => ({
    title: 'Assessments', crumbs: [front], wide: true, guide: 'write-an-assessment',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Assessments</h1><p class="dr-head__lead">Every full assessment, at every stage.</p></div>
      <div class="dr-head__actions">${begins && html`<a class="govuk-button" href="${paths.begin.to()}">Begin an assessment</a><a class="govuk-link" href="${paths.newImport.to()}">Bring in one that you have</a>`}<a class="govuk-link" href="${paths.together.to()}">Impacts together</a></div></div>${list}`,
  }),
})

/** Begins an assessment: numbered within its year, led by whoever began it. */
export async function beginAssessment(db: Database, organisation: string, asked: Pick<Assessment, 'title' | 'undertaking' | 'department' | 'decisionMaker' | 'decisionDue' | 'budgetRound'> & { readonly lead: Somebody }, today: Temporal.PlainDate, now: Temporal.Instant): Promise<{ readonly assessment: Assessment; readonly entry: Entry }> {
  const number = await nextNumber(db, organisation, `impact-assessments ${today.year}`)
  const assessment: Assessment = {
    ...asked, id: newId(), reference: `EIA/${today.year}/${String(number).padStart(3, '0')}`, authors: [], wrote: [], stage: 'drafting', round: 0, openedAgainAfter: 0, startedOn: today, sent: null, agreed: null, signed: null, decision: null, earlier: [], publishedOn: null, reviewOn: null, reviewed: null, earlierReviews: [], ended: null, remarks: [], version: 1,
  }
  await insertAssessment(db, organisation, assessment, now)
  return { assessment, entry: { did: 'impact-assessments.assessment-begun', on: { room, id: assessment.id }, after: { reference: assessment.reference, title: assessment.title } } }
}

export const begin = form({
  path: paths.begin,
  load: async (_at, { db, organisation, person }) => ({ departments: (await listDepartments(db, organisation.id)).filter((each) => mayBegin(person, each.id)), undertakings: await listUndertakingNames(db, organisation.id), whole: mayBegin(person, null) }),
  access: (_person, { departments, whole }) => whole || departments.length > 0,
  draft: true,
  fields: ({ departments, undertakings, whole }) => ({
    title: text({ missing: 'Enter what is proposed', max: 200, subject: 'What is proposed' }),
    department: choice({ from: [...departments.map((each) => each.id), ...(whole ? ['whole'] : [])], missing: 'Select the department' }),
    undertaking: optional(choice({ from: undertakings.map((each) => each.id), missing: '' })),
    decider: optional(text({ missing: '', max: 200, subject: 'Who decides' })),
    due: optional(date({ missing: '', subject: 'The date of the decision' })),
    round: optional(text({ missing: '', max: 100, subject: 'The budget round' })),
  }),
  view({ departments, undertakings, whole }, answers) {
    const ask = questions(answers)
    return {
      title: 'Begin an assessment', crumbs: [front, { text: 'Assessments', href: paths.all.to() }], guide: 'write-an-assessment',
      main: column(html`<h1 class="govuk-heading-l">Begin an assessment</h1><p class="govuk-body">Not sure whether one is needed? <a class="govuk-link" href="${paths.start.to()}">Answer a few questions first</a>. Is there one already, as a document? <a class="govuk-link" href="${paths.newImport.to()}">Bring it in</a>.</p>
        ${ask.form('Begin', html`${ask.line('title', 'What is proposed?', 'A few words that people will know it by')}
          ${ask.select('department', 'Which department is it for?', [...departments.map((each) => ({ value: each.id, text: each.name })), ...(whole ? [{ value: 'whole', text: 'The whole body' }] : [])])}
          ${undertakings.length > 0 && ask.select('undertaking', 'Which policy or service is it about? (optional)', undertakings.map((each) => ({ value: each.id, text: each.name })), undefined, 'None of these, or something new')}
          ${ask.line('decider', 'Who will decide? (optional)', 'For example, Cabinet')}${ask.date('due', 'When will it be decided? (optional)')}${ask.line('round', 'Which budget round is it part of? (optional)', 'For example, Budget 2027 to 2028')}`, { cancel: paths.all.to() })}`),
    }
  },
  async submit(values, _loaded, { db, organisation, person, today, now }) {
    const { assessment, entry } = await beginAssessment(db, organisation.id, { title: values.title, undertaking: values.undertaking, department: values.department === 'whole' ? null : values.department, decisionMaker: values.decider ?? '', decisionDue: values.due, budgetRound: values.round ?? '', lead: { id: person.id, name: person.name } }, today, now)
    return { goTo: paths.assessment.to({ assessment: assessment.id }), said: `${assessment.reference} was begun. Write its sections in any order.`, entry }
  },
})
