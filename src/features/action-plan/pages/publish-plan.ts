import type { Entry } from '#database/ledger.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { asJson, findOpenDraft, isSame, isWhatWasHandedIn, listNewest, onItsWay, propose, saysTheSame, takeDownLink, type Draft } from '#features/publication/index.ts'
import { optional, text } from '#web/fields.ts'
import type { PieceToShow, Publishing } from '#web/offers.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepPlan, mayPublishPlan } from '../access.ts'
import { listActionsOfStrategy, listPublicProgress } from '../action-store.ts'
import { paths } from '../paths.ts'
import { objectiveTitle } from '../plan.ts'
import { findStrategy, listObjectives, listThemes } from '../plan-store.ts'
import { figure } from './parts.ts'
import { planContent, progressOf, promiseOf, room, type PublicAction, type PublicPlan } from './publishing.ts'

/** What the public sees and what has changed since: somebody hands it in, and it goes the one way to the public, by the publication desk. */
export const publishPlan = form({
  path: paths.publishPlan,
  async load({ strategy: id }, { db, organisation }) {
    const strategy = await findStrategy(db, organisation.id, id)
    if (!strategy) throw new NotFound(`plan ${id}`)
    const address = paths.publicPlan.to({ strategy: id })
    const [themes, objectives, actions, editions, waiting] = await Promise.all([listThemes(db, organisation.id, id), listObjectives(db, organisation.id, id), listActionsOfStrategy(db, organisation.id, id), listNewest(db, organisation.id, room), findOpenDraft(db, organisation.id, address)])
    const titles = new Map(objectives.map((each) => [each.id, objectiveTitle(each)]))
    const open = actions.filter((each) => !each.isPrivate)
    const byAddress = new Map(editions.map((each) => [each.address, each]))
    const plan = byAddress.get(address) ?? null
    const happened = await listPublicProgress(db, organisation.id, open.map((each) => each.id))
    const changes = open.flatMap((action, index) => {
      const at = paths.publicAction.to({ action: action.id })
      const after: PublicAction = { promise: promiseOf(action, titles.get(action.objective) ?? ''), progress: progressOf(action, happened.get(action.id) ?? []) }
      return saysTheSame(byAddress.get(at), after) ? [] : [{ address: at, thingId: action.id, title: action.words.slice(0, 300), content: asJson(after), before: byAddress.get(at)?.content ?? null, place: index + 2 }]
    })
    const addresses = new Set(open.map((each) => paths.publicAction.to({ action: each.id })))
    const gone = editions.filter((each) => each.address.startsWith('/plan/action/') && (each.content as unknown as PublicAction).promise.strategy === id && !addresses.has(each.address))
    const content = planContent(strategy, themes, objectives, actions)
    return { strategy, changes, gone, content, plan, planChanged: !saysTheSame(plan, content), waiting }
  },
  access: (person) => mayPublishPlan(person) || mayKeepPlan(person),
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  version: ({ plan, waiting }) => `${plan?.version ?? 0} ${waiting?.id ?? ''} ${waiting?.version ?? 0}`,
  view({ strategy, changes, gone, plan, planChanged, waiting, content }, answers, { person }) {
    const ask = questions(answers)
    const what = changes.length + gone.length + (planChanged ? 1 : 0)
    const moved = waiting !== null && !isWhatWaits(waiting, content, changes, gone)
    return {
      title: `Publication of ${strategy.title}`, crumbs: [{ text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) }], guide: 'publish-the-plan',
      main: html`<h1 class="govuk-heading-l">Publication</h1>
        <p class="govuk-body-l">${plan === null ? 'This plan is not public.' : html`This plan is public, as version ${String(plan.version)} of ${dayInWords(dayInLondon(plan.publishedAt))}. <a class="govuk-link" href="${paths.publicPlan.to({ strategy: strategy.id })}">See it</a>`}</p>
        <p class="govuk-body">${strategy.notesPublishAtOnce ? 'Leads’ progress notes are published as they are written. Everything else is handed in, looked through and approved by a publisher.' : 'Everything, progress notes included, is handed in, looked through and approved by a publisher.'} Actions and notes marked private are never published.</p>
        ${onItsWay(waiting, person, moved)}
        ${what === 0 ? html`<p class="govuk-body">Nothing is waiting. The public page says what the plan says.</p>` : html`<h2 class="govuk-heading-m">What has changed</h2>${changesOf({ changes, gone, planChanged: planChanged && plan !== null })}
          ${(waiting === null || moved) && ask.form(waiting === null ? 'Hand in for approval' : 'Hand it in again', ask.line('note', plan === null ? 'A note for readers (optional)' : 'A note for readers: what changed, or why'))}`}
        ${plan !== null && takeDownLink(plan.address, 'Take the whole plan down', person)}`,
    }
  },
  async submit({ note }, { strategy, changes, gone, content, plan, planChanged, waiting }, { db, organisation, person, now }) {
    if (changes.length + gone.length === 0 && !planChanged) return { problems: { note: 'Nothing has changed since it was published' } }
    if (waiting !== null && isWhatWaits(waiting, content, changes, gone)) return { problems: { note: 'This was handed in already' } }
    if (plan !== null && note === null) return { problems: { note: 'Enter what changed, or why. Readers will see it' } }
    const handed = await propose(db, organisation.id, {
      room, thingId: strategy.id, address: paths.publicPlan.to({ strategy: strategy.id }), title: strategy.title, content: asJson(content), note: note ?? '', place: 1,
      pieces: changes.map(({ before: _before, ...piece }) => piece), takesDown: gone.map(({ address, title }) => ({ address, title })),
    }, person, now)
    return { goTo: handed.href, said: 'It was handed in. Nothing is public yet.', entry: [{ did: 'action-plan.handed-in', on: { room: 'action-plan', id: strategy.id }, after: { draft: handed.draft, changed: changes.length, takesDown: gone.length } }, handed.entry] }
  },
})

type Change = Pick<PieceToShow, 'address' | 'title' | 'content' | 'before'>

/** Is what waits on the desk what the plan says now? */
function isWhatWaits(waiting: Draft, content: PublicPlan, changes: readonly Change[], gone: readonly { readonly address: string }[]): boolean {
  const waits = (change: Change): boolean => waiting.pieces.some((piece) => piece.address === change.address && isWhatWasHandedIn(piece, change.content))
  return isWhatWasHandedIn(waiting, content) && changes.length === waiting.pieces.length && changes.every(waits) && gone.length === waiting.takesDown.length && gone.every((each) => waiting.takesDown.some((other) => other.address === each.address))
}

/** New and changed actions, those that go, and for each change the old words beside the new. */
function changesOf({ changes, gone, planChanged }: { readonly changes: readonly Change[]; readonly gone: readonly { readonly title: string }[]; readonly planChanged: boolean }): Html {
  const [added, changed] = [changes.filter((each) => each.before === null), changes.flatMap((each) => each.before === null ? [] : [{ before: each.before as unknown as PublicAction, after: each.content as unknown as PublicAction }])]
  return html`<dl class="dr-figures">${figure(added.length, 'new actions')}${figure(changed.length, 'changed actions')}${figure(gone.length, 'actions to take down')}</dl>
    ${planChanged && html`<p class="govuk-body">The plan’s own words, its objectives or the order of its actions have changed.</p>`}
    ${changed.slice(0, 100).map(({ after, before }) => html`<div class="dr-card"><h2 class="govuk-heading-s">${after.promise.reference !== '' && html`${after.promise.reference} `}${after.promise.words}</h2>${differencesOf(before, after)}</div>`)}
    ${added.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The new actions</span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet">${added.map(({ content }) => {
      const { promise } = content as unknown as PublicAction
      return html`<li>${promise.reference !== '' && html`${promise.reference} `}${promise.words}${promise.lead !== null && html` – ${promise.lead}`}</li>`
    })}</ul></div></details>`}
    ${gone.length > 0 && html`<p class="govuk-body">To be taken down: ${gone.map((each) => each.title).join('; ')}</p>`}`
}

/** What the plan’s room does beside the desk: shows what changes, keeps what went out by its own rule meanwhile, and notes the day. */
export const planPublishing: Publishing = {
  room,
  async show(_db, _organisation, { pieces: [whole, ...pieces], takesDown }) {
    if (whole === undefined) return html``
    const plan = whole.content as unknown as PublicPlan
    return html`${changesOf({ changes: pieces, gone: takesDown, planChanged: whole.before !== null && !isSame(whole.before, whole.content) })}
      <h2 class="govuk-heading-m">${plan.strategy.title}</h2>${plan.strategy.vision !== '' && html`<p class="govuk-body">${plan.strategy.vision}</p>`}
      <ul class="govuk-list govuk-list--bullet">${plan.objectives.map((each) => html`<li><strong>${each.code}</strong> ${each.words}${each.thisMeans !== '' && html`<br>${each.thisMeans}`}</li>`)}</ul>`
  },
  movedOn(drafted, then, now) {
    const [promised, was, is] = [drafted as unknown as PublicAction, then as unknown as PublicAction | null, now as unknown as PublicAction]
    if (!('progress' in promised) || !('progress' in is)) return drafted
    const since = is.progress.notes.filter((each) => ![...was?.progress.notes ?? [], ...promised.progress.notes].some((note) => isSame(note, each)))
    return since.length === 0 ? drafted : asJson({ promise: promised.promise, progress: { ...is.progress, notes: [...since, ...promised.progress.notes] } })
  },
  // The first edition sets the objectives, and so does one with others: their four years begin with it. Another word in one of them begins nothing.
  async wentOut(db, organisation, { thingId, pieces, takenDown, now, today }) {
    const whole = pieces.find((each) => each.thingId === thingId)
    const entry: Entry = { did: 'action-plan.plan-published', on: { room, id: thingId, ...(whole?.version == null ? {} : { version: whole.version }) }, after: { editions: pieces.flatMap((each) => each.version === null ? [] : [{ address: each.address, version: each.version, sha256: each.sha256 ?? '' }]), withdrawn: [...takenDown] } }
    if (whole === undefined || whole.version === null) return [entry]
    const content = whole.content as unknown as PublicPlan
    const deed = { room, thing: { kind: 'plan', id: thingId }, on: today, href: whole.address, public: true, occasion: `version ${whole.version}` }
    return [
      entry, ...await recordDeed(db, organisation, { kind: 'plan published', title: whole.title, ...deed }, now),
      ...(content.objectives.length > 0 && (whole.before === null || idsOf(whole.before as unknown as PublicPlan) !== idsOf(content)) ? await recordDeed(db, organisation, { kind: 'objectives published', title: `Objectives of ${whole.title}`, ...deed }, now) : []),
    ]
  },
  async partsOf(db, organisation, address) {
    const plan = /^\/plan\/([0-9a-f-]{36})$/.exec(address)?.[1]
    return plan === undefined ? [] : (await listNewest(db, organisation, room)).filter((each) => each.address.startsWith('/plan/action/') && (each.content as unknown as PublicAction).promise.strategy === plan).map((each) => each.address)
  },
}

function differencesOf({ promise: before, progress: wasDone }: PublicAction, { promise: after, progress: isDone }: PublicAction): Html {
  const told = (notes: PublicAction['progress']['notes']): string => notes.map(({ words }) => words['account'] ?? words['because'] ?? '').filter((each) => each !== '').join(' · ')
  const rows: readonly (readonly [string, string, string])[] = [
    ['What will be done', before.words, after.words], ['Lead', before.lead ?? 'nobody', after.lead ?? 'nobody'], ['With', before.with.join(', '), after.with.join(', ')], ['Deadline', before.deadlineUnderstood, after.deadlineUnderstood],
    ['Next due', before.dueOn ?? 'no date', after.dueOn ?? 'no date'], ['Success', before.measures.map((each) => each.words).join('; '), after.measures.map((each) => each.words).join('; ')], ['Objective', before.objectiveTitle, after.objectiveTitle],
    ['Outcome', before.closed ? `${before.closed.as}: ${before.closed.because}` : 'open', after.closed ? `${after.closed.as}: ${after.closed.because}` : 'open'],
    ['How it is going', wasDone.own ?? 'not said', isDone.own ?? 'not said'], ['How much is done', percent(wasDone), percent(isDone)],
    ['What happened', told(wasDone.notes.filter((note) => !isDone.notes.some((each) => isSame(each, note)))), told(isDone.notes.filter((note) => !wasDone.notes.some((each) => isSame(each, note))))],
  ]
  return html`<dl class="govuk-summary-list">${rows.filter(([, was, is]) => was !== is).map(([name, was, is]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value"><span class="dr-change"><del>${was === '' ? 'nothing' : was}</del> <ins>${is === '' ? 'nothing' : is}</ins></span></dd></div>`)}</dl>`
}

const percent = ({ percentDone }: PublicAction['progress']): string => percentDone === null ? 'not said' : `${percentDone}%`

const idsOf = ({ objectives }: Pick<PublicPlan, 'objectives'>): string => objectives.map((each) => each.id).sort().join()
