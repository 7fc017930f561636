import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { fileNameOf, writeWordReport } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import { listActionsOfStrategy, listStrategies } from '#features/action-plan/index.ts'
import { choice, choices, optional, text } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepBody } from '../access.ts'
import { typeOf } from '../body-types.ts'
import { listChallenges } from '../challenge-store.ts'
import type { Decision } from '../decision.ts'
import { listDecisions } from '../decision-store.ts'
import { listFlows } from '../flow-store.ts'
import type { AgendaItem, Meeting, Paper } from '../meeting.ts'
import { countComings, findLastHeld, insertPaper, listItems, replaceItems } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { decisionWords, loadMeeting, meetingCrumbs, titleOf } from './meeting-parts.ts'
import { loadAround, nameIn, narrowColumn, room, type LoadedBody } from './parts.ts'

interface Changed { readonly name: string; readonly title: string; readonly tells: string; readonly blocks: readonly WrittenBlock[] }

/** The days since the body last met: the year before where it never has. */
export async function sinceLast({ db, organisation }: Pick<House, 'db' | 'organisation'>, meeting: Meeting, today: Temporal.PlainDate): Promise<{ readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly last: Meeting | null }> {
  const last = await findLastHeld(db, organisation.id, meeting.body, meeting.on)
  const to = Temporal.PlainDate.compare(meeting.on, today) < 0 ? meeting.on : today
  return { from: last?.on ?? to.subtract({ years: 1 }), to, last }
}

/** What every room has to tell of these days, and what happened to the actions of live plans. A section that has nothing to say is left out. It takes a while, and nobody waits for what they may not read. */
async function whatChanged(house: House, { body, members }: Pick<LoadedBody, 'body' | 'members'>, since: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }): Promise<readonly Changed[]> {
  const { db, organisation, offers, today, person } = house
  if (!mayKeepBody(person, members, today)) return []
  // What was proved safe for those who govern is for them alone: a network or a group from outside is told what anybody may be.
  const reader = typeOf(body.type).standing === 'decides' || typeOf(body.type).standing === 'leads' ? 'board' : 'public'
  const told = await Promise.all(offers.sections.filter((each) => each.readers.includes(reader)).map(async (section): Promise<Changed> =>
    ({ name: section.name, title: section.title, tells: section.tells, blocks: await section.make(db, organisation.id, { ...since, for: reader, today }) })))
  const plan = await planSince(house, since)
  return [...(plan === null ? [] : [plan]), ...told.filter((each) => each.blocks.length > 0)]
}

async function planSince({ db, organisation, today }: House, { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }): Promise<Changed | null> {
  const plans = (await listStrategies(db, organisation.id)).filter((each) => each.status === 'live')
  const actions = (await Promise.all(plans.map((each) => listActionsOfStrategy(db, organisation.id, each.id)))).flat().filter((each) => !each.isPrivate)
  const within = (day: Temporal.PlainDate | null): boolean => day !== null && Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0
  const row = (each: (typeof actions)[number], what: string, on: Temporal.PlainDate | null): readonly string[] => [`${each.reference} ${each.words}`.trim(), each.lead.name ?? 'No lead', what, on === null ? '' : dayInWords(on)]
  const rows = [
    ...actions.filter((each) => within(each.closedOn)).map((each) => row(each, `Closed: ${each.state}`, each.closedOn)),
    ...actions.filter((each) => each.closedOn === null && each.dueOn !== null && Temporal.PlainDate.compare(each.dueOn, today) < 0).map((each) => row(each, 'Late', each.dueOn)),
    ...actions.filter((each) => each.closedOn === null && within(each.lastUpdate?.on ?? null)).map((each) => row(each, `Progress: ${each.lastUpdate?.words ?? ''}`, each.lastUpdate?.on ?? null)),
  ]
  return rows.length === 0 ? null : {
    name: 'governance.plan-since', title: 'The action plan since the last meeting', tells: 'What was closed, what is late now, and what leads said of progress.',
    blocks: [{ kind: 'table', table: { title: 'Actions that were closed, are late or have news', headings: [{ text: 'Action' }, { text: 'Lead' }, { text: 'What happened' }, { text: 'Day' }], rows } }],
  }
}

const firstWords = ({ blocks, tells }: Changed): string => { const first = blocks.find((each) => each.kind === 'paragraph'); return first?.kind === 'paragraph' ? first.text : tells }

/** The agenda is made of what changed, of what was decided earlier and is not done, and of the secretary's own matters. */
export const agenda = form({
  path: paths.agenda,
  async load({ meeting: id }, house) {
    const { db, organisation, today } = house
    const loaded = await loadMeeting(id, house)
    const since = await sinceLast(house, loaded.meeting, today)
    const [items, waiting, open, changed] = await Promise.all([listItems(db, organisation.id, id), listChallenges(db, organisation.id, { to: [loaded.body.id], state: 'waiting' }), listDecisions(db, organisation.id, { body: loaded.body.id, state: 'open', order: 'due' }), whatChanged(house, loaded, since)])
    const comings = await countComings(db, organisation.id, open.map((each) => each.id))
    return { ...loaded, since, items, waiting, open: open.filter((each) => Temporal.PlainDate.compare(each.on, loaded.meeting.on) < 0 || each.meeting !== id), changed, comings }
  },
  access: (person, { meeting, members, today }) => meeting.state === 'planned' && mayKeepBody(person, members, today),
  version: ({ meeting }) => String(meeting.version),
  fields: ({ open, waiting, changed }) => ({ challenges: choices({ from: waiting.map((each) => each.id) }), own: optional(text({ missing: '', max: 4000, subject: 'Your own matters' })), earlier: choices({ from: open.map((each) => each.id) }), changed: choices({ from: changed.map((each) => each.name) }) }),
  starting: ({ items, open, waiting, changed }) => items.length === 0
    ? { challenges: waiting.map((each) => each.id), own: 'Welcome and apologies\nMinutes of the last meeting', earlier: open.map((each) => each.id), changed: changed.map((each) => each.name) }
    : { challenges: items.filter((each) => each.kind === 'challenge').map((each) => each.about), own: items.filter((each) => each.kind === 'own').map((each) => each.title).join('\n'), earlier: items.filter((each) => each.kind === 'earlier decision').map((each) => each.about), changed: items.filter((each) => each.kind === 'changed').map((each) => each.about) },
  view({ meeting, body, since, open, waiting, changed, comings, today }, answers) {
    const ask = questions(answers)
    return {
      title: `Agenda: ${titleOf(meeting)}`, crumbs: meetingCrumbs(body, meeting), guide: 'meetings',
      main: narrowColumn(html`<span class="govuk-caption-l">${body.name}, ${dayInWords(meeting.on)}</span><h1 class="govuk-heading-l">Make the agenda</h1>
        <p class="govuk-body">${since.last === null ? 'No meeting before this one is on record, so it begins a year ago.' : `It is made of what changed since the meeting of ${dayInWords(since.last.on)}.`}</p>
        ${ask.form('Save the agenda', html`${ask.lines('own', 'Your own matters', 'One on each line', 5)}
          ${waiting.length > 0 && ask.anyOf('challenges', 'Challenges that wait for an answer', waiting.map((each) => ({ value: each.id, text: `${each.reference}: ${each.about.title}`, hint: `Answer asked for by ${dayInWords(each.answerBy)}` })))}
          ${open.length > 0 && ask.anyOf('earlier', 'Decided earlier, and not done yet', open.map((each) => ({ value: each.id, text: `${each.reference}: ${each.words}`, hint: earlierHint(each, comings.get(each.id) ?? 0, today) })))}
          ${changed.length > 0 ? ask.anyOf('changed', 'What changed since', changed.map((each) => ({ value: each.name, text: each.title, hint: firstWords(each) }))) : html`<p class="govuk-body">Nothing is recorded of these days.</p>`}`, { cancel: paths.meeting.to({ meeting: meeting.id }) })}`),
    }
  },
  async submit(values, { meeting, open, waiting, changed, today }, { db, organisation }) {
    const own = (values.own ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '').map((title) => ({ kind: 'own' as const, title: title.slice(0, 300), words: '', about: '' }))
    const earlier = open.filter((each) => values.earlier.includes(each.id)).map((each) => ({ kind: 'earlier decision' as const, title: `${each.reference}: ${each.words}`.slice(0, 1000), words: earlierHint(each, 0, today), about: each.id }))
    const news = changed.filter((each) => values.changed.includes(each.name)).map((each) => ({ kind: 'changed' as const, title: each.title, words: firstWords(each).slice(0, 1000), about: each.name }))
    const asked = waiting.filter((each) => values.challenges.includes(each.id)).map((each) => ({ kind: 'challenge' as const, title: `${each.reference}: ${each.about.title}`, words: `Answer asked for by ${dayInWords(each.answerBy)}`, about: each.id }))
    // Minutes and welcomes first, then what was decided, then who waits for an answer, then what is new.
    const items: AgendaItem[] = [...own, ...earlier, ...asked, ...news].map((each, at) => ({ ...each, id: newId(), meeting: meeting.id, place: at + 1 }))
    if (items.length === 0) return { problems: { own: 'Enter at least one matter' } }
    await replaceItems(db, organisation.id, meeting.id, items)
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'The agenda was saved.', entry: { did: 'governance.agenda-made', on: { room, id: meeting.id, version: meeting.version }, after: { items: items.map((each) => each.title) } } }
  },
})

function earlierHint(each: Decision, comings: number, today: Temporal.PlainDate): string {
  return [`${decisionWords(each, today)}${each.owner === null ? '' : `: ${each.owner.name}`}${each.due === null ? '' : `, by ${dayInWords(each.due)}`}`, comings === 0 ? '' : comings === 1 ? 'On one agenda so far' : `On ${String(comings)} agendas so far`].filter((each) => each !== '').join('. ')
}

/** A paper made of what the rooms tell: a Word document that stays as it was made. */
export const makePaper = form({
  path: paths.makePaper,
  async load({ meeting: id }, house) {
    const loaded = await loadMeeting(id, house)
    const since = await sinceLast(house, loaded.meeting, house.today)
    const [changed, items, flows, around] = await Promise.all([whatChanged(house, loaded, since), listItems(house.db, house.organisation.id, id), listFlows(house.db, house.organisation.id), loadAround(house)])
    return { ...loaded, ...around, since, changed, items, flows: flows.filter((each) => each.to === loaded.body.id || each.from === loaded.body.id) }
  },
  access: (person, { meeting, members, today }) => (meeting.state === 'planned' || meeting.state === 'issued') && mayKeepBody(person, members, today),
  fields: ({ changed, flows }) => ({ title: text({ missing: 'Enter what the paper is called', max: 200, subject: 'The title' }), sections: choices({ from: changed.map((each) => each.name), missing: 'Select what it is made of' }), words: optional(text({ missing: '', max: 8000, subject: 'Your own words' })), flow: optional(choice({ from: flows.map((each) => each.id), missing: 'Select one of the lines' })) }),
  starting: ({ items, changed }) => ({ title: 'What changed since the last meeting', sections: changed.filter((each) => items.length === 0 || items.some((item) => item.about === each.name)).map((each) => each.name) }),
  view({ meeting, body, bodies, changed, since, flows }, answers) {
    const ask = questions(answers)
    return {
      title: 'Make a paper', crumbs: meetingCrumbs(body, meeting), guide: 'meetings',
      main: narrowColumn(html`<span class="govuk-caption-l">${body.name}, ${dayInWords(meeting.on)}</span><h1 class="govuk-heading-l">Make a paper from what is recorded</h1>
        ${changed.length === 0 ? html`<p class="govuk-body">Nothing is recorded of the days since ${dayInWords(since.from)}. Upload a paper instead.</p>` : ask.form('Make it', html`${ask.line('title', 'What is it called?')}${ask.anyOf('sections', 'What is it made of?', changed.map((each) => ({ value: each.name, text: each.title, hint: each.tells })))}
          ${ask.lines('words', 'Your own words at its beginning (optional)', undefined, 5)}${flowQuestion(ask, flows, bodies)}`, { cancel: paths.meeting.to({ meeting: meeting.id }) })}`),
    }
  },
  async submit(values, { meeting, body, changed, since }, house) {
    const { db, organisation, person, now, files } = house
    const chosen = changed.filter((each) => values.sections.includes(each.name))
    const bytes = await writeWordReport({
      title: values.title,
      blocks: [
        { kind: 'paragraph', text: `${organisation.name}. For ${body.name}, ${dayInWords(meeting.on)}. Made on ${dayInWords(house.today)} from what was recorded from ${dayInWords(since.from)} to ${dayInWords(since.to)}.` },
        ...(values.words ?? '').split('\n').filter((line) => line.trim() !== '').map((line): WrittenBlock => ({ kind: 'paragraph', text: line })),
        ...chosen.flatMap((each): WrittenBlock[] => [{ kind: 'heading', level: 2, text: each.title }, ...each.blocks]),
      ],
    })
    const paper = paperOf({ meeting, title: values.title, made: 'generated', fileName: `${fileNameOf(values.title) || 'paper'}-${meeting.on.toString()}.docx`, sha256: await files.keep(bytes), bytes: bytes.length, sections: chosen.map((each) => each.name), flow: values.flow, now, by: person.name })
    await insertPaper(db, organisation.id, paper)
    return { goTo: paths.meeting.to({ meeting: meeting.id }), said: 'The paper was made.', entry: { did: 'governance.paper-added', on: { room, id: paper.id }, after: { meeting: meeting.id, title: paper.title, sha256: paper.sha256, sections: [...paper.sections] } } }
  },
})

export function flowQuestion(ask: { select(name: 'flow', label: string, options: readonly { readonly value: string; readonly text: string }[], hint?: string, none?: string): Html }, flows: readonly { readonly id: string; readonly from: string; readonly to: string; readonly what: string }[], bodies: readonly { readonly id: string; readonly name: string }[]): Html | false {
  return flows.length > 0 && ask.select('flow', 'Is it one of the reports of the structure? (optional)', flows.map((each) => ({ value: each.id, text: `${each.what} (from ${nameIn(bodies, each.from)} to ${nameIn(bodies, each.to)})` })), 'Then the structure says by itself when it came', 'No')
}

/** A paper that is added after the others went out goes out at once. */
export function paperOf(given: { readonly meeting: Meeting; readonly title: string; readonly made: Paper['made']; readonly fileName: string; readonly sha256: string; readonly bytes: number; readonly sections?: readonly string[]; readonly flow: string | null; readonly note?: string; readonly now: Temporal.Instant; readonly by: string }): Paper {
  const { title, made, fileName, sha256, bytes, flow, by } = given
  return { id: newId(), meeting: given.meeting.id, title, made, fileName, sha256, bytes, sections: given.sections ?? [], flow, issuedAt: given.meeting.issuedAt === null ? null : given.now, replacedBy: null, note: given.note ?? '', addedAt: given.now, by }
}

