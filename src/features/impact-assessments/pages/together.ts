import { html, type Html } from '#html/html.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { listDepartments } from '#features/people/index.ts'
import { listing } from '#web/listing.ts'
import { mayReadAssessment, mayReadAssessments } from '../access.ts'
import { findContents, listBudgetRounds, listImpacts, type ListedImpact } from '../assessment-store.ts'
import { emptyContent, groupName, said, type Content, type Group } from '../content.ts'
import { groupsAsked, namesOf } from '../local-group.ts'
import { listOwnGroups } from '../local-group-store.ts'
import { paths } from '../paths.ts'
import { ratingTag, ratingWords, stageTag, wordsOfStage } from './assessment-parts.ts'
import { front, idIn, nameOf, things } from './parts.ts'

interface Row { readonly impacts: readonly ListedImpact[]; readonly places: string; readonly words: Content | null }

/**
 * All live proposals together: what they come to for one group of people, or for people who are in several, before and after what is to be done.
 * It adds nothing up into a score: a reader sees each proposal with its severity, and how many there are.
 */
export const together = listing({
  path: paths.together,
  async load(_at, { db, organisation, query, person }, asked) {
    const own = await listOwnGroups(db, organisation.id)
    const [groups, named] = [groupsAsked(own), { named: namesOf(own) }]
    const [group, also, department, round, place] = [query.oneOf('group', groups.map((each) => each.code)), query.oneOf('also', groups.map((each) => each.code)), idIn(query.get('department')), query.get('round'), query.get('words').trim().toLowerCase()]
    const [departments, rounds, all] = await Promise.all([listDepartments(db, organisation.id, { closedToo: true }), listBudgetRounds(db, organisation.id), listImpacts(db, organisation.id, { ...(round === '' ? {} : { budgetRound: round }), ...(department === '' ? {} : { department }) })])
    const readable = all.filter((each) => mayReadAssessment(person, each.assessment))
    const byAssessment = new Map<string, ListedImpact[]>()
    for (const each of readable) byAssessment.set(each.assessment.id, [...byAssessment.get(each.assessment.id) ?? [], each])
    const wanted = [...byAssessment.values()].filter((impacts) => [group, also].every((code) => code === null || code === undefined || impacts.some((each) => each.group === code && each.rating !== 'neutral')))
    const contents = await findContents(db, organisation.id, wanted.flatMap(([first]) => first ? [first.assessment.id] : []))
    const rows: Row[] = []
    for (const impacts of wanted) {
      const [first] = impacts
      if (!first) continue
      const content = contents.get(first.assessment.id) ?? emptyContent
      const places = said(content.proposal, 'places').split('\n').map((each) => each.trim()).filter((each) => each !== '').join(', ')
      if (place !== '' && !`${places} ${said(content.together, 'intersections')} ${said(content.people, 'who')}`.toLowerCase().includes(place)) continue
      rows.push({ impacts, places, words: content })
    }
    const shown = [group, also].flatMap((code) => code ? [code] : [])
    rows.sort((a, b) => weight(b, shown) - weight(a, shown) || (a.impacts[0]?.assessment.title ?? '').localeCompare(b.impacts[0]?.assessment.title ?? '', 'en-GB'))
    return { departments, rounds, all: rows, rows: rows.slice(asked.offset, asked.offset + asked.limit), shown, groups, named }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: ({ shown, named }) => shown.length === 0 ? 'Impacts of all live proposals' : `Impacts on ${shown.map((each) => groupName(each, named).toLowerCase()).join(' and ')}`,
  none: 'No live proposal has an impact to show.',
  search: 'Place, or words about people',
  filters: ({ departments, rounds, groups }) => [
    { name: 'group', label: 'Group of people', options: groups.map((each) => ({ value: each.code, text: each.name })) }, { name: 'also', label: 'Who are also', options: groups.map((each) => ({ value: each.code, text: each.name })) },
    ...(rounds.length > 0 ? [{ name: 'round', label: 'Budget round', options: rounds.map((each) => ({ value: each, text: each })) }] : []), { name: 'department', label: 'Department', options: departments.map((each) => ({ value: each.id, text: each.name })) },
  ],
  columns: ({ departments, shown, named }) => [
    { heading: 'Proposal', text: (row) => row.impacts[0]?.assessment.title ?? '', cell: (row) => html`<a class="govuk-link" href="${paths.assessment.to({ assessment: row.impacts[0]?.assessment.id ?? '' })}">${row.impacts[0]?.assessment.title ?? ''}</a><span class="dr-under">${nameOf(departments, row.impacts[0]?.assessment.department ?? null)}${row.places !== '' && html`, ${row.places}`}</span>` },
    ...(shown.length > 0 ? shown : (['age', 'disability', 'race', 'sex'] as const)).flatMap((code) => [
      { heading: groupName(code, named), text: (row: Row) => impactText(row, code), cell: (row: Row) => impactCell(row, code) },
    ]),
    { heading: 'In more than one group', text: (row) => row.words === null ? '' : said(row.words.together, 'intersections') },
    { heading: 'Still to be done', text: (row) => open(row).join('; '), cell: (row) => html`${open(row).length === 0 ? 'Nothing' : html`<ul class="govuk-list govuk-!-margin-bottom-0">${open(row).map((each) => html`<li>${each}</li>`)}</ul>`}` },
    { heading: 'How it stands', text: (row) => row.impacts[0] ? wordsOfStage(row.impacts[0].assessment.stage) : '', cell: (row) => html`${row.impacts[0] && stageTag(row.impacts[0].assessment)}` },
  ],
  view: ({ all, shown, groups, named }, list) => ({
    title: 'Impacts together', crumbs: [front, { text: 'Assessments', href: paths.all.to() }], wide: true, guide: 'impacts-together',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Impacts together</h1><p class="dr-head__lead">What all live proposals come to for the same people, before and after what is to be done. Choose a group, and another that they are also in.</p></div></div>
      ${all.length > 0 && matrix(all, groups)}
      <h2 class="govuk-heading-m">${shown.length === 0 ? 'Proposal by proposal' : `Proposals that touch ${shown.map((each) => groupName(each, named).toLowerCase()).join(' and ')}`}</h2>${list}`,
  }),
})

const levels = { '': 0, low: 1, medium: 2, high: 3 } as const
/** For the order alone: the worst first. It is shown nowhere. */
function weight(row: Row, shown: readonly string[]): number {
  return Math.max(0, ...row.impacts.filter((each) => shown.length === 0 || shown.includes(each.group)).map((each) => each.rating === 'negative' ? 2 + levels[each.severity] : each.rating === 'unknown' ? 1 : 0))
}

function impactText(row: Row, code: string): string {
  const found = row.impacts.find((each) => each.group === code)
  if (!found) return 'Not looked at'
  return `${ratingWords[found.rating]}${found.severity === '' ? '' : ` (${found.severity})`}${found.residual === '' ? '' : `, then ${ratingWords[found.residual].toLowerCase()}${found.residualSeverity === '' ? '' : ` (${found.residualSeverity})`}`}`
}

function impactCell(row: Row, code: string): Html {
  const found = row.impacts.find((each) => each.group === code)
  if (!found) return html`<span class="govuk-hint govuk-!-margin-bottom-0">Not looked at</span>`
  return html`${ratingTag(found.rating, found.severity)}${found.residual !== '' && html`<span class="dr-under">then ${ratingWords[found.residual].toLowerCase()}${found.residualSeverity !== '' && ` (${found.residualSeverity})`}</span>`}`
}

const open = (row: Row): readonly string[] => row.words?.mitigation.filter((each) => each.planAction === null).map((each) => `${each.action} (${each.by === '' ? 'no date' : each.by})`) ?? []

/** How many proposals make it worse, better or are not known, for each group: numbers of proposals, never of people. */
function matrix(rows: readonly Row[], groups: readonly Group[]): Html {
  const all = rows.flatMap((row) => row.impacts)
  const count = (code: string, test: (each: ListedImpact) => boolean): string => things(all.filter((each) => each.group === code && test(each)).length)
  return reflowingTable({
    caption: `What ${rows.length === 1 ? 'one live proposal' : `${things(rows.length)} live proposals`} would mean, by group`, captionClasses: 'govuk-table__caption--m',
    head: [{ text: 'Group' }, ...['Worse, high', 'Worse, medium or low', 'Still worse afterwards', 'Not known', 'Better'].map((text) => ({ text, format: 'numeric' }))],
    rows: groups.filter((group) => all.some((each) => each.group === group.code && each.rating !== 'neutral')).map((group) => [
      { html: html`<a class="govuk-link" href="${paths.together.to()}?group=${encodeURIComponent(group.code)}">${group.name}</a>` },
      ...[count(group.code, (each) => each.rating === 'negative' && each.severity === 'high'), count(group.code, (each) => each.rating === 'negative' && each.severity !== 'high'), count(group.code, (each) => each.rating === 'negative' && (each.residual === '' || each.residual === 'negative')), count(group.code, (each) => each.rating === 'unknown'), count(group.code, (each) => each.rating === 'positive')].map((text) => ({ text, format: 'numeric' })),
    ]),
  })
}
