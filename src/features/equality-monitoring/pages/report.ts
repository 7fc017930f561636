/** The quarterly report to the management team and the half-yearly one to the board: one page to print, and the same as a Word document. */
import { asText, type Figure } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { writeWordReport, type WrittenBlock, type WrittenReport, type WrittenTable } from '#documents/write.ts'
import { html, type Child, type Html } from '#html/html.ts'
import { download, page, type Download, type House, type View } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets, mayReadBoardFigures } from '../access.ts'
import { answered, type Figures, type FrozenFinding } from '../figures.ts'
import { paths } from '../paths.ts'
import { isTold, listPassages, listProcesses, pairInWords, type Process } from '../processes.ts'
import {
  findCharacteristic, findHeadcount, findSeniorPart, findingsOfPair, inOrder, ledBy, listChanges, listMoves, listPairs, listQuestions, pairInTitle, plainSentenceOf, scopeOf, seniorityOf, topGroups, topOf, type Characteristic, type Releases,
} from '../profile.ts'
import { besideInWriting } from './beside-others.ts'
import { symbolNotes } from './figure-files.ts'
import { fieldInAddress, home } from './parts.ts'
import { inside, loadReleases, nothingYet } from './profile.ts'
import { gradeWords, noPairSaid, pairPictures, periodOf, sharePicture, type Where } from './telling.ts'

/** One part of the report. The page and the document say the same; the page has the picture beside it. */
interface Part {
  readonly heading: string
  readonly level: 2 | 3
  readonly sentences: readonly string[]
  readonly tables: readonly WrittenTable[]
  readonly picture?: (where: Where) => Html
  readonly about?: 'processes'
}

/** How far back the report looks: `quarter` to the figures just before, `half-year` six months. */
type Span = 'quarter' | 'half-year'
const spanAsked = (query: House['query']): Span => query.get('span') === 'half-year' ? 'half-year' : 'quarter'

export const report = page({
  path: paths.report,
  load: async (_at, house) => ({ releases: await loadReleases(house), takesIn: mayKeepDatasets(house.person), organisation: house.organisation.name }),
  access: (person) => mayReadBoardFigures(person),
  view: ({ releases, takesIn, organisation }, { query }) => releases === null ? nothingYet('Workforce equality report', takesIn) : reportView(releases, organisation, spanAsked(query)),
})

export const reportFile = download({
  path: paths.reportFile,
  async load(_at, house) {
    const releases = await loadReleases(house)
    if (!releases) throw new NotFound('no figures yet')
    return { releases, organisation: house.organisation.name }
  },
  access: (person) => mayReadBoardFigures(person),
  send: ({ releases, organisation }, { query }) => writtenFile(releases, organisation, spanAsked(query), `workforce-equality-report-${releases.newest.on.toString()}.docx`),
})

export async function writtenFile(releases: Releases, organisation: string, span: Span, fileName: string): Promise<Download> {
  return { fileName, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: await writeWordReport(writtenReport(releases, organisation, span)) }
}

export function reportView(releases: Releases, organisation: string, span: Span): View {
  const where = inside(releases.newest.release)
  return {
    title: titleOf(releases), crumbs: [{ text: 'My work', href: '/home' }, home, { text: 'Workforce profile', href: paths.profile.to() }], guide: 'read-the-figures',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${titleOf(releases)}</h1><p class="dr-head__lead">${organisation}. ${forWhom(span)}</p></div>
        <div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.reportFile.to()}${span === 'half-year' ? '?span=half-year' : ''}">Download as Word</a>
        <a class="govuk-link" href="${paths.report.to()}${span === 'half-year' ? '' : '?span=half-year'}">${span === 'half-year' ? 'Show the quarterly report' : 'Show the half-yearly report'}</a></div></div>
      ${partsOf(releases, span).map((part) => partShown(part, where))}`,
  }
}

const titleOf = ({ newest }: Releases): string => `Workforce equality report, ${dayInWords(newest.on)}`
const forWhom = (span: Span): string => span === 'half-year' ? 'Half-yearly report to the equalities board.' : 'Quarterly report to the management team.'

function partShown({ heading, level, sentences, tables, picture }: Part, where: Where): Html {
  return html`${level === 2 ? html`<h2 class="govuk-heading-l dr-report__heading">${heading}</h2>` : html`<h3 class="govuk-heading-m">${heading}</h3>`}
    ${sentences.length > 3 ? html`<ul class="govuk-list govuk-list--bullet govuk-list--spaced dr-report__sentence">${sentences.map((each) => html`<li>${each}</li>`)}</ul>` : sentences.map((each) => html`<p class="govuk-body dr-report__sentence">${each}</p>`)}
    ${picture?.(where)}
    ${tables.map((each) => tableShown(each))}`
}

function tableShown(table: WrittenTable): Html {
  const numeric = (kind: string | undefined, of: 'header' | 'cell'): Child => kind === 'number' && html` govuk-table__${of}--numeric`
  return html`${(table.notes ?? []).map((note) => html`<p class="dr-symbols">${note}</p>`)}<section class="dr-scroll" tabindex="0" aria-label="${table.title}"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${table.title}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${table.headings.map((each) => html`<th scope="col" class="govuk-table__header${numeric(each.kind, 'header')}">${each.text}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${table.rows.map((row) => html`<tr class="govuk-table__row">${row.map((cell, column) => column === 0 ? html`<th scope="row" class="govuk-table__header">${cell}</th>` : html`<td class="govuk-table__cell${numeric(table.headings[column]?.kind, 'cell')}">${cell}</td>`)}</tr>`)}</tbody></table></section>`
}

/** The report as a document: real headings, sentences and tables, in the order of the page. */
export function writtenReport(releases: Releases, organisation: string, span: Span, title = titleOf(releases), opening: readonly string[] = [forWhom(span)]): WrittenReport {
  return {
    title,
    blocks: [
      { kind: 'paragraph', text: organisation }, ...opening.map((text): WrittenBlock => ({ kind: 'paragraph', text })),
      ...partsOf(releases, span).flatMap((part) => blocksOf(part)),
    ],
  }
}

function blocksOf({ heading, level, sentences, tables }: Part): readonly WrittenBlock[] {
  return [{ kind: 'heading', level, text: heading }, ...sentences.map((text): WrittenBlock => ({ kind: 'paragraph', text })), ...tables.map((table): WrittenBlock => ({ kind: 'table', table }))]
}

/** Who works here, as a part of another room's report: under its own heading, so all headings are of level 3. */
export function profileBlocks(releases: Releases): readonly WrittenBlock[] {
  return partsOf(releases, 'half-year').filter(({ heading, about }) => about !== 'processes' && heading !== 'Who works here').flatMap((part) => blocksOf({ ...part, level: 3 }))
}

/** The same of recruitment and what happens to people at work; empty where none of it was counted. */
export function processBlocks({ newest }: Pick<Releases, 'newest'>): readonly WrittenBlock[] {
  return processParts(newest).slice(1).flatMap((part) => blocksOf({ ...part, level: 3 }))
}

function partsOf(releases: Releases, span: Span): readonly Part[] {
  const { newest } = releases
  const told = listQuestions(newest).flatMap((question) => findCharacteristic(newest, question) ?? [])
  return [
    { heading: 'In brief', level: 2, sentences: inBrief(newest), tables: [] },
    { heading: 'How many have told us', level: 2, sentences: ['Shares are of those who answered. “Prefer not to say” does not count as an answer.'], tables: told.length === 0 ? [] : [figuresTable('Share of employees who have answered', ['Question', 'Answered', 'Share of employees'], told.map((each) => [each.name, each.answered, each.declared]))] },
    ...changesPart(releases, span),
    { heading: 'Who works here', level: 2, sentences: [], tables: [] },
    ...told.map((each): Part => ({ heading: each.name, level: 3, sentences: ledBy(each).length === 0 ? [plainSentenceOf(each)] : ledBy(each).slice(0, 3).map((one) => withGrade(one.finding)), tables: [groupsTable(each)], picture: () => sharePicture(each, `report-${fieldInAddress(each.question)}`, topGroups(each)) })),
    ...seniorPart(newest, told.map((each) => each.question)),
    ...pairParts(newest),
    ...besideParts(newest, told),
    ...processParts(newest),
    { heading: 'About these figures', level: 2, sentences: [...newest.notes, newest.audit.sentence], tables: [] },
  ]
}

/** What a busy reader has to know: how many, and what is clearly different. */
function inBrief(figures: Figures): readonly string[] {
  const headcount = findHeadcount(figures)
  // One for each question, then one for each process: many sentences about one thing would hide the others.
  const led = listQuestions(figures).flatMap((question) => { const found = findCharacteristic(figures, question); return found === null ? [] : ledBy(found).slice(0, 1).map((each) => each.finding) })
  const clear = [...led, ...listProcesses(figures).flatMap((each) => each.findings.slice(0, 1))].filter((each) => each.grade === 'clear')
  return [
    ...(headcount ? [`${headcount.count.state === 'shown' ? `${asText(headcount.count)} employees` : 'A number of employees that is not shown'} on ${dayInWords(headcount.table.on)}. ${scopeOf(headcount.table)}`] : []),
    ...(clear.length === 0 ? ['We see no clear difference in these figures. That is not proof that there is none.'] : clear.slice(0, 6).map((each) => each.sentence)),
    ...(clear.length > 6 ? ['Other clear differences are told below.'] : []),
  ]
}

function changesPart(releases: Releases, span: Span): readonly Part[] {
  const changes = listChanges(releases, span === 'half-year' ? 6 : 0)
  const [first] = changes
  if (!first) return []
  const moved = listMoves(releases).map((each) => each.sentence)
  return [{
    heading: `What changed since ${dayInWords(first.since)}`, level: 2, sentences: [...moved, 'A share can move because people joined, left, or told us for the first time. One step up or down is not yet a trend.'],
    tables: [figuresTable('Share of those who answered', ['Group', dayInWords(first.since), dayInWords(releases.newest.on)], changes.filter((each) => each.since.equals(first.since)).map((each) => [each.label, each.before, each.now]))],
  }]
}

function groupsTable(characteristic: Characteristic): WrittenTable {
  const { name, groups, answered, silent, all } = characteristic
  return figuresTable(name, ['Group', 'People', 'Share of those who answered'], [...groups.map((each) => [each.parent !== null && groups.some((other) => other.name === each.parent) ? `of whom: ${each.label}` : each.label, each.count, each.share] as const), ['Everybody who answered', answered, ''], ...silent.map((each) => [each.label, each.count, ''] as const), ['Everybody', all, '']])
}

function seniorPart(figures: Figures, asked: readonly QuestionId[]): readonly Part[] {
  const senior = findSeniorPart(figures)
  if (senior === null) return []
  const rows = asked.flatMap((question) => seniorityOf(figures, question, senior))
  if (rows.length === 0) return []
  return [{
    heading: senior.label, level: 2, sentences: ['Two different questions: who the people there are, and how many of each group’s own people get there.'],
    tables: [figuresTable(`Who is in ${senior.label}, and who reaches it`, ['Group', `Share of ${senior.label}`, 'Share of the whole workforce', `Share of the group that is in ${senior.label}`], rows.map((each) => [each.label, each.composition, each.workforce, each.reaching]))],
  }]
}

/** Two questions together: what is found of the groups, and how many there are of each. */
function pairParts(figures: Figures): readonly Part[] {
  const pairs = listPairs(figures)
  if (pairs.length === 0) return []
  return [{ heading: 'Two questions together', level: 2, sentences: ['Shares are of those who answered both questions. The groups are smaller here, so more is withheld.'], tables: [] }, ...pairs.map((pair): Part => {
    const { table, rows, columns } = pair
    const said = findingsOfPair(figures, pair).filter(({ grade }) => grade !== 'withheld' && grade !== 'too few')
    const lines = [...inOrder(rows), { name: answered, label: 'Everybody who answered both' }]
    return {
      heading: pairInTitle(pair), level: 3, sentences: said.length === 0 ? [noPairSaid] : said.slice(0, 3).map((each) => withGrade(each)), picture: () => pairPictures(pair, figures, `report-pair-${fieldInAddress(columns.field)}-${fieldInAddress(rows.field)}`),
      tables: [figuresTable(pairInTitle(pair), [rows.name, 'Answered both', ...topOf(columns).flatMap(({ label }) => [label, `Share who are ${label}`])], lines.map(({ name, label }) => [label, table.count({ [rows.field]: name, [columns.field]: answered }), ...topOf(columns).flatMap((column) => { const at = { [rows.field]: name, [columns.field]: column.name }; return [table.count(at), table.share(at, columns.field)] })]))],
    }
  })]
}

/** What others have published, by each question that they did. */
function besideParts(figures: Figures, told: readonly Characteristic[]): readonly Part[] {
  const parts = told.flatMap((each): Part[] => {
    const beside = besideInWriting(each, figures)
    return beside === null ? [] : [{ heading: `${each.name}: beside other bodies`, level: 3, sentences: beside.sentences, tables: [figuresTable(`${each.name}: our share and theirs`, beside.headings, beside.rows)] }]
  })
  return parts.length === 0 ? [] : [{ heading: 'Beside other bodies', level: 2, sentences: [], tables: [] }, ...parts]
}

function processParts(figures: Figures): readonly Part[] {
  const all = listProcesses(figures)
  if (all.length === 0) return []
  return [{ heading: 'Recruitment and other processes', level: 2, sentences: ['A difference is a reason to look, and never by itself a finding of discrimination.'], tables: [], about: 'processes' }, ...all.map((each) => processPart(each))]
}

function processPart(process: Process): Part {
  const compared = process.findings.filter((each) => each.analysis === 'likelihood' && isTold(each)).slice(0, 16)
  const opinions = process.findings.filter((each) => each.analysis === 'satisfaction' && isTold(each)).slice(0, 16)
  return {
    heading: `${process.name}, ${periodOf(process)}`, level: 3, about: 'processes',
    sentences: !process.findings.some(isTold) ? ['Nothing could be compared: there were too few people, what was needed is withheld, or there was no group to compare with.'] : [...process.findings.filter((each) => each.analysis === 'event rate' && isTold(each)), ...process.findings.filter((each) => each.analysis !== 'event rate' && isTold(each)).slice(0, 3)].map((each) => withGrade(each)),
    tables: [
      ...listPassages(process).slice(0, 3).map(({ focus, reference, stages }) => figuresTable(`${process.name}, ${focus.label} and ${reference.label}: applications that came to each stage`, ['Stage', focus.label, reference.label], stages.map((stage, place) => [stage, focus.reached[place]?.people ?? '', reference.reached[place]?.people ?? '']))),
      ...(opinions.length === 0 ? [] : [figuresTable(`${process.name}: the two best answers, in percentage points apart`, ['Who', 'Difference', 'From', 'To', 'How sure'], opinions.map((each) => [pairInWords(each), each.value, each.low, each.high, gradeWords[each.grade]]))]),
      ...(compared.length === 0 ? [] : [figuresTable(`${process.name}: how many times as likely`, ['Who', 'Ratio', 'From', 'To', 'How sure'], compared.map((each) => [pairInWords(each), each.value, each.low, each.high, gradeWords[each.grade]]))]),
    ],
  }
}

/** A sentence that does not say how sure it is by itself is followed by the words that do. */
function withGrade(finding: FrozenFinding): string {
  return finding.certainty === '' || finding.sentence.includes(finding.certainty.slice(0, 20)) ? finding.sentence : `${finding.sentence} ${finding.certainty}`
}

/** A table of figures with what its symbols mean above it. Columns of figures are numbers. */
function figuresTable(title: string, headings: readonly string[], rows: readonly (readonly (string | Figure)[])[]): WrittenTable {
  const figures = rows.flat().filter((each) => typeof each !== 'string')
  return {
    title, notes: symbolNotes(figures), headings: headings.map((text, column) => ({ text, ...(rows.some((row) => typeof row[column] === 'object') ? { kind: 'number' as const } : {}) })),
    rows: rows.map((row) => row.map((each) => typeof each === 'string' ? each : asText(each))),
  }
}
