import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { asJson, findNewest, findOpenDraft, isSame, isWhatWasHandedIn, onItsWay, propose, saysTheSame, takeDownLink } from '#features/publication/index.ts'
import { optional, text } from '#web/fields.ts'
import type { Publishing } from '#web/offers.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepProfile, mayPublishProfile } from '../access.ts'
import type { Atlas } from '../atlas.ts'
import { findAtlas } from '../atlas-store.ts'
import { listCitedFigures } from '../cited-figure-store.ts'
import { areaName } from '../community.ts'
import { findCommunity } from '../community-store.ts'
import { paths } from '../paths.ts'
import { publicProfile, room, type PublicFigure, type PublicProfile } from '../publishing.ts'
import { crumbs, inOneLine } from './staff-parts.ts'

/** What would become public, and what has changed: somebody hands it in, and it goes the one way to the public, by the publication desk. */
export const publishProfile = form({
  path: paths.publish,
  async load(_at, { db, organisation }) {
    const [atlas, community, figures, edition, waiting] = await Promise.all([findAtlas(db), findCommunity(db, organisation.id), listCitedFigures(db, organisation.id), findNewest(db, organisation.id, paths.community.to()), findOpenDraft(db, organisation.id, paths.community.to())])
    if (!community) throw new NotFound('no area has been chosen')
    const after = publicProfile(community, figures)
    const isOut = edition !== null && !edition.withdrawn
    return { atlas, name: areaName(atlas, community.home), after, before: isOut ? edition.content as unknown as PublicProfile : null, edition: isOut ? edition : null, changed: !saysTheSame(edition, after), waiting, moved: waiting !== null && !isWhatWasHandedIn(waiting, after) }
  },
  access: (person) => mayPublishProfile(person) || mayKeepProfile(person),
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  version: ({ edition, waiting, after }) => `${edition?.version ?? 0} ${waiting?.version ?? 0} ${after.figures.map((each) => each.number).join('.')}`,
  view({ atlas, after, before, edition, changed, waiting, moved }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: 'Publication of who lives here', crumbs, guide: 'community-profile',
      main: html`<h1 class="govuk-heading-l">Publication</h1>
        <p class="govuk-body-l">${edition === null ? 'This profile is not public.' : html`This profile is public, as version ${String(edition.version)} of ${dayInWords(dayInLondon(edition.publishedAt))}. <a class="govuk-link" href="${paths.community.to()}">See it</a>`}</p>
        <p class="govuk-body">Official statistics are shown as they stand: when newer ones are loaded the public pages have them at once, with their edition and source. Which areas are shown, and every figure that was added here, are handed in, looked through and approved by a publisher.</p>
        ${onItsWay(waiting, person, moved)}
        ${changed ? changesOf(atlas, before, after) : html`<p class="govuk-body">Nothing is waiting. The public pages say what is kept here.</p>`}
        ${changed && (waiting === null || moved) && ask.form(waiting === null ? 'Hand in for approval' : 'Hand it in again', ask.line('note', before === null ? 'A note for readers (optional)' : 'A note for readers: what changed, or why'))}
        ${edition !== null && takeDownLink(edition.address, 'Take the profile down', person)}`,
    }
  },
  async submit({ note }, { name, after, before, changed, waiting, moved }, { db, organisation, person, now }) {
    if (!changed) return { problems: { note: 'Nothing has changed since it was published' } }
    if (waiting !== null && !moved) return { problems: { note: 'This was handed in already' } }
    if (before !== null && note === null) return { problems: { note: 'Enter what changed, or why. Readers will see it' } }
    const handed = await propose(db, organisation.id, { room, thingId: organisation.id, address: paths.community.to(), title: `Who lives in ${name}`, content: asJson(after), note: note ?? '', place: 1 }, person, now)
    return { goTo: handed.href, said: 'It was handed in. Nothing is public yet.', entry: [{ did: 'community-profile.handed-in', on: { room, id: organisation.id }, after: { draft: handed.draft, figures: after.figures.length } }, handed.entry] }
  },
})

/** The areas, and each figure that is new, corrected or taken out. */
function changesOf(atlas: Atlas, before: PublicProfile | null, after: PublicProfile): Html {
  const was = (each: PublicFigure): PublicFigure | undefined => before?.figures.find((other) => other.id === each.id)
  const list = (heading: string, of: readonly PublicFigure[]) => of.length > 0 && html`<h2 class="govuk-heading-s">${heading}</h2><ul class="govuk-list govuk-list--bullet">${of.map((each) => html`<li>${inOneLine(each)}. ${each.content.source}.</li>`)}</ul>`
  const areas = ({ home, inside, neighbours, beside, about }: PublicProfile) => ({ home, inside, neighbours, beside, about })
  const named = (codes: readonly string[]): string => codes.map((code) => areaName(atlas, code)).join(', ')
  return html`${(before === null || !isSame(areas(before), areas(after))) && html`<h2 class="govuk-heading-s">${before === null ? 'The areas' : 'The areas, or the words about them, have changed'}</h2>
      <ul class="govuk-list govuk-list--bullet"><li>About ${areaName(atlas, after.home)}${after.about !== '' && `. ${after.about}`}</li>${after.inside.length > 0 && html`<li>With the areas in it: ${named(after.inside)}</li>`}${after.neighbours.length > 0 && html`<li>Beside its neighbours: ${named(after.neighbours)}</li>`}${after.beside.length > 0 && html`<li>Compared with: ${named(after.beside)}</li>`}</ul>`}
    ${list('New', after.figures.filter((each) => was(each) === undefined))}${list('Corrected', after.figures.filter((each) => was(each) !== undefined && !isSame(was(each), each)))}
    ${list('To be taken out', before?.figures.filter((each) => !after.figures.some((now) => now.id === each.id)) ?? [])}`
}

/** What the profile's room does beside the desk: shows what changes, and notes the day. */
export const profilePublishing: Publishing = {
  room,
  show: async (db, _organisation, { pieces: [whole] }) => whole === undefined ? html`` : changesOf(await findAtlas(db), whole.before as unknown as PublicProfile | null, whole.content as unknown as PublicProfile),
  async wentOut(db, organisation, { pieces: [whole], now, today }) {
    if (whole === undefined || whole.version === null) return []
    return [
      { did: 'community-profile.published', on: { room, id: organisation, version: whole.version }, after: { sha256: whole.sha256 ?? '', figures: (whole.content as unknown as PublicProfile).figures.length } },
      ...await recordDeed(db, organisation, { kind: 'community profile published', room, thing: { kind: 'profile', id: organisation }, on: today, title: whole.title, href: whole.address, public: true, occasion: `version ${whole.version}` }, now),
    ]
  },
}
