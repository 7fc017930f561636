import { createHash } from 'node:crypto'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findPerson } from '#features/people/index.ts'
import { openForm, type Outside } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { LinkOver, NotFound } from '#web/refusals.ts'
import { isOverdue, recordProgress as decide } from '../action.ts'
import { listHappenings } from '../action-store.ts'
import { findAsking, markAnswered } from '../asking-store.ts'
import { paths } from '../paths.ts'
import { findInPlan, nameOf } from './action.ts'
import { dueWords, howLate } from './parts.ts'
import { progressFields, progressQuestions } from './record-progress.ts'
import { keepEvidence, saveChange, savedWords } from './saving.ts'

/** From the mail’s link straight to one question page: no signing in, no looking for it. The link works for its own action and person alone. */
export const answer = openForm({
  path: paths.answer,
  async load({ token }, house) {
    const asked = await findAsked(house, token)
    const { lastUpdate } = asked.action
    // A letter can be passed on, and its link asks for no password: what was said in private stays behind signing in.
    const saidInPrivate = (await listHappenings(house.db, house.organisation.id, asked.action.id)).some((each) => each.isPrivate && each.told['account'] === lastUpdate?.words)
    return { ...asked, lastTime: saidInPrivate ? null : lastUpdate?.words ?? null }
  },
  fields: progressFields,
  version: ({ action }) => String(action.version),
  starting: ({ action }) => ({ own: action.own?.rating ?? '' }),
  view(loaded, answers, { today }) {
    const ask = questions(answers)
    const { action, strategy, person, lastTime, asking } = loaded
    return {
      title: `Progress: ${nameOf(action)}`,
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <span class="govuk-caption-l">${strategy.title}</span>
        <h1 class="govuk-heading-l">${action.reference !== '' && html`${action.reference} `}${action.words}</h1>
        <p class="govuk-body">You are answering as <strong>${person.name}</strong>. Due: ${dueWords(action)}${howLate(action, today) !== '' && html` (${howLate(action, today)})`}.
          ${strategy.notesPublishAtOnce && !action.isPrivate && 'What you write is published at once, unless you mark it private.'}</p>
        ${asking.question !== '' && html`<div class="dr-note"><p class="dr-note__heading">${asking.askedBy} asks</p><p class="govuk-body">${asking.question}</p></div>`}
        ${lastTime !== null && html`<div class="govuk-inset-text">Last time: ${lastTime}</div>`}
        ${ask.form('Send', progressQuestions(ask, isOverdue(action, today), true), { upload: true })}
        <p class="govuk-body-s">Not yours any more, or the date cannot be kept? <a class="govuk-link" href="${paths.action.to({ action: action.id })}">Sign in to hand it over or move the date</a>.</p>
      </div></div>`,
    }
  },
  async submit(values, { action, strategy, person, tokenHash }, house) {
    const decided = decide(action, { account: values.account, next: values.next ?? '', own: values.own, reason: values.reason ?? '', percentDone: values.percent }, house.today)
    if ('refused' in decided) return { problems: { [values.own !== 'on track' && values.reason === null ? 'reason' : 'own']: decided.refused } }
    if (values.evidence) await keepEvidence(house, action.id, { what: values.evidence.fileName, file: values.evidence, link: null, effectiveOn: house.today, isPrivate: values.isPrivate }, person.name)
    const saved = await saveChange(house, strategy, action, decided, {
      kind: 'progress', told: { account: values.account, next: values.next ?? '', rating: values.own, reason: values.reason ?? '' }, isPrivate: values.isPrivate,
    }, person)
    if ('refused' in saved) return { problems: { account: saved.refused } }
    await markAnswered(house.db, house.organisation.id, tokenHash, house.now)
    return { goTo: `${house.request.path}/thanks`, said: savedWords('Your progress was sent', saved.published), entry: saved.entry, by: { id: person.id, organisation: house.organisation.id, name: person.name, email: person.email, grants: [] } }
  },
})

export const answered = openForm({
  path: paths.answered,
  load: ({ token }, house) => findAsked(house, token),
  fields: {},
  view: ({ action, strategy, person }) => ({
    title: 'Thank you',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Thank you, ${person.name.split(' ')[0]}</h1>
      <p class="govuk-body">That is all. Your answer about “${action.words}” is in ${strategy.title}.</p>
      <p class="govuk-body">You can close this page. The link in your email goes on working until it runs out, in case you want to add something.</p></div></div>`,
  }),
  submit: async () => { throw new NotFound('nothing to send here') },
})

async function findAsked(house: Outside, token: string) {
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw new NotFound('no such link')
  const tokenHash = createHash('sha256').update(token).digest('hex')
  const asking = await findAsking(house.db, house.organisation.id, tokenHash)
  if (!asking) throw new NotFound('no such link')
  const asker = house.organisation.contactEmail === null ? 'ask whoever wrote to you for a new link' : `write to ${house.organisation.contactEmail} for a new link`
  if (Temporal.Instant.compare(asking.expiresAt, house.now) < 0) throw new LinkOver([`It ran out on ${dayInWords(dayInLondon(asking.expiresAt))}. Nothing that you sent before is lost.`, `Look for a newer email, sign in to say where the action is, or ${asker}.`])
  const person = await findPerson(house.db, house.organisation.id, asking.person)
  const found = await findInPlan(house.db, house.organisation.id, asking.action)
  // A link is as good as its person: it ends when they leave, and when the action is somebody else's.
  if (!person || person.state === 'left' || person.state === 'suspended' || found.action.lead.person !== person.id) throw new LinkOver(['It was for whoever led this action when the email was sent, and that has changed since. Nothing that was sent before is lost.', `If you lead it, look for a newer email, sign in, or ${asker}.`])
  return { ...found, person, tokenHash, asking }
}
