/** What the pages of the room share: how a report is found, made from the rooms' sections, and given away as a file. */
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { isId } from '#database/identity.ts'
import { fileNameOf, writePdf, writeWordReport, type WrittenBlock, type WrittenReport } from '#documents/write.ts'
import type { AllOffers } from '#web/offers.ts'
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
