import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { asJson, findNewest, findOpenDraft, isSame, isWhatWasHandedIn, onItsWay, propose, saysTheSame, takeDownLink } from '#features/publication/index.ts'
import { choice, optional, text } from '#web/fields.ts'
import type { Publishing } from '#web/offers.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepClock, mayPublishClock } from '../access.ts'
import { findClock } from '../clock-store.ts'
import { paths } from '../paths.ts'
import { dropPublicRule, findPublicRule, setPublicRule } from '../public-store.ts'
import { keptUp, publicClock, publicTitle, room, type PublicClock, type PublicOwed } from '../publishing.ts'
import { crumbs, things } from './parts.ts'

const address = paths.publicDuties.to()

/** What we must publish and when we did: somebody hands it in, and it goes the one way to the public, by the publication desk. */
export const publishClock = form({
  path: paths.publish,
  async load(_at, { db, organisation, today }) {
    const [clock, newest, rule, waiting] = [await findClock(db, organisation.id, today), await findNewest(db, organisation.id, address), await findPublicRule(db, organisation.id), await findOpenDraft(db, organisation.id, address)]
    const after = publicClock(clock.owed, clock.dates, today)
    const edition = newest?.withdrawn === false ? newest : null
    const before = edition === null ? null : edition.content as unknown as PublicClock
    // What the rule lets out each morning waits for nobody.
    const changed = !saysTheSame(edition, after) && !(before !== null && rule !== null && isSame(keptUp(before, after), after))
    return { after, before, edition, rule, waiting, changed, moved: waiting !== null && !isWhatWasHandedIn(waiting, after) }
  },
  access: (person) => mayPublishClock(person) || mayKeepClock(person),
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  version: ({ edition, waiting, rule }) => `${edition?.version ?? 0} ${waiting?.version ?? 0} ${rule?.at.toString() ?? 'by hand'}`,
  view({ after, before, edition, rule, waiting, changed, moved }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: 'Publication of what we must publish', crumbs, guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Publication</h1>
        <p class="govuk-body-l">${edition === null ? 'What we must publish, and when we did, is not public.' : html`What we must publish, and when we did, is public, as version ${String(edition.version)} of ${dayInWords(dayInLondon(edition.publishedAt))}. <a class="govuk-link" href="${address}">See it</a>`}</p>
        <p class="govuk-body">Every duty and every promise on it, with its words, is handed in, looked through and approved by a publisher.</p>
        ${edition !== null && html`<p class="govuk-body">${rule ? `Its dates keep themselves up to date each morning, by the rule that ${rule.by} set on ${dayInWords(dayInLondon(rule.at))}: what was done, and what became late.` : 'Its dates stay as they were published.'}${mayPublishClock(person) && html` <a class="govuk-link" href="${paths.publicRule.to()}">Change this</a>`}</p>`}
        ${onItsWay(waiting, person, moved)}
        ${changed ? changesOf(before, after) : html`<p class="govuk-body">Nothing is waiting. The public page says what is kept here.</p>`}
        ${changed && (waiting === null || moved) && ask.form(waiting === null ? 'Hand in for approval' : 'Hand it in again', ask.line('note', before === null ? 'A note for readers (optional)' : 'A note for readers: what changed, or why'))}
        ${edition !== null && takeDownLink(address, 'Take it down', person)}</div></div>`,
    }
  },
  async submit({ note }, { after, before, changed, waiting, moved }, { db, organisation, person, now }) {
    if (!changed) return { problems: { note: 'Nothing has changed since it was published' } }
    if (waiting !== null && !moved) return { problems: { note: 'This was handed in already' } }
    if (before !== null && note === null) return { problems: { note: 'Enter what changed, or why. Readers will see it' } }
    const handed = await propose(db, organisation.id, { room, thingId: organisation.id, address, title: publicTitle, content: asJson(after), note: note ?? '', place: 1 }, person, now)
    return { goTo: handed.href, said: 'It was handed in. Nothing is public yet.', entry: [{ did: 'duty-clock.handed-in', on: { room, id: organisation.id }, after: { draft: handed.draft, owed: after.owed.length } }, handed.entry] }
  },
})

/** A publisher says whether the dates of what was approved keep themselves up to date. */
export const publicRule = form({
  path: paths.publicRule,
  load: async (_at, { db, organisation }) => ({ rule: await findPublicRule(db, organisation.id) }),
  access: (person) => mayPublishClock(person),
  fields: { dates: choice({ from: ['each morning', 'as published'], missing: 'Select how its dates are kept' }) },
  starting: ({ rule }) => ({ dates: rule === null ? 'as published' : 'each morning' }),
  version: ({ rule }) => rule?.at.toString() ?? 'by hand',
  view(_loaded, answers) {
    const ask = questions(answers)
    return {
      title: 'How the public dates are kept', crumbs: [...crumbs, { text: 'Publication', href: paths.publish.to() }], guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">How the public dates are kept</h1>
        <p class="govuk-body">Duties, promises and their words become public only when somebody approves them. What becomes of their dates can follow by itself. Your name stands with the rule, and it ends when the page is taken down.</p>
        ${ask.form('Save', ask.oneOf('dates', 'What should happen to the dates?', [{ value: 'each morning', text: 'They are kept up to date each morning', hint: 'What was done, and what becomes late, is then public without anybody choosing it. The title of something done that could point at a person is left out until somebody has looked' }, { value: 'as published', text: 'They stay as they were published', hint: 'Until somebody hands in the next version' }]), { cancel: paths.publish.to() })}</div></div>`,
    }
  },
  async submit({ dates }, { rule }, { db, organisation, person, now }) {
    const byRule = dates === 'each morning'
    if (!byRule) await dropPublicRule(db, organisation.id)
    else if (rule === null) await setPublicRule(db, organisation.id, person, now)
    return { goTo: paths.publish.to(), said: byRule ? 'The dates are kept up to date each morning, by a rule under your name.' : 'The dates stay as they were published.', entry: { did: 'duty-clock.public-rule-set', on: { room, id: organisation.id }, before: { byRule: rule !== null }, after: { byRule } } }
  },
})

/** What comes, what has other words, what goes, and what only has other dates. */
function changesOf(before: PublicClock | null, after: PublicClock): Html {
  const was = (each: PublicOwed): PublicOwed | undefined => before?.owed.find((other) => other.id === each.id)
  const words = ({ dates: _dates, ...said }: PublicOwed) => said
  const differs = after.owed.filter((each) => { const old = was(each); return old !== undefined && !isSame(words(old), words(each)) })
  const dated = after.owed.filter((each) => { const old = was(each); return old !== undefined && !differs.includes(each) && !isSame(old.dates, each.dates) })
  const list = (heading: string, of: readonly PublicOwed[]) => of.length > 0 && html`<h2 class="govuk-heading-s">${heading}</h2><ul class="govuk-list govuk-list--bullet">${of.map((each) => html`<li>${each.title}: ${each.sentence}${each.dates.length > 0 && html` <span class="dr-under">${things(each.dates.length)} ${each.dates.length === 1 ? 'date' : 'dates'}</span>`}</li>`)}</ul>`
  return html`${list(before === null ? 'It would show' : 'New', after.owed.filter((each) => was(each) === undefined))}${list('With other words', differs)}${list('With other dates', dated)}${list('To be taken out', before?.owed.filter((each) => !after.owed.some((now) => now.id === each.id)) ?? [])}`
}

/** What the clock's room does beside the desk: shows what changes, keeps what its own rule let out meanwhile, and gives up the rule with the page. */
export const clockPublishing: Publishing = {
  room,
  show: async (_db, _organisation, { pieces: [whole] }) => whole === undefined ? html`` : changesOf(whole.before as unknown as PublicClock | null, whole.content as unknown as PublicClock),
  movedOn: (drafted, _then, now) => now === null ? drafted : asJson(keptUp(drafted as unknown as PublicClock, now as unknown as PublicClock)),
  wentOut: async (_db, organisation, { pieces: [whole] }) => whole === undefined || whole.version === null ? [] : [{ did: 'duty-clock.published', on: { room, id: organisation, version: whole.version }, after: { sha256: whole.sha256 ?? '', owed: (whole.content as unknown as PublicClock).owed.length } }],
  async tookDown(db, organisation) {
    await dropPublicRule(db, organisation)
    return [{ did: 'duty-clock.taken-down', on: { room, id: organisation } }]
  },
}
