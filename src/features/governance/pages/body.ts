import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { listChallenges } from '../challenge-store.ts'
import { listDecisions } from '../decision-store.ts'
import { isOpen, seniorPromise, type Meeting, type PromiseKept } from '../meeting.ts'
import { listAttendance, listMeetings } from '../meeting-store.ts'
import { isLive, mayChallenge, mayKeepBody, mayKeepStructure, mayReadMeetings, mayReadStructure } from '../access.ts'
import { flowWords, isSitting, nextMeetingBy, representation, type Body, type Flow, type Membership, type Representation } from '../body.ts'
import { typeOf } from '../body-types.ts'
import { listTerms } from '../body-store.ts'
import { listFlows } from '../flow-store.ts'
import { paths } from '../paths.ts'
import { challengeTag } from './challenge-parts.ts'
import { lastWords } from './drawing.ts'
import { decisionsTable, meetingTag, titleOf } from './meeting-parts.ts'
import { bodiesCrumb, bodyLink, facts, front, heldBy, loadAround, loadBody, nameIn, paragraphs, things, whoWords } from './parts.ts'

/** Everything about one body: what it is for, who sits on it, what comes to it and goes from it. */
export const body = page({
  path: paths.body,
  async load({ body: id }, house) {
    const { db, organisation, person } = house
    const [loaded, around, terms, flows] = await Promise.all([loadBody(id, house), loadAround(house), listTerms(db, organisation.id, id), listFlows(db, organisation.id)])
    const reads = mayReadMeetings(person, loaded.members)
    const held = await listMeetings(db, organisation.id, { bodies: [id], from: house.today.subtract({ years: 3 }) })
    const [said, attended, open] = await Promise.all([reads ? listChallenges(db, organisation.id, { body: id, limit: 30 }) : [], loaded.body.seniorFrom === null ? [] : listAttendance(db, organisation.id, held.map((each) => each.id)), reads ? listDecisions(db, organisation.id, { body: id, state: 'open', order: 'due' }) : []])
    const kept = loaded.body.seniorFrom === null ? null : seniorPromise(loaded.body.seniorFrom, held, attended, house.today)
    return { ...loaded, ...around, terms, flows, reads, held, said, challenges: isLive(loaded.body) && mayChallenge(person, loaded.members, house.today) && speaksUp.includes(loaded.body.type), open, kept, keeps: isLive(loaded.body) && mayKeepBody(person, loaded.members, house.today), keepsStructure: isLive(loaded.body) && mayKeepStructure(person) }
  },
  access: (person) => mayReadStructure(person),
  view({ body: shown, members, bodies, departments, terms, flows, reads, held, said, challenges, open, kept, keeps, keepsStructure, today }) {
    const [chair, secretary] = [heldBy(members, 'chair', today), heldBy(members, 'secretary', today)]
    const at = { body: shown.id }
    const [out, into] = [flows.filter((each) => each.from === shown.id), flows.filter((each) => each.to === shown.id)]
    const [sitting, before] = [members.filter((each) => each.to === null || Temporal.PlainDate.compare(each.to, today) >= 0), members.filter((each) => each.to !== null && Temporal.PlainDate.compare(each.to, today) < 0)]
    const groups = bodies.filter((each) => each.type === 'network' || (shown.type === 'board' && each.type === 'departmental group'))
    return {
      title: shown.name, crumbs: [front, bodiesCrumb], wide: true, guide: 'who-answers-to-whom',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l">${typeOf(shown.type).name}</span><h1 class="govuk-heading-l">${shown.name}${shown.shortName !== '' && html` <span class="dr-under">(${shown.shortName})</span>`}</h1></div>
          <div class="dr-head__actions">${keeps && html`<a class="govuk-link" href="${paths.editBody.to(at)}">Change</a>`}${keepsStructure && html`<a class="govuk-link" href="${paths.endBody.to(at)}">It has ended</a>`}</div></div>
        ${shown.ended !== null && html`<div class="dr-note"><p class="dr-note__heading">Ended on ${dayInWords(shown.ended.on)}</p><p class="govuk-body">${shown.ended.because}</p></div>`}
        ${facts([
          ['Chair', chair && whoWords(chair)], ['Secretary', secretary && whoWords(secretary)], ['Meets', shown.meets.charAt(0).toUpperCase() + shown.meets.slice(1)], ['Whose', shown.department !== null && nameIn(departments, shown.department)],
          ['Since', shown.from !== null && dayInWords(shown.from)], ['Public page', shown.isPublic ? 'Shown' : 'Not shown'],
        ])}
        <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
          <h2 class="govuk-heading-m">What it is for</h2>${paragraphs(shown.purpose)}
          ${shown.receives !== '' && html`<h3 class="govuk-heading-s">What it receives</h3>${paragraphs(shown.receives)}`}
          <h3 class="govuk-heading-s">Terms of reference</h3>
          ${terms.length === 0 ? html`<p class="govuk-body">None are recorded yet.</p>` : html`<ul class="govuk-list">${terms.map((each, place) => html`<li><a class="govuk-link" href="${paths.terms.to({ ...at, number: String(each.number) })}">Version ${String(each.number)}</a>, agreed on ${dayInWords(each.agreedOn)}${place === 0 && ' (in force)'}</li>`)}</ul>`}
          ${keeps && html`<p class="govuk-body"><a class="govuk-link" href="${paths.newTerms.to(at)}">${terms.length === 0 ? 'Write down its terms of reference' : 'Record a new version'}</a></p>`}
        </div></div>
        <h2 class="govuk-heading-m" id="members">Who sits on it</h2>
        ${sitting.length === 0 ? html`<p class="govuk-body">Nobody is recorded yet.</p>` : membersTable('Members now, and those who are about to join', sitting, keeps, today)}
        ${keeps && html`<p class="govuk-body"><a class="govuk-link" href="${paths.newMember.to(at)}">Add a member</a></p>`}
        ${before.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Members before</span></summary><div class="govuk-details__text">${membersTable('Members before', before, keeps, today)}</div></details>`}
        ${sitting.length > 0 && standing(representation(members, departments, groups, today))}
        ${sitting.length > 0 && reads && html`<p class="govuk-body">What members are themselves is asked anonymously and shown for several bodies together: <a class="govuk-link" href="${paths.together.to()}">who the members are</a>.</p>`}
        <h2 class="govuk-heading-m" id="meetings">Meetings</h2>
        ${meetingsOf(shown.meets, held, reads, today)}
        ${kept !== null && promiseWords(kept, shown.seniorFrom!, reads)}
        ${keeps && html`<p class="govuk-body"><a class="govuk-link" href="${paths.newMeeting.to(at)}">Plan a meeting or event</a> · <a class="govuk-link" href="${paths.promise.to(at)}">${shown.seniorFrom === null ? 'Promise a senior manager at every one' : 'Change the promise of a senior manager at every one'}</a></p>`}
        ${open.length > 0 && html`<h2 class="govuk-heading-m" id="to-do">Decided, and not done yet</h2>${decisionsTable('Decided, and not done yet', open, today, { hidden: true })}`}
        ${(said.length > 0 || challenges) && html`<h2 class="govuk-heading-m" id="challenges">Challenges</h2>${said.length > 0 && reflowingTable({
          caption: 'Challenges from it and to it', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Challenge' }, { text: 'From and to' }, { text: 'Answer by' }, { text: 'How it stands' }],
          rows: said.map((each) => [{ html: html`<span class="dr-ref">${each.reference}</span> <a class="govuk-link" href="${paths.challenge.to({ challenge: each.id })}">${each.about.title}</a>` }, { text: `${nameIn(bodies, each.from)} to ${nameIn(bodies, each.to)}` }, { text: dayInWords(each.answerBy) }, { html: challengeTag(each, today) }]),
        })}${challenges && html`<p class="govuk-body"><a class="govuk-link" href="${paths.newChallenge.to(at)}">Record a challenge from ${shown.name}</a></p>`}`}
        <h2 class="govuk-heading-m" id="lines">What comes to it, and what goes from it</h2>
        ${flowTable('It sends', out, (flow) => html`${flowWords[flow.kind]} ${otherBody(bodies, flow.to)}`, keeps, keepsStructure)}
        ${flowTable('It receives', into, (flow) => html`${otherBody(bodies, flow.from)} ${flowWords[flow.kind]} it`, keeps, keepsStructure)}
        ${keepsStructure && html`<p class="govuk-body"><a class="govuk-link" href="${paths.newFlow.to(at)}">Add a line from ${shown.name}</a></p>`}`,
    }
  },
})

/** Kinds of body that are there to say what they think to others. */
const speaksUp = ['challenge group', 'forum', 'partnership', 'network', 'scrutiny', 'departmental group']

const otherBody = (bodies: readonly { readonly id: string; readonly name: string }[], id: string): Html => { const found = bodies.find((each) => each.id === id); return found ? bodyLink(found) : html`a body that has ended` }

function membersTable(caption: string, members: readonly Membership[], keeps: boolean, today: Temporal.PlainDate): Html {
  return reflowingTable({
    caption, captionClasses: 'govuk-visually-hidden', head: [{ text: 'Name' }, { text: 'As' }, { text: 'Speaks for' }, { text: 'From and to' }, ...(keeps ? [{ text: 'Change' }] : [])],
    rows: members.map((each) => [
      { html: html`${each.name}${each.post !== '' && html`<span class="dr-under">${each.post}</span>`}` }, { text: each.role.charAt(0).toUpperCase() + each.role.slice(1) }, { text: each.represents },
      { text: `${isSitting(each, today) || each.to !== null ? '' : 'Joins on '}${dayInWords(each.from)}${each.to === null ? '' : ` to ${dayInWords(each.to)}`}` },
      ...(keeps ? [{ html: html`<a class="govuk-link" href="${paths.member.to({ membership: each.id })}">Change<span class="govuk-visually-hidden"> ${each.name}’s seat</span></a>` }] : []),
    ]),
  })
}

function flowTable(caption: string, flows: readonly Flow[], who: (flow: Flow) => Html, keeps: boolean, keepsStructure: boolean): Html {
  if (flows.length === 0) return html`<h3 class="govuk-heading-s">${caption}</h3><p class="govuk-body">Nothing is recorded yet.</p>`
  return reflowingTable({
    caption, captionClasses: 'govuk-table__caption--s', head: [{ text: 'What' }, { text: 'Between' }, { text: 'How often' }, { text: 'Last time' }, ...(keepsStructure ? [{ text: 'Change' }] : [])],
    rows: flows.map((flow) => [
      { text: flow.what }, { html: who(flow) }, { text: flow.often }, { html: keeps ? html`<a class="govuk-link" href="${paths.passed.to({ flow: flow.id })}">${lastWords(flow.last)}<span class="govuk-visually-hidden"> ${flow.what}</span></a>` : html`${lastWords(flow.last)}` },
      ...(keepsStructure ? [{ html: html`<a class="govuk-link" href="${paths.flow.to({ flow: flow.id })}">Change<span class="govuk-visually-hidden"> ${flow.what}</span></a>` }] : []),
    ]),
  })
}

/** Whom the members speak for, and whom nobody does. It is about departments and groups: never about what members are themselves. */
function standing({ departments, groups }: Representation): Html | false {
  const rows = [...departments.map((each) => ({ ...each, kind: 'Department' })), ...groups.map((each) => ({ ...each, kind: 'Network or group' }))]
  const missing = rows.filter((each) => each.by.length === 0)
  return rows.length > 0 && html`<h3 class="govuk-heading-s" id="speaks-for">For whom its members speak</h3>
    ${missing.length > 0 ? html`<p class="govuk-body">Nobody speaks for: ${missing.map((each) => each.name).join('; ')}.</p>` : html`<p class="govuk-body">Somebody speaks for every department and every network.</p>`}
    <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Each department and network</span></summary><div class="govuk-details__text">
      ${reflowingTable({ caption: 'For whom its members speak', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Department or network' }, { text: 'Kind' }, { text: 'Who speaks for it' }], rows: rows.map((each) => [{ text: each.name }, { text: each.kind }, { text: each.by.length === 0 ? 'Nobody' : each.by.join('; ') }]) })}</div></details>`
}

/** The next one, the last few, and whether it keeps its rhythm. Days are for everybody here; what was said is for those who sit on it. */
function meetingsOf(meets: Body['meets'], held: readonly Meeting[], reads: boolean, today: Temporal.PlainDate): Html {
  const link = (each: Meeting): Html => reads ? html`<a class="govuk-link" href="${paths.meeting.to({ meeting: each.id })}">${titleOf(each)}</a>` : html`${titleOf(each)}`
  const coming = held.filter((each) => isOpen(each) && Temporal.PlainDate.compare(each.on, today) >= 0).reverse()
  const last = held.filter((each) => each.state === 'held' && each.kind === 'meeting')
  const due = nextMeetingBy(meets, last[0]?.on ?? null)
  const behind = due !== null && coming.length === 0 && Temporal.PlainDate.compare(due, today) < 0
  return html`${behind && html`<p class="govuk-body">It says that it meets ${meets}. By that it should have met by ${dayInWords(due)}, and no meeting is planned.</p>`}
    ${coming.length === 0 ? html`<p class="govuk-body">None is planned.</p>` : html`<ul class="govuk-list">${coming.map((each) => html`<li>${link(each)} ${meetingTag(each)}</li>`)}</ul>`}
    ${held.some((each) => !coming.includes(each)) && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The last three years</span></summary><div class="govuk-details__text"><ul class="govuk-list">${held.filter((each) => !coming.includes(each)).map((each) => html`<li>${link(each)} ${meetingTag(each)}</li>`)}</ul></div></details>`}`
}

function promiseWords({ kept, broken, unknown }: PromiseKept, from: Temporal.PlainDate, reads: boolean): Html {
  const days = (all: readonly Meeting[]): Html => html`${[...all].reverse().map((each, at) => html`${at > 0 && ', '}${reads ? html`<a class="govuk-link" href="${paths.meeting.to({ meeting: each.id })}">${dayInWords(each.on)}</a>` : dayInWords(each.on)}`)}`
  return html`<div class="dr-note${broken.length > 0 ? html` dr-note--at-risk` : html` dr-note--on-track`}"><p class="dr-note__heading">Promised: a senior manager at every planned meeting and event, since ${dayInWords(from)}</p>
    <p class="govuk-body">${kept.length + broken.length + unknown.length === 0 ? 'There has been none since.' : html`Kept at ${things(kept.length)}. ${broken.length === 0 ? 'Broken at none.' : html`Not kept on ${days(broken)}.`}${unknown.length > 0 && html` Nobody wrote down who was there on ${days(unknown)}.`}`}</p></div>`
}
