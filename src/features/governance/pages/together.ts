/** What the members of all boards together say of themselves: asked, counted and shown without anybody being told of. */
import { newId } from '#database/identity.ts'
import { enqueue } from '#database/jobs.ts'
import { citedFigure } from '#disclosure/gate.ts'
import { asText, type Figure } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import { questions as allQuestions, type QuestionId } from '#duty/monitoring/questions.ts'
import { benchmarksFor } from '#features/community-profile/index.ts'
import { evidenceFor } from '#features/equality-monitoring/index.ts'
import { keepAnonymousAnswers, monitoringForm } from '#features/self-declaration/index.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html, type Html } from '#html/html.ts'
import { choices, tick } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepStructure, mayReadMeetings } from '../access.ts'
import { asked, fewestForms, isAsked, mayAsk, type Asking, type ShownQuestion } from '../asking.ts'
import { closeAsking, findAsking, findShown, hasHandedIn, insertAsking, insertHandedIn, listAskings } from '../asking-store.ts'
import { isSitting, type Body } from '../body.ts'
import { listBodies, listMemberships } from '../body-store.ts'
import { countMembers } from '../jobs/count-members.ts'
import { paths } from '../paths.ts'
import { front, nameIn, narrowColumn, room } from './parts.ts'

export const togetherCrumb = { text: 'Who the members are', href: paths.together.to() }

async function seatsOf({ db, organisation, person, today }: House) {
  return (await listMemberships(db, organisation.id, { person: person.id })).filter((each) => isSitting(each, today))
}

/** Beside each group: its share of those who work here and of those who live here, where somebody published it under the same name. */
interface Beside { readonly question: QuestionId; readonly workforce: ReadonlyMap<string, string>; readonly workforceSource: string; readonly residents: ReadonlyMap<string, Figure>; readonly residentsSource: string }

async function besideOf(question: QuestionId, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<Beside> {
  const evidence = await evidenceFor(db, organisation.id, { question, kind: 'workforce', audience: 'board' })
  const residents = await benchmarksFor(db, organisation.id, question)
  return {
    question, workforce: new Map((evidence?.printed.rows ?? []).map(([label = '', , share = '']) => [sameName(label), share])), workforceSource: evidence === null ? '' : `${evidence.source}, ${dayInWords(evidence.on)}`,
    residents: new Map(residents.map((each) => [sameName(each.label), citedFigure({ text: `${(100 * each.part / each.whole).toFixed(1)}%`, value: 100 * each.part / each.whole, on: each.on, source: each.source, definition: each.definition, base: `of ${each.population}` })])),
    residentsSource: residents[0] === undefined ? '' : `${residents[0].source}: ${residents[0].population}, ${residents[0].area}`,
  }
}

const sameName = (label: string): string => label.toLowerCase().replaceAll(/[^a-z]+/g, ' ').trim()

export const together = page({
  path: paths.together,
  async load(_at, house) {
    const { db, organisation, person } = house
    const [askings, bodies, seats] = await Promise.all([listAskings(db, organisation.id), listBodies(db, organisation.id, { endedToo: true }), seatsOf(house)])
    const newest = askings.find(({ state }) => state !== 'open' && state !== 'counting') ?? null
    const open = askings.find(({ state }) => state === 'open' || state === 'counting') ?? null
    const shown = newest?.state === 'shown' ? await findShown(db, organisation.id, newest.id) : null
    const beside: Beside[] = []
    for (const { question } of shown ?? []) beside.push(await besideOf(question, house))
    return { newest, open, shown, beside, bodies, seats, isWaiting: open !== null && isAsked(open, seats) && !await hasHandedIn(db, organisation.id, open.id, person.id) }
  },
  access: (person, { seats }) => mayReadMeetings(person, seats),
  view({ newest, open, shown, beside, bodies, isWaiting }, { person }) {
    const keeps = mayKeepStructure(person)
    return {
      title: 'Who the members are, together', crumbs: [front], wide: true, guide: 'who-answers-to-whom',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Who the members are, together</h1><p class="dr-head__lead">What members of several bodies say of themselves, beside the people who work here and live here.</p></div>
          <div class="dr-head__actions">${keeps && open === null && html`<a class="govuk-button govuk-button--secondary" href="${paths.askMembers.to()}">Ask the members</a>`}${keeps && open?.state === 'open' && html`<a class="govuk-button govuk-button--secondary" href="${paths.askOutside.to({ asking: open.id })}">Ask members from outside</a> <a class="govuk-button govuk-button--secondary" href="${paths.closeAsking.to({ asking: open.id })}">Close and count</a>`}</div></div>
        ${open !== null && html`<div class="dr-note"><p class="dr-note__heading">${open.state === 'open' ? `Members are being asked since ${dayInWords(open.openedOn)}` : 'The answers are being counted'}</p><p>${open.state === 'open' ? 'Nothing is counted before it is closed, and nobody sees who has answered.' : 'They are checked so that nobody can be found in them. Look again in a minute.'} Asked: ${namesOf(open, bodies)}.</p>${isWaiting && html`<p><a class="govuk-link" href="${paths.aboutYou.to({ asking: open.id })}">Answer about yourself, anonymously</a></p>`}</div>`}
        ${newest === null ? html`${open === null && html`<p class="govuk-body">Members have not been asked yet.</p>`}` : html`<p class="govuk-body">Asked from ${dayInWords(newest.openedOn)}${newest.closedOn !== null && html` to ${dayInWords(newest.closedOn)}`}, together: ${namesOf(newest, bodies)}.</p>
          ${shown === null ? html`<p class="govuk-body">${newest.state === 'too few' ? `Too few members answered. With fewer than ${tens(fewestForms)} forms nothing is worked out, and what they said was deleted.` : 'Nothing can be shown without telling of somebody. What members said was deleted.'}</p>`
            : html`<p class="govuk-body">Boards are small, so much of this is withheld: [c] stands where a number, or another that it could be worked out from, would tell of a few people. Bodies are never shown apart, and one year is never shown in a way that tells who joined or left since another.</p>${shown.map((each, at) => questionTable(each, beside[at], newest))}`}`}
        <h2 class="govuk-heading-m">How it is asked</h2><p class="govuk-body">Each member is asked once, and may leave out any question. Answers are added to totals that no name stands beside. When the asking is closed they are counted once, checked, and the totals are deleted. Members from outside, who do not sign in here, get a link of their own.</p>`,
    }
  },
})

const tens = (number: number): string => ({ 10: 'ten' } as Readonly<Record<number, string>>)[number] ?? String(number)
const namesOf = ({ bodies: ids }: Asking, bodies: readonly Body[]): string => ids.map((id) => nameIn(bodies, id)).filter((name) => name !== '').join('; ')

function questionTable({ question, groups, answered, silent }: ShownQuestion, beside: Beside | undefined, { closedOn, openedOn }: Asking): Html {
  const name = allQuestions.find((each) => each.id === question)?.name ?? question
  return html`<section aria-labelledby="${`q-${question.replaceAll(' ', '-')}`}"><h2 class="govuk-heading-m" id="${`q-${question.replaceAll(' ', '-')}`}">${name}</h2>
    ${reflowingTable({
      caption: `${name}: members of the bodies together, ${dayInWords(closedOn ?? openedOn)}`, captionClasses: 'govuk-visually-hidden',
      head: [{ text: 'Group' }, { text: 'Members', format: 'numeric' }, { text: 'Of those who answered', format: 'numeric' }, { text: 'Of the workforce', format: 'numeric' }, { text: 'Of residents', format: 'numeric' }],
      rows: [
        ...groups.map((each) => { const residents = beside?.residents.get(sameName(each.name)); return line(each.name, asText(each.people), asText(each.share), beside?.workforce.get(sameName(each.name)) ?? '', residents === undefined ? '' : asText(residents)) }),
        line('Everybody who answered', asText(answered)), ...silent.map((each) => line(each.name, asText(each.people))),
      ],
    })}
    <p class="govuk-body-s">Members: asked anonymously, ${dayInWords(closedOn ?? openedOn)}.${beside !== undefined && beside.workforceSource !== '' && ` Workforce: ${beside.workforceSource}.`}${beside !== undefined && beside.residentsSource !== '' && ` Residents: ${beside.residentsSource}.`} A place is empty where nothing is published under the same name.</p></section>`
}

const line = (name: string, people: string, share = '', workforce = '', residents = '') => [{ text: name }, ...[people, share, workforce, residents].map((text) => ({ text, format: 'numeric' }))]

export const askMembers = form({
  path: paths.askMembers,
  async load(_at, { db, organisation }) {
    return { bodies: await listBodies(db, organisation.id), askings: await listAskings(db, organisation.id) }
  },
  access: (person) => mayKeepStructure(person),
  fields: ({ bodies }) => ({ bodies: choices({ from: bodies.map((each) => each.id) }), agreed: tick() }),
  starting: ({ bodies, askings }) => ({ bodies: askings[0]?.bodies.filter((id) => bodies.some((each) => each.id === id)) ?? bodies.map((each) => each.id) }),
  view({ bodies }, answers) {
    const ask = questions(answers)
    return {
      title: 'Ask the members', crumbs: [front, togetherCrumb], guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Ask the members about themselves</h1><p class="govuk-body">They answer anonymously, once, on one page. Join as many bodies as you can: what few people say cannot be shown. The bodies that you join here are never shown apart, and can only be asked together again.</p>
        ${ask.form('Ask them', html`${ask.anyOf('bodies', 'Members of which bodies?', bodies.map((each) => ({ value: each.id, text: each.name })))}${ask.tick('agreed', 'We have told the members why we ask', 'That it is voluntary, what is asked, and that only totals are kept')}`, { cancel: paths.together.to() })}`),
    }
  },
  async submit({ bodies: chosen, agreed }, { askings }, { db, organisation, person, now, today }) {
    const refused = mayAsk(chosen, askings, today)
    if (refused) return { problems: { bodies: refused.refused } }
    if (!agreed) return { problems: { agreed: 'Tell the members why you ask, then tick that you have' } }
    const asking: Asking = { id: newId(), bodies: chosen, openedOn: today, openedBy: person.name, closedOn: null, state: 'open' }
    await insertAsking(db, organisation.id, asking, now)
    return { goTo: paths.together.to(), said: 'Members can answer now. Their page “Your boards and groups” asks them. Send a link to those from outside.', entry: { did: 'governance.members-asked', on: { room, id: asking.id }, after: { bodies: [...chosen] } } }
  },
})

export const closeAskingPage = form({
  path: paths.closeAsking,
  async load({ asking: id }, { db, organisation }) {
    const asking = await findAsking(db, organisation.id, id)
    if (!asking) throw new NotFound(`asking ${id}`)
    return { asking }
  },
  access: (person, { asking }) => mayKeepStructure(person) && asking.state === 'open',
  fields: {},
  view: (_loaded, answers) => ({
    title: 'Close and count', crumbs: [front, togetherCrumb], guide: 'who-answers-to-whom',
    main: narrowColumn(html`<h1 class="govuk-heading-l">Close and count</h1><p class="govuk-body">What members said is counted once, checked so that nobody can be found in it, and deleted. It cannot be opened again, and the same members can be asked again in a year.</p>${questions(answers).form('Close and count', html``, { cancel: paths.together.to() })}`),
  }),
  async submit(_values, { asking }, { db, organisation, today }) {
    if (!await closeAsking(db, organisation.id, asking.id, today)) return { problems: {} }
    await enqueue(db, organisation.id, countMembers, { asking: asking.id })
    return { goTo: paths.together.to(), said: 'It is closed. The answers are being counted.', entry: { did: 'governance.asking-closed', on: { room, id: asking.id } } }
  },
})

const equality = monitoringForm([...asked])

/** Nothing of it is kept but the totals: no draft, no copy, no ledger entry that says more than that a form was handed in. */
export const aboutYou = form({
  path: paths.aboutYou,
  leavesNoCopy: true,
  async load({ asking: id }, house) {
    const asking = await findAsking(house.db, house.organisation.id, id)
    if (!asking) throw new NotFound(`asking ${id}`)
    return { asking, seats: await seatsOf(house), done: await hasHandedIn(house.db, house.organisation.id, id, house.person.id) }
  },
  access: (_person, { asking, seats, done }) => isAsked(asking, seats) && !done,
  fields: equality.fields,
  view: (_loaded, answers) => ({
    title: 'About you', crumbs: [{ text: 'Your boards and groups', href: paths.mine.to() }], guide: 'who-answers-to-whom',
    main: narrowColumn(html`<h1 class="govuk-heading-l">Tell us about yourself, anonymously</h1><p class="govuk-body">We ask everybody who sits on a board or group, so that we know whether those who decide are like those whom it is for. You can hand it in once, with as many or as few answers as you like.</p>
      ${questions(answers).form('Hand it in', equality.view(answers), { cancel: paths.mine.to() })}`),
  }),
  async submit(values, { asking }, { db, organisation, person }) {
    await insertHandedIn(db, organisation.id, asking.id, person.id)
    await keepAnonymousAnswers(db, organisation.id, { room, thing: asking.id, on: asking.openedOn }, equality.answersIn(values))
    return { goTo: paths.mine.to(), said: 'Thank you. Your answers were added to the totals.', entry: { did: 'governance.form-handed-in', on: { room, id: asking.id } } }
  },
})
