import type { Json } from '#database/canonical.ts'
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { findNewest, moveHead, publish, withdraw } from '#features/publication/index.ts'
import { always, choice, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepProfile, mayPublishProfile } from '../access.ts'
import { findAtlas } from '../atlas-store.ts'
import { listCitedFigures } from '../cited-figure-store.ts'
import { areaName } from '../community.ts'
import { findCommunity } from '../community-store.ts'
import { paths } from '../paths.ts'
import { publicProfile, room, type PublicProfile } from '../publishing.ts'
import { crumbs, inOneLine } from './staff-parts.ts'

/** A publisher sees what would become public, and what changed, and lets it out under their name. */
export const publishProfile = form({
  path: paths.publish,
  async load(_at, { db, organisation }) {
    const [atlas, community, figures, edition] = await Promise.all([findAtlas(db), findCommunity(db, organisation.id), listCitedFigures(db, organisation.id), findNewest(db, organisation.id, paths.community.to())])
    if (!community) throw new NotFound('no area has been chosen')
    const after = publicProfile(community, figures)
    const before = edition === null || edition.withdrawn ? null : edition.content as unknown as PublicProfile
    return { name: areaName(atlas, community.home), after, before, edition, changed: before === null || !sameContent(before, after) }
  },
  access: (person) => mayPublishProfile(person) || mayKeepProfile(person),
  // Taking down is always chosen, never the default of a page on which somebody else has just published.
  fields: ({ before }) => ({
    decision: before === null ? always<'publish' | 'withdraw'>('publish') : choice({ from: ['publish', 'withdraw'], missing: 'Select what to do' }),
    note: optional(text({ missing: '', max: 500, subject: 'The note' })),
  }),
  starting: ({ changed }) => ({ decision: changed ? 'publish' : '' }),
  version: ({ edition, after }) => `${edition?.version ?? 0} ${ordered(after).length} ${after.figures.map((each) => each.number).join('.')}`,
  view({ after, before, edition, changed }, answers, { person }) {
    const ask = questions(answers)
    const added = after.figures.filter((each) => !before?.figures.some((was) => was.id === each.id))
    const corrected = after.figures.filter((each) => before?.figures.some((was) => was.id === each.id && !sameContent(was, each)))
    const gone = before?.figures.filter((was) => !after.figures.some((each) => each.id === was.id)) ?? []
    const list = (heading: string, of: readonly (typeof added)[number][]) => of.length > 0 && html`<h2 class="govuk-heading-s">${heading}</h2><ul class="govuk-list govuk-list--bullet">${of.map((each) => html`<li>${inOneLine(each)}. ${each.content.source}.</li>`)}</ul>`
    return {
      title: 'Publication of who lives here', crumbs, guide: 'community-profile',
      main: html`<h1 class="govuk-heading-l">Publication</h1>
        <p class="govuk-body-l">${before === null || edition === null ? 'This profile is not public.' : html`This profile is public, as version ${String(edition.version)} of ${dayInWords(dayInLondon(edition.publishedAt))}. <a class="govuk-link" href="${paths.community.to()}">See it</a>`}</p>
        <p class="govuk-body">Official statistics are shown as they stand: when newer ones are loaded the public pages have them at once, with their edition and source. Which areas are shown, and every figure that was added here, wait for a publisher.</p>
        ${!changed && html`<p class="govuk-body">Nothing is waiting. The public pages say what is kept here.</p>`}
        ${before !== null && changed && (before.home !== after.home || before.about !== after.about || !sameContent([before.inside, before.neighbours, before.beside], [after.inside, after.neighbours, after.beside])) && html`<p class="govuk-body">The areas, or the words about them, have changed.</p>`}
        ${list('New', added)}${list('Corrected', corrected)}${list('To be taken out', gone)}
        ${mayPublishProfile(person) ? changed ? ask.form(before === null ? 'Approve and publish' : 'Save', html`
            ${before === null ? html`<p class="govuk-body">Your name stands with what you publish.</p>`
              : ask.oneOf('decision', 'What should happen?', [{ value: 'publish', text: 'Publish what is waiting', hint: 'Your name stands with it' }, { value: 'withdraw', text: 'Take the profile down', hint: 'Its page goes on saying that something was here' }])}
            ${ask.line('note', before === null ? 'A note for readers (optional)' : 'A note for readers: what changed, or why (optional)')}`)
          : html`<details class="govuk-details"${(answers.problems.note ?? answers.problems.decision) !== undefined && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Take the profile down</span></summary><div class="govuk-details__text">
            ${ask.form('Take it down', html`${ask.oneOf('decision', 'Are you sure?', [{ value: 'withdraw', text: 'Yes, take the profile down' }])}${ask.line('note', 'Why? Readers will see this')}`, { warning: true })}</div></details>`
          : html`<p class="govuk-body">A publisher approves what becomes public.</p>`}`,
    }
  },
  async submit({ decision, note }, { name, after, before, changed }, { db, organisation, person, today, now }) {
    if (!mayPublishProfile(person)) return { problems: { decision: 'A publisher approves what becomes public' } }
    const by = { by: 'person', id: person.id, name: person.name } as const
    if (decision === 'withdraw') {
      if (note === null) return { problems: { note: 'Enter why the profile is taken down. Readers will see it' } }
      if (before === null) return { problems: { decision: 'This profile is not public' } }
      await withdraw(db, organisation.id, paths.community.to(), by, note, now)
      await moveHead(db, organisation.id)
      await askForCheckpoint(db, organisation.id)
      return { goTo: paths.publish.to(), said: 'The profile was taken down.', entry: { did: 'community-profile.withdrawn', on: { room, id: organisation.id }, detail: { note } } }
    }
    if (!changed) return { problems: { decision: 'Nothing is waiting to be published' } }
    const edition = await publish(db, organisation.id, { room, thingId: organisation.id, address: paths.community.to(), title: `Who lives in ${name}`, content: after as unknown as Json, letOut: by, note: note ?? '', place: 1 }, now)
    await moveHead(db, organisation.id)
    await askForCheckpoint(db, organisation.id)
    return {
      goTo: paths.publish.to(), said: 'The profile was published under your name.',
      entry: [{ did: 'community-profile.published', on: { room, id: organisation.id, ...(edition ? { version: edition.version } : {}) }, after: { sha256: edition?.sha256 ?? '', figures: after.figures.length } },
        ...(edition === null ? [] : await recordDeed(db, organisation.id, { kind: 'community profile published', room, thing: { kind: 'profile', id: organisation.id }, on: today, title: `Who lives in ${name}`, href: paths.community.to(), public: true, occasion: `version ${edition.version}` }, now))],
    }
  },
})

export const sameContent = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b)

/** The same value gives the same text whatever order its names were kept in. */
function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join()}]`
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => a < b ? -1 : 1).map(([name, each]) => `${name}:${ordered(each)}`).join()}}`
  return JSON.stringify(value) ?? 'null'
}
