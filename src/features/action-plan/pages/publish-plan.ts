import { dayInWords } from '#duty/dates.ts'
import type { Json } from '#database/canonical.ts'
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import { html, type Html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { findNewest, listNewest, moveHead, publish, withdraw, type Edition } from '#features/publication/index.ts'
import { always, choice, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepPlan, mayPublishPlan } from '../access.ts'
import { listActionsOfStrategy, listPublicProgress } from '../action-store.ts'
import { paths } from '../paths.ts'
import { objectiveTitle } from '../plan.ts'
import { findStrategy, listObjectives, listThemes } from '../plan-store.ts'
import { figure, things } from './parts.ts'
import { planContent, progressOf, promiseOf, room, type PublicAction, type PublicPlan } from './publishing.ts'

/** What the public sees and what has changed since: a publisher looks at the differences and approves them by name. */
export const publishPlan = form({
  path: paths.publishPlan,
  async load({ strategy: id }, { db, organisation }) {
    const strategy = await findStrategy(db, organisation.id, id)
    if (!strategy) throw new NotFound(`plan ${id}`)
    const [themes, objectives, actions, editions, plan] = await Promise.all([
      listThemes(db, organisation.id, id), listObjectives(db, organisation.id, id), listActionsOfStrategy(db, organisation.id, id), listNewest(db, organisation.id, room), findNewest(db, organisation.id, paths.publicPlan.to({ strategy: id })),
    ])
    const titles = new Map(objectives.map((each) => [each.id, objectiveTitle(each)]))
    const open = actions.filter((each) => !each.isPrivate)
    const byAddress = new Map(editions.map((each) => [each.address, each]))
    const happened = await listPublicProgress(db, organisation.id, open.map((each) => each.id))
    const changes = open.flatMap((action) => {
      const edition = byAddress.get(paths.publicAction.to({ action: action.id })) ?? null
      const after: PublicAction = { promise: promiseOf(action, titles.get(action.objective) ?? ''), progress: progressOf(action, happened.get(action.id) ?? []) }
      const before = edition === null ? null : edition.content as unknown as PublicAction
      return before !== null && sameJson(before, after) ? [] : [{ action, after, before }]
    })
    const gone = editions.filter((each) => each.address.startsWith('/plan/action/') && (each.content as unknown as PublicAction).promise.strategy === id && !open.some((action) => paths.publicAction.to({ action: action.id }) === each.address))
    const content = planContent(strategy, themes, objectives, actions)
    const planChanged = plan === null || plan.withdrawn || !sameJson(plan.content, content)
    return { strategy, open, titles, changes, gone, content, plan: plan?.withdrawn ? null : plan, planChanged }
  },
  access: (person) => mayPublishPlan(person) || mayKeepPlan(person),
  // Taking down is always chosen, never the default of a page on which somebody else has just published.
  fields: ({ plan }) => ({
    decision: plan === null ? always<'publish' | 'withdraw'>('publish') : choice({ from: ['publish', 'withdraw'], missing: 'Select what to do' }),
    note: optional(text({ missing: '', max: 500, subject: 'The note' })),
  }),
  starting: ({ changes, gone, planChanged }) => ({ decision: changes.length + gone.length > 0 || planChanged ? 'publish' : '' }),
  view({ strategy, changes, gone, plan, planChanged }, answers, { person }) {
    const ask = questions(answers)
    const waiting = changes.length + gone.length + (planChanged ? 1 : 0)
    return {
      title: `Publication of ${strategy.title}`, crumbs: [{ text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) }], guide: 'publish-the-plan',
      main: html`<h1 class="govuk-heading-l">Publication</h1>
        <p class="govuk-body-l">${plan === null ? 'This plan is not public.' : html`This plan is public, as version ${String(plan.version)} of ${dayInWords(plan.publishedAt.toZonedDateTimeISO('Europe/London').toPlainDate())}. <a class="govuk-link" href="${paths.publicPlan.to({ strategy: strategy.id })}">See it</a>`}</p>
        <p class="govuk-body">${strategy.notesPublishAtOnce ? 'Leads’ progress notes are published as they are written. Everything else waits here for a publisher.' : 'Everything, progress notes included, waits here for a publisher.'} Actions and notes marked private are never published.</p>
        ${waiting === 0 ? html`<p class="govuk-body">Nothing is waiting. The public page says what the plan says.</p>` : html`
          <dl class="dr-figures">${figure(changes.filter((each) => each.before === null).length, 'new actions')}${figure(changes.filter((each) => each.before !== null).length, 'changed actions')}${figure(gone.length, 'actions to take down')}</dl>
          ${planChanged && plan !== null && html`<p class="govuk-body">The plan’s own words, its objectives or the order of its actions have changed.</p>`}
          ${changes.filter((each) => each.before !== null).slice(0, 100).map(({ after, before }) => html`<div class="dr-card"><h2 class="govuk-heading-s">${after.promise.reference !== '' && html`${after.promise.reference} `}${after.promise.words}</h2>${before && differencesOf(before, after)}</div>`)}
          ${changes.some((each) => each.before === null) && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The new actions</span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet">${changes.filter((each) => each.before === null).map(({ after: { promise } }) => html`<li>${promise.reference !== '' && html`${promise.reference} `}${promise.words}${promise.lead !== null && html` – ${promise.lead}`}</li>`)}</ul></div></details>`}
          ${gone.length > 0 && html`<p class="govuk-body">To be taken down: ${gone.map((each) => each.title).join('; ')}</p>`}`}
        ${mayPublishPlan(person) && waiting === 0 && plan !== null && html`<details class="govuk-details"${(answers.problems.note ?? answers.problems.decision) !== undefined && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Take the plan down</span></summary><div class="govuk-details__text">
          <p class="govuk-body">Its pages go on saying that something was here, and why it is not.</p>${ask.form('Take the whole plan down', html`${ask.oneOf('decision', 'Are you sure?', [{ value: 'withdraw', text: 'Yes, take the whole plan down' }])}${ask.line('note', 'Why? Readers will see this')}`, { warning: true })}</div></details>`}
        ${mayPublishPlan(person) ? waiting > 0 && ask.form(plan === null ? 'Approve and publish' : 'Save', html`
            ${plan === null ? html`<p class="govuk-body">Your name stands with what you publish.</p>`
              : ask.oneOf('decision', 'What should happen?', [{ value: 'publish', text: `Publish what is waiting (${things(waiting)})`, hint: 'Your name stands with it' }, { value: 'withdraw', text: 'Take the whole plan down', hint: 'Its pages go on saying that something was here' }])}
            ${ask.line('note', plan === null ? 'A note for readers (optional)' : 'A note for readers: what changed, or why (optional)')}`)
          : html`<p class="govuk-body">A publisher approves what becomes public.</p>`}`,
    }
  },
  async submit({ decision, note }, { strategy, open, titles, changes, gone, content, plan, planChanged }, house) {
    const { db, organisation, person, now, today } = house
    if (!mayPublishPlan(person)) return { problems: { decision: 'A publisher approves what becomes public' } }
    const by = { by: 'person', id: person.id, name: person.name } as const
    if (decision === 'withdraw') {
      if (note === null) return { problems: { note: 'Enter why the plan is taken down. Readers will see it' } }
      if (plan === null) return { problems: { decision: 'This plan is not public' } }
      await withdraw(db, organisation.id, paths.publicPlan.to({ strategy: strategy.id }), by, note, now)
      for (const action of open) await withdraw(db, organisation.id, paths.publicAction.to({ action: action.id }), by, note, now)
      await moveHead(db, organisation.id)
      await askForCheckpoint(db, organisation.id)
      return { goTo: paths.publishPlan.to({ strategy: strategy.id }), said: 'The plan was taken down.', entry: { did: 'action-plan.plan-withdrawn', on: { room: 'action-plan', id: strategy.id }, detail: { note } } }
    }
    if (changes.length === 0 && gone.length === 0 && !planChanged) return { problems: { decision: 'Nothing is waiting to be published' } }
    const published: Edition[] = []
    for (const [index, { action, after }] of changes.entries()) {
      const edition = await publish(db, organisation.id, {
        room, thingId: action.id, address: paths.publicAction.to({ action: action.id }), title: action.words.slice(0, 300), letOut: by, note: note ?? '', place: index + 2,
        content: after as unknown as Json,
      }, now)
      if (edition) published.push(edition)
    }
    for (const each of gone) await withdraw(db, organisation.id, each.address, by, note ?? 'This action is no longer part of the public plan.', now)
    const whole = await publish(db, organisation.id, { room, thingId: strategy.id, address: paths.publicPlan.to({ strategy: strategy.id }), title: strategy.title, content: content as unknown as Json, letOut: by, note: note ?? '', place: 1 }, now)
    if (whole) published.unshift(whole)
    await moveHead(db, organisation.id)
    // A sign-off: the ledger is signed with it, and a copy kept where the database cannot reach.
    await askForCheckpoint(db, organisation.id)
    // The first edition sets the objectives, and so does one with others: their four years begin with it. Another word in one of them begins nothing.
    const deeds = whole === null ? [] : [
      ...await recordDeed(db, organisation.id, { kind: 'plan published', room, thing: { kind: 'plan', id: strategy.id }, on: today, title: strategy.title, href: paths.publicPlan.to({ strategy: strategy.id }), public: true, occasion: `version ${whole.version}` }, now),
      ...(content.objectives.length > 0 && (plan === null || idsOf(plan.content as unknown as PublicPlan) !== idsOf(content)) ? await recordDeed(db, organisation.id, { kind: 'objectives published', room, thing: { kind: 'plan', id: strategy.id }, on: today, title: `Objectives of ${strategy.title}`, href: paths.publicPlan.to({ strategy: strategy.id }), public: true, occasion: `version ${whole.version}` }, now) : []),
    ]
    return {
      goTo: paths.publishPlan.to({ strategy: strategy.id }), said: `${published.length === 1 ? '1 page was' : `${published.length} pages were`} published under your name.`,
      entry: [{ did: 'action-plan.plan-published', on: { room: 'action-plan', id: strategy.id, ...(whole ? { version: whole.version } : {}) }, after: { editions: published.map((each) => ({ address: each.address, version: each.version, sha256: each.sha256 })), withdrawn: gone.map((each) => each.address), titles: titles.size } }, ...deeds],
    }
  },
})

const sameJson = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b)

/** The same value gives the same text whatever order its names were kept in; what is undefined is not there. */
function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join()}]`
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => a < b ? -1 : 1).map(([name, each]) => `${name}:${ordered(each)}`).join()}}`
  return JSON.stringify(value) ?? 'null'
}

function differencesOf({ promise: before, progress: wasDone }: PublicAction, { promise: after, progress: isDone }: PublicAction): Html {
  const told = (notes: PublicAction['progress']['notes']): string => notes.map(({ words }) => words['account'] ?? words['because'] ?? '').filter((each) => each !== '').join(' · ')
  const rows: readonly (readonly [string, string, string])[] = [
    ['What will be done', before.words, after.words], ['Lead', before.lead ?? 'nobody', after.lead ?? 'nobody'], ['With', before.with.join(', '), after.with.join(', ')], ['Deadline', before.deadlineUnderstood, after.deadlineUnderstood],
    ['Next due', before.dueOn ?? 'no date', after.dueOn ?? 'no date'], ['Success', before.measures.map((each) => each.words).join('; '), after.measures.map((each) => each.words).join('; ')], ['Objective', before.objectiveTitle, after.objectiveTitle],
    ['Outcome', before.closed ? `${before.closed.as}: ${before.closed.because}` : 'open', after.closed ? `${after.closed.as}: ${after.closed.because}` : 'open'],
    ['How it is going', wasDone.own ?? 'not said', isDone.own ?? 'not said'], ['How much is done', percent(wasDone), percent(isDone)],
    ['What happened', told(wasDone.notes.filter((note) => !isDone.notes.some((each) => sameJson(each, note)))), told(isDone.notes.filter((note) => !wasDone.notes.some((each) => sameJson(each, note))))],
  ]
  return html`<dl class="govuk-summary-list">${rows.filter(([, was, is]) => was !== is).map(([name, was, is]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value"><span class="dr-change"><del>${was === '' ? 'nothing' : was}</del> <ins>${is === '' ? 'nothing' : is}</ins></span></dd></div>`)}</dl>`
}

const percent = ({ percentDone }: PublicAction['progress']): string => percentDone === null ? 'not said' : `${percentDone}%`

const idsOf = ({ objectives }: Pick<PublicPlan, 'objectives'>): string => objectives.map((each) => each.id).sort().join()
