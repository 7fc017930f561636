/** What people outside say against an assessment: a group that was sent it, a staff network, a resident. And what we answer. */
import { createHash, randomBytes } from 'node:crypto'
import { isId, newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { findNewest } from '#features/publication/index.ts'
import { choice, email, optional, text, tick } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { sendLater } from '#web/mail.ts'
import { form, openForm, type Outside } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound, TooMany } from '#web/refusals.ts'
import { mayFollow, mayReadAssessment, mayReadAssessments } from '../access.ts'
import { findAssessment, findAssessments, listFrozen } from '../assessment-store.ts'
import { answerBy, answerChallenge, answerKinds, daysToAnswer, fromInPublic, isLate, type Challenge } from '../challenge.ts'
import { countResidents, findAskedGroup, findChallenge, insertAskedGroup, insertChallenge, listAskedGroups, listChallenges, saveChallenge } from '../challenge-store.ts'
import { identifying } from '../checks.ts'
import { said, sectionCodes } from '../content.ts'
import { paths } from '../paths.ts'
import { sectionTitle } from '../sections.ts'
import { back, changedMeanwhile, crumbsTo, loadAssessment } from './assessment-parts.ts'
import { sectionInWords } from './in-words.ts'
import { column, dayOf, front, lines, room } from './parts.ts'

/** The example of what a good challenge says, for whoever has never written one. */
const hint = 'What is wrong or missing, who would be worse off, and how you know. Please do not name anybody'
const words = text({ missing: 'Enter what should be looked at again', max: 6000, subject: 'What should be looked at again' })
const made = (assessment: string, from: Challenge['from'], name: string, said: { readonly words: string; readonly email: string; readonly mayBePublic: boolean }, now: Temporal.Instant): Challenge => ({ id: newId(), assessment, from, name, ...said, madeAt: now, answer: null, isPublic: false, version: 1 })
const entryOf = (challenge: Challenge) => ({ did: 'impact-assessments.challenged', on: { room, id: challenge.assessment }, after: { challenge: challenge.id, from: challenge.from, name: challenge.from === 'resident' ? '' : challenge.name, words: challenge.words } }) as const
const promise = html`<p class="govuk-body">Every challenge is answered, by what we changed or by why we did not, within ${String(daysToAnswer)} days. That is our own promise.</p>`

// --- Groups that are sent it ------------------------------------------------------------------------------------------

export const askGroup = form({
  path: paths.askGroup,
  load: async (at, house) => ({ ...await loadAssessment(at, house), versions: await listFrozen(house.db, house.organisation.id, at.assessment), groups: await listAskedGroups(house.db, house.organisation.id, at.assessment) }),
  access: (person, { assessment, versions }) => versions.length > 0 && assessment.stage !== 'ended' && mayFollow(person, assessment),
  fields: ({ versions }) => ({ number: choice({ from: versions.map((each) => String(each.number)), missing: 'Select the version that they are sent' }), name: text({ missing: 'Enter the group or network', max: 200, subject: 'The group or network' }), email: email({ missing: 'Enter an email address', subject: 'The email address' }) }),
  starting: ({ versions }) => ({ number: String(versions[0]?.number ?? '') }),
  view({ assessment, versions, groups }, answers) {
    const ask = questions(answers)
    return {
      title: `Ask a group to challenge it: ${assessment.title}`, back: back(assessment), guide: 'challenge-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Ask a group to challenge it</h1>
        <p class="govuk-body">A group outside or a staff network gets a link to this version as an accessible page, and can say what is wrong with it without signing in. The link works for 60 days. What they say has to be answered before the assessment is signed.</p>
        ${groups.length > 0 && html`<h2 class="govuk-heading-m">Asked already</h2><ul class="govuk-list govuk-list--bullet">${groups.map((each) => html`<li>${each.name}, version ${String(each.number)}, ${dayOf(each.madeAt)}</li>`)}</ul>`}
        ${ask.form('Send the link', html`${ask.select('number', 'Which version?', versions.map((each) => ({ value: String(each.number), text: `Version ${each.number}: ${each.why}` })))}${ask.line('name', 'Which group or network?')}${ask.line('email', 'Their email address', undefined, { type: 'email', spellcheck: false })}`, { cancel: back(assessment) })}`),
    }
  },
  async submit({ number, name, email: to }, { assessment }, { db, organisation, person, now, origin }) {
    const token = randomBytes(24).toString('base64url')
    await insertAskedGroup(db, organisation.id, { id: newId(), assessment: assessment.id, number: Number(number), name, email: to, expiresAt: now.add({ hours: 24 * 60 }), madeAt: now }, hashOf(token))
    await sendLater(db, {
      organisation: organisation.id, to, subject: `Please challenge this: ${assessment.title}`, dedupe: `challenge ${assessment.id} ${hashOf(token).slice(0, 16)}`,
      text: `${name},\n\n${organisation.name} has assessed what “${assessment.title}” would mean for people. Please read it and tell us what is wrong or missing:\n\n${origin}${paths.byGroup.to({ token })}\n\nYou need no account. The link works for 60 days. What you say is always answered.\n\n${person.name}, ${organisation.name}\n`,
    }, now)
    return { goTo: back(assessment), said: `${name} was sent the link.`, entry: { did: 'impact-assessments.group-asked', on: { room, id: assessment.id, version: Number(number) }, after: { group: name, version: Number(number) } } }
  },
})

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The link of a group: the whole assessment as one accessible page, and a place to say what is wrong with it. */
export const challengeByGroup = openForm({
  path: paths.byGroup,
  async load({ token }, { db, organisation, now, query }) {
    if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw new NotFound('no such link')
    const group = await findAskedGroup(db, organisation.id, hashOf(token))
    if (!group || Temporal.Instant.compare(group.expiresAt, now) < 0) throw new NotFound('the link has run out')
    const [assessment, versions, all] = [await findAssessment(db, organisation.id, group.assessment), await listFrozen(db, organisation.id, group.assessment), await listChallenges(db, organisation.id, { assessment: group.assessment })]
    const version = versions.find((each) => each.number === group.number)
    if (!assessment || !version || assessment.stage === 'ended') throw new NotFound('nothing to challenge any more')
    return { group, assessment, version, own: all.filter((each) => each.from === 'group' && each.name === group.name), sent: query.get('sent') === 'yes' }
  },
  fields: { words, mayBePublic: tick() },
  view({ group, assessment, version, own, sent }, answers) {
    const ask = questions(answers)
    return {
      title: `${sent ? 'Thank you' : 'Challenge'}: ${assessment.title}`,
      main: column(html`${sent && thanks}<span class="govuk-caption-l">${assessment.reference}, for ${group.name}</span><h1 class="govuk-heading-l">${assessment.title}</h1>
        <p class="govuk-body-l">${said(version.content.sections.summary, 'summary')}</p>
        <nav aria-label="On this page"><ul class="govuk-list">${sectionCodes.filter((code) => code !== 'summary').map((code) => html`<li><a class="govuk-link" href="#${code}">${sectionTitle(code)}</a></li>`)}<li><a class="govuk-link" href="#challenge">What do you say?</a></li></ul></nav>
        ${sectionCodes.filter((code) => code !== 'summary').map((code) => html`<h2 class="govuk-heading-m" id="${code}">${sectionTitle(code)}</h2>${sectionInWords(code, version.content.sections)}`)}
        ${own.length > 0 && html`<h2 class="govuk-heading-m">What you said, and what we answer</h2>${own.map(pair)}`}
        <h2 class="govuk-heading-m" id="challenge">What do you say?</h2>${promise}
        ${ask.form('Send', html`${ask.lines('words', 'What should be looked at again?', hint, 8)}${ask.tick('mayBePublic', 'This and your answer may be shown to the public, with our group’s name')}`)}`),
    }
  },
  async submit({ words, mayBePublic }, { group }, { db, organisation, now, request }) {
    const challenge = made(group.assessment, 'group', group.name, { words, email: group.email, mayBePublic }, now)
    await insertChallenge(db, organisation.id, challenge)
    return { goTo: `${request.path}?sent=yes`, entry: entryOf(challenge) }
  },
})

const thanks = html`<div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="sent"><div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="sent">Thank you</h2></div><div class="govuk-notification-banner__content"><p class="govuk-notification-banner__heading">What you said was sent. It will be answered.</p></div></div>`

/** A challenge with its answer, as anybody may read it. */
export function pair(each: Pick<Challenge, 'from' | 'name' | 'words' | 'answer'> & { readonly madeAt: Temporal.Instant }): Html {
  return html`<section class="dr-note"><p class="dr-note__heading">${fromInPublic(each)}, ${dayOf(each.madeAt)}</p>${lines(each.words)}
    ${each.answer === null ? html`<p class="govuk-body">Not answered yet.</p>` : html`<p class="dr-note__heading">${each.answer.kind === 'changed' ? 'What we changed' : 'Our explanation'}, ${dayOf(each.answer.at)}</p>${lines(each.answer.words)}`}</section>`
}

// --- Staff networks, signed in ----------------------------------------------------------------------------------------

export const challengeInside = form({
  path: paths.challengeInside,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => assessment.stage !== 'ended' && mayReadAssessment(person, assessment),
  draft: true,
  fields: { network: text({ missing: 'Enter for whom you speak', max: 200, subject: 'For whom you speak' }), words, mayBePublic: tick() },
  view({ assessment }, answers) {
    const ask = questions(answers)
    return {
      title: `Challenge: ${assessment.title}`, back: back(assessment), guide: 'challenge-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Challenge this assessment</h1><p class="govuk-body">For staff networks, workers’ groups and unions. <a class="govuk-link" href="${paths.read.to({ assessment: assessment.id })}">Read it as a whole</a> first. It cannot be signed while a challenge waits for its answer.</p>
        ${ask.form('Send', html`${ask.line('network', 'For which network or group do you speak?')}${ask.lines('words', 'What should be looked at again?', hint, 8)}${ask.tick('mayBePublic', 'This and its answer may be shown to the public, with the network’s name')}`, { cancel: back(assessment) })}`),
    }
  },
  async submit({ network, words, mayBePublic }, { assessment }, { db, organisation, person, now }) {
    const challenge = made(assessment.id, 'network', network, { words, email: person.email, mayBePublic }, now)
    await insertChallenge(db, organisation.id, challenge)
    return { goTo: back(assessment), said: 'Your challenge is recorded. It will be answered.', entry: entryOf(challenge) }
  },
})

// --- Anybody, about what is published ---------------------------------------------------------------------------------

/** At most so many in an hour from people who are not signed in, over all assessments of a body: a flood would hide the ones that matter. */
const mostInAnHour = 60

async function findPublished({ assessment }: { readonly assessment: string }, { db, organisation, query }: Pick<Outside, 'db' | 'organisation' | 'query'>) {
  const edition = isId(assessment) ? await findNewest(db, organisation.id, paths.publicOne.to({ assessment })) : null
  if (!edition || edition.withdrawn) throw new NotFound('no such public assessment')
  return { edition, assessment, sent: query.get('sent') === 'yes' }
}

export const challenge = openForm({
  path: paths.challenge,
  load: (at, house) => findPublished(at, house),
  fields: { words, name: optional(text({ missing: '', max: 200, subject: 'The name' })), email: optional(email({ missing: '', subject: 'The email address' })), mayBePublic: tick(), nothing: optional(text({ missing: '', max: 1000, subject: 'The last box' })) },
  view({ edition, assessment, sent }, answers) {
    const ask = questions(answers)
    return {
      title: `${sent ? 'Thank you' : 'Challenge'}: ${edition.title}`, crumbs: [{ text: 'Home', href: '/' }, { text: 'Impact assessments', href: paths.publicAll.to() }, { text: edition.title, href: paths.publicOne.to({ assessment }) }],
      main: column(sent ? html`${thanks}<p class="govuk-body"><a class="govuk-link" href="${paths.publicOne.to({ assessment })}">Back to the assessment</a></p>` : html`<h1 class="govuk-heading-l">Challenge this assessment</h1>
        <p class="govuk-body">“${edition.title}”. Tell us what is wrong in it or missing from it. You need not say who you are.</p>${promise}
        ${ask.form('Send', html`${ask.lines('words', 'What should be looked at again?', hint, 8)}${ask.line('name', 'Your name, or your group’s (optional)', 'Never shown to the public')}${ask.line('email', 'Your email address (optional)', 'Only to send you the answer', { type: 'email', autocomplete: 'email', spellcheck: false })}
          ${ask.tick('mayBePublic', 'What I wrote may be shown to the public with its answer', 'Without your name. We leave out anything that could identify somebody')}<div class="govuk-visually-hidden">${ask.line('nothing', 'Leave this box empty', undefined, { autocomplete: 'off' })}</div>`)}`),
    }
  },
  async submit({ words, name, email: to, mayBePublic, nothing }, { assessment }, { db, organisation, now, request }) {
    if (nothing !== null) return { problems: { words: 'The last box has to stay empty. It is there to stop programs that fill in every box' } }
    if (await countResidents(db, organisation.id, now.subtract({ hours: 1 })) >= mostInAnHour) throw new TooMany(3600)
    const challenge = made(assessment, 'resident', name ?? '', { words, email: to ?? '', mayBePublic }, now)
    await insertChallenge(db, organisation.id, challenge)
    return { goTo: `${request.path}?sent=yes`, entry: entryOf(challenge) }
  },
})

// --- Answering --------------------------------------------------------------------------------------------------------

export const challenges = listing({
  path: paths.challenges,
  async load(_at, { db, organisation, query, person }, asked) {
    const state = query.oneOf('state', ['open', 'answered'])
    const all = await listChallenges(db, organisation.id)
    const assessments = await findAssessments(db, organisation.id, all.map((each) => each.assessment))
    const rows = all.flatMap((challenge) => { const assessment = assessments.get(challenge.assessment); return assessment && mayReadAssessment(person, assessment) ? [{ challenge, assessment }] : [] })
      .filter(({ challenge }) => state === null || (challenge.answer === null) === (state === 'open'))
    return { rows: rows.slice(asked.offset, asked.offset + asked.limit) }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: () => 'Challenges to assessments',
  none: 'Nobody has challenged an assessment.',
  filters: () => [{ name: 'state', label: 'Answer', options: [{ value: 'open', text: 'Waiting for an answer' }, { value: 'answered', text: 'Answered' }] }],
  columns: (_loaded, { today }) => [
    { heading: 'Challenge', text: ({ challenge }) => challenge.words, cell: ({ challenge }) => html`<a class="govuk-link" href="${paths.answerChallenge.to({ challenge: challenge.id })}">${challenge.words.length > 140 ? `${challenge.words.slice(0, 139)}…` : challenge.words}</a>` },
    { heading: 'From', text: ({ challenge }) => fromInPublic(challenge) },
    { heading: 'Assessment', text: ({ assessment }) => `${assessment.reference} ${assessment.title}`, cell: ({ assessment }) => html`<a class="govuk-link" href="${paths.assessment.to({ assessment: assessment.id })}">${assessment.title}</a><span class="dr-under">${assessment.reference}</span>` },
    { heading: 'Came on', text: ({ challenge }) => dayOf(challenge.madeAt), kind: 'date' },
    { heading: 'Answer', text: ({ challenge }) => stateOf(challenge, today), cell: ({ challenge }) => html`<span class="dr-rating dr-rating--${challenge.answer !== null ? 'done' : isLate(challenge, today) ? 'late' : 'asked'}">${stateOf(challenge, today)}</span>` },
  ],
  view: (_loaded, list) => ({
    title: 'Challenges', crumbs: [front], wide: true, guide: 'challenge-an-assessment',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Challenges</h1><p class="dr-head__lead">What groups, staff networks and residents say against an assessment. Each is answered within ${String(daysToAnswer)} days.</p></div></div>${list}`,
  }),
})

const stateOf = (challenge: Challenge, today: Temporal.PlainDate): string => challenge.answer !== null ? challenge.answer.kind === 'changed' ? 'Answered: changed' : 'Answered: explained' : isLate(challenge, today) ? `Late since ${dayInWords(answerBy(challenge))}` : `To be answered by ${dayInWords(answerBy(challenge))}`

export const answer = form({
  path: paths.answerChallenge,
  async load({ challenge: id }, house) {
    const challenge = isId(id) ? await findChallenge(house.db, house.organisation.id, id) : null
    if (!challenge) throw new NotFound(`challenge ${id}`)
    return { ...await loadAssessment({ assessment: challenge.assessment }, house), challenge }
  },
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  draft: true,
  version: ({ challenge }) => String(challenge.version),
  fields: { kind: choice({ from: answerKinds, missing: 'Select what came of it' }), words: text({ missing: 'Enter your answer', max: 6000, subject: 'The answer' }), isPublic: tick() },
  view({ assessment, challenge }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: `Challenge: ${assessment.title}`, crumbs: [...crumbsTo(assessment), { text: 'Challenges', href: paths.challenges.to() }], guide: 'challenge-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">A challenge from ${challenge.from === 'resident' ? challenge.name === '' ? 'a resident' : `${challenge.name}, a resident` : challenge.name}</h1>${pair(challenge)}
        ${challenge.isPublic && html`<p class="govuk-body">The two stand on the public page from its next publication.</p>`}
        ${challenge.answer === null && (mayFollow(person, assessment) ? ask.form('Answer it', html`${ask.oneOf('kind', 'What comes of it?', [{ value: 'changed', text: 'Something is changed' }, { value: 'explained', text: 'Nothing is changed, and this is why' }])}${ask.lines('words', 'Your answer', 'In plain words. It is sent to whoever asked, where they left an address', 6)}
          ${challenge.mayBePublic ? ask.tick('isPublic', 'Show the challenge and this answer to the public', 'From the next publication, without the name of a person') : html`<p class="govuk-body">Whoever wrote it does not want it to be public.</p>`}`, { cancel: paths.challenges.to() }) : html`<p class="govuk-body">The authors of the assessment answer it.</p>`)}`),
    }
  },
  async submit({ kind, words, isPublic }, { assessment, challenge }, { db, organisation, person, today, now }) {
    if (!mayFollow(person, assessment)) return { problems: { kind: 'The authors of the assessment answer it' } }
    const answered = answerChallenge(challenge, { kind, words }, { isPublic, identifies: isPublic ? identifying(`${challenge.words}\n${words}`) : [] }, person.name, now)
    if ('refused' in answered) return { problems: { [isPublic ? 'isPublic' : 'words']: answered.refused } }
    if (!await saveChallenge(db, organisation.id, answered)) return { problems: { words: changedMeanwhile } }
    if (challenge.email !== '') await sendLater(db, { organisation: organisation.id, to: challenge.email, subject: `Our answer: ${assessment.title}`, dedupe: `answered ${challenge.id}`, text: `You challenged the assessment of “${assessment.title}”. You wrote:\n\n${challenge.words}\n\n${kind === 'changed' ? 'What we changed' : 'Our explanation'}:\n\n${words}\n\n${organisation.name}\n` }, now)
    const deeds = await recordDeed(db, organisation.id, { kind: 'challenge answered', room, thing: { kind: 'challenge', id: challenge.id }, on: today, title: `A challenge to ${assessment.reference} was answered`, href: paths.answerChallenge.to({ challenge: challenge.id }) }, now)
    return { goTo: paths.challenges.to(), said: 'The challenge is answered.', entry: [{ did: 'impact-assessments.challenge-answered', on: { room, id: assessment.id }, after: { challenge: challenge.id, kind, words, public: isPublic } }, ...deeds] }
  },
})
