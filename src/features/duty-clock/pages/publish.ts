import { askForCheckpoint } from '#database/checkpoint-job.ts'
import { canonicalJson } from '#database/canonical.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findNewest, moveHead, publish, withdraw } from '#features/publication/index.ts'
import { choice, optional, text, tick } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepClock, mayPublishClock } from '../access.ts'
import { findClock } from '../clock-store.ts'
import { paths } from '../paths.ts'
import { findPublicRule, setPublicRule } from '../public-store.ts'
import { asContent, publicClock, room } from '../publishing.ts'
import { crumbs, things } from './parts.ts'

/** A publisher lets out what we must publish and when we did, and may set the rule that keeps it up to date. */
export const publishClock = form({
  path: paths.publish,
  async load(_at, { db, organisation, today }) {
    const [clock, edition, rule] = [await findClock(db, organisation.id, today), await findNewest(db, organisation.id, paths.publicDuties.to()), await findPublicRule(db, organisation.id)]
    const after = publicClock(clock.owed, clock.dates, today)
    const isPublic = edition !== null && !edition.withdrawn
    return { after, edition, rule, isPublic, changed: !isPublic || canonicalJson(edition.content) !== canonicalJson(asContent(after)) }
  },
  access: (person) => mayPublishClock(person) || mayKeepClock(person),
  fields: { decision: choice({ from: ['publish', 'withdraw'], missing: 'Select what to do' }), byRule: tick(), note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  starting: ({ rule, isPublic }) => ({ decision: 'publish', byRule: rule !== null || !isPublic ? 'yes' : '' }),
  version: ({ edition, rule }) => `${edition?.version ?? 0} ${rule?.at.toString() ?? 'by hand'}`,
  view({ after, edition, rule, isPublic, changed }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: 'Publication of what we must publish', crumbs, guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">What we must publish, and when we did</h1>
        <p class="govuk-body-l">${isPublic && edition ? html`This is public, as version ${String(edition.version)} of ${dayInWords(dayInLondon(edition.publishedAt))}. <a class="govuk-link" href="${paths.publicDuties.to()}">See it</a>` : 'This is not public.'}</p>
        <p class="govuk-body">${rule ? `It keeps itself up to date each morning, by the rule that ${rule.by} set on ${dayInWords(dayInLondon(rule.at))}.` : isPublic ? 'It stays as it was published.' : ''} ${isPublic && changed && 'Something has changed since.'}</p>
        <h2 class="govuk-heading-m">What it shows</h2>
        <ul class="govuk-list govuk-list--bullet">${after.owed.map((each) => html`<li>${each.title}${each.dates.length > 0 && html`: ${things(each.dates.length)} ${each.dates.length === 1 ? 'date' : 'dates'}`}</li>`)}</ul>
        ${!mayPublishClock(person) ? html`<p class="govuk-body">A publisher approves what becomes public.</p>` : ask.form('Save', html`
          ${ask.oneOf('decision', 'What should happen?', [{ value: 'publish', text: 'Publish it as it stands today', hint: 'Your name stands with it' }, ...(isPublic ? [{ value: 'withdraw', text: 'Take it down', hint: 'Its page goes on saying that something was here' }] : [])])}
          ${ask.tick('byRule', 'Keep it up to date each morning', 'What becomes late is then public too, without anybody choosing it')}
          ${ask.line('note', 'A note for readers (optional)')}`, { cancel: paths.clock.to() })}</div></div>`,
    }
  },
  async submit({ decision, byRule, note }, { after, isPublic }, { db, organisation, person, now }) {
    if (!mayPublishClock(person)) return { problems: { decision: 'A publisher approves what becomes public' } }
    const by = { by: 'person', id: person.id, name: person.name } as const
    if (decision === 'withdraw') {
      if (!isPublic) return { problems: { decision: 'This is not public' } }
      if (note === null) return { problems: { note: 'Enter why it is taken down. Readers will see it' } }
      await withdraw(db, organisation.id, paths.publicDuties.to(), by, note, now)
      await setPublicRule(db, organisation.id, null, now)
    } else {
      await publish(db, organisation.id, { room, thingId: organisation.id, address: paths.publicDuties.to(), title: 'What we must publish, and when we did', content: asContent(after), letOut: by, note: note ?? '', place: 1 }, now)
      await setPublicRule(db, organisation.id, byRule ? person : null, now)
    }
    await moveHead(db, organisation.id)
    await askForCheckpoint(db, organisation.id)
    return { goTo: paths.publish.to(), said: decision === 'withdraw' ? 'It was taken down.' : 'It was published under your name.', entry: { did: decision === 'withdraw' ? 'duty-clock.withdrawn' : 'duty-clock.published', on: { room, id: organisation.id }, after: { byRule: decision === 'publish' && byRule, owed: after.owed.length }, detail: { note: note ?? '' } } }
  },
})
