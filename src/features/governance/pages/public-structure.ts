import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html } from '#html/html.ts'
import { findNewest, letOutWords, type Edition } from '#features/publication/index.ts'
import { publicPage, type Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { flowWords } from '../body.ts'
import { typeOf } from '../body-types.ts'
import { paths } from '../paths.ts'
import type { DrawnFlow } from '../structure.ts'
import { drawStructure, lastWords } from './drawing.ts'
import { dayOf, facts, nameIn, paragraphs } from './parts.ts'
import { drawnFlows, type PublicStructure } from './publishing.ts'

const crumbs = [{ text: 'Home', href: '/' }]
const heading = 'Who answers to whom on equality'

const findEdition = ({ db, organisation }: Outside): Promise<Edition | null> => findNewest(db, organisation.id, paths.publicStructure.to())

const contentOf = (edition: Edition): PublicStructure => edition.content as unknown as PublicStructure
const standing = (edition: Edition) => html`<p class="govuk-body-s govuk-!-margin-top-6">Version ${String(edition.version)}, ${dayOf(edition.publishedAt)}. ${letOutWords(edition.letOut)}.${edition.note !== '' && ` ${edition.note}`}</p>`
const takenDown = (edition: Edition) => ({ title: heading, crumbs, main: html`<h1 class="govuk-heading-l">${heading}</h1><p class="govuk-body">This page was taken down on ${dayOf(edition.publishedAt)}. ${edition.note}</p>` })

/** Residents see who decides, who watches over it, and whom they can turn to. */
export const openStructure = publicPage({
  path: paths.publicStructure,
  load: (_at, outside) => findEdition(outside),
  show(edition, { organisation }) {
    if (edition === null) return { title: heading, crumbs, main: html`<h1 class="govuk-heading-l">${heading}</h1><p class="govuk-body">${organisation.name} has not published this yet.</p>` }
    if (edition.withdrawn) return takenDown(edition)
    const { bodies, flows } = contentOf(edition)
    const drawn = drawStructure(bodies, drawnFlows(flows), (body) => paths.publicBody.to({ body }))
    return {
      title: heading, crumbs, wide: true,
      main: html`<h1 class="govuk-heading-xl">${heading}</h1><p class="govuk-body-l">These are the groups that see to it that ${organisation.name} thinks about equality in what it does, and what each tells the others.</p>
        ${drawn.picture}<h2 class="govuk-heading-m">The same in words</h2><p class="govuk-body">Each group stands under the one that it answers to. The numbers are those on the lines.</p>${drawn.list}<p class="govuk-body govuk-!-margin-top-6"><a class="govuk-link" href="${paths.publicChallenges.to()}">What groups have challenged, and what was answered</a></p>${standing(edition)}`,
    }
  },
})

export const openBody = publicPage({
  path: paths.publicBody,
  async load({ body }, outside) {
    const edition = await findEdition(outside)
    const found = edition === null || edition.withdrawn ? undefined : contentOf(edition).bodies.find((each) => each.id === body)
    if (edition === null || (!edition.withdrawn && found === undefined)) throw new NotFound(`body ${body}`)
    return { edition, body: found }
  },
  show({ edition, body }) {
    if (body === undefined) return takenDown(edition)
    const { bodies, flows } = contentOf(edition)
    const own = drawnFlows(flows.filter((each) => each.from === body.id || each.to === body.id))
    return {
      title: body.name, crumbs: [...crumbs, { text: heading, href: paths.publicStructure.to() }],
      main: html`<span class="govuk-caption-l">${typeOf(body.type).name}</span><h1 class="govuk-heading-l">${body.name}</h1>
        ${facts([['Meets', body.meets.charAt(0).toUpperCase() + body.meets.slice(1)], ...body.members.filter((each) => each.role === 'chair').map((each) => ['Chair', each.post === '' ? each.name : `${each.name}, ${each.post}`] as const)])}
        <h2 class="govuk-heading-m">What it is for</h2>${paragraphs(body.purpose)}
        ${body.receives !== '' && html`<h2 class="govuk-heading-m">What it receives</h2>${paragraphs(body.receives)}`}
        ${own.length > 0 && html`<h2 class="govuk-heading-m">What it tells, and what it is told</h2>${reflowingTable({ caption: 'What flows to and from it', captionClasses: 'govuk-visually-hidden', head: [{ text: 'What' }, { text: 'Between' }, { text: 'How often' }, { text: 'Last time' }], rows: alikeTogether(own, body.id).map(({ flow, others }) => [{ text: flow.what }, { text: flow.from === body.id ? `${body.name} ${flowWords[flow.kind]} ${others.map((each) => nameIn(bodies, each)).join('; ')}` : `${others.map((each) => nameIn(bodies, each)).join('; ')}: ${flowWords[flow.kind]} ${body.name}` }, { text: flow.often }, { text: lastWords(flow.last) }]) })}`}
        ${body.members.length > 0 && html`<h2 class="govuk-heading-m">Who sits on it</h2>${reflowingTable({ caption: 'Who sits on it', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Name' }, { text: 'As' }, { text: 'Speaks for' }], rows: body.members.map((each) => [{ html: html`${each.name}${each.post !== '' && html`<span class="dr-under">${each.post}</span>`}` }, { text: each.role.charAt(0).toUpperCase() + each.role.slice(1) }, { text: each.represents }]) })}`}
        ${body.alsoSpeaksFor.length > 0 && html`<p class="govuk-body">Members also speak for: ${body.alsoSpeaksFor.join('; ')}.</p>`}
        ${(body.met ?? []).length > 0 && html`<h2 class="govuk-heading-m">When it met in the last year</h2><ul class="govuk-list govuk-list--bullet">${(body.met ?? []).map((each) => html`<li>${dayInWords(Temporal.PlainDate.from(each))}</li>`)}</ul>`}
        ${(body.decided ?? []).length > 0 && html`<h2 class="govuk-heading-m">What it decided</h2>${reflowingTable({ caption: 'What it decided', captionClasses: 'govuk-visually-hidden', firstCellIsHeader: false, head: [{ text: 'Day' }, { text: 'Decision' }], rows: (body.decided ?? []).map((each) => [{ text: dayInWords(Temporal.PlainDate.from(each.on)) }, { html: html`<span class="dr-ref">${each.reference}</span> ${each.words}` }]) })}`}
        ${body.terms !== null && html`<h2 class="govuk-heading-m">Terms of reference</h2><p class="govuk-body">Version ${String(body.terms.number)}, agreed by ${body.terms.agreedBy} on ${dayInWords(Temporal.PlainDate.from(body.terms.agreedOn))}.</p>${paragraphs(body.terms.words)}`}
        ${standing(edition)}`,
    }
  },
})

/** What six departmental groups send alike is one row with six names, and the day of the last of them. */
function alikeTogether(flows: readonly DrawnFlow[], body: string): readonly { readonly flow: DrawnFlow; readonly others: readonly string[] }[] {
  return [...Map.groupBy(flows, (flow) => [flow.kind, flow.what, flow.often, flow.from === body].join('\n')).values()].map((same) => ({
    flow: same.toSorted((a, b) => a.last === null ? 1 : b.last === null ? -1 : Temporal.PlainDate.compare(b.last.on, a.last.on))[0]!, others: same.map((each) => each.from === body ? each.to : each.from),
  }))
}
