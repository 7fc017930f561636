/** Figures that other bodies have published of their workforces: kept with their source, and shown beside our own. */
import { newId } from '#database/identity.ts'
import { asText } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, decimalNumber, optional, text, type Body, type Field, type Values } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, type Answers, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayPrepareRelease, mayReadBoardFigures } from '../access.ts'
import { baseInWords, bases, shareThere, type OtherBody } from '../other-body.ts'
import { deleteOtherBody, findOtherBody, insertOtherBody, listOtherBodies, saveOtherBody } from '../other-body-store.ts'
import { paths } from '../paths.ts'
import { findCharacteristic, listQuestions, type Characteristic, type Group } from '../profile.ts'
import { fieldInAddress, fieldName, home, twoThirds } from './parts.ts'
import { loadReleases } from './profile.ts'

const room = 'equality-monitoring'
const crumbsToOthers = [home, { text: 'Other bodies', href: paths.otherBodies.to() }]

export const otherBodies = listing({
  path: paths.otherBodies,
  async load(_at, { db, organisation, person }, { offset, limit }) {
    const all = await listOtherBodies(db, organisation.id)
    return { rows: all.slice(offset, offset + limit), keeps: mayPrepareRelease(person) }
  },
  access: (person) => mayReadBoardFigures(person),
  rows: ({ rows }) => rows,
  columns: ({ keeps }) => [
    { heading: 'Body', text: (row: OtherBody) => row.body, cell: (row) => keeps ? html`<a class="govuk-link" href="${paths.editOtherBody.to({ figures: row.id })}">${row.body}</a>` : html`${row.body}` },
    { heading: 'Question', text: (row) => fieldName(row.question), cell: (row) => html`<a class="govuk-link" href="${paths.profileQuestion.to({ question: fieldInAddress(row.question) })}#beside">${fieldName(row.question)}</a>` },
    { heading: 'Day', text: (row) => dayInWords(row.on), kind: 'date' },
    { heading: 'Shares', text: (row) => row.shares.map((each) => `${each.group}: ${asText(shareThere(row, { name: each.group, label: each.group }))}`).join('; ') },
    { heading: 'Of whom', text: baseInWords },
    { heading: 'Source', text: (row) => row.link === '' ? row.source : `${row.source} (${row.link})`, cell: (row) => row.link === '' ? html`${row.source}` : html`<a class="govuk-link" href="${row.link}" rel="external noreferrer">${row.source}</a>` },
  ],
  caption: () => 'Figures of other bodies',
  none: 'No figures of another body have been added yet. Add them from a question’s page in the workforce profile.',
  view: (_loaded, list) => ({
    title: 'Other bodies', crumbs: [home], wide: true, guide: 'read-the-figures',
    main: html`<h1 class="govuk-heading-l">Other bodies</h1><p class="govuk-body-l">What others have published of their workforces, to stand beside our own figures. Each counts in its own way: it is a reference, not a league.</p>${list}`,
  }),
})

type ShareName = `share-${number}`
const nameOf = (place: number): ShareName => `share-${place}`

const ownFields = {
  body: text({ missing: 'Enter the name of the body', max: 200, subject: 'The name of the body' }),
  on: date({ missing: 'Enter the day that the figures describe', subject: 'The day' }),
  base: choice({ from: bases.map((each) => each.base), missing: 'Select of whom the shares are' }),
  counted: text({ missing: 'Enter who was counted', max: 300, subject: 'Who was counted' }),
  source: text({ missing: 'Enter where the figures were published', max: 500, subject: 'The source' }),
  link: optional(text({ missing: '', max: 1000, subject: 'The link' })),
} as const
type BodyFields = typeof ownFields & Readonly<Record<ShareName, Field<string | null>>>

/** A share for each group of the question, beside what is asked of the body itself. */
function bodyFields(groups: readonly Group[]): BodyFields {
  const shares = groups.map((group, place): [ShareName, Field<string | null>] => [nameOf(place), optional(decimalNumber({ missing: '', subject: `The share of ${group.label}`, places: 2 }))])
  return Object.assign({ ...ownFields }, Object.fromEntries(shares) as Record<ShareName, Field<string | null>>)
}

function bodyQuestions(groups: readonly Group[], answers: Answers<BodyFields>): Html {
  const ask = questions(answers)
  return html`${ask.line('body', 'Which body?', 'For example, a neighbouring council or one of your kind')}
    ${ask.date('on', 'Which day do the figures describe?', 'For example, 31 3 2026')}
    ${ask.oneOf('base', 'Of whom are the shares?', bases.map(({ base, text: words }) => ({ value: base, text: words })))}
    ${ask.line('counted', 'Who was counted?', 'As the source says it. For example, all employees without schools')}
    ${ask.line('source', 'Where were they published?', 'For example, Workforce equality report 2026, table 4')}
    ${ask.line('link', 'A link to it (optional)', undefined, { type: 'url', spellcheck: false })}
    <h2 class="govuk-heading-m">The shares, in per cent</h2><p class="govuk-body">Leave empty what the source does not give or withholds. Groups that it counts otherwise are better left out than guessed.</p>
    ${groups.map((group, place) => ask.line(nameOf(place), `${group.label} (optional)`, undefined, { classes: 'govuk-input--width-5', inputmode: 'decimal' }))}`
}

/** What was said, or what is wrong with it. */
function figuresFrom(said: Values<BodyFields>, groups: readonly Group[], today: Temporal.PlainDate): Pick<OtherBody, 'body' | 'on' | 'base' | 'counted' | 'source' | 'link' | 'shares'> | { readonly problems: Partial<Record<keyof BodyFields, string>> } {
  const problems: Partial<Record<keyof BodyFields, string>> = {}
  if (Temporal.PlainDate.compare(said.on, today) > 0) problems.on = 'The day must be today or earlier'
  if (said.link !== null && !/^https?:\/\/[^\s]+$/i.test(said.link)) problems.link = 'The link must begin with http:// or https://'
  const shares = groups.flatMap((group, place) => {
    const percent = said[nameOf(place)]
    if (percent === null || percent === undefined) return []
    if (Number(percent) < 0 || Number(percent) > 100) problems[nameOf(place)] = `The share of ${group.label} must be between 0 and 100`
    return [{ group: group.name, percent }]
  })
  if (shares.length === 0 && groups.length > 0) problems[nameOf(0)] = 'Enter the share of one group at least'
  const { body, on, base, counted, source, link } = said
  return Object.keys(problems).length > 0 ? { problems } : { body, on, base, counted, source, link: link ?? '', shares }
}

const told = ({ question, body, on, base, shares, source }: OtherBody) => ({ question, body, on: on.toString(), base, source, shares: shares.map((each) => ({ ...each })) })

async function asked(slug: string, house: House): Promise<Characteristic> {
  const releases = await loadReleases(house)
  const question = releases && listQuestions(releases.newest).find((each) => fieldInAddress(each) === slug)
  const characteristic = releases && question ? findCharacteristic(releases.newest, question) : null
  if (!characteristic) throw new NotFound(`no figures by ${slug}`)
  return characteristic
}

export const newOtherBody = form({
  path: paths.newOtherBody,
  load: ({ question }, house) => asked(question, house),
  access: (person) => mayPrepareRelease(person),
  draft: true,
  fields: ({ groups }) => bodyFields(groups),
  starting: (): Body => ({ base: 'answered' }),
  view: ({ name, groups }, answers) => ({
    title: `Add another body’s figures: ${name}`, crumbs: crumbsToOthers, guide: 'read-the-figures',
    main: twoThirds(html`<span class="govuk-caption-l">${name}</span><h1 class="govuk-heading-l">Add another body’s figures</h1><p class="govuk-body">They stand beside ours, with their source.</p>${questions(answers).form('Add these figures', bodyQuestions(groups, answers))}`),
  }),
  async submit(values, { question, groups }, { db, organisation, person, now, today }) {
    const made = figuresFrom(values, groups, today)
    if ('problems' in made) return made
    const other: OtherBody = { id: newId(), question, ...made, byName: person.name, at: now, version: 1 }
    await insertOtherBody(db, organisation.id, other)
    return { goTo: `${paths.profileQuestion.to({ question: fieldInAddress(question) })}#beside`, said: `The figures of ${other.body} were added.`, entry: { did: 'equality-monitoring.other-body-added', on: { room, id: other.id }, after: told(other) } }
  },
})

async function kept(id: string, house: House): Promise<{ readonly other: OtherBody; readonly groups: readonly Group[] }> {
  const other = await findOtherBody(house.db, house.organisation.id, id)
  if (!other) throw new NotFound(`figures of another body ${id}`)
  return { other, groups: (await asked(fieldInAddress(other.question), house)).groups }
}

export const editOtherBody = form({
  path: paths.editOtherBody,
  load: ({ figures }, house) => kept(figures, house),
  access: (person) => mayPrepareRelease(person),
  draft: true,
  version: ({ other }) => String(other.version),
  fields: ({ groups }) => bodyFields(groups),
  starting: ({ other, groups }): Body => ({
    body: other.body, 'on-day': String(other.on.day), 'on-month': String(other.on.month), 'on-year': String(other.on.year), base: other.base, counted: other.counted, source: other.source, link: other.link,
    ...Object.fromEntries(groups.map((group, place) => [nameOf(place), other.shares.find((each) => each.group === group.name)?.percent ?? ''])),
  }),
  view: ({ other, groups }, answers) => ({
    title: `Change the figures of ${other.body}`, crumbs: crumbsToOthers, guide: 'read-the-figures',
    main: twoThirds(html`<span class="govuk-caption-l">${fieldName(other.question)}</span><h1 class="govuk-heading-l">Change the figures of ${other.body}</h1><p class="govuk-body">What they were before stays in the ledger. <a class="govuk-link" href="${paths.takeAwayOtherBody.to({ figures: other.id })}">Take them away</a></p>${questions(answers).form('Save', bodyQuestions(groups, answers), { cancel: paths.otherBodies.to() })}`),
  }),
  async submit(values, { other, groups }, { db, organisation, today }) {
    const made = figuresFrom(values, groups, today)
    if ('problems' in made) return made
    const changed: OtherBody = { ...other, ...made }
    if (!await saveOtherBody(db, organisation.id, changed)) return { problems: { body: 'Someone else changed these figures just now. Open them again to see what is different' } }
    return { goTo: `${paths.profileQuestion.to({ question: fieldInAddress(other.question) })}#beside`, said: 'The figures were saved.', entry: { did: 'equality-monitoring.other-body-changed', on: { room, id: other.id, version: other.version + 1 }, before: told(other), after: told(changed) } }
  },
})

export const takeAwayOtherBody = form({
  path: paths.takeAwayOtherBody,
  load: ({ figures }, house) => kept(figures, house),
  access: (person) => mayPrepareRelease(person),
  version: ({ other }) => String(other.version),
  fields: { because: text({ missing: 'Enter why they are taken away', max: 500, subject: 'Why' }) },
  view: ({ other }, answers) => ({
    title: `Take away the figures of ${other.body}`, crumbs: crumbsToOthers, guide: 'read-the-figures',
    main: twoThirds(html`<h1 class="govuk-heading-l">Take away the figures of ${other.body}</h1><p class="govuk-body">${fieldName(other.question)}, ${dayInWords(other.on)}.</p>
      ${questions(answers).form('Take them away', questions(answers).line('because', 'Why?', 'For example, they have published newer ones'), { warning: true, cancel: paths.otherBodies.to() })}`),
  }),
  async submit({ because }, { other }, { db, organisation }) {
    await deleteOtherBody(db, organisation.id, other.id)
    return { goTo: paths.otherBodies.to(), said: `The figures of ${other.body} were taken away.`, entry: { did: 'equality-monitoring.other-body-taken-away', on: { room, id: other.id }, before: told(other), detail: { because } } }
  },
})
