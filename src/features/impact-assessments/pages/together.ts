import { html, type Html } from '#html/html.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { listDepartments } from '#features/people/index.ts'
import { listing } from '#web/listing.ts'
import { mayKeepGroups, mayReadAssessments, readableAssessments } from '../access.ts'
import { findContents, listBudgetRounds } from '../assessment-store.ts'
import { identifying } from '../checks.ts'
import { emptyContent, groupName, said, type Content, type Group } from '../content.ts'
import { groupsAsked, namesOf } from '../local-group.ts'
import { listOwnGroups } from '../local-group-store.ts'
import { paths } from '../paths.ts'
import { everywhere, everywhereWords, type Place } from '../place.ts'
import { listPlaces } from '../place-store.ts'
import { askTogether, unsaid, type Counts, type ListedImpact, type Together, type TogetherRow } from '../together-store.ts'
import { ratingTag, ratingWords, wordsOfStage } from './assessment-parts.ts'
import { front, idIn, nameOf, things } from './parts.ts'

type Row = TogetherRow & { readonly content: Content }

/**
 * All live proposals together: what they come to for one group of people, or for people who are in several, in one place, before and after what is to
 * be done. It adds nothing up into a score: a reader sees each proposal with its severity, and how many there are.
 */
export const together = listing({
  path: paths.together,
  async load(_at, { db, organisation, query, person, remember }, page) {
    const [own, places, rounds, departments] = [await listOwnGroups(db, organisation.id), await listPlaces(db, organisation.id), await listBudgetRounds(db, organisation.id), await listDepartments(db, organisation.id, { closedToo: true })]
    const [groups, named] = [groupsAsked(own), { named: namesOf(own) }]
    const shown = [...new Set((['group', 'also', 'and'] as const).flatMap((name) => query.oneOf(name, groups.map((each) => each.code)) ?? []))]
    const asked = { groups: shown, place: query.oneOf('place', [...places.map((each) => each.code), everywhere, unsaid]) ?? '', department: idIn(query.get('department')), budgetRound: query.get('round'), words: query.get('words') }
    const made = async (): Promise<readonly [Together, readonly Row[]]> => {
      const found = await askTogether(db, organisation.id, { ...asked, reader: person, limit: page.limit, offset: page.offset })
      const contents = await findContents(db, organisation.id, found.rows.map((each) => each.assessment.id))
      return [found, found.rows.map((each) => ({ ...each, content: contents.get(each.assessment.id) ?? emptyContent }))]
    }
    // Every live proposal is gone through for it: once after each change, and for all who may read all of them.
    const reads = readableAssessments(person)
    const [counts, rows] = await (page.whole ? made() : remember(`impact-assessments.together ${reads === 'all' ? 'all' : `${person.id} ${reads.join(' ')}`} ${JSON.stringify(asked)} ${page.offset}`, made))
    return { departments, rounds, rows, counts, shown, groups, named, places, place: asked.place }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: (loaded) => `${loaded.shown.length === 0 ? 'Impacts of all live proposals' : `Impacts on ${peopleIn(loaded)}`}${placeWords(loaded)}`,
  none: 'No live proposal has an impact to show.',
  search: 'Words about people',
  filters: ({ departments, rounds, groups, places }) => [
    ...([['group', 'Group of people'], ['also', 'Who are also'], ['and', 'And also']] as const).map(([name, label]) => ({ name, label, options: groups.map((each) => ({ value: each.code, text: each.name })) })),
    ...(places.length > 0 ? [{ name: 'place', label: 'Place', options: [...places.map((each) => ({ value: each.code, text: each.name })), { value: unsaid, text: 'Not said' }] }] : []),
    ...(rounds.length > 0 ? [{ name: 'round', label: 'Budget round', options: rounds.map((each) => ({ value: each, text: each })) }] : []), { name: 'department', label: 'Department', options: departments.map((each) => ({ value: each.id, text: each.name })) },
  ],
  columns: ({ departments, shown, named, places }) => [
    { heading: 'Proposal', text: (row) => row.assessment.title, cell: (row) => html`<a class="govuk-link" href="${paths.assessment.to({ assessment: row.assessment.id })}">${row.assessment.title}</a><span class="dr-under">${nameOf(departments, row.assessment.department)}</span><span class="dr-under">${whereOf(row, places)}</span><span class="dr-under">${wordsOfStage(row.assessment.stage)}</span>` },
    { heading: 'Where', text: (row) => whereOf(row, places), isToldElsewhere: true },
    ...(shown.length > 0 ? shown : (['age', 'disability', 'race', 'sex'] as const)).map((code) => ({ heading: groupName(code, named), text: (row: Row) => impactText(row, code), cell: (row: Row) => impactCell(row, code) })),
    { heading: 'In more than one group', text: (row) => protectedWords(said(row.content.together, 'intersections')), cell: (row) => html`<span class="dr-under">${protectedWords(said(row.content.together, 'intersections'))}</span>` },
    { heading: 'Still to be done', text: (row) => open(row).join('; '), cell: (row) => html`${open(row).length === 0 ? html`<span class="dr-under">Nothing</span>` : html`${open(row).map((each) => html`<span class="dr-under">${each}</span>`)}`}` },
    { heading: 'How it stands', text: (row) => wordsOfStage(row.assessment.stage), isToldElsewhere: true },
  ],
  view: (loaded, list, { query, person }) => {
    const { counts, shown, groups, places } = loaded
    return {
      title: 'Impacts together', crumbs: [front, { text: 'Assessments', href: paths.all.to() }], wide: true, guide: 'impacts-together',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Impacts together</h1><p class="dr-head__lead">What all live proposals come to for the same people, in the same place, before and after what is to be done. Choose up to three groups that somebody is in at once.</p></div>
          ${mayKeepGroups(person) && html`<div class="dr-head__actions"><a class="govuk-link" href="${paths.places.to()}">Our places</a></div>`}</div>
        <h2 class="govuk-heading-m">${shown.length === 0 ? 'Proposal by proposal' : `What touches ${peopleIn(loaded)}`}${placeWords(loaded)}</h2>
        ${shown.length > 1 && html`<p class="govuk-body">Whoever is in all of these groups is touched by a proposal that touches any of them. The worst for them come first.</p>`}${list}
        ${loaded.place !== unsaid && counts.unsaid > 0 && places.length > 0 && html`<p class="govuk-body">${counts.unsaid === 1 ? 'One proposal does' : `${things(counts.unsaid)} proposals do`} not say where. <a class="govuk-link" href="${paths.together.to()}${query.with({ place: unsaid, page: null })}">See ${counts.unsaid === 1 ? 'it' : 'them'}</a></p>`}
        ${counts.all > 0 && countTable(`What ${counts.all === 1 ? 'one live proposal' : `${things(counts.all)} live proposals`} would mean, by group`, 'Group', groupLines(groups, counts.byGroup, (code) => `${paths.together.to()}${query.with({ group: code, also: null, and: null, page: null })}`))}
        ${counts.byPlace.length > 0 && countTable(`The same by place${shown.length === 0 ? '' : `, for ${peopleIn(loaded)}`}`, 'Place', placeLines(places, counts.byPlace, (code) => `${paths.together.to()}${query.with({ place: code, page: null })}`))}
        <p class="govuk-body-s">The numbers count proposals, never people. Words that could point at a person are left out here.</p>`,
    }
  },
})

type Shown = { readonly shown: readonly string[]; readonly named: Pick<Content, 'named'> }
const peopleIn = ({ shown, named }: Shown): string => shown.map((each) => groupName(each, named).toLowerCase()).join(' and ')
const nameOfPlace = (code: string, places: readonly Place[]): string => code === everywhere ? everywhereWords : places.find((each) => each.code === code)?.name ?? 'A place that is no more'
const placeWords = ({ place, places }: { readonly place: string; readonly places: readonly Place[] }): string => place === '' ? '' : place === unsaid ? ', where no place is said' : place === everywhere ? ', everywhere' : ` in ${nameOfPlace(place, places)}`
/** By the body’s list; in the authors’ words where they have said nothing of it. */
const whereOf = (row: Row, places: readonly Place[]): string => row.places.length > 0 ? row.places.map((each) => nameOfPlace(each, places)).sort((a, b) => a.localeCompare(b, 'en-GB')).join(', ') : said(row.content.proposal, 'places').split('\n').map((each) => each.trim()).filter((each) => each !== '').join(', ') || 'Not said'

/** A list over all proposals goes further than one assessment: what could point at a person stays in the assessment. */
const protectedWords = (words: string): string => identifying(words).length === 0 ? words : 'These words could point at a person. They stand in the assessment alone.'

function impactText(row: Row, code: string): string {
  const found = row.impacts.find((each) => each.group === code)
  if (!found) return 'Not looked at'
  return `${ratingWords[found.rating]}${found.severity === '' ? '' : ` (${found.severity})`}${afterwards(found) === '' ? '' : `, ${afterwards(found)}`}`
}

function impactCell(row: Row, code: string): Html {
  const found = row.impacts.find((each) => each.group === code)
  if (!found) return html`<span class="govuk-hint govuk-!-margin-bottom-0">Not looked at</span>`
  return html`${ratingTag(found.rating, found.severity)}${afterwards(found) !== '' && html`<span class="dr-under">${afterwards(found)}</span>`}`
}

const afterwards = (found: ListedImpact): string => found.residual === '' ? '' : `then ${ratingWords[found.residual].toLowerCase()}${found.residualSeverity === '' ? '' : ` (${found.residualSeverity})`}`

const open = (row: Row): readonly string[] => row.content.mitigation.filter((each) => each.planAction === null).map((each) => protectedWords(`${each.action} (${each.by === '' ? 'no date' : each.by})`))

interface Line { readonly name: string; readonly href: string; readonly counts: Counts }
function groupLines(groups: readonly Group[], counts: readonly Counts[], to: (code: string) => string): readonly Line[] {
  return groups.flatMap((group) => { const own = counts.find((each) => each.code === group.code); return own === undefined || own.high + own.worse + own.unknown + own.better === 0 ? [] : [{ name: group.name, href: to(group.code), counts: own }] })
}

function placeLines(places: readonly Place[], counts: readonly Counts[], to: (code: string) => string): readonly Line[] {
  const order = [...places.map((each) => each.code), everywhere]
  return counts.toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code)).map((each) => ({ name: each.code === everywhere ? 'Said to be everywhere' : nameOfPlace(each.code, places), href: to(each.code), counts: each }))
}

/** How many proposals make it worse, better or are not known: numbers of proposals, never of people. */
function countTable(caption: string, heading: string, lines: readonly Line[]): Html {
  return reflowingTable({
    caption, captionClasses: 'govuk-table__caption--m', head: [{ text: heading }, ...['Worse, high', 'Worse, medium or low', 'Still worse afterwards', 'Not known', 'Better'].map((text) => ({ text, format: 'numeric' }))],
    rows: lines.map(({ name, href, counts }) => [{ html: html`<a class="govuk-link" href="${href}">${name}</a>` }, ...[counts.high, counts.worse, counts.after, counts.unknown, counts.better].map((count) => ({ text: things(count), format: 'numeric' }))]),
  })
}
