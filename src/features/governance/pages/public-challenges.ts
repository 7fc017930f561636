import { dayInWords } from '#duty/dates.ts'
import { findNewest, letOutWords, listNewest } from '#features/publication/index.ts'
import { html } from '#html/html.ts'
import { publicPage } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { paths } from '../paths.ts'
import { challengeWords, pairInWords, type Pair } from './challenge-parts.ts'
import { dayOf, room } from './parts.ts'

const crumbs = [{ text: 'Home', href: '/' }]
const heading = 'Challenges and answers'

/** What groups said to the council, and what the council said to it. */
export const openChallenges = publicPage({
  path: paths.publicChallenges,
  load: async (_at, { db, organisation }) => (await listNewest(db, organisation.id, room)).filter((each) => each.address.startsWith(`${paths.publicChallenges.to()}/`)).sort((a, b) => Temporal.Instant.compare(b.publishedAt, a.publishedAt)),
  show: (editions, { organisation }) => ({
    title: heading, crumbs,
    main: html`<h1 class="govuk-heading-xl">${heading}</h1><p class="govuk-body-l">Groups of residents and of staff challenge what ${organisation.name} does about equality. It answers, or explains why nothing will change.</p>
      ${editions.length === 0 ? html`<p class="govuk-body">None has been published yet.</p>` : editions.map((each) => {
        const pair = each.content as unknown as Pair
        return html`<article class="dr-promise"><h2 class="dr-promise__words"><a class="govuk-link" href="${each.address}">${pair.title}</a></h2><p class="dr-promise__now">${pair.from} to ${pair.to}, ${dayInWords(Temporal.PlainDate.from(pair.on))}. ${challengeWords(pair.state)}.</p></article>`
      })}`,
  }),
})

export const openChallenge = publicPage({
  path: paths.publicChallenge,
  async load({ challenge }, { db, organisation }) {
    const edition = await findNewest(db, organisation.id, paths.publicChallenge.to({ challenge }))
    if (edition === null) throw new NotFound(`challenge ${challenge}`)
    return edition
  },
  show: (edition) => ({
    title: edition.title, crumbs: [...crumbs, { text: heading, href: paths.publicChallenges.to() }],
    main: edition.withdrawn ? html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body">This page was taken down on ${dayOf(edition.publishedAt)}. ${edition.note}</p>`
      : html`<span class="govuk-caption-l">${(edition.content as unknown as Pair).reference}</span><h1 class="govuk-heading-l">${edition.title}</h1>${pairInWords(edition.content as unknown as Pair)}
        <p class="govuk-body-s govuk-!-margin-top-6">Version ${String(edition.version)}, ${dayOf(edition.publishedAt)}. ${letOutWords(edition.letOut)}.${edition.note !== '' && ` ${edition.note}`}</p>`,
  }),
})
