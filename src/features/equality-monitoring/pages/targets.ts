import { smallTrends, shareChart } from '#charts/index.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { actionPlanPaths, findAction, listActionsLinkedWith } from '#features/action-plan/index.ts'
import { listing } from '#web/listing.ts'
import { page, type House } from '#web/page.ts'
import type { Query } from '#web/query.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepTargets, mayReadBoardFigures } from '../access.ts'
import type { Figures } from '../figures.ts'
import { paths } from '../paths.ts'
import { historyOf, kindsOfTarget, standingOf, stateFor, stateWords, wantsInWords, type Standing, type Target, type TargetState } from '../target.ts'
import { findFigures, listReadable } from '../release-store.ts'
import { findTarget, listTargets } from '../target-store.ts'
import { facts, fieldInAddress, fieldName, home, things } from './parts.ts'

export const crumbsToTargets = [home, { text: 'Targets', href: paths.targets.to() }]

interface Row { readonly target: Target; readonly standing: Standing }

/** What a target's state is as a reader may know it, in a word. */
export function stateInWords(standing: Standing): string {
  const state = stateFor(standing)
  return typeof state === 'string' ? stateWords[state] : 'Withheld'
}

const ratings: Readonly<Record<TargetState, string>> = { 'met': 'done', 'on the way': 'on-track', 'not yet': 'at-risk', 'cannot tell': 'not-started' }

export function stateTag(standing: Standing): Html {
  const state = stateFor(standing)
  return html`<span class="dr-rating dr-rating--${typeof state === 'string' ? ratings[state] : 'stopped'}">${stateInWords(standing)}</span>`
}

/** What a board may read, one for each day: its own, and what was published further back. Each is read once, for what was frozen stays as it is. */
export async function loadFigures({ db, organisation, rememberFrozen }: Pick<House, 'db' | 'organisation' | 'rememberFrozen'>): Promise<readonly Figures[]> {
  const own = await listReadable(db, organisation.id, 'board', 21)
  const published = (await listReadable(db, organisation.id, 'public', 21)).filter((each) => !own.some((other) => other.on.equals(each.on)))
  const found = []
  for (const { id, sha256 } of [...own, ...published]) found.push(await rememberFrozen(`equality-monitoring.for-targets ${id}`, sha256, async () => ofTheWorkforce(await findFigures(db, organisation.id, id))))
  return found.filter((each) => each !== null)
}

/** Targets are of who works here, in the whole and in parts of it. */
const ofTheWorkforce = (figures: Figures | null): Figures | null => figures && { ...figures, findings: figures.findings.filter((each) => each.analysis === 'representation'), tables: figures.tables.filter((each) => each.kind === 'workforce' && each.by.length <= 2) }

async function loadRows(house: House): Promise<readonly Row[]> {
  const figures = await loadFigures(house)
  return (await listTargets(house.db, house.organisation.id)).map((target) => ({ target, standing: standingOf(target, figures) }))
}

function narrowed(rows: readonly Row[], query: Query): readonly Row[] {
  const state = query.get('state')
  const ended = query.get('ended') === 'yes'
  return rows.filter(({ target, standing }) => (target.endedOn !== null) === ended && (state === '' || stateFor(standing) === state))
}

export const targets = listing({
  path: paths.targets,
  async load(_at, house, { offset, limit }) {
    const rows = narrowed(await loadRows(house), house.query)
    return { rows: rows.slice(offset, offset + limit), all: rows }
  },
  access: (person) => mayReadBoardFigures(person),
  rows: ({ rows }) => rows,
  columns: () => [
    { heading: 'Target', text: ({ target }) => `${target.title}. ${wantsInWords(target)}`, cell: ({ target }) => html`<a class="govuk-link" href="${paths.target.to({ target: target.id })}">${target.title}</a><span class="dr-under">${wantsInWords(target)}</span>` },
    { heading: 'Now', text: ({ standing }) => asText(standing.share), kind: 'number' },
    { heading: 'Wanted', text: ({ standing }) => asText(standing.goal), kind: 'number' },
    { heading: 'How it stands', text: ({ standing }) => `${stateInWords(standing)}. ${standing.sentence} ${standing.certainty}`.trim(), cell: ({ standing }) => html`${stateTag(standing)}<span class="dr-under">${standing.certainty}</span>` },
    { heading: 'By', text: ({ target }) => target.dueOn === null ? 'No day set' : dayInWords(target.dueOn), kind: 'date' },
  ],
  filters: () => [
    { name: 'state', label: 'How it stands', options: (Object.keys(stateWords) as TargetState[]).map((state) => ({ value: state, text: stateWords[state] })) },
    { name: 'ended', label: 'Still pursued', options: [{ value: 'yes', text: 'Ended' }] },
  ],
  none: 'There is no target here.',
  caption: () => 'Workforce targets',
  view: ({ all }, list, { person }) => ({
    title: 'Targets', crumbs: [home], wide: true, guide: 'targets',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Targets</h1><p class="dr-head__lead">What we want our workforce to look like, and whether it does. Beside each state stands how sure it is, and whether chance alone could explain it.</p></div>
        ${mayKeepTargets(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newTarget.to()}">Add a target</a></div>`}</div>
      ${all.length > 0 && html`<dl class="dr-figures">${(Object.keys(stateWords) as TargetState[]).map((state) => html`<div class="dr-figure dr-figure--${ratings[state]}"><dt class="dr-figure__label">${stateWords[state]}</dt><dd class="dr-figure__value"><a href="${paths.targets.to()}?state=${encodeURIComponent(state)}">${things(all.filter(({ standing }) => stateFor(standing) === state).length)}</a></dd></div>`)}</dl>`}
      ${list}`,
  }),
})

export const target = page({
  path: paths.target,
  async load({ target: id }, house) {
    const found = await findTarget(house.db, house.organisation.id, id)
    if (!found) throw new NotFound(`target ${id}`)
    const figures = await loadFigures(house)
    const linked = await listActionsLinkedWith(house.db, house.organisation.id, 'equality-monitoring', id)
    const actions = []
    for (const action of linked) actions.push(await findAction(house.db, house.organisation.id, action))
    return { target: found, standing: standingOf(found, figures), history: historyOf(found, figures), newest: figures.toSorted((one, other) => Temporal.PlainDate.compare(other.on, one.on))[0] ?? null, actions: actions.filter((each) => each !== null) }
  },
  access: (person) => mayReadBoardFigures(person),
  view({ target, standing, history, newest, actions }, { person }) {
    const keeps = mayKeepTargets(person)
    const at = { target: target.id }
    return {
      title: target.title, crumbs: crumbsToTargets, wide: true, guide: 'targets',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${target.title}</h1><p class="dr-head__lead">${wantsInWords(target)}.</p></div>
          ${keeps && target.endedOn === null && html`<div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.editTarget.to(at)}">Change this target</a><a class="govuk-link" href="${paths.endTarget.to(at)}">End it</a></div>`}</div>
        ${target.endedOn !== null && html`<div class="dr-note"><p class="dr-note__heading">This target ended on ${dayInWords(target.endedOn)}</p><p>${target.endedBecause}</p></div>`}
        <div class="dr-telling"><div class="dr-telling__words">
          <p>${stateTag(standing)}</p>
          <p class="dr-told__sentence">${standing.sentence}</p>
          ${standing.certainty !== '' && html`<p class="govuk-body">${standing.certainty}</p>`}
          ${standing.on !== null && html`<p class="dr-dated govuk-!-margin-bottom-6">Figures of ${dayInWords(standing.on)}${newest && html`, from <a class="govuk-link" href="${paths.basis.to({ release: newest.release })}">${newest.title}</a>`}.</p>`}
        </div><div class="dr-telling__picture">${picture(target, standing)}</div></div>
        ${history.length > 1 && html`<section class="dr-section" aria-labelledby="over-time"><h2 class="govuk-heading-m" id="over-time">Over time</h2>
          ${smallTrends({ id: 'target-history', title: `${target.group.label}: share of those who answered, release by release`, series: [{ label: target.group.label, points: history.map(({ on, share }) => ({ on, label: dayInWords(on), value: share })) }], ...(asValue(standing.goal) === null ? {} : { level: { label: 'what is wanted', value: standing.goal } }) })}
          <p class="dr-chart__note">A share can move because people joined, left, or told us for the first time.</p></section>`}
        <section class="dr-section" aria-labelledby="actions"><h2 class="govuk-heading-m" id="actions">What is done for it</h2>
          ${actions.length === 0 ? html`<p class="govuk-body">No action of the plan is linked with this target yet.</p>`
            : html`<ul class="dr-tasks">${actions.map((action) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${actionPlanPaths.action.to({ action: action.id })}">${action.reference !== '' && html`<span class="dr-ref">${action.reference}</span> `}${action.words}</a><span class="dr-under">${action.lead.name ?? 'No lead'}</span></div></li>`)}</ul>`}
          ${keeps && target.endedOn === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.actionForTarget.to(at)}">Link an action, or add one</a></p>`}</section>
        <section class="dr-section" aria-labelledby="about"><h2 class="govuk-heading-m" id="about">About this target</h2>
        ${facts([
          ['Question', html`<a class="govuk-link" href="${paths.profileQuestion.to({ question: fieldInAddress(target.question) })}">${fieldName(target.question)}</a>`], ['Group', target.group.label], ['Part of the workforce', target.part?.label ?? 'Everybody'],
          ['Kind', kindsOfTarget.find(({ kind }) => kind === target.wants.kind)?.name ?? ''], ['Counted from', target.baselineOn === null ? 'No day set' : dayInWords(target.baselineOn)], ['By', target.dueOn === null ? 'No day set' : dayInWords(target.dueOn)],
          target.why !== '' && ['Why', target.why], ['Set by', `${target.byName}, ${dayInWords(dayInLondon(target.madeAt))}`],
        ])}</section>`,
    }
  },
})

/** The share with its range, the target and the population as lines on one scale. */
function picture(target: Target, standing: Standing): Html {
  const marks = asValue(standing.goal) === null ? [] : [{ kind: 'target' as const, label: target.wants.kind === 'maintain or improve' ? 'Where it began' : 'What is wanted', value: standing.goal }]
  return shareChart({ id: 'target-now', title: 'Share of those who answered', rows: [{ label: target.group.label, ...(target.part === null ? {} : { under: target.part.label }), value: standing.share, low: standing.low, high: standing.high, marks }] })
}
