import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import type { Person } from '#web/person.ts'
import { mayKeepDatasets, mayPrepareRelease, mayPublishRelease, mayReadBoardFigures, mayReadRows } from '../access.ts'
import { datasetKinds, type Dataset, type Source } from '../dataset.ts'
import { listDatasets } from '../dataset-store.ts'
import { duePeriod, type Period } from '../next-period.ts'
import { paths } from '../paths.ts'
import { listReadable } from '../release-store.ts'
import { listNextToGo } from '../retention.ts'
import { listSources } from '../source-store.ts'
import { datasetTitle, givenOn, kindOf, periodWords, stateTag, things } from './parts.ts'

/** Where monitoring begins: for the analyst what waits and what is due, for everybody else what can be read. */
export const monitoring = page({
  path: paths.monitoring,
  async load(_at, { db, organisation, person }) {
    const keeps = mayKeepDatasets(person)
    return {
      keeps,
      sources: keeps ? (await listSources(db, organisation.id)).filter((each) => !each.ended) : [],
      taken: await listDatasets(db, organisation.id, { states: ['current'] }),
      board: (await listReadable(db, organisation.id, 'board', 1))[0]?.on ?? null,
      published: (await listReadable(db, organisation.id, 'public', 1))[0]?.on ?? null,
      waiting: keeps ? await listDatasets(db, organisation.id, { states: ['waiting', 'reading', 'to map', 'to check', 'merging', 'unreadable'], limit: 20 }) : [],
    }
  },
  access: mayReadBoardFigures,
  view({ keeps, sources, taken, waiting, board, published }, { person, today, now }) {
    const open = waiting.filter((each) => each.state !== 'unreadable' || now.since(each.at).total('hours') < 24 * 7)
    const [first] = sources
    const inOrder = dueFirst(sources, taken, today)
    const shown = inOrder.filter((each, place) => place < 6 || isDue(each, takenOf(each, taken), today))
    return {
      title: 'Monitoring', guide: 'monitoring', wide: keeps && sources.length > 0,
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Equality monitoring</h1><p class="dr-head__lead">Who works here, who applies, who is served, and how sure we are.</p></div>
        ${keeps && first && html`<div class="dr-head__actions">${sources.length === 1 ? html`<a class="govuk-button" href="${paths.upload.to({ source: first.id })}">Upload an extract</a>` : ''}<a class="govuk-link" href="${paths.newSource.to()}">Add a source</a></div>`}</div>
        ${keeps && sources.length === 0 && html`<div class="dr-empty"><h2 class="govuk-heading-m">Begin with the extract that you have</h2><p class="govuk-body">Any spreadsheet from your HR system will do, with a row for each employee and a heading over each column. You say once what its columns and words mean. The next one takes under a minute.</p><a class="govuk-button" href="${paths.newSource.to()}">Add your first source</a></div>`}
        ${open.length > 0 && html`<h2 class="govuk-heading-m">Waiting for you</h2><ul class="dr-tasks">${open.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.dataset.to({ dataset: each.id })}">${datasetTitle(each)}</a><p class="govuk-body-s govuk-!-margin-bottom-0">${each.fileName}, given by ${each.by.name} on ${givenOn(each)}</p></div><div class="dr-task__do">${stateTag(each.state)}</div></li>`)}</ul>`}
        ${keeps && sources.length > 0 && html`<h2 class="govuk-heading-m">Your sources</h2><ul class="dr-tasks">${shown.map((each) => sourceLine(each, takenOf(each, taken), today))}</ul>
          ${shown.length < sources.length && html`<p class="govuk-body"><a class="govuk-link" href="${paths.sources.to()}">${things(sources.length - shown.length, 'more source')}</a>${sources.length - shown.length === 1 ? ' is' : ' are'} not due.</p>`}`}
        ${reading(person, taken, board, published)}
        ${keeps && html`<h2 class="govuk-heading-m">Look after the data</h2><ul class="govuk-list dr-links"><li><a class="govuk-link" href="${paths.datasets.to()}">All extracts</a></li><li><a class="govuk-link" href="${paths.sources.to()}">All sources</a></li><li><a class="govuk-link" href="${paths.findPerson.to()}">What is held about one person</a></li><li><a class="govuk-link" href="${paths.monitoringSettings.to()}">Settings</a></li></ul>${goesNext(listNextToGo(taken, sources, today))}`}`,
    }
  },
})

/** Which rows about people are deleted next, and when: nobody has to remember it. */
function goesNext([next, ...others]: ReturnType<typeof listNextToGo>): Html | false {
  if (next === undefined) return false
  const together = others.filter(({ on }) => on.equals(next.on)).length
  return html`<p class="govuk-body">Rows about people that are deleted next: <a class="govuk-link" href="${paths.dataset.to({ dataset: next.dataset.id })}">${datasetTitle(next.dataset)}</a>${together > 0 && ` and ${things(together, 'other extract')}`}, on ${dayInWords(next.on)}. The figures stay.</p>`
}

/** What is due, then what has not begun, then the rest; each in the order of the kinds: the workforce before what happens to it. */
function dueFirst(sources: readonly Source[], taken: readonly Dataset[], today: Temporal.PlainDate): readonly Source[] {
  const rank = (source: Source): number => { const mine = takenOf(source, taken); return isDue(source, mine, today) ? 0 : mine.length === 0 ? 1 : 2 }
  const place = (source: Source): number => datasetKinds.findIndex((each) => each.kind === source.kind)
  return sources.toSorted((one, other) => rank(one) - rank(other) || place(one) - place(other))
}

export const takenOf = (source: Source, taken: readonly Dataset[]): readonly Dataset[] => taken.filter((each) => each.source.id === source.id)

const isDue = (source: Source, taken: readonly Dataset[], today: Temporal.PlainDate): boolean => dueOf(source, taken, today) !== null

/** The day or period that a source owes an extract of; null while nothing is due, or none was ever taken in. */
export function dueOf(source: Source, taken: readonly Dataset[], today: Temporal.PlainDate): Period | null {
  const due = taken.length === 0 ? null : duePeriod(kindOf(source.kind).each, taken, today)
  return due !== null && Temporal.PlainDate.compare(due.to, today) <= 0 ? due : null
}

/** A source with its newest extract, and the next one where it is due. */
function sourceLine(source: Source, taken: readonly Dataset[], today: Temporal.PlainDate): Html {
  const [newest] = taken
  const { from, to } = duePeriod(kindOf(source.kind).each, taken, today)
  const next = from === null ? dayInWords(to) : rangeInWords(from, to)
  return html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.source.to({ source: source.id })}">${source.name}</a><p class="govuk-body-s govuk-!-margin-bottom-0">${kindOf(source.kind).name}. ${newest ? html`Newest: <a class="govuk-link" href="${paths.dataset.to({ dataset: newest.id })}">${periodWords(newest)}</a>. Next: ${next}` : 'Nothing has been taken in yet'}</p></div>
    <div>${isDue(source, taken, today) ? html`<span class="dr-rating dr-rating--at-risk">Due</span>` : newest ? html`<span class="dr-rating dr-rating--done">Up to date</span>` : html`<span class="dr-rating dr-rating--not-started">Nothing yet</span>`}</div>
    <div class="dr-task__do"><a class="govuk-link" href="${paths.upload.to({ source: source.id })}">Upload an extract<span class="govuk-visually-hidden"> of ${source.name}</span></a></div></li>`
}

/** Pages that show figures. A new one gets its line here. */
const places: readonly { readonly text: string; readonly words: string; readonly href: string; mayUse(person: Person): boolean }[] = [
  { text: 'Workforce profile', words: 'Who works here, group by group, with how sure we are and what has changed.', href: paths.profile.to(), mayUse: mayReadBoardFigures },
  { text: 'Recruitment and other processes', words: 'Was it as likely for one group as for another to be appointed, trained, promoted or disciplined?', href: paths.processes.to(), mayUse: mayReadBoardFigures },
  { text: 'Report to print', words: 'The quarterly report to the management team and the half-yearly one to the board, also as Word.', href: paths.report.to(), mayUse: mayReadBoardFigures },
  { text: 'Targets', words: 'What we want our workforce to look like, and whether it does, with how sure that is.', href: paths.targets.to(), mayUse: mayReadBoardFigures },
  { text: 'Releases', words: 'Figures that were proved safe for the board or for the public, and who let them out.', href: paths.releases.to(), mayUse: (person) => mayPrepareRelease(person) || mayPublishRelease(person) },
  { text: 'Ask a question', words: 'Exact numbers for you alone, and beside them what the board and the public may be told.', href: paths.ask.to(), mayUse: mayReadRows },
]

function reading(person: Person, taken: readonly Dataset[], board: Temporal.PlainDate | null, published: Temporal.PlainDate | null): Html | false {
  const mine = places.filter((each) => each.mayUse(person))
  const newest = taken.find((each) => each.source.kind === 'workforce')
  return mine.length > 0 && html`<h2 class="govuk-heading-m">What can be read</h2>
    <p class="govuk-body">${board === null ? 'No figures have been made yet.' : `Inside the organisation: figures of ${dayInWords(board)}.`} ${published === null ? 'Nothing has been published.' : html`In public: <a class="govuk-link" href="${paths.publicWorkforce.to()}">figures of ${dayInWords(published)}</a>.`}
      ${newest && board !== null && Temporal.PlainDate.compare(newest.to, board) > 0 && ` The workforce extract of ${dayInWords(newest.to)} is newer: its figures have not been made yet.`}</p>
    <ul class="dr-cards">${mine.map((each) => html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${each.href}">${each.text}</a></h3><p class="dr-card__words">${each.words}</p></li>`)}</ul>`
}
