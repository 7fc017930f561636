/** Members from outside do not sign in: they are sent a link of their own, and answer about themselves as everybody on the board does. */
import { randomBytes } from 'node:crypto'
import { dayInWords, listInWords } from '#duty/dates.ts'
import { keepAnonymousAnswers, monitoringForm } from '#features/self-declaration/index.ts'
import { html } from '#html/html.ts'
import { email, optional, type Field } from '#web/fields.ts'
import { sendLater } from '#web/mail.ts'
import { form, openForm, type House, type Outside } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepStructure } from '../access.ts'
import { asked, type Asking } from '../asking.ts'
import { findLink, handInByLink, keepLink, listSent } from '../asking-link-store.ts'
import { findAsking } from '../asking-store.ts'
import type { Body, Membership } from '../body.ts'
import { listBodies, listMemberships } from '../body-store.ts'
import { paths } from '../paths.ts'
import { front, nameIn, narrowColumn, room } from './parts.ts'
import { togetherCrumb } from './together.ts'

/** One person, on however many of the bodies that are asked. */
interface Outsider { readonly key: string; readonly name: string; readonly bodies: readonly string[]; readonly sent: { readonly on: Temporal.PlainDate; readonly letters: number } | null }

async function outsidersOf(asking: Asking, { db, organisation, today }: Pick<House, 'db' | 'organisation' | 'today'>): Promise<readonly Outsider[]> {
  const [members, bodies, sent] = await Promise.all([listMemberships(db, organisation.id, { sittingOn: today }), listBodies(db, organisation.id), listSent(db, organisation.id, asking.id)])
  const seats = members.filter((each) => each.person === null && asking.bodies.includes(each.body))
  return [...Map.groupBy(seats, ({ name }) => name.toLowerCase()).entries()].map(([key, own]) => ({ key, name: own[0]?.name ?? key, bodies: bodyNames(own, bodies), sent: sent.get(key) ?? null })).toSorted((one, other) => one.name.localeCompare(other.name))
}

function bodyNames(seats: readonly Membership[], bodies: readonly Body[]): readonly string[] {
  return [...new Set(seats.map(({ body }) => nameIn(bodies, body)))]
}

export const askOutside = form({
  path: paths.askOutside,
  async load({ asking: id }, house) {
    const asking = await findAsking(house.db, house.organisation.id, id)
    if (!asking) throw new NotFound(`asking ${id}`)
    return { asking, outsiders: await outsidersOf(asking, house) }
  },
  access: (person, { asking }) => mayKeepStructure(person) && asking.state === 'open',
  fields: ({ outsiders }): Readonly<Record<string, Field<string | null>>> => Object.fromEntries(outsiders.map((each, at) => [`email${at}`, optional(email({ missing: '', subject: `The email address of ${each.name}` }))])),
  view({ outsiders }, answers) {
    const ask = questions(answers)
    return {
      title: 'Ask members from outside', crumbs: [front, togetherCrumb], guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Ask members from outside</h1>
        <p class="govuk-body">They do not sign in here. Each gets an email with a link of their own, and answers on one page, once, as everybody else does. Addresses are used for the letter and not kept, and nobody sees who has answered.</p>
        ${outsiders.length === 0 ? html`<div class="dr-empty"><h2 class="govuk-heading-m">Nobody from outside sits on these bodies</h2><p class="govuk-body">Everybody who does can sign in, and is asked on “Your boards and groups”.</p></div>`
          : ask.form('Send the links', html`${outsiders.map((each, at) => ask.line(`email${at}`, `Email address of ${each.name}`, `${listInWords(each.bodies)}. ${each.sent === null ? 'No link was sent yet.' : `A link was sent on ${dayInWords(each.sent.on)}${each.sent.letters > 1 ? `, the ${each.sent.letters === 2 ? 'second' : 'latest of several'}` : ''}. A new one stops it.`}`, { type: 'email', autocomplete: 'off' }))}`, { cancel: paths.together.to() })}`),
    }
  },
  async submit(values, { asking, outsiders }, { db, organisation, now, today, origin }) {
    const to = outsiders.flatMap((each, at) => { const address = values[`email${at}`]; return address == null ? [] : [{ each, address }] })
    if (to.length === 0) return { problems: { email0: 'Enter an email address of somebody from outside' } }
    for (const { each, address } of to) {
      const token = randomBytes(24).toString('base64url')
      await keepLink(db, organisation.id, { asking: asking.id, name: each.key, token, sentOn: today })
      await sendLater(db, {
        organisation: organisation.id, to: address, subject: `${organisation.name}: a few questions about you, for the boards that you sit on`, dedupe: `members ${asking.id} ${each.key} ${(each.sent?.letters ?? 0) + 1}`,
        text: [`${organisation.name} asks everybody who sits on ${listInWords(each.bodies, 'or')} a few questions about themselves, so that we know whether those who decide are like those whom it is for.`,
          `It is voluntary, takes two minutes, and you do not need to sign in. Leave out any question that you like.\n${origin}${paths.outsideAboutYou.to({ token })}`,
          'Your answers are added to totals that no name stands beside. Nobody sees whether you answered. The link is for you alone and works once, until the questions are closed: please do not forward it.', organisation.name].join('\n\n'),
      }, now)
    }
    return { goTo: paths.together.to(), said: to.length === 1 ? 'One link was sent.' : `${to.length} links were sent.`, entry: { did: 'governance.outside-members-asked', on: { room, id: asking.id }, after: { letters: to.length } } }
  },
})

const equality = monitoringForm([...asked])

async function findSent(token: string, { db, organisation }: Pick<Outside, 'db' | 'organisation'>) {
  const link = /^[A-Za-z0-9_-]{20,100}$/.test(token) ? await findLink(db, organisation.id, token) : null
  const asking = link && await findAsking(db, organisation.id, link.asking)
  if (!link || !asking) throw new NotFound('this link does not work any more')
  return { token, link, asking }
}

/** What the link opens. It is no secret from whoever has it that a form was handed in by it, or that it is closed; nothing else is told. */
export const outsideAboutYou = openForm({
  path: paths.outsideAboutYou,
  load: ({ token }, house) => findSent(token, house),
  fields: equality.fields,
  view({ link, asking }, answers, { organisation }) {
    const title = 'Tell us about yourself, anonymously'
    const over = asking.state !== 'open' ? 'These questions are closed. Thank you for your time.' : link.isHandedIn ? 'A form was handed in by this link. Thank you. Nothing more is asked of you.' : null
    if (over !== null) return { title, main: narrowColumn(html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${over}</p><p class="govuk-body">${organisation.contactEmail === null ? 'If something is wrong, write to whoever sent you the link.' : html`If something is wrong, write to <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>.`}</p>`) }
    return {
      title,
      main: narrowColumn(html`<span class="govuk-caption-l">${organisation.name}</span><h1 class="govuk-heading-l">${title}</h1>
        <p class="govuk-body">We ask everybody who sits on a board or group, so that we know whether those who decide are like those whom it is for. You can hand it in once, with as many or as few answers as you like. Only totals are kept, without your name.</p>
        ${questions(answers).form('Hand it in', equality.view(answers))}`),
    }
  },
  async submit(values, { token, asking }, { db, organisation }) {
    if (asking.state !== 'open') return { problems: { [Object.keys(equality.fields)[0] ?? '']: 'These questions are closed. Nothing was handed in' } }
    if (!await handInByLink(db, organisation.id, token)) return { problems: { [Object.keys(equality.fields)[0] ?? '']: 'A form was handed in by this link already. Nothing was added' } }
    await keepAnonymousAnswers(db, organisation.id, { room, thing: asking.id, on: asking.openedOn }, equality.answersIn(values))
    return { goTo: paths.outsideAboutYou.to({ token }), said: 'Thank you. Your answers were added to the totals.', entry: { did: 'governance.form-handed-in', on: { room, id: asking.id } } }
  },
})
