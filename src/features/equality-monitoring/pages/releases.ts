/** What may leave: each release with what was withheld of it and why, who prepared it and who let it out. */
import { leaksInText } from '#disclosure/percent-leak.ts'
import { policies } from '#disclosure/policy.ts'
import { asValue } from '#disclosure/shown.ts'
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import type { Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { findNewest, moveHead, publish, withdraw, type Edition } from '#features/publication/index.ts'
import { html, type Html } from '#html/html.ts'
import { optional, text } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page } from '#web/page.ts'
import type { Person } from '#web/person.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayPrepareRelease, mayPublishRelease, mayReadRows } from '../access.ts'
import type { Figures, FigureTable } from '../figures.ts'
import { paths } from '../paths.ts'
import type { MonitoringRelease, ReleaseState } from '../release.ts'
import { countSmall, findFigures, findFrozen, findRelease, listReleases, setReleaseState } from '../release-store.ts'
import { facts, home, things, twoThirds } from './parts.ts'
import { profileView } from './profile.ts'

const mayLook = (person: Person): boolean => mayPrepareRelease(person) || mayPublishRelease(person)
const crumbs = [home, { text: 'Releases', href: paths.releases.to() }]
const forWhom = { board: 'The board', public: 'The public' } as const

const stateParts: Readonly<Record<ReleaseState, { readonly words: string; readonly rating: string }>> = {
  waiting: { words: 'Waiting to be made', rating: 'not-started' }, working: { words: 'Being made', rating: 'asked' }, refused: { words: 'Could not be made safe', rating: 'late' },
  ready: { words: 'Proved safe', rating: 'on-track' }, published: { words: 'Published', rating: 'done' }, withdrawn: { words: 'Withdrawn', rating: 'stopped' },
}
const stateTag = (state: ReleaseState): Html => html`<span class="dr-rating dr-rating--${stateParts[state].rating}">${stateParts[state].words}</span>`

export const releases = listing({
  path: paths.releases,
  load: (_at, { db, organisation }, asked) => listReleases(db, organisation.id, asked),
  access: mayLook,
  rows: (all) => all,
  caption: () => 'Releases of equality monitoring figures',
  none: 'Nothing has been made yet.',
  columns: () => [
    { heading: 'Release', text: (each: MonitoringRelease) => each.title, cell: (each) => html`<a class="govuk-link" href="${paths.release.to({ release: each.id })}">${each.title}</a>` },
    { heading: 'It describes', kind: 'date', text: (each) => dayInWords(each.on) },
    { heading: 'For', text: (each) => forWhom[each.audience] },
    { heading: 'Where it is', text: (each) => stateParts[each.state].words, cell: (each) => stateTag(each.state) },
    { heading: 'Made for', text: (each) => each.by.name },
    { heading: 'Let out by', text: (each) => each.approvedBy?.name ?? '' },
  ],
  view: (_all, list, { person }) => ({
    title: 'Releases', crumbs: [home], guide: 'releases', wide: true,
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Releases</h1><p class="dr-head__lead">Figures that are made once, proved safe together, and read from then on by every page and file.</p></div>
      ${mayPrepareRelease(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newRelease.to()}">New release</a></div>`}</div>${list}`,
  }),
})

interface Loaded { readonly release: MonitoringRelease; readonly figures: Figures | null; readonly corrected: MonitoringRelease | null; readonly small: number | null; readonly edition: Edition | null }

async function load(id: string, db: Reading, organisation: string): Promise<Loaded> {
  const release = await findRelease(db, organisation, id)
  if (!release) throw new NotFound(`release ${id}`)
  const figures = await findFigures(db, organisation, id)
  return {
    release, figures, corrected: release.corrects === null ? null : await findRelease(db, organisation, release.corrects), small: figures === null ? null : await countSmall(db, organisation, id),
    edition: release.audience === 'public' ? await findNewest(db, organisation, addressOf(release)) : null,
  }
}

const addressOf = ({ on }: MonitoringRelease): string => paths.publicYear.to({ year: String(on.year) })

export const release = page({
  path: paths.release,
  load: ({ release: id }, { db, organisation }) => load(id, db, organisation.id),
  access: mayLook,
  view({ release: shown, figures, corrected, small }, { person }) {
    return {
      title: shown.title, crumbs, guide: 'releases',
      main: html`<h1 class="govuk-heading-l">${shown.title}</h1>
        <p class="govuk-body-l">${stateTag(shown.state)}</p>
        ${facts([
          ['For', forWhom[shown.audience]], ['It describes', dayInWords(shown.on)], ['Prepared by', `${shown.by.name}, ${dayInWords(dayInLondon(shown.at))}`],
          shown.approvedBy !== null && ['Let out by', shown.approvedBy.name], ['Protected by', shown.wanted.mode === 'rounded' ? 'Rounding every number' : 'Withholding some numbers'], ['Policy', shown.policy],
          corrected !== null && ['It corrects', html`<a class="govuk-link" href="${paths.release.to({ release: corrected.id })}">${corrected.title}</a>`], shown.note !== '' && ['Note for readers', shown.note],
        ])}
        ${shown.state === 'waiting' || shown.state === 'working' ? html`<div id="progress" class="dr-waiting" data-refresh="3">${shown.wanted.progress ?? 'Waiting for its turn'}</div><p class="govuk-body">You can leave this page. It is made beside it, and other pages go on as usual.</p>` : ''}
        ${shown.state === 'refused' && shown.refusal !== null && html`<div class="dr-note dr-note--late"><p class="dr-note__heading">Nothing was published</p><p>${shown.refusal.refused}</p></div>
          ${shown.refusal.advice.length > 0 && html`<h2 class="govuk-heading-m">What would make it safe</h2><ul class="govuk-list govuk-list--bullet">${shown.refusal.advice.map((advice) => html`<li>${advice}</li>`)}</ul>`}
          ${mayPrepareRelease(person) && html`<a class="govuk-button" href="${paths.newRelease.to()}">Ask for another release</a>`}`}
        ${figures !== null && (shown.wanted.leftOut ?? []).map((said) => html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Left out</p><p>${said}</p></div>`)}
        ${figures !== null && whatIsWithheld(figures, mayReadRows(person) ? small : null)}
        ${figures !== null && nextSteps(shown, person)}`,
    }
  },
})

function nextSteps(shown: MonitoringRelease, person: Person): Html {
  return html`<h2 class="govuk-heading-m">What next</h2>
    <div class="govuk-button-group"><a class="govuk-button govuk-button--secondary" href="${paths.previewRelease.to({ release: shown.id })}">See it as its readers will</a>
    ${shown.audience === 'public' && shown.state === 'ready' && mayPublishRelease(person) && shown.by.id !== person.id && html`<a class="govuk-button" href="${paths.letOutRelease.to({ release: shown.id })}">Publish</a>`}
    ${(shown.state === 'published' || (shown.audience === 'board' && shown.state === 'ready')) && mayPublishRelease(person) && html`<a class="govuk-link" href="${paths.withdrawRelease.to({ release: shown.id })}">Withdraw</a>`}</div>
    ${shown.audience === 'public' && shown.state === 'ready' && html`<p class="govuk-body">${shown.by.id === person.id ? 'You prepared this release, so a publisher who is somebody else lets it out.' : mayPublishRelease(person) ? 'Your name will stand with it.' : 'A publisher lets it out.'}</p>`}
    ${shown.audience === 'board' && shown.state === 'ready' && html`<p class="govuk-body">The board and those who answer for equality here can read it now.</p>`}`
}

/** @param small how many of the withheld figures are small themselves: for analysts alone; null for everybody else */
function whatIsWithheld(figures: Figures, small: number | null): Html {
  const { audit } = figures
  const share = audit.figures === 0 ? 0 : audit.withheld / audit.figures
  return html`<h2 class="govuk-heading-m">What is withheld</h2>
    <dl class="dr-figures"><div class="dr-figure"><dt class="dr-figure__label">Figures</dt><dd class="dr-figure__value">${things(audit.figures)}</dd></div>
      <div class="dr-figure"><dt class="dr-figure__label">Withheld</dt><dd class="dr-figure__value">${things(audit.withheld)}</dd><dd class="dr-figure__note">${`${(100 * share).toFixed(0)}% of all`}</dd></div>
      ${small !== null && html`<div class="dr-figure"><dt class="dr-figure__label">Small themselves</dt><dd class="dr-figure__value">${things(small)}</dd><dd class="dr-figure__note">Each under one name; the others protect them. For analysts alone</dd></div>`}</dl>
    <p class="govuk-body">A figure is withheld because it is small, or because it would give a small one away. Both have the same mark, [c], and nobody can tell which is which.</p>
    ${share > policies.public.offerRoundingAbove && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Much is withheld</p><p>Leaving out a breakdown, or combining small departments or categories, would show more of the rest. The same tables can also be made with every number rounded.</p></div>`}
    <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Table by table</span></summary><div class="govuk-details__text"><table class="govuk-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">Figures and withheld figures of each table</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Table</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Figures</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Withheld</th></tr></thead>
      <tbody class="govuk-table__body">${figures.tables.map((table) => ({ table, ...countedIn(table) })).map(({ table, all, out }) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${table.title}</th><td class="govuk-table__cell govuk-table__cell--numeric">${things(all)}</td><td class="govuk-table__cell govuk-table__cell--numeric">${things(out)}</td></tr>`)}</tbody></table></div></details>
    <h2 class="govuk-heading-m">What was proved</h2><p class="govuk-body govuk-!-text-break-word">${audit.sentence}</p>`
}

function countedIn(table: FigureTable): { readonly all: number; readonly out: number } {
  let coordinates: Readonly<Record<string, string>>[] = [{}]
  for (const { field, categories } of table.by) coordinates = coordinates.flatMap((at) => [...categories.map(({ name }) => name), '*'].map((name) => ({ ...at, [field]: name })))
  return { all: coordinates.length, out: coordinates.filter((at) => table.count(at).state === 'withheld').length }
}

/** The profile as it would be read, of this release alone. */
export const previewRelease = page({
  path: paths.previewRelease,
  load: ({ release: id }, { db, organisation }) => load(id, db, organisation.id),
  access: mayLook,
  view({ release: shown, figures }) {
    if (figures === null) throw new NotFound(`figures of release ${shown.id}`)
    return { ...profileView({ newest: figures, earlier: [] }, null), title: `Preview of ${shown.title}`, crumbs: [...crumbs, { text: shown.title, href: paths.release.to({ release: shown.id }) }] }
  },
})

/** A publisher who is not the one who prepared it lets it out, by name. */
export const letOutRelease = form({
  path: paths.letOutRelease,
  load: ({ release: id }, { db, organisation }) => load(id, db, organisation.id),
  access: (person, { release: shown }) => mayPublishRelease(person) && shown.audience === 'public' && shown.state === 'ready' && shown.by.id !== person.id,
  version: ({ release: shown }) => String(shown.version),
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  starting: ({ release: shown }) => ({ note: shown.note }),
  view({ release: shown, figures, edition }, answers) {
    const ask = questions(answers)
    const again = edition !== null && !edition.withdrawn
    return {
      title: `Publish ${shown.title}`, back: paths.release.to({ release: shown.id }), guide: 'releases',
      main: twoThirds(html`<h1 class="govuk-heading-l">Publish ${shown.title}</h1>
        <p class="govuk-body">It will be read at ${addressOf(shown)}${again ? html`, in the place of what was published there on ${dayInWords(dayInLondon(edition.publishedAt))}. The earlier version stays visible` : ''}. Your name stands with it.</p>
        ${figures !== null && html`<p class="govuk-body">${things(figures.audit.withheld)} of ${things(figures.audit.figures)} figures are withheld.</p>`}
        ${ask.form('Approve and publish', ask.lines('note', again ? 'What was corrected, or what is new? Readers will see this' : 'A note for readers (optional)', undefined, 3), { cancel: paths.release.to({ release: shown.id }) })}`),
    }
  },
  async submit({ note }, { release: shown, figures, edition }, { db, organisation, person, today, now }) {
    if (figures === null) throw new NotFound(`figures of release ${shown.id}`)
    if (edition !== null && !edition.withdrawn && note === null) return { problems: { note: 'Enter what was corrected or what is new. Readers will see it' } }
    const [leak] = leaksInText(note ?? '', knownBases(figures), policies.public.threshold.sensitive)
    if (leak !== undefined) return { problems: { note: leak.because } }
    const published = await publishRelease({ db, organisation: organisation.id, person, now }, shown, note ?? '')
    return {
      goTo: paths.release.to({ release: shown.id }), said: 'It was published under your name.',
      entry: [{ did: 'equality-monitoring.release-published', on: { room: 'equality-monitoring', id: shown.id, ...(published === null ? {} : { version: published.version }) }, after: { address: addressOf(shown), sha256: shown.sha256 ?? '', certificate: shown.certificate ?? '', preparedBy: shown.by.id ?? 'system' }, detail: { note: note ?? '' } },
        // A correction is no new publication: the date of the next one does not move with it.
        ...(shown.corrects === null ? await recordDeed(db, organisation.id, { ...releaseDeed(shown), on: today }, now) : [])],
    }
  },
})

/** The totals that a reader of these figures knows, for the look at what officers type. */
function knownBases({ tables }: Figures): readonly number[] {
  return tables.flatMap((table) => [asValue(table.count({})), ...table.by.map(({ field }) => asValue(table.count({ [field]: 'Answered' })))]).filter((value) => value !== null)
}

/** As the register of what was done has it. */
export const releaseDeed = (shown: MonitoringRelease) => ({ kind: 'release published', room: 'equality-monitoring', thing: { kind: 'release', id: shown.id }, title: shown.title, href: addressOf(shown), public: true, about: ['workforce'] }) as const

/** Freezes what was proved as the edition of its year: the public pages are drawn from it and from nothing else. */
export async function publishRelease({ db, organisation, person, now }: { readonly db: Database; readonly organisation: string; readonly person: Pick<Person, 'id' | 'name'>; readonly now: Temporal.Instant }, shown: MonitoringRelease, note: string): Promise<Edition | null> {
  const frozen = await findFrozen(db, organisation, shown.id)
  if (frozen === null) throw new NotFound(`figures of release ${shown.id}`)
  const edition = await publish(db, organisation, { room: 'equality-monitoring', thingId: shown.id, address: addressOf(shown), title: shown.title, content: frozen.artefact as unknown as Json, letOut: { by: 'person', id: person.id, name: person.name }, note }, now)
  if (edition !== null && edition.sha256 !== frozen.sha256) throw new Error(`The edition of release ${shown.id} is not what was proved`)
  await setReleaseState(db, organisation, shown.id, 'published', { note, approvedBy: { id: person.id, name: person.name } })
  await moveHead(db, organisation)
  await askForCheckpoint(db, organisation)
  return edition
}

export const withdrawReleasePage = form({
  path: paths.withdrawRelease,
  load: ({ release: id }, { db, organisation }) => load(id, db, organisation.id),
  access: (person, { release: shown }) => mayPublishRelease(person) && (shown.state === 'published' || (shown.audience === 'board' && shown.state === 'ready')),
  version: ({ release: shown }) => String(shown.version),
  fields: { note: text({ missing: 'Enter why it is withdrawn. Readers will see it', max: 500, subject: 'The note' }) },
  view({ release: shown }, answers) {
    const ask = questions(answers)
    return {
      title: `Withdraw ${shown.title}`, back: paths.release.to({ release: shown.id }), guide: 'releases',
      main: twoThirds(html`<h1 class="govuk-heading-l">Withdraw ${shown.title}</h1>
        <p class="govuk-body">Its page will go on saying that something was here, and why it is not. What people have read they know: later releases are still protected with it.</p>
        ${ask.form('Withdraw it', ask.lines('note', 'Why? Readers will see this', undefined, 3), { warning: true, cancel: paths.release.to({ release: shown.id }) })}`),
    }
  },
  async submit({ note }, { release: shown, figures, edition }, { db, organisation, person, now }) {
    const [leak] = leaksInText(note, figures === null ? [] : knownBases(figures), policies.public.threshold.sensitive)
    if (leak !== undefined) return { problems: { note: leak.because } }
    // A later version of the same year stands; only what is shown now is taken down.
    if (shown.audience === 'public' && edition?.thingId === shown.id) await withdraw(db, organisation.id, addressOf(shown), { by: 'person', id: person.id, name: person.name }, note, now)
    await setReleaseState(db, organisation.id, shown.id, 'withdrawn', { note })
    await moveHead(db, organisation.id)
    await askForCheckpoint(db, organisation.id)
    return { goTo: paths.release.to({ release: shown.id }), said: 'It was withdrawn.', entry: { did: 'equality-monitoring.release-withdrawn', on: { room: 'equality-monitoring', id: shown.id }, detail: { note } } }
  },
})
