/** A plan of a council that does not exist, as the Word document that such a council would have. */
import { wordCell, wordFile, wordParagraph } from '#documents/made-for-tests.ts'

export interface MadeUpRow { readonly reference: string; readonly action: string; readonly lead: string; readonly deadline: string; readonly measure: string }
export interface MadeUpObjective { readonly title: string; readonly rows: readonly MadeUpRow[] }

export const madeUpPlan: readonly MadeUpObjective[] = [
  {
    title: 'Objective 1: People can get to our buildings and around them',
    rows: [
      { reference: '1.1', action: 'Survey every public building with disabled residents', lead: 'Kelvin Osei', deadline: 'By end March 2027', measure: '30 buildings surveyed' },
      { reference: '1.2', action: 'Mend the ten worst entrances', lead: 'Environment and Transport', deadline: 'December 2027', measure: '10 entrances mended' },
      { reference: '1.3', action: 'Say on each building’s page how to get in', lead: 'Peter Ashdown', deadline: 'bi-annual', measure: 'Pages are better' },
    ],
  },
  {
    title: 'Objective 2: Letters can be read by everyone who gets them',
    rows: [
      { reference: '2.1', action: 'Rewrite the fifty letters that we send most', lead: 'Siobhan Delaney', deadline: 'Ongoing', measure: '50 letters rewritten' },
      { reference: '2.2', action: 'Offer large print and Easy Read without being asked twice', lead: 'Adults and Communities', deadline: 'Within six weeks of the end of each quarter', measure: 'Share of people whose need was met' },
    ],
  },
]

/** One table for each objective, under its heading. */
export function madeUpDocument(plan: readonly MadeUpObjective[] = madeUpPlan): Uint8Array {
  const row = (cells: readonly string[]): string => `<w:tr>${cells.map((each) => wordCell(each.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))).join('')}</w:tr>`
  return wordFile(plan.map(({ title, rows }) => `${wordParagraph(title, '<w:pStyle w:val="Heading2"/>')}<w:tbl>${row(['Ref', 'Action', 'Lead', 'Timescale', 'Success measure'])}${
    rows.map((each) => row([each.reference, each.action, each.lead, each.deadline, each.measure])).join('')}</w:tbl>${wordParagraph('')}`).join(''))
}
