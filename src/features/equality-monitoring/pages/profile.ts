/** The workforce profile, for those who answer for equality here: what the newest figures say, question by question, with what they are sure of. */
import { asText, asValue, type Figure } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { html, type Html } from '#html/html.ts'
import { page, type House, type View } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets, mayReadBoardFigures } from '../access.ts'
import type { Figures } from '../figures.ts'
import { paths } from '../paths.ts'
import {
  definitionOf, findCharacteristic, findHeadcount, goalsFor, listParts, listQuestions, scopeOf, type Goal, type Part, type Releases,
} from '../profile.ts'
import { findFigures, listReadable } from '../release-store.ts'
import { standingOf, stateFor, stateWords, wantsInWords } from '../target.ts'
import { listTargets } from '../target-store.ts'
import { besideOthers, othersFor } from './beside-others.ts'
import { fieldInAddress, fieldName, home } from './parts.ts'
import {
  auditNote, changesSection, characteristicPanel, crossTables, declarationSection, goalsTold, findingsTold, groupTable, notesList, pairsSection, restsOn, seniorOverview, seniorSection, trendSection, wholePicture, type Where,
} from './telling.ts'

type Library = Pick<House, 'db' | 'organisation' | 'rememberFrozen'>

/**
 * The newest figures for the board and those of the five years before them. What was frozen is read once and kept; of what is earlier no more
 * is kept than trends are drawn from, because a whole release is some megabytes.
 */
export async function loadReleases(library: Library): Promise<Releases | null> {
  const [first, ...before] = await listReadable(library.db, library.organisation.id, 'board', 21)
  const newest = first && await loadWhole(library, first)
  if (!newest) return null
  const earlier = []
  for (const each of before) earlier.push(await library.rememberFrozen(`equality-monitoring.series ${each.id}`, each.sha256, async () => seriesOf(await findFigures(library.db, library.organisation.id, each.id))))
  return { newest, earlier: earlier.filter((each) => each !== null).toReversed() }
}

export function loadWhole({ db, organisation, rememberFrozen }: Library, { id, sha256 }: { readonly id: string; readonly sha256: string }): Promise<Figures | null> {
  return rememberFrozen(`equality-monitoring.figures ${id}`, sha256, () => findFigures(db, organisation.id, id))
}

const seriesOf = (figures: Figures | null): Figures | null => figures && { ...figures, findings: figures.findings.filter((each) => each.analysis === 'representation'), tables: figures.tables.filter((each) => each.kind === 'workforce' && each.by.length <= 1) }

/** The targets that are pursued, each with how it stands by these figures: the same sums and words as on its own page. */
async function loadGoals(library: Library, { newest, earlier }: Releases): Promise<readonly Goal[]> {
  const readable = await listReadable(library.db, library.organisation.id, 'board', 21)
  const goals: Goal[] = []
  for (const target of (await listTargets(library.db, library.organisation.id)).filter((each) => each.endedOn === null)) {
    // Where a part of the workforce began is in the whole of the figures of its first day.
    const began = target.part !== null && target.baselineOn !== null ? readable.find((each) => Temporal.PlainDate.compare(each.on, target.baselineOn ?? each.on) <= 0) : undefined
    const beginning = began === undefined ? null : await loadWhole(library, began)
    const standing = standingOf(target, [...(beginning === null ? earlier : [beginning]), newest])
    const state = stateFor(standing)
    goals.push({
      question: target.question, group: target.group.besides === true ? null : target.group.name, part: target.part, wants: wantsInWords(target), stands: typeof state === 'string' ? stateWords[state] : 'Withheld',
      sentence: standing.sentence, value: standing.goal, href: paths.target.to({ target: target.id }),
    })
  }
  return goals
}

export const inside = (release: string): Where => ({
  question: (question) => paths.profileQuestion.to({ question: fieldInAddress(question) }),
  basis: (id) => `${paths.basis.to({ release })}?of=${encodeURIComponent(id)}`,
})

const crumbs = [{ text: 'My work', href: '/home' }, home]

export const profile = page({
  path: paths.profile,
  async load(_at, house) {
    const releases = await loadReleases(house)
    return { releases, takesIn: mayKeepDatasets(house.person), goals: releases === null ? [] : await loadGoals(house, releases) }
  },
  access: (person) => mayReadBoardFigures(person),
  view: ({ releases, takesIn, goals }, { query }) => releases === null ? nothingYet('Workforce profile', takesIn) : profileView(releases, partAsked(releases, query.get('part')), goals),
})

export const profileQuestion = page({
  path: paths.profileQuestion,
  async load({ question: slug }, house) {
    const releases = await loadReleases(house)
    const question = releases && listQuestions(releases.newest).find((each) => fieldInAddress(each) === slug)
    if (!releases || !question) throw new NotFound(`no figures by ${slug}`)
    return { releases, question, goals: await loadGoals(house, releases), others: await othersFor(question, house) }
  },
  access: (person) => mayReadBoardFigures(person),
  view: ({ releases, question, goals, others }, { query }) => questionView(releases, question, partAsked(releases, query.get('part')), goals, others),
})

/** `grade: Grade 13 and above`, as the filter sends it; anything else is the whole workforce. */
function partAsked({ newest }: Releases, asked: string): Part | null {
  return listParts(newest).flatMap((each) => each.parts).find((each) => nameInAddress(each) === asked) ?? null
}

const nameInAddress = ({ field, name }: Part): string => `${field}: ${name}`

export function profileView(releases: Releases, part: Part | null, goals: readonly Goal[] = []): View {
  const { newest } = releases
  const where = inside(newest.release)
  const told = listQuestions(newest).flatMap((question) => findCharacteristic(newest, question, part) ?? [])
  const notTold = listQuestions(newest).filter((question) => !told.some((each) => each.question === question))
  const headcount = findHeadcount(newest)
  return {
    title: 'Workforce profile', crumbs, wide: true, guide: 'read-the-figures',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Workforce profile</h1>
        <p class="dr-head__lead">${part === null ? headcount && html`${peopleIn(headcount.count)} on ${dayInWords(headcount.table.on)}.` : html`${part.label} on ${dayInWords(newest.on)}${told[0] && html`: ${peopleIn(told[0].all)}`}.`} ${headcount && scopeOf(headcount.table)}</p></div>
        <div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.report.to()}">Report to print</a><a class="govuk-link" href="${paths.processes.to()}">Recruitment and other processes</a></div></div>
      ${partFilter(releases, part, paths.profile.to())}
      ${part === null ? html`${declarationSection(newest, where)}${changesSection(releases, where)}` : html`<p class="dr-note">You are looking at one part of the workforce. Groups too small to be shown safely are marked [c] here, even where the whole workforce shows them. <a class="govuk-link" href="${paths.profile.to()}">Show the whole workforce</a></p>`}
      <h2 class="govuk-heading-l">Who works here</h2>
      ${told.length === 0 ? html`<p class="govuk-body">No question can be shown for this part of the workforce without saying something about a person.</p>` : told.map((each) => characteristicPanel(each, releases, where, goals))}
      ${part !== null && notTold.length > 0 && html`<p class="govuk-body">${notTold.map((each) => fieldName(each)).join(', ')}: not shown for ${part.label}. The groups there are too small to be shown safely, or were not counted. They are shown for the whole workforce.</p>`}
      ${part === null && seniorOverview(newest, where)}
      ${part === null && pairsSection(newest, where)}
      ${auditNote(newest, where)}
      <h2 class="govuk-heading-m">About these figures</h2>${notesList(newest)}
      <p class="govuk-body-s dr-exports">Download these figures: <a class="govuk-link" href="${paths.profileFile.csv.to()}">CSV</a> <a class="govuk-link" href="${paths.profileFile.ods.to()}">ODS spreadsheet</a> <a class="govuk-link" href="${paths.profileFile.docx.to()}">Word</a></p>`,
  }
}

export function questionView(releases: Releases, question: QuestionId, asked: Part | null, goals: readonly Goal[] = [], { others, keeps }: Awaited<ReturnType<typeof othersFor>> = { others: [], keeps: false }): View {
  const { newest } = releases
  const where = inside(newest.release)
  const inPart = findCharacteristic(newest, question, asked)
  const characteristic = inPart ?? findCharacteristic(newest, question)
  if (characteristic === null) throw new NotFound(`no figures by ${question}`)
  return {
    title: characteristic.name, crumbs: [...crumbs, { text: 'Workforce profile', href: paths.profile.to() }], wide: true, guide: 'read-the-figures',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${characteristic.name}</h1>
        <p class="dr-head__lead">${characteristic.part === null ? 'Of the whole workforce' : characteristic.part.label}, on ${dayInWords(characteristic.table.on)}. ${asValue(characteristic.declared) === null ? '' : `${asText(characteristic.declared)} have answered.`}</p></div></div>
      ${partFilter(releases, asked, paths.profileQuestion.to({ question: fieldInAddress(question) }))}
      ${asked !== null && inPart === null && html`<p class="dr-note dr-note--at-risk">${characteristic.name} is not shown for ${asked.label}: the groups there are too small to be shown safely, or were not counted. This is the whole workforce.</p>`}
      <div class="dr-telling"><div class="dr-telling__words">${findingsTold(characteristic, where)}${goalsTold(goalsFor(goals, characteristic))}</div>
        <div class="dr-telling__picture">${wholePicture(characteristic, goalsFor(goals, characteristic))}${restsOn(characteristic.table, where, characteristic.answered)}</div></div>
      <section class="dr-section" aria-labelledby="as-a-table"><h2 class="govuk-heading-l" id="as-a-table">The figures</h2>
        <p class="govuk-body">${definitionOf(characteristic.table)}</p>${groupTable(characteristic)}</section>
      ${trendSection(releases, characteristic)}
      ${characteristic.part === null && besideOthers(characteristic, others, keeps)}
      ${characteristic.part === null && seniorSection(newest, question, where)}
      ${characteristic.part === null && html`<section class="dr-section" aria-labelledby="across"><h2 class="govuk-heading-l" id="across">Across the organisation</h2>
        <p class="govuk-body">The smaller the group, the more figures have to be withheld. What is not listed here was not counted, or could not be shown safely at all.</p>${crossTables(newest, question, where)}</section>`}`,
  }
}

export function peopleIn(count: Figure): string {
  return count.state === 'shown' ? `${asText(count)} employees` : 'A number of employees that is not shown'
}

/** One part of the workforce or all of it. The filter can never go below the floor: it only chooses among tables that have passed the gate. */
function partFilter({ newest }: Releases, chosen: Part | null, address: string): Html | null {
  const fields = listParts(newest)
  if (fields.length === 0) return null
  return html`<form method="get" action="${address}" class="dr-filter" role="search" aria-label="Choose a part of the workforce">
    <div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="part">Part of the workforce</label><select class="govuk-select" id="part" name="part"><option value="">The whole workforce</option>
      ${fields.map((field) => html`<optgroup label="${field.name}">${field.parts.map((each) => html`<option value="${nameInAddress(each)}"${chosen !== null && nameInAddress(chosen) === nameInAddress(each) && html` selected`}>${each.label}</option>`)}</optgroup>`)}</select></div>
    <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">Show</button>${chosen !== null && html`<a class="govuk-link" href="${address}">Show all</a>`}</div></form>`
}

export function nothingYet(title: string, takesIn: boolean): View {
  return {
    title, crumbs, guide: 'read-the-figures',
    main: html`<h1 class="govuk-heading-l">${title}</h1><div class="dr-empty"><h2 class="govuk-heading-m">There are no figures yet</h2>
      <p class="govuk-body">They are made by themselves, within minutes, once an extract from the HR system has been taken in. If one was taken in just now, look again in a few minutes.</p>${takesIn && html`<a class="govuk-button govuk-!-margin-bottom-0" href="${paths.sources.to()}">Take in an extract</a>`}</div>`,
  }
}
