import { newId } from '#database/identity.ts'
import { nextNumber } from '#database/ledger.ts'
import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { actionPlanPaths, createAction, findAction, listObjectives, listStrategies } from '#features/action-plan/index.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { listPeople } from '#features/people/index.ts'
import { choice, date, optional, text, tick } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayFollowDecision, mayKeepBody, mayReadDecision, mayReadStructure, readableBodies } from '../access.ts'
import type { Body } from '../body.ts'
import { listBodies, listMemberships } from '../body-store.ts'
import { decide, decisionKinds, effects, follow, kindWords, type Decision } from '../decision.ts'
import { findDecision, insertDecisions, listDecisions, saveDecision } from '../decision-store.ts'
import { countComings, findMeeting } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { decisionTag, decisionWords, findByAddress, findThing, loadMeeting, meetingCrumbs, titleOf } from './meeting-parts.ts'
import { bodyLink, changedMeanwhile, facts, front, loadBody, narrowColumn, room } from './parts.ts'

interface Listed { readonly rows: readonly (Decision & { readonly of: string })[]; readonly bodies: readonly Body[] }
const stateFilters = ['open', 'late', 'done', 'dropped', 'noted'] as const

export const decisions = listing({
  path: paths.decisions,
  async load(_at, { db, organisation, person, today, query }, asked): Promise<Listed> {
    const [bodies, seats] = await Promise.all([listBodies(db, organisation.id, { endedToo: true }), listMemberships(db, organisation.id, { person: person.id })])
    const readable = readableBodies(person, seats)
    const [body, kind, state] = [bodies.find((each) => each.id === query.get('body')), query.oneOf('kind', decisionKinds), query.oneOf('state', stateFilters)]
    const rows = await listDecisions(db, organisation.id, {
      ...(readable === 'all' ? {} : { readable: { bodies: readable, person: person.id } }), ...(body ? { body: body.id } : {}), ...(kind ? { kind } : {}), ...(state ? { state } : {}), ...(query.get('owner') === 'me' ? { owner: person.id } : {}),
      words: query.get('words'), today, limit: asked.limit, offset: asked.offset, order: asked.sort?.by === 'due' ? 'due' : 'newest',
    })
    return { rows: rows.map((each) => ({ ...each, of: bodies.find((one) => one.id === each.body)?.name ?? '' })), bodies }
  },
  access: (person) => mayReadStructure(person),
  rows: ({ rows }) => rows,
  caption: () => 'Decisions and who must act',
  none: 'Nothing that you may read has been decided yet.',
  search: 'Words in the decision, or who acts',
  filters: ({ bodies }) => [{ name: 'body', label: 'Body', options: bodies.map((each) => ({ value: each.id, text: each.name })) }, { name: 'kind', label: 'Kind', options: decisionKinds.map((each) => ({ value: each, text: kindWords[each] })) }, { name: 'state', label: 'How it stands', options: stateFilters.map((each) => ({ value: each, text: { open: 'To do', late: 'Late', done: 'Done', dropped: 'Dropped', noted: 'For information' }[each] })) }, { name: 'owner', label: 'Who acts', options: [{ value: 'me', text: 'Me' }] }],
  columns: (_loaded, { today }) => [
    { heading: 'Decision', text: (row) => `${row.reference} ${row.words}`, cell: (row) => html`<span class="dr-ref">${row.reference}</span> <a class="govuk-link" href="${paths.decision.to({ decision: row.id })}">${row.words}</a>` },
    { heading: 'Body', text: (row) => row.of }, { heading: 'Kind', text: (row) => kindWords[row.kind] }, { heading: 'Decided', kind: 'date', text: (row) => dayInWords(row.on) }, { heading: 'Who acts', text: (row) => row.owner?.name ?? '' },
    { heading: 'By when', sort: 'due', kind: 'date', text: (row) => row.due === null ? '' : dayInWords(row.due) }, { heading: 'How it stands', text: (row) => decisionWords(row, today), cell: (row) => decisionTag(row, today) },
  ],
  view: (_loaded, list) => ({ title: 'Decisions', crumbs: [front], wide: true, guide: 'meetings', main: html`<h1 class="govuk-heading-l">Decisions and who must act</h1>${list}` }),
})

async function choosing(house: House) {
  const { db, organisation } = house
  const [people, strategies] = await Promise.all([listPeople(db, organisation.id), listStrategies(db, organisation.id)])
  const objectives = (await Promise.all(strategies.filter((each) => each.status === 'live').map((each) => listObjectives(db, organisation.id, each.id)))).flat()
  return { people: people.filter((each) => each.state !== 'left'), objectives }
}

export const newDecision = form({
  path: paths.newDecision,
  load: async ({ meeting }, house) => ({ ...await loadMeeting(meeting, house), ...await choosing(house) }),
  access: (person, { meeting, members, today }) => meeting.state !== 'called off' && Temporal.PlainDate.compare(meeting.on, today) <= 0 && mayKeepBody(person, members, today),
  draft: true,
  fields: ({ people, objectives }) => ({
    kind: choice({ from: decisionKinds, missing: 'Select what kind it is' }), words: text({ missing: 'Enter what was decided', max: 2000, subject: 'What was decided' }),
    person: optional(choice({ from: people.map((each) => each.id), missing: 'Select somebody who works here' })), name: optional(text({ missing: '', max: 200, subject: 'Who acts' })), due: optional(date({ missing: '', subject: 'The day' })),
    effect: optional(choice({ from: effects, missing: 'Select what it does' })), about: optional(text({ missing: '', max: 500, subject: 'The address' })),
    objective: optional(choice({ from: objectives.map((each) => each.id), missing: 'Select an objective' })), isPublic: tick(),
  }),
  view({ meeting, body, people, objectives }, answers) {
    const ask = questions(answers)
    return {
      title: `Record a decision: ${titleOf(meeting)}`, crumbs: meetingCrumbs(body, meeting), guide: 'meetings',
      main: narrowColumn(html`<span class="govuk-caption-l">${body.name}, ${dayInWords(meeting.on)}</span><h1 class="govuk-heading-l">Record a decision</h1>${ask.form('Save', html`
        ${ask.oneOf('kind', 'What kind is it?', [{ value: 'information', text: 'Information', hint: 'The body was told something' }, { value: 'decision', text: 'Decision', hint: 'It decided something; somebody may have to carry it out' }, { value: 'action', text: 'Action', hint: 'Somebody does something by a day' }])}
        ${ask.lines('words', 'What was decided?', 'So that somebody who was not there understands it', 3)}
        ${ask.select('person', 'Who acts? (optional)', people.map((each) => ({ value: each.id, text: each.jobTitle === '' ? each.name : `${each.name}, ${each.jobTitle}` })), 'An action needs somebody', 'Nobody, or somebody from outside')}${ask.line('name', 'Or somebody from outside (optional)')}${ask.date('due', 'By when? (optional)', 'An action needs a day')}
        <h2 class="govuk-heading-m">If it is about something here</h2>
        ${ask.select('effect', 'What does it do? (optional)', effects.map((each) => ({ value: each, text: each.charAt(0).toUpperCase() + each.slice(1) })), undefined, 'Nothing in particular')}${ask.line('about', 'To what? (optional)', 'Copy the address of its page: a plan, an assessment, a report, a challenge', { spellcheck: false })}
        ${objectives.length > 0 && ask.select('objective', 'Make it an action of the plan, under (optional)', objectives.map((each) => ({ value: each.id, text: `${each.code} ${each.words}`.trim().slice(0, 120) })), 'Then its lead records progress there as for any other action', 'Do not')}
        ${ask.tick('isPublic', 'It may be shown to everyone', 'On the public page, once a publisher approves. Name nobody in it then')}`, { cancel: paths.meeting.to({ meeting: meeting.id }) })}`),
    }
  },
  async submit(values, { meeting, body, people, objectives }, house) {
    const { db, organisation, now } = house
    const person = people.find((each) => each.id === values.person)
    const owner = person ? { person: person.id, name: person.name } : values.name === null ? null : { person: null, name: values.name }
    if ((values.effect === null) !== (values.about === null)) return { problems: values.effect === null ? { effect: 'Select what it does to that page' } : { about: 'Enter the address of what it is about' } }
    const thing = values.about === null ? null : await findByAddress(house, values.about)
    if (values.about !== null && thing === null) return { problems: { about: 'The address must be that of something here that you can open: copy it from the browser' } }
    if (values.objective !== null && values.kind !== 'action') return { problems: { kind: 'Select “Action”, since it becomes an action of the plan' } }
    const year = meeting.on.year
    const id = newId()
    const initials = body.shortName !== '' && !body.shortName.includes(' ') ? body.shortName.toUpperCase() : body.name.replaceAll(/[^\p{L} ]/gu, '').split(' ').filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.charAt(0)).join('') || 'D'
    const decided = decide({
      id, body: body.id, meeting: meeting.id, reference: `${initials}/${year}/${await nextNumber(db, organisation.id, `governance.decision ${initials} ${year}`)}`, kind: values.kind, words: values.words, on: meeting.on, owner, due: values.due,
      about: thing === null ? null : { effect: values.effect ?? '', ...thing }, action: null, isPublic: values.isPublic,
    })
    if ('refused' in decided) return { problems: { [/who does it/.test(decided.refused) ? 'person' : 'due']: decided.refused } }
    const objective = objectives.find((each) => each.id === values.objective)
    const action = objective === undefined ? null : await createAction(house, {
      objective: objective.id, words: decided.words, deadline: decided.due === null ? null : dayInWords(decided.due), lead: owner?.person ? { person: owner.person, name: owner.name } : null, department: person?.department ?? null, measures: [], characteristics: objective.characteristics, aims: objective.aims,
      madeBy: { room, thing: id, version: '1' },
    })
    await insertDecisions(db, organisation.id, [{ ...decided, action: action?.id ?? null }], now)
    const deeds = thing !== null && /plan|strategy/.test(thing.kind) && (values.effect === 'approves' || values.effect === 'approves with changes')
      ? await recordDeed(db, organisation.id, { kind: 'plan approved', room, thing: { kind: 'decision', id }, on: meeting.on, title: thing.title, href: paths.decision.to({ decision: id }), to: { id: body.id, name: body.name } }, now) : []
    return {
      goTo: paths.meeting.to({ meeting: meeting.id }), said: `${decided.reference} was recorded.${action === null ? '' : ' It is an action of the plan too.'}`,
      entry: [{ did: 'governance.decision-recorded', on: { room, id, version: 1 }, after: told(decided) }, ...(action === null ? [] : [action.entry]), ...deeds],
    }
  },
})

const told = (decision: Decision) => ({ reference: decision.reference, kind: decision.kind, words: decision.words, meeting: decision.meeting, owner: decision.owner, due: decision.due?.toString() ?? null, state: decision.state, about: decision.about, public: decision.isPublic })

async function loadDecision(id: string, house: House) {
  const found = await findDecision(house.db, house.organisation.id, id)
  if (!found) throw new NotFound(`decision ${id}`)
  const [loaded, held] = await Promise.all([loadBody(found.body, house), findMeeting(house.db, house.organisation.id, found.meeting)])
  if (!held) throw new NotFound(`meeting ${found.meeting}`)
  return { ...loaded, decision: found, meeting: held }
}

export const decision = page({
  path: paths.decision,
  async load({ decision: id }, house) {
    const loaded = await loadDecision(id, house)
    const [comings, thing, action] = await Promise.all([countComings(house.db, house.organisation.id, [id]), findThing(house, loaded.decision.about), loaded.decision.action === null ? null : findAction(house.db, house.organisation.id, loaded.decision.action)])
    return { ...loaded, comings: comings.get(id) ?? 0, thing, action, follows: mayFollowDecision(house.person, loaded.decision, loaded.members, house.today) }
  },
  access: (person, { decision: found, members }) => mayReadDecision(person, found, members),
  view: ({ decision: found, meeting, body, comings, thing, action, follows, today }) => ({
    title: `${found.reference}: ${found.words.slice(0, 80)}`, crumbs: [front, { text: 'Decisions', href: paths.decisions.to() }], guide: 'meetings',
    main: html`<span class="govuk-caption-l">${found.reference} · ${kindWords[found.kind]}</span><h1 class="govuk-heading-l">${found.words}</h1>
      ${facts([['How it stands', decisionTag(found, today)], ['Who acts', found.owner?.name ?? null], ['By when', found.due !== null && dayInWords(found.due)], ['Decided by', bodyLink(body)], ['On', html`<a class="govuk-link" href="${paths.meeting.to({ meeting: meeting.id })}">${dayInWords(found.on)}</a>`], ['Came back', comings === 0 ? null : comings === 1 ? 'On 1 agenda' : `On ${String(comings)} agendas`]])}
      ${found.about !== null && html`<p class="govuk-body">It ${found.about.effect === '' ? 'is about' : found.about.effect} ${thing === null ? html`“${found.about.title}”` : html`<a class="govuk-link" href="${thing.href}">${thing.title}</a>`}.</p>`}
      ${action !== null && html`<p class="govuk-body">It made an action of the plan: <a class="govuk-link" href="${actionPlanPaths.action.to({ action: action.id })}">${action.words}</a>.</p>`}
      ${found.ended !== null && html`<div class="dr-note${found.state === 'done' && html` dr-note--on-track`}"><p class="dr-note__heading">${found.state === 'done' ? 'Done' : 'Dropped'} on ${dayInWords(found.ended.on)}</p><p class="govuk-body">${found.ended.outcome}</p></div>`}
      ${found.state === 'open' && html`<p class="govuk-body">It comes back on the agenda of each meeting until it is done.</p>${follows && html`<p><a class="govuk-button" href="${paths.followDecision.to({ decision: found.id })}">Say what became of it</a></p>`}`}
      ${found.isPublic && html`<p class="govuk-body">It may be shown to everyone.</p>`}`,
  }),
})

export const followDecision = form({
  path: paths.followDecision,
  load: async ({ decision: id }, house) => loadDecision(id, house),
  access: (person, { decision: found, members, today }) => found.state === 'open' && mayFollowDecision(person, found, members, today),
  version: ({ decision: found }) => String(found.version),
  fields: { what: choice({ from: ['done', 'moved', 'dropped'], missing: 'Select what became of it' }), words: text({ missing: 'Enter what was done, or why', max: 2000, subject: 'What was done' }), to: optional(date({ missing: '', subject: 'The new day' })) },
  view({ decision: found, body, meeting, members, today }, answers, { person }) {
    const ask = questions(answers)
    const keeps = mayKeepBody(person, members, today)
    return {
      title: `What became of ${found.reference}?`, crumbs: meetingCrumbs(body, meeting), guide: 'meetings',
      main: narrowColumn(html`<span class="govuk-caption-l">${found.reference}</span><h1 class="govuk-heading-l">What became of it?</h1><p class="govuk-body">${found.words}</p>${ask.form('Save', html`
        ${ask.oneOf('what', 'What became of it?', [{ value: 'done', text: 'It is done' }, ...(keeps ? [{ value: 'moved', text: 'It needs more time', hint: 'Enter the new day below' }, { value: 'dropped', text: 'It is dropped', hint: 'The body does not want it any more' }] : [])])}
        ${ask.lines('words', 'What was done, or why?', undefined, 3)}${keeps && ask.date('to', 'New day (optional)', 'Only where it needs more time')}`, { cancel: paths.decision.to({ decision: found.id }) })}`),
    }
  },
  async submit({ what, words, to }, { decision: found, members }, { db, organisation, person, today }) {
    if (what !== 'done' && !mayKeepBody(person, members, today)) return { problems: { what: 'The chair or the secretary moves the day or drops it. Ask them' } }
    if (what === 'moved' && to === null) return { problems: { to: 'Enter the new day' } }
    const followed = follow(found, what === 'moved' ? { what, to: to ?? today, because: words } : { what, outcome: words }, today)
    if ('refused' in followed) return { problems: { [what === 'moved' ? 'to' : 'what']: followed.refused } }
    if (!await saveDecision(db, organisation.id, followed)) return { problems: { words: changedMeanwhile } }
    return { goTo: paths.decision.to({ decision: found.id }), said: 'Saved.', entry: { did: `governance.decision-${what}`, on: { room, id: found.id, version: followed.version }, before: { due: found.due?.toString() ?? null, state: found.state }, after: { due: followed.due?.toString() ?? null, state: followed.state, because: words } } }
  },
})
