import { html, type Html } from '#html/html.ts'
import { asJson, findNewest, findOpenDraft, isSame, listNewest, onItsWay, propose, saysTheSame, takeDownLink, type Edition } from '#features/publication/index.ts'
import { optional, text } from '#web/fields.ts'
import type { PieceToShow, Publishing } from '#web/offers.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepIndicators, mayReadIndicators } from '../access.ts'
import { periodWords } from '../indicator.ts'
import { listIndicators, listValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { fromPublic, publicIndicator, room, type PublicFigures, type PublicIndicator } from '../publishing.ts'
import { hashOf, oneValue } from './offered.ts'

const addressOf = (id: string): string => paths.publicFigure.to({ indicator: id })
const title = 'What the figures say'

/** What would be public now: one page for each indicator that is for everybody, and the page that lists them. */
async function content({ db, organisation, offers }: Pick<House, 'db' | 'organisation' | 'offers'>) {
  const all = (await listIndicators(db, organisation.id)).filter((each) => each.isPublic)
  const values = await listValues(db, organisation.id, all.map((each) => each.id))
  const pages = all.map((each) => { const measure = offers.measures.find((one) => one.name === each.measure); return publicIndicator(each, values.get(each.id) ?? [], measure === undefined ? '' : `${measure.title}. ${measure.definition}`) }).filter((each) => each !== null)
  return { pages, values, whole: { indicators: pages.map(({ indicator }) => ({ id: indicator.id, title: indicator.title })).sort((a, b) => a.title.localeCompare(b.title, 'en-GB')) } satisfies PublicFigures }
}

/** All indicators go the one way to the public together: handed in, looked through and approved once. */
export const publishFigures = form({
  path: paths.publish,
  async load(_at, house) {
    const { db, organisation } = house
    const made = await content(house)
    const [edition, waiting, out] = [await findNewest(db, organisation.id, paths.publicFigures.to()), await findOpenDraft(db, organisation.id, paths.publicFigures.to()), await listNewest(db, organisation.id, room)]
    const before = new Map(out.filter((each) => !each.withdrawn).map((each) => [each.address, each]))
    const changed = made.pages.filter((each) => !saysTheSame(before.get(addressOf(each.indicator.id)), each))
    const gone = [...before.values()].filter((each) => each.address !== paths.publicFigures.to() && !made.pages.some(({ indicator }) => addressOf(indicator.id) === each.address))
    const isOut = edition !== null && !edition.withdrawn
    const same = isOut && changed.length === 0 && gone.length === 0 && saysTheSame(edition, made.whole)
    const handed = waiting === null ? null : [waiting.content, waiting.pieces.map((each) => [each.address, each.content])]
    return { ...made, edition: isOut ? edition : null, waiting, before, changed, gone, same, moved: handed !== null && !isSame(handed, [made.whole, changed.map((each) => [addressOf(each.indicator.id), each])]) }
  },
  access: (person) => mayReadIndicators(person) && (mayKeepIndicators(person) || person.grants.some((each) => each.role === 'publisher')),
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  version: ({ edition, waiting, whole, changed }) => `${edition?.version ?? 0} ${waiting?.version ?? 0} ${whole.indicators.length} ${changed.length}`,
  view({ edition, waiting, moved, same, changed, gone, before, pages }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: 'Publish the indicators', crumbs: [{ text: 'Indicators', href: paths.indicators.to() }], guide: 'indicators',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Publish the indicators</h1>
        <p class="govuk-body-l">${edition === null ? 'No indicator is public.' : html`Indicators are public. <a class="govuk-link" href="${edition.address}">See the public page</a>`}</p>
        ${onItsWay(waiting, person, moved)}
        ${pages.length === 0 && gone.length === 0 ? html`<p class="govuk-body">No indicator with a value is marked “It may stand in reports to everybody, and be published”. Mark those that are for everybody.</p>`
          : same ? html`<p class="govuk-body">Nothing is waiting. The public pages say what is kept here.</p>` : html`${changesIn(changed.map((each) => ({ address: addressOf(each.indicator.id), after: each, before: before.get(addressOf(each.indicator.id)) ?? null })))}
            ${gone.length > 0 && html`<h2 class="govuk-heading-s">To be taken down</h2><ul class="govuk-list govuk-list--bullet">${gone.map((each) => html`<li>${each.title}</li>`)}</ul>`}
            ${mayKeepIndicators(person) && (waiting === null || moved) && pages.length > 0 && ask.form(waiting === null ? 'Hand in for approval' : 'Hand it in again', ask.line('note', edition === null ? 'A note for readers (optional)' : 'A note for readers: what is new', undefined), { cancel: paths.indicators.to() })}`}
        ${edition !== null && takeDownLink(edition.address, 'Take the indicators down', person)}</div></div>`,
    }
  },
  async submit({ note }, { same, waiting, moved, edition, whole, changed, gone, values, pages }, { db, organisation, person, now }) {
    if (!mayKeepIndicators(person)) return { problems: { note: 'An equality lead for the whole organisation hands it in' } }
    if (pages.length === 0) return { problems: { note: 'There is no indicator to publish' } }
    if (same) return { problems: { note: 'Nothing has changed since it was published' } }
    if (waiting !== null && !moved) return { problems: { note: 'This was handed in already' } }
    if (edition !== null && note === null) return { problems: { note: 'Enter what is new. Readers will see it' } }
    const restsOn = changed.flatMap(({ indicator }) => { const newest = values.get(indicator.id)?.findLast((each) => each.figure.audience === 'public'); return newest === undefined ? [] : [{ kind: oneValue, id: `${indicator.id} ${newest.to.toString()}`, version: String((values.get(indicator.id) ?? []).filter((each) => each.to.equals(newest.to)).length), sha256: hashOf(newest), title: `${indicator.title}, ${periodWords(newest)}` }] })
    const handed = await propose(db, organisation.id, {
      room, thingId: organisation.id, address: paths.publicFigures.to(), title, content: asJson(whole), note: note ?? '', restsOn,
      pieces: changed.map((each) => ({ thingId: each.indicator.id, address: addressOf(each.indicator.id), title: each.indicator.title, content: asJson(each), place: 0 })), takesDown: gone.map((each) => ({ address: each.address, title: each.title })),
    }, person, now)
    return { goTo: handed.href, said: 'It was handed in. Nothing is public yet.', entry: [{ did: 'indicators.handed-in', on: { room, id: organisation.id }, after: { draft: handed.draft, indicators: changed.map((each) => each.indicator.title), takenDown: gone.map((each) => each.title) } }, handed.entry] }
  },
})

interface Changed { readonly address: string; readonly after: PublicIndicator; readonly before: Pick<Edition, 'content'> | null }

/** Each indicator that is new or says something else, with its newest value and how many values are new or corrected. */
function changesIn(changed: readonly Changed[]): Html | false {
  return changed.length > 0 && html`<h2 class="govuk-heading-s">New or changed</h2><ul class="dr-tasks">${changed.map(({ after, before }) => {
    const { indicator, values } = fromPublic(asJson(after))
    const was = before === null ? null : new Map((before.content as unknown as PublicIndicator).values.map((each) => [each.to, each]))
    const other = was === null ? [] : after.values.filter((each) => !isSame(was.get(each.to) ?? null, each))
    const newest = values.at(-1)
    return html`<li class="dr-task"><div class="dr-task__what"><strong>${indicator.title}</strong> ${newest !== undefined && html`<span class="dr-under">${newest.figure.text} in ${periodWords(newest)}. ${newest.commentary}</span>`}</div><div>${was === null ? 'New' : other.length === 0 ? 'Its description' : `${other.length === 1 ? '1 value' : `${String(other.length)} values`} new or changed`}</div></li>`
  })}</ul>`
}

/** What this room does beside the desk: shows what changes, and notes that it went out. */
export const figuresPublishing: Publishing = {
  room,
  show: async (_db, _organisation, { pieces, takesDown }) => html`${changesIn(pieces.filter(isIndicator).map((each) => ({ address: each.address, after: each.content as unknown as PublicIndicator, before: each.before === null ? null : { content: each.before } })))}
    ${takesDown.length > 0 && html`<h2 class="govuk-heading-s">To be taken down</h2><ul class="govuk-list govuk-list--bullet">${takesDown.map((each) => html`<li>${each.title}</li>`)}</ul>`}`,
  async wentOut(_db, organisation, { pieces, takenDown }) {
    return [{ did: 'indicators.published', on: { room, id: organisation }, after: { pages: pieces.flatMap((each) => each.version === null ? [] : [{ address: each.address, version: each.version, sha256: each.sha256 ?? '' }]), takenDown: [...takenDown] } }]
  },
  async partsOf(db, organisation, address) {
    return address !== paths.publicFigures.to() ? [] : (await listNewest(db, organisation, room)).filter((each) => each.address !== address && !each.withdrawn).map((each) => each.address)
  },
}

const isIndicator = ({ address }: Pick<PieceToShow, 'address'>): boolean => address !== paths.publicFigures.to()
