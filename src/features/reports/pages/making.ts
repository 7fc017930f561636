/** What the pages of the room share: how a report is found, made from the rooms' sections, and given away as a file. */
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { isId } from '#database/identity.ts'
import { countEntries } from '#database/ledger-reading.ts'
import { fileNameOf, writePdf, writeWordReport, type WrittenBlock, type WrittenReport } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import type { AllOffers, OvertakenSource, Rests } from '#web/offers.ts'
import type { Download, House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { paths } from '../paths.ts'
import { draftWords, reportKinds, type IssueContent, type Report } from '../report.ts'
import { findReport } from '../report-store.ts'

export const room = 'reports'
export const home = { text: 'Reports', href: paths.reports.to() }
export const crumbsTo = (report: Report) => [home, { text: report.title, href: paths.report.to({ report: report.id }) }]

export async function wanted({ db, organisation }: Pick<House, 'db' | 'organisation'>, id: string): Promise<Report> {
  const found = isId(id) ? await findReport(db, organisation.id, id) : null
  if (!found) throw new NotFound(`report ${id}`)
  return found
}

type Maker = Pick<House, 'db' | 'organisation' | 'today'> & { readonly offers: Pick<AllOffers, 'sections'> }

/** Every part as it is now: officers' words, then what the room says. A section that has nothing to say says that; one that is offered no longer says that too. */
export async function makeBlocks(report: Report, { db, organisation, offers, today }: Maker): Promise<readonly WrittenBlock[]> {
  const blocks: WrittenBlock[] = []
  const readers = reportKinds[report.kind].readers
  // One after the other: they share the connection of one page.
  for (const part of report.parts) {
    const section = part.section === null ? null : offers.sections.find((each) => each.name === part.section && each.readers.includes(readers))
    const told = section ? await section.make(db, organisation.id, { from: report.from, to: report.to, for: readers, today }) : []
    if (section === null && part.words === '') continue
    blocks.push({ kind: 'heading', level: 2, text: part.heading }, ...paragraphs(part.words), ...told)
    if (section === undefined) blocks.push({ kind: 'paragraph', text: 'This section is no longer offered.' })
    else if (section !== null && told.length === 0) blocks.push({ kind: 'paragraph', text: `There is nothing on record for ${rangeInWords(report.from, report.to)}.` })
  }
  return blocks
}

/** Which kept versions the parts read, each once. */
export async function sourcesOf(report: Report, { db, organisation, offers, today }: Maker): Promise<readonly Rests[]> {
  const readers = reportKinds[report.kind].readers
  const found = new Map<string, Rests>()
  for (const part of report.parts) {
    const section = offers.sections.find((each) => each.name === part.section && each.readers.includes(readers))
    for (const rests of await section?.restsOn?.(db, organisation.id, { from: report.from, to: report.to, for: readers, today }) ?? []) found.set(`${rests.kind} ${rests.id} ${rests.version}`, rests)
  }
  return [...found.values()]
}

/** What is frozen when it is issued: the same for an officer's page and for the example. */
export async function contentOf(report: Report, issue: Pick<IssueContent, 'issuedOn' | 'issuedBy' | 'note'>, maker: Maker): Promise<Omit<IssueContent, 'number'>> {
  return {
    title: report.title, organisation: maker.organisation.name, kind: report.kind, from: report.from.toString(), to: report.to.toString(), goesTo: report.body?.name ?? '', ...issue,
    blocks: JSON.parse(JSON.stringify(await makeBlocks(report, maker))) as IssueContent['blocks'], typed: report.parts.map(({ heading, words }) => `${heading}\n${words}`), restsOn: await sourcesOf(report, maker), asOfEntry: await countEntries(maker.db, maker.organisation.id),
  }
}

/** For readers: what it rests on, and what of that has changed since. Nothing in it is altered by that. */
export function restsOnWords(restsOn: readonly Rests[], overtaken: readonly OvertakenSource[], asOfEntry?: number): Html {
  return html`<section class="dr-long" aria-labelledby="rests"><h2 class="govuk-heading-m" id="rests">What it rests on</h2>
    ${restsOn.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${restsOn.map((each) => {
      const newer = overtaken.find(({ rests }) => rests === each)
      return html`<li>${each.kind === 'publication' ? html`<a class="govuk-link" href="${each.id}">${each.title}</a>` : each.title}${/^\d{1,6}$/.test(each.version) && `, version ${each.version}`}${newer && html`<span class="dr-under">${newerWords(newer)}</span>`}</li>`
    })}</ul>`}
    <p class="govuk-body">${asOfEntry === undefined ? 'Everything else was read from the records of the day.' : `Everything else was read from the records as they stood after entry ${String(asOfEntry)} of the ledger.`}</p></section>`
}

const newerWords = ({ now }: OvertakenSource): string => now === null ? 'Is no longer there' : /^\d{1,6}$/.test(now.version) ? `Has a version ${now.version} now` : 'Was corrected since'

export function overtakenNote(overtaken: readonly OvertakenSource[]): Html | false {
  return overtaken.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Something that this rests on has changed since</p><p>It says what it said on its day.</p><ul class="govuk-list govuk-list--bullet">${overtaken.map((each) => html`<li>${each.now === null ? each.rests.title : html`<a class="govuk-link" href="${each.now.href}">${each.rests.title}</a>`}. ${newerWords(each)}</li>`)}</ul></div>`
}

const paragraphs = (words: string): readonly WrittenBlock[] => words.split(/\r\n?|\n/).filter((line) => line.trim() !== '').map((text) => ({ kind: 'paragraph', text }))

/** The same for a page: made once for each state of the records, the days and the parts. */
export async function rememberedBlocks(report: Report, house: House): Promise<readonly WrittenBlock[]> {
  return house.remember(`report ${report.id} ${String(report.version)} ${house.today.toString()}`, () => makeBlocks(report, house))
}

export function opening({ kind, from, to, goesTo }: Pick<IssueContent, 'kind' | 'goesTo'> & { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }): string {
  return `${reportKinds[kind].name}, ${rangeInWords(from, to)}.${goesTo === '' ? '' : ` For ${goesTo}.`}`
}

export function draftReport(report: Report, blocks: readonly WrittenBlock[], { organisation, today }: Pick<House, 'organisation' | 'today'>): WrittenReport {
  return { title: report.title, marking: draftWords(today), foot: organisation.name, contents: true, on: today.toString(), blocks: [{ kind: 'paragraph', text: opening({ kind: report.kind, from: report.from, to: report.to, goesTo: report.body?.name ?? '' }) }, ...blocks] }
}

/** From what was frozen alone, so that the file of an issue is the same whenever it is fetched. */
export function issuedReport(content: IssueContent): WrittenReport {
  const said = issueWords(content)
  return { title: content.title, foot: `${content.organisation}, ${said}`, contents: true, on: content.issuedOn, blocks: [{ kind: 'paragraph', text: `${opening({ ...content, from: Temporal.PlainDate.from(content.from), to: Temporal.PlainDate.from(content.to) })} Issued by ${content.issuedBy}: ${said}.` }, ...(content.note === '' ? [] : [{ kind: 'paragraph', text: `What changed: ${content.note}` } as const]), ...content.blocks] }
}

export const issueWords = ({ number, issuedOn }: Pick<IssueContent, 'number' | 'issuedOn'>): string => `issue ${String(number)} of ${dayInWords(Temporal.PlainDate.from(issuedOn))}`

export async function asFile(report: WrittenReport, ending: 'docx' | 'pdf', more = ''): Promise<Download> {
  const fileName = `${fileNameOf(`${report.title}${more}`)}.${ending}`
  return ending === 'pdf' ? { fileName, type: 'application/pdf', bytes: await writePdf(report) } : { fileName, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: await writeWordReport(report) }
}
