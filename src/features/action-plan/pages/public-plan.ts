/** What residents see: the promises as they were published, and what became of them. Every page is made from editions alone. */
import { dayInWords } from '#duty/dates.ts'
import { writeCsv } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import { publicIndicatorsOf } from '#features/indicators/index.ts'
import { findNewest, letOutWords, listNewest, listRecent, listVersions, type Edition } from '#features/publication/index.ts'
import type { FrontPagePart, OpenDataOffer } from '#web/offers.ts'
import { publicPage, type Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { ratings, type Rating } from '../action.ts'
import { paths } from '../paths.ts'
import { objectiveTitle, yearsInWords } from '../plan.ts'
import { classOf, figure, lines, summaryRows, things, wordsOf } from './parts.ts'
import { standingPicture } from './picture.ts'
import { publicRating, room, type PublicAction, type PublicPlan } from './publishing.ts'

const day = (text: string): string => dayInWords(Temporal.PlainDate.from(text))
const publishedDay = (edition: Edition): string => dayInWords(edition.publishedAt.toZonedDateTimeISO('Europe/London').toPlainDate())
const tag = (rating: Rating): Html => html`<span class="dr-rating dr-rating--${classOf(rating)}">${wordsOf(rating)}</span>`

type Looked = Pick<Outside, 'db' | 'today'> & { readonly organisation: Pick<Outside['organisation'], 'id'> }
const isPlan = (edition: Edition): boolean => /^\/plan\/[0-9a-f-]{36}$/.test(edition.address)

async function planEdition({ db, organisation }: Outside, strategy: string): Promise<Edition> {
  const edition = await findNewest(db, organisation.id, paths.publicPlan.to({ strategy }))
  if (!edition) throw new NotFound('no such public plan')
  return edition
}

type ShownActions = ReadonlyMap<string, { readonly edition: Edition; readonly content: PublicAction; readonly rating: Rating }>

const editionsOf = ({ db, organisation }: Looked): Promise<readonly Edition[]> => listNewest(db, organisation.id, room)

/** The plan's actions among what the room has public, each with how it stands today. */
function actionsAmong(editions: readonly Edition[], plan: PublicPlan, today: Temporal.PlainDate): ShownActions {
  const wanted = new Set(plan.objectives.flatMap((each) => each.actions))
  return new Map(editions.filter((each) => wanted.has(each.thingId)).map((edition) => {
    const content = edition.content as unknown as PublicAction
    return [edition.thingId, { edition, content, rating: publicRating(content, today) }]
  }))
}

export const publicPlans = publicPage({
  path: paths.publicPlans,
  async load(_at, { db, organisation }) { return (await listNewest(db, organisation.id, room)).filter(isPlan) },
  show: (plans, { organisation }) => ({
    title: 'Equality plans', crumbs: [{ text: 'Home', href: '/' }], alternatives: [{ type: 'application/atom+xml', href: paths.publicFeed.to(), title: 'What changed in our plans' }],
    main: html`<div class="dr-hero"><h1 class="dr-hero__title govuk-heading-xl">Our equality plans</h1><p class="dr-hero__lead">What ${organisation.name} has promised to do for equality, and what it has done so far.</p></div>
      ${plans.length === 0 ? html`<p class="govuk-body">No plan has been published yet.</p>` : html`<ul class="dr-cards">${plans.map((each) => {
        const plan = each.content as unknown as PublicPlan
        const count = plan.objectives.reduce((sum, objective) => sum + objective.actions.length, 0)
        return html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${each.address}">${plan.strategy.title}</a></h2><p class="dr-card__words">${plan.objectives.length === 1 ? '1 objective' : `${things(plan.objectives.length)} objectives`}, ${count === 1 ? '1 action' : `${things(count)} actions`}</p><p class="dr-card__foot">Published ${publishedDay(each)}</p></li>`
      })}</ul>`}
      <p class="govuk-body"><a class="govuk-link" href="${paths.publicFeed.to()}">Follow changes with a feed reader</a></p>`,
  }),
})

export const publicPlan = publicPage({
  path: paths.publicPlan,
  async load({ strategy }, outside) {
    const edition = await planEdition(outside, strategy)
    if (edition.withdrawn) return { edition, actions: null }
    return { edition, actions: actionsAmong(await editionsOf(outside), edition.content as unknown as PublicPlan, outside.today) }
  },
  show({ edition, actions }, { today, organisation }) {
    const crumbs = [{ text: 'Home', href: '/' }, { text: 'Equality plans', href: paths.publicPlans.to() }]
    if (actions === null) return takenDown(edition, crumbs)
    const plan = edition.content as unknown as PublicPlan
    const all = [...actions.values()]
    const latest = all.map((each) => each.content.progress.updatedOn).filter((each) => each !== null).sort().at(-1) ?? null
    const years = yearsInWords({ from: plan.strategy.from === null ? null : Temporal.PlainDate.from(plan.strategy.from), to: plan.strategy.to === null ? null : Temporal.PlainDate.from(plan.strategy.to) })
    const count = (rating: Rating): number => all.filter((each) => each.rating === rating).length
    return {
      title: plan.strategy.title, crumbs, alternatives: [{ type: 'text/csv', href: paths.publicCsv.to({ strategy: plan.strategy.id }), title: 'The actions as CSV' }, { type: 'application/json', href: paths.publicJson.to({ strategy: plan.strategy.id }), title: 'The plan as JSON' }],
      main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}${years !== '' && html`, ${years}`}</p><h1 class="dr-hero__title govuk-heading-xl">${plan.strategy.title}</h1>
          ${plan.strategy.vision !== '' && html`<p class="dr-hero__lead">${plan.strategy.vision}</p>`}
          ${plan.strategy.aims.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${plan.strategy.aims.map((each) => html`<li>${each}</li>`)}</ul>`}
          <dl class="dr-figures">${figure(all.length, all.length === 1 ? 'promise' : 'promises')}${figure(count('achieved'), 'achieved', { state: 'done' })}${figure(count('on track'), 'on track', { state: 'on-track' })}${count('at risk') > 0 && figure(count('at risk'), 'at risk', { state: 'at-risk' })}${figure(count('overdue'), 'overdue', count('overdue') > 0 ? { state: 'late' } : {})}${count('not started') > 0 && figure(count('not started'), 'not started')}</dl>
          <p class="dr-dated">As it stands on ${dayInWords(today)}. ${latest === null ? 'No progress has been recorded yet.' : `Latest progress: ${day(latest)}.`}</p></div>
        ${all.length > 0 && standingPicture(new Map(ratings.map((rating) => [rating, count(rating)])), 'How our promises stand')}
        ${plan.objectives.filter((each) => each.actions.length > 0).map((objective) => html`<section class="dr-group" aria-labelledby="o-${objective.id}">
          ${themeOf(plan, objective.theme)}
          <h2 class="dr-group__heading govuk-heading-l" id="o-${objective.id}"><a class="govuk-link" href="${paths.publicObjective.to({ objective: objective.id })}?plan=${plan.strategy.id}">${objectiveTitle(objective)}</a></h2>
          ${objective.thisMeans !== '' && html`<p class="dr-group__words">${objective.thisMeans}</p>`}
          ${promises(objective.actions, actions)}</section>`)}
        ${below(edition, plan.strategy.id)}`,
    }
  },
})

function themeOf(plan: PublicPlan, theme: string | null): Html | false {
  const found = plan.themes.find((each) => each.id === theme)
  return found !== undefined && html`<p class="dr-group__over">${found.title}</p>`
}

function promises(ids: readonly string[], actions: ShownActions): Html {
  const shown = ids.flatMap((id) => actions.get(id) ?? [])
  const groups = [...new Set(shown.map((each) => each.content.promise.group))]
  return html`${groups.map((group) => html`${group !== '' && html`<h3 class="govuk-heading-s">${group}</h3>`}${shown.filter((each) => each.content.promise.group === group).map(({ content: { promise, progress }, rating }) => html`<article class="dr-promise">
    <p class="dr-promise__words"><a class="govuk-link" href="${paths.publicAction.to({ action: promise.id })}">${promise.reference !== '' && html`${promise.reference} `}${promise.words}</a></p>
    <p class="govuk-body-s govuk-!-margin-bottom-1">${tag(rating)} ${promise.dueOn !== null ? html`<span class="dr-dated">Due ${day(promise.dueOn)}</span>` : promise.deadlineWritten !== null && html`<span class="dr-dated">${promise.deadlineWritten}</span>`}${promise.lead !== null && html` · ${promise.lead}`}</p>
    ${progress.notes[0]?.words['account'] !== undefined && html`<p class="dr-promise__now">${progress.notes[0].words['account']}</p>`}</article>`)}`)}`
}

function below(edition: Edition, strategy: string): Html {
  return html`<h2 class="govuk-heading-m">Data and versions</h2>
    <ul class="govuk-list"><li><a class="govuk-link" href="${paths.publicCsv.to({ strategy })}">All actions as CSV</a></li><li><a class="govuk-link" href="${paths.publicJson.to({ strategy })}">The whole plan as JSON</a></li>
      <li><a class="govuk-link" href="${paths.publicColumns.to({ strategy })}">What the columns mean</a></li><li><a class="govuk-link" href="${paths.publicFeed.to()}">Feed of changes</a></li></ul>
    ${versionLine(edition)}`
}

function versionLine(edition: Edition): Html {
  return html`<p class="govuk-body-s dr-dated">Version ${String(edition.version)}, published ${publishedDay(edition)}. ${letOutWords(edition.letOut)}.${edition.note !== '' && html` ${edition.note}`}</p>`
}

function takenDown(edition: Edition, crumbs: readonly { readonly text: string; readonly href: string }[]) {
  return { title: edition.title, crumbs, main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body-l">This page was taken down on ${publishedDay(edition)}.</p><p class="govuk-body">${edition.note}</p>` }
}

export const publicObjective = publicPage({
  path: paths.publicObjective,
  async load({ objective: id }, outside) {
    const editions = await editionsOf(outside)
    for (const edition of editions.filter(isPlan)) {
      const plan = edition.content as unknown as PublicPlan
      const objective = plan.objectives.find((each) => each.id === id)
      if (objective) return { edition, plan, objective, actions: actionsAmong(editions, plan, outside.today), figures: await publicIndicatorsOf(outside.db, outside.organisation.id, room, id) }
    }
    throw new NotFound('no such public objective')
  },
  show: ({ edition, plan, objective, actions, figures }) => ({
    title: objective.code === '' ? objective.words : objective.code, crumbs: [{ text: 'Home', href: '/' }, { text: 'Equality plans', href: paths.publicPlans.to() }, { text: plan.strategy.title, href: edition.address }],
    main: html`${objective.code !== '' && html`<p class="govuk-caption-xl">${objective.code}</p>`}<h1 class="govuk-heading-xl">${objective.words}</h1>
      ${objective.thisMeans !== '' && html`<p class="govuk-body-l">${objective.thisMeans}</p>`}
      ${summaryRows([['Lead member', objective.leadMember], ['How we will know', objective.measure], ['Where we want to be', objective.target], ['Aims of the equality duty', objective.aims.join(', ')], ['About', objective.characteristics.join(', ')]])}
      ${figures !== null && html`<h2 class="govuk-heading-l">What the figures say</h2>${figures}`}
      <h2 class="govuk-heading-l">What we promised</h2>${promises(objective.actions, actions)}${versionLine(edition)}`,
  }),
})

export const publicAction = publicPage({
  path: paths.publicAction,
  async load({ action: id }, outside) {
    const { db, organisation } = outside
    const edition = await findNewest(db, organisation.id, paths.publicAction.to({ action: id }))
    if (!edition) throw new NotFound('no such public action')
    const versions = await listVersions(db, organisation.id, edition.address)
    const strategy = edition.withdrawn ? null : (edition.content as unknown as PublicAction).promise.strategy
    const plan = strategy === null ? null : await findNewest(db, organisation.id, paths.publicPlan.to({ strategy }))
    return { edition, versions, plan: plan?.withdrawn ? null : plan }
  },
  show({ edition, versions, plan }, { today }) {
    const crumbs = [{ text: 'Home', href: '/' }, { text: 'Equality plans', href: paths.publicPlans.to() }, ...(plan ? [{ text: plan.title, href: plan.address }] : [])]
    if (edition.withdrawn) return takenDown(edition, crumbs)
    const content = edition.content as unknown as PublicAction
    const { promise, progress } = content
    return {
      title: promise.reference === '' ? promise.words.slice(0, 80) : `Action ${promise.reference}`, crumbs,
      main: html`<p class="govuk-caption-l">${promise.objectiveTitle}${promise.group !== '' && html` · ${promise.group}`}</p><h1 class="govuk-heading-l">${promise.reference !== '' && html`${promise.reference} `}${promise.words}</h1>
        <p class="govuk-body dr-head__state">${tag(publicRating(content, today))}</p>
        <div class="dr-beside dr-beside--even"><div class="dr-beside__main"><h2 class="govuk-heading-m">What has happened</h2>
          ${progress.notes.length === 0 ? html`<p class="govuk-body">No progress has been recorded yet.</p>` : html`<ol class="dr-timeline">${progress.notes.map((note) => html`<li class="dr-event${note.kind === 'closed' ? ' dr-event--done' : note.kind === 'date moved' ? ' dr-event--at-risk' : ' dr-event--on-track'}"><div class="dr-event__head"><h3 class="dr-event__title">${noteTitle(note)}</h3><p class="dr-event__when">${day(note.on)}</p></div><div class="dr-event__words">${noteWords(note)}</div></li>`)}</ol>`}
        </div><div><h2 class="govuk-heading-m">What was promised</h2>
          ${summaryRows([
            ['Lead', promise.lead], ['With', promise.with.length > 0 && html`<ul class="govuk-list">${promise.with.map((each) => html`<li>${each}</li>`)}</ul>`],
            ['Deadline', promise.deadlineWritten !== null && html`<span class="dr-written">${promise.deadlineWritten}</span><br>${promise.deadlineUnderstood}`], ['Next due', promise.dueOn === null ? '' : day(promise.dueOn)],
            ['How success is shown', promise.measures.length > 0 && html`${promise.measures.map((each) => lines(each.words))}`], ['About', promise.characteristics.join(', ')], ['Aims of the equality duty', promise.aims.join(', ')],
            [promise.closed?.as === 'achieved' ? 'What is different' : 'Why', promise.closed !== null && lines(promise.closed.because)],
          ])}</div></div>
        ${versionLine(edition)}
        ${versions.length > 1 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Earlier versions of this page</span></summary><div class="govuk-details__text"><ul class="govuk-list">${versions.map((each) => html`<li>Version ${String(each.version)}, ${publishedDay(each)}. ${letOutWords(each.letOut)}.${each.note !== '' && html` ${each.note}`}</li>`)}</ul></div></details>`}`,
    }
  },
})

function noteTitle(note: PublicAction['progress']['notes'][number]): string {
  return { progress: 'Progress', 'date moved': 'Date moved', closed: `Closed: ${note.words['as'] ?? ''}`, 'opened again': 'Opened again', 'instance done': 'Done on time or late' }[note.kind] ?? 'Note'
}

function noteWords({ kind, words }: PublicAction['progress']['notes'][number]): Html {
  const line = (name: string): Html | false => words[name] !== undefined && words[name] !== '' && lines(words[name])
  if (kind === 'date moved') return html`<p class="govuk-body"><span class="dr-change"><del>${words['from']}</del> <ins>${words['to']}</ins></span></p>${line('because')}`
  return html`${line('account')}${words['next'] !== undefined && words['next'] !== '' && html`<p class="govuk-body"><strong>Next:</strong> ${words['next']}</p>`}${line('because')}${line('what')}`
}

/** The columns of the data, in order, with what each means: the page, the CSV and the JSON all come from here. */
const columns: readonly { readonly name: string; readonly means: string; of(each: { readonly content: PublicAction; readonly rating: Rating; readonly edition: Edition }, origin: string): string }[] = [
  { name: 'id', means: 'The action’s own identifier. It never changes.', of: ({ content }) => content.promise.id },
  { name: 'reference', means: 'Its number in the plan, as written. May be empty.', of: ({ content }) => content.promise.reference },
  { name: 'objective', means: 'The objective that it serves, with its code.', of: ({ content }) => content.promise.objectiveTitle },
  { name: 'group', means: 'The heading within the objective. May be empty.', of: ({ content }) => content.promise.group },
  { name: 'action', means: 'What was promised.', of: ({ content }) => content.promise.words },
  { name: 'lead', means: 'Who answers for it: a post, team or body. May be empty.', of: ({ content }) => content.promise.lead ?? '' },
  { name: 'deadline_as_written', means: 'The deadline in the plan’s own words.', of: ({ content }) => content.promise.deadlineWritten ?? '' },
  { name: 'deadline_as_understood', means: 'What those words are taken to mean.', of: ({ content }) => content.promise.deadlineUnderstood },
  { name: 'next_due', means: 'The next day on which something is owed, as year-month-day. Empty where no day is known.', of: ({ content }) => content.promise.dueOn ?? '' },
  { name: 'success_measures', means: 'How success is to be shown; several are divided by a semicolon.', of: ({ content }) => content.promise.measures.map((each) => each.words).join('; ') },
  { name: 'how_it_stands', means: `Computed on the day of the download from the dates and the latest progress: ${ratings.join(', ')}.`, of: ({ rating }) => rating },
  { name: 'latest_progress', means: 'The latest progress note. May be empty.', of: ({ content }) => content.progress.notes.find((each) => each.kind === 'progress')?.words['account'] ?? '' },
  { name: 'latest_progress_on', means: 'The day of that note, as year-month-day.', of: ({ content }) => content.progress.updatedOn ?? '' },
  { name: 'version', means: 'The version of the public page that the row is from.', of: ({ edition }) => String(edition.version) },
  { name: 'address', means: 'The public page.', of: ({ edition }, origin) => `${origin}${edition.address}` },
]

export const publicCsv = publicPage({
  path: paths.publicCsv,
  async load({ strategy }, outside) { return loadData(strategy, outside) },
  show: ({ edition, rows }, { origin, today }) => ({
    fileName: `${edition.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${today.toString()}.csv`, type: 'text/csv; charset=utf-8',
    bytes: writeCsv({ title: edition.title, headings: columns.map((each) => ({ text: each.name })), rows: rows.map((row) => columns.map((column) => column.of(row, origin))) }),
  }),
})

export const publicJson = publicPage({
  path: paths.publicJson,
  async load({ strategy }, outside) { return loadData(strategy, outside) },
  show: ({ edition, plan, rows }, { origin, today, organisation }) => ({
    fileName: '', type: 'application/json; charset=utf-8',
    bytes: JSON.stringify({
      publisher: organisation.name, title: plan.strategy.title, from: plan.strategy.from, to: plan.strategy.to, asOf: today.toString(), version: edition.version, publishedAt: edition.publishedAt.toString(), sha256: edition.sha256,
      licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', columns: columns.map(({ name, means }) => ({ name, means })),
      objectives: plan.objectives.map(({ actions: _actions, theme: _theme, ...objective }) => objective), actions: rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, column.of(row, origin)]))),
    }, null, 1),
  }),
})

export const publicColumns = publicPage({
  path: paths.publicColumns,
  load: ({ strategy }, outside) => planEdition(outside, strategy),
  show: (edition) => ({
    title: 'What the columns mean', crumbs: [{ text: 'Home', href: '/' }, { text: 'Equality plans', href: paths.publicPlans.to() }, { text: edition.title, href: edition.address }],
    main: html`<h1 class="govuk-heading-l">What the columns mean</h1><p class="govuk-body">The CSV file and the JSON file of ${edition.title} have the same columns. You may use them under the Open Government Licence version 3.0.</p>
      ${summaryRows(columns.map((each) => [each.name, each.means]))}`,
  }),
})

async function loadData(strategy: string, outside: Outside) {
  const edition = await planEdition(outside, strategy)
  if (edition.withdrawn) throw new NotFound('the plan was taken down')
  const plan = edition.content as unknown as PublicPlan
  const actions = actionsAmong(await editionsOf(outside), plan, outside.today)
  return { edition, plan, rows: plan.objectives.flatMap((each) => each.actions).flatMap((id) => actions.get(id) ?? []) }
}

export const publicFeed = publicPage({
  path: paths.publicFeed,
  load: async (_at, { db, organisation }) => (await listRecent(db, organisation.id, 60)).filter((each) => each.room === room),
  show: (editions, { origin, organisation }) => ({ fileName: '', type: 'application/atom+xml; charset=utf-8', bytes: feed(editions, origin, organisation.name) }),
})

function feed(editions: readonly Edition[], origin: string, publisher: string): string {
  const xml = (text: string): string => text.replaceAll(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each]!).replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
  <title>${xml(publisher)}: equality plans</title>
  <id>${xml(origin)}/plan</id>
  <link rel="self" href="${xml(origin)}${paths.publicFeed.to()}"/>
  <link href="${xml(origin)}${paths.publicPlans.to()}"/>
  <updated>${editions[0]?.publishedAt.toString() ?? '1970-01-01T00:00:00Z'}</updated>
  <author><name>${xml(publisher)}</name></author>
${editions.map((each) => `  <entry><title>${xml(each.title)}</title><id>${xml(origin)}${each.address}?version=${each.version}</id><link href="${xml(origin)}${each.address}"/><updated>${each.publishedAt.toString()}</updated><summary>${xml(each.withdrawn ? `Taken down. ${each.note}` : each.note === '' ? `Version ${each.version} was published.` : each.note)}</summary></entry>`).join('\n')}
</feed>
`
}

/** Our objectives and how we are doing: the newest plan, each objective with how its promises stand today. */
export const onFrontPage: FrontPagePart = {
  name: 'action-plan.objectives', part: 'how we are doing',
  async make(db, organisation, today) {
    const editions = await listNewest(db, organisation, room)
    const plans = editions.filter(isPlan)
    const edition = plans.toSorted((a, b) => Temporal.Instant.compare(b.publishedAt, a.publishedAt))[0]
    if (!edition) return null
    const plan = edition.content as unknown as PublicPlan
    const actions = actionsAmong(editions, plan, today)
    const all = [...actions.values()]
    const count = (of: readonly { readonly rating: Rating }[], rating: Rating): number => of.filter((each) => each.rating === rating).length
    const shown = [['achieved', 'done'], ['on track', 'on-track'], ['at risk', 'at-risk'], ['overdue', 'late'], ['not started', undefined]] as const
    return {
      title: plan.strategy.title, href: plans.length === 1 ? edition.address : paths.publicPlans.to(), words: plan.strategy.vision,
      figures: [{ value: things(all.length), label: all.length === 1 ? 'promise' : 'promises' }, ...shown.filter(([rating]) => count(all, rating) > 0).map(([rating, state]) => ({ value: things(count(all, rating)), label: rating, ...(state === undefined ? {} : { state }) }))],
      lines: plan.objectives.filter((each) => each.actions.length > 0).map((objective) => {
        const own = objective.actions.flatMap((id) => actions.get(id) ?? [])
        const said = shown.filter(([rating]) => count(own, rating) > 0).map(([rating]) => `${things(count(own, rating))} ${rating}`)
        return { text: objective.words, href: paths.publicObjective.to({ objective: objective.id }), note: `${own.length === 1 ? 'One promise' : `${things(own.length)} promises`}${said.length > 0 ? `: ${said.join(', ')}` : ''}` }
      }),
      more: plans.length === 1 ? 'See the whole plan' : 'See all plans',
    }
  },
}

export const openPlans: OpenDataOffer = {
  name: 'action-plan.actions',
  async list(db, organisation, today) {
    const editions = await listNewest(db, organisation, room)
    return editions.filter(isPlan).map((edition) => {
      const plan = edition.content as unknown as PublicPlan
      return {
        name: `plan-${plan.strategy.id}`, title: edition.title, description: 'Every public action of the plan, with its lead, its deadline and how it stands.', href: edition.address, version: String(edition.version), publishedAt: edition.publishedAt,
        async tables() {
          const actions = actionsAmong(editions, plan, today)
          const rows = plan.objectives.flatMap((each) => each.actions).flatMap((id) => actions.get(id) ?? [])
          return [{
            name: 'actions', title: `Actions of ${edition.title}`, description: 'One row is one action of the plan.', source: edition.title, key: ['id'],
            columns: columns.map(({ name, means }) => ({ name, title: name.replaceAll('_', ' '), means, kind: /^(next_due|latest_progress_on)$/.test(name) ? 'day' as const : name === 'version' ? 'whole number' as const : 'text' as const, ...(name === 'id' ? { required: true } : {}) })),
            rows: rows.map((row) => columns.map((column) => column.of(row, ''))),
          }]
        },
      }
    })
  },
}
