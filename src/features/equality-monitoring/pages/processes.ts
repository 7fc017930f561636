/** Recruitment, discipline, training and the rest: how likely it was for one group beside another, with people beside rates. */
import { funnel, ratioChart, type Stage } from '#charts/index.ts'
import { asText, asValue, asWords } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import { page, type View } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets, mayReadBoardFigures } from '../access.ts'
import type { FrozenFinding } from '../figures.ts'
import { paths } from '../paths.ts'
import { directions, isTold, listGroups, listPassages, listProcesses, pairInWords, type Passage, type Process } from '../processes.ts'
import type { Releases } from '../profile.ts'
import { fieldInAddress, fieldName, home, things } from './parts.ts'
import { inside, loadReleases, nothingYet } from './profile.ts'
import { gradeTag, periodOf, restsOn, tableOf, told, type Where } from './telling.ts'

const crumbs = [{ text: 'My work', href: '/home' }, home]
const title = 'Recruitment and other processes'

export const processes = page({
  path: paths.processes,
  load: async (_at, house) => ({ releases: await loadReleases(house), takesIn: mayKeepDatasets(house.person) }),
  access: (person) => mayReadBoardFigures(person),
  view: ({ releases, takesIn }) => releases === null ? nothingYet(title, takesIn) : processesView(releases),
})

export const process = page({
  path: paths.process,
  async load({ kind: slug }, house) {
    const releases = await loadReleases(house)
    const found = releases && listProcesses(releases.newest).find((each) => each.kind.replaceAll(' ', '-') === slug)
    if (!releases || !found) throw new NotFound(`no figures of ${slug}`)
    return { releases, found }
  },
  access: (person) => mayReadBoardFigures(person),
  view: ({ releases, found }) => processView(releases, found),
})

const addressOf = (process: Process): string => paths.process.to({ kind: process.kind.replaceAll(' ', '-') })

export function processesView({ newest }: Releases): View {
  const all = listProcesses(newest)
  return {
    title, crumbs, wide: true, guide: 'read-the-figures',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${title}</h1>
        <p class="dr-head__lead">Was it as likely for one group as for another to be appointed, trained, promoted, or taken through a formal process?</p></div></div>
      ${all.length === 0 ? html`<div class="dr-empty"><h2 class="govuk-heading-m">No process has been counted yet</h2><p class="govuk-body govuk-!-margin-bottom-0">Recruitment, training, discipline and the others appear here once their extracts have been taken in.</p></div>`
        : html`<p class="govuk-body">A difference is a reason to look, and never by itself a finding of discrimination. “Too few to tell” is a result: so few people were concerned that the figure says nothing either way.</p>
          <ul class="dr-cards">${all.map((each) => processCard(each))}</ul>`}`,
  }
}

function processCard(process: Process): Html {
  const [first] = process.findings
  const clear = process.findings.filter((each) => each.grade === 'clear').length
  return html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${addressOf(process)}">${process.name}</a></h2>
    <p class="dr-card__words">${first === undefined ? `Who ${process.of === 'applications' ? 'applied' : 'they were'}, group by group.` : first.headline === '' ? first.sentence : first.headline}</p>
    <div class="dr-card__foot">${first !== undefined && gradeTag(first.grade)}<span class="dr-under">${periodOf(process)}. ${process.findings.length === 0 ? 'Nothing was compared.' : `${clear === 0 ? 'No clear difference' : things(clear, 'clear difference')} among ${things(process.findings.length, 'comparison')}.`}</span></div></li>`
}

export function processView({ newest }: Releases, process: Process): View {
  const where = inside(newest.release)
  return {
    title: process.name, crumbs: [...crumbs, { text: title, href: paths.processes.to() }], wide: true, guide: 'read-the-figures',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${process.name}</h1><p class="dr-head__lead">${periodOf(process)}</p></div></div>
      ${processBody(process, where)}`,
  }
}

/** The same for the body and for the public. */
export function processBody(process: Process, where: Where): Html {
  const [likelihoods, others] = [process.findings.filter((each) => each.analysis === 'likelihood'), process.findings.filter((each) => each.analysis !== 'likelihood')]
  const direction = directions[process.kind]
  const pictured = likelihoods.filter(isTold).slice(0, mostRatios).concat(likelihoods.some(isTold) ? [] : likelihoods.slice(0, mostRatios))
  const outstanding = standingOut(others)
  // Where only likelihoods differ, they stand out by themselves, and the rest goes into their list.
  const [areToldOthers, standOut] = [others.some(isTold), outstanding.length > 0 || !likelihoods.some(differs)]
  return html`${areToldOthers && standOut && html`<section class="dr-section" aria-labelledby="found"><h2 class="govuk-heading-l" id="found">What stands out</h2>
      ${outstanding.length > 0 ? html`<div class="dr-pair">${outstanding.map((each) => told(each, where))}</div>` : html`<p class="govuk-body">Nothing does: we see no clear difference in any comparison that can be told.</p>`}${restOf(others.filter((each) => !outstanding.includes(each)))}</section>`}
    ${passagesSection(listPassages(process), where)}
    ${likelihoods.length > 0 && html`<section class="dr-section" aria-labelledby="likelihood"><h2 class="govuk-heading-l" id="likelihood">How likely it was</h2>
      <p class="govuk-body">1 means as likely. ${direction ?? ''} The line through each dot is how far chance could move it: where it crosses “as likely”, chance alone could explain the difference.</p>
      ${pictured.length > 0 && ratioChart({ id: 'ratios', title: `${process.name}: how many times as likely`, less: 'less likely', more: 'more likely', rows: pictured.map((each) => ({ label: pairInWords(each), value: each.value, low: each.low, high: each.high, says: gradeSays(each) })) })}
      ${restOf([...likelihoods.filter((each) => !pictured.includes(each)), ...(areToldOthers && !standOut ? others : [])])}
      <p class="dr-chart__note dr-chart__note--after">Ratios from 0.80 to 1.25 are commonly treated as not adverse. That band is a prompt to look. It is no legal test, and says nothing without the range and the number of people.</p>
      <div class="dr-pair">${likelihoods.filter(differs).slice(0, 8).map((each) => told(each, where))}</div></section>`}
    <section class="dr-section" aria-labelledby="people"><h2 class="govuk-heading-l" id="people">The people behind the rates</h2>
      ${likelihoods.length === 0 && others.length === 0 && html`<p class="govuk-body">${direction ?? 'The tables say who was concerned.'} Nothing could be compared: there were too few people, or no group to compare with.</p>`}
      ${listGroups(process).length === 0 ? html`<p class="govuk-body">The people concerned are too few to be shown group by group.</p>` : peopleTables(process, where)}</section>`
}

const differs = ({ grade }: FrozenFinding): boolean => grade === 'clear' || grade === 'possible'

/** How often it happened at all, and what differs, clearly or perhaps. A gap of which nobody can be sure opens nowhere, so nothing is said of where it opens most. */
function standingOut(findings: readonly FrozenFinding[]): readonly FrozenFinding[] {
  const [rates, others] = [findings.filter((each) => each.analysis === 'event rate' && isTold(each)), findings.filter((each) => each.analysis !== 'event rate')]
  return [...rates, ...others.filter(differs).slice(0, 4)]
}

/** As many as can be taken in at once; what comes after them is less sure, and stands in a list. */
const mostRatios = 16

/** Comparisons that the picture leaves out, each with its sentence: too few to tell is a result too. */
function restOf(findings: readonly FrozenFinding[]): Html | null {
  return findings.length === 0 ? null : html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${things(findings.length, 'other comparison')}: less sure, too few to tell, or withheld</span></summary><div class="govuk-details__text"><ul class="govuk-list">${findings.map((each) => html`<li><strong>${pairInWords(each)}.</strong> ${gradeTag(each.grade)} ${each.sentence}</li>`)}</ul></div></details>`
}

function gradeSays({ grade }: FrozenFinding): string {
  return { clear: 'A clear difference.', possible: 'There may be a difference; chance could explain it.', none: 'No clear difference.', 'too few': 'Too few people to tell.', withheld: 'Withheld to protect people.' }[grade]
}

/** The way that tells most first; the others are there for who asks. */
function passagesSection(passages: readonly Passage[], where: Where): Html | null {
  const [first, ...others] = passages
  if (!first) return null
  return html`<section class="dr-section" aria-labelledby="way"><h2 class="govuk-heading-l" id="way">From ${first.stages[0]?.toLowerCase()} to ${first.stages.at(-1)?.toLowerCase()}</h2>
    <p class="govuk-body">Each bar is the share of the group’s own applications that came so far. Applications are counted, not people: somebody who applied twice counts twice.</p>
    ${passageShown(first, where)}
    ${others.slice(0, 5).map((each) => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${fieldName(each.question)}: ${each.focus.label} and ${each.reference.label}</span></summary><div class="govuk-details__text">${passageShown(each, where)}</div></details>`)}</section>`
}

function passageShown(passage: Passage, where: Where): Html {
  const { focus, reference, stages, ratios, worst } = passage
  const id = `way-${fieldInAddress(passage.question)}-${focus.label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
  const steps: Stage[] = stages.map((name, place) => {
    const ratio = ratios[place - 1]
    return {
      name,
      groups: [{ way: focus, tone: 'first' as const }, { way: reference, tone: 'other' as const }].map(({ way, tone }) => ({ label: way.label, people: way.reached[place]!.people, reached: way.reached[place]!.share, tone })),
      ...(ratio === undefined ? {} : { step: { words: stepWords(ratio, reference.label, worst === place - 1), opensHere: worst === place - 1 } }),
    }
  })
  return html`${funnel({ id, title: `${focus.label} and ${reference.label}`, stages: steps })}${restsOn(passage.table, where)}`
}

function stepWords(ratio: Passage['ratios'][number], reference: string, isWorst: boolean): string {
  const value = asValue(ratio)
  if (value === null) return `This step cannot be compared: ${asWords(ratio)}.`
  const how = value === 0 ? `nobody passed this step, and of ${reference} some did` : value >= 0.95 && value <= 1.05 ? `almost the same rate as for ${reference} (${asText(ratio)})` : `${asText(ratio)} of the rate for ${reference}`
  return isWorst ? `The gap opens most here: ${how}.` : `${how.charAt(0).toUpperCase()}${how.slice(1)}.`
}

function peopleTables(process: Process, where: Where): Html {
  return html`${listGroups(process).map(({ question, table }) => html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${fieldName(question)}</span></summary><div class="govuk-details__text">${tableOf(table, question)}${restsOn(table, where)}</div></details>`)}`
}
