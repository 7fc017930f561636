/**
 * Figures of a made-up county as the pages read them, frozen and thawed like real ones. Nobody in them exists.
 * `hidden` numbers stand in no figure: where a cell would have one of them it is withheld, so that a test can look for them everywhere.
 */
import { citedFigure } from '#disclosure/gate.ts'
import { absent, withheld, type Figure } from '#disclosure/shown.ts'
import type { DatasetKind, Field } from '#features/equality-monitoring/dataset.ts'
import { answered, freezeFigures, thawFigures, type FigureField, type Figures, type FrozenFinding, type MadeFigures } from '#features/equality-monitoring/figures.ts'

/** Numbers of people that no reader may learn: each is unlike any other number in the made-up figures. */
export const hidden = [7919, 6047, 5231, 4787] as const

type Categories = FigureField['categories']
const group = (...names: readonly string[]): Categories => names.map((name) => ({ name, label: name, kind: 'category' as const }))
const silence: Categories = [{ name: 'Not declared', label: 'Not declared', kind: 'no answer' }, { name: 'Prefer not to say', label: 'Prefer not to say', kind: 'no answer' }]
const everyAnswer: Categories = [{ name: answered, label: 'Answered', kind: 'parent' }]

export const fields = {
  disability: { field: 'disability', name: 'Disability', categories: [...group('Disabled', 'Not disabled'), ...silence, ...everyAnswer] },
  sex: { field: 'sex', name: 'Sex', categories: [...group('Female', 'Male'), ...silence, ...everyAnswer] },
  ethnicGroup: {
    field: 'ethnic group', name: 'Ethnic group', categories: [
      ...['Indian', 'Pakistani', 'Chinese'].map((name) => ({ name, label: name, parent: 'Asian or Asian British', kind: 'category' as const })), ...['African', 'Caribbean'].map((name) => ({ name, label: name, parent: 'Black, Black British, Caribbean or African', kind: 'category' as const })),
      ...['White British', 'Any other White background'].map((name) => ({ name, label: name, parent: 'White', kind: 'category' as const })), ...silence,
      ...['Asian or Asian British', 'Black, Black British, Caribbean or African', 'White'].map((name) => ({ name, label: name, kind: 'parent' as const })), ...everyAnswer,
    ],
  },
  religion: { field: 'religion or belief', name: 'Religion or belief', categories: [...group('Christian', 'No religion', 'Hindu', 'Muslim', 'Sikh', 'Jewish', 'Buddhist'), ...silence, ...everyAnswer] },
  department: { field: 'department', name: 'Department', categories: group('Adults and Communities', 'Environment and Transport', 'Public Health') },
  grade: { field: 'grade', name: 'Grade', categories: [...['Grades 1 to 6', 'Grades 7 to 12'].map((name) => ({ name, label: name, kind: 'category' as const })), { name: 'Grades 13 to 17', label: 'Grades 13 to 17', kind: 'category', parent: 'Grade 13 and above' }, { name: 'Grade 13 and above', label: 'Grade 13 and above', kind: 'parent' }] },
  stage: { field: 'stage', name: 'Stage', categories: group('Applied', 'Shortlisted', 'Interviewed', 'Appointed') },
} as const satisfies Record<string, FigureField>

export interface TableAsked {
  readonly kind?: DatasetKind
  readonly on: string
  readonly from?: string
  readonly by: readonly FigureField[]
  /** How many people stand at one coordinate of categories and ways of having no answer; null for a number that is withheld. */
  readonly people: (...names: readonly string[]) => number
  /** Coordinates whose figure is withheld, beside the hidden numbers: names joined by `/`. */
  readonly withholding?: readonly string[]
}

/** A table with all its totals and parents. Whatever counts one of the hidden numbers, alone or in a sum of two cells, is withheld. */
export function madeUpTable({ kind = 'workforce', on, from, by, people, withholding = [] }: TableAsked): MadeFigures['tables'][number] {
  const cells: Figure[] = []
  const spread = (field: FigureField, name: string): readonly string[] => {
    const own = field.categories.filter((each) => each.kind !== 'parent')
    if (name === '*') return own.map((each) => each.name)
    if (name === answered) return own.filter((each) => each.kind === 'category').map((each) => each.name)
    const below = own.filter((each) => each.parent === name).map((each) => each.name)
    return below.length > 0 ? below : [name]
  }
  const walk = (names: readonly string[]): void => {
    const field = by[names.length]
    if (field) {
      for (const name of [...field.categories.map((each) => each.name), '*']) walk([...names, name])
      return
    }
    const parts = names.reduce<readonly (readonly string[])[]>((all, name, place) => all.flatMap((each) => spread(by[place] ?? field ?? by[0]!, name).map((one) => [...each, one])), [[]])
    const counted = parts.map((part) => people(...part))
    const secret = withholding.includes(names.join('/')) || (counted.length <= 2 && counted.some((each) => (hidden as readonly number[]).includes(each)))
    const total = counted.reduce((sum, each) => sum + each, 0)
    cells.push(secret ? withheld : citedFigure({ text: total.toLocaleString('en-GB'), value: total, base: null, on, source: `Barsetshire ${kind} extract`, definition: `${names.filter((each) => each !== '*').join(', ') || 'All'}` }))
  }
  walk([])
  const names = by.map((each) => each.name.toLowerCase()).join(' by ') || 'all'
  return {
    id: `${kind}: ${by.map((each) => each.field).join(' by ') || 'all'}`, kind, title: kind === 'workforce' ? `Employees: ${names}` : `${kind}: ${names}`, from: from === undefined ? null : Temporal.PlainDate.from(from), on: Temporal.PlainDate.from(on),
    source: `Barsetshire ${kind} extract, ${on}`, definition: `Number of people by ${names}, asked as in the census of 2021. Excludes schools and casual workers`, by, cells,
  }
}

export interface FindingAsked extends Partial<FrozenFinding> { readonly analysis: FrozenFinding['analysis']; readonly field: Field; readonly category: string }

export function madeUpFinding({ analysis, field, category, ...more }: FindingAsked): FrozenFinding {
  return {
    id: `${analysis}: ${field}: ${category}`, analysis, field, category, kind: 'workforce', compared: 'the local population', value: absent('[x]'), low: absent('[x]'), high: absent('[x]'), benchmark: absent('[x]'), grade: 'none',
    sentence: `A plain sentence about ${category}.`, headline: `The headline about ${category}.`, meaning: 'What it means.', certainty: 'We see no clear difference.', notMeaning: 'It does not by itself show why.', nextQuestion: 'What happens at this step?',
    method: 'Wilson 95% interval. The workforce is all there, so the range shows how far chance could move the figure.', base: 'employees who told us', definition: 'Equality Act question', source: 'Barsetshire workforce extract; Census 2021', ...more,
  }
}

export const given = (text: string, value: number | null): Figure => citedFigure({ text, value, base: null, on: '2026-09-30', source: 'Barsetshire workforce extract', definition: 'A made-up figure' })

/** As it is kept in a release's row, or published. */
export function frozenFigures(made: Partial<MadeFigures> & Pick<MadeFigures, 'tables'>): ReturnType<typeof freezeFigures> {
  const on = made.on ?? Temporal.PlainDate.from('2026-09-30')
  return freezeFigures({
    release: '00000000-0000-4000-8000-000000000001', audience: 'public', title: 'Workforce profile', on, findings: [],
    audit: { certificate: 'c'.repeat(64), verifiedOn: on, policy: 'public 2026-11', figures: 400, withheld: 12, sentence: `Every small number in this release could be 0 or at least 5 (10 for sensitive answers), given everything we have ever published. Checked by an independent program on 30 September 2026, certificate ${'c'.repeat(64)}.` },
    notes: ['The figures are of employees on one day. They exclude schools and casual workers.', 'The workforce is a census and not a sample: a range shows how far chance could move a figure if the same things happened again.'], ...made,
  })
}

export function madeUpFigures(made: Partial<MadeFigures> & Pick<MadeFigures, 'tables'>): Figures {
  const { artefact, sha256 } = frozenFigures(made)
  const figures = thawFigures(JSON.parse(JSON.stringify(artefact)), sha256, made.audience ?? 'public')
  if ('refused' in figures) throw new Error(figures.refused)
  return figures
}

const shares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  disability: { Disabled: 0.044, 'Not disabled': 0.71, 'Not declared': 0.22, 'Prefer not to say': 0.026 },
  sex: { Female: 0.69, Male: 0.3, 'Not declared': 0.006, 'Prefer not to say': 0.004 },
  'ethnic group': { Indian: 0.068, Pakistani: 0.012, Chinese: 0.006, African: 0.016, Caribbean: 0.009, 'White British': 0.74, 'Any other White background': 0.034, 'Not declared': 0.085, 'Prefer not to say': 0.03 },
  'religion or belief': { Christian: 0.31, 'No religion': 0.23, Hindu: 0.026, Muslim: 0.021, Sikh: 0.009, Jewish: 0.002, Buddhist: 0.003, 'Not declared': 0.35, 'Prefer not to say': 0.049 },
  department: { 'Adults and Communities': 0.5, 'Environment and Transport': 0.42, 'Public Health': 0.08 },
  grade: { 'Grades 1 to 6': 0.52, 'Grades 7 to 12': 0.38, 'Grades 13 to 17': 0.1 },
}

/** A whole county on one day: four questions, alone, by department and by grade, with a year of recruitment and discipline. */
export function county(on = '2026-09-30', asked: CountyAsked = {}): Figures {
  return madeUpFigures(countyMade(on, asked))
}

export interface CountyAsked { readonly size?: number; readonly drift?: number; readonly findings?: readonly FrozenFinding[]; readonly secret?: boolean; readonly swapped?: boolean; readonly others?: Figures['others'] }

export function countyMade(on = '2026-09-30', { size = 6_412, drift = 0, findings = countyFindings, secret = true, swapped = false, others = [] }: CountyAsked = {}): Partial<MadeFigures> & Pick<MadeFigures, 'tables'> {
  const people = (by: readonly FigureField[]) => (...names: readonly string[]): number => {
    // Two communities whose numbers are never shown.
    if (secret && by.length === 1 && names[0] === 'Jewish') return hidden[swapped ? 1 : 0]
    if (secret && by.length === 1 && names[0] === 'Buddhist') return hidden[swapped ? 0 : 1]
    const share = names.reduce((all, name, place) => all * (shares[by[place]?.field ?? '']?.[name] ?? 0), 1)
    return Math.round(size * share * (names.includes('Disabled') || names.includes('Indian') ? 1 + drift : 1))
  }
  const small = (by: readonly FigureField[]): readonly string[] => by.length < 2 || !secret ? [] : ['Sikh', 'Jewish', 'Buddhist', 'Chinese', 'Caribbean'].flatMap((name) => (by[1]?.categories ?? []).map((each) => `${name}/${each.name}`))
  const { disability, sex, ethnicGroup, religion, department, grade } = fields
  const table = (...by: readonly FigureField[]): MadeFigures['tables'][number] => madeUpTable({ on, by, people: by.length === 0 ? () => size : people(by), withholding: small(by) })
  return {
    on: Temporal.PlainDate.from(on), findings, others,
    tables: [{ ...table(department), id: 'workforce: all', title: 'Employees', definition: 'Number of employees. Excludes schools and casual workers', by: [], cells: [given(size.toLocaleString('en-GB'), size)] }, table(department), table(grade), ...[sex, ethnicGroup, disability, religion].flatMap((each) => [table(each), table(each, department), table(each, grade)]), table(ethnicGroup, sex), ...processTables(on, secret)],
  }
}

/** A year of recruitment, where the gap opens at interview, and of discipline, where few people are concerned. */
function processTables(on: string, secret: boolean): readonly MadeFigures['tables'][number][] {
  const { ethnicGroup, disability, stage } = fields
  const from = Temporal.PlainDate.from(on).subtract({ years: 1 }).add({ days: 1 }).toString()
  const passed: Readonly<Record<string, readonly number[]>> = { White: [1840, 520, 160, 330], Asian: [760, 214, 118, 62], Black: [310, 84, 49, 21] }
  const applied = (name: string): readonly number[] => passed[['Indian', 'Pakistani', 'Chinese'].includes(name) ? 'Asian' : ['African', 'Caribbean'].includes(name) ? 'Black' : 'White'] ?? []
  const part: Readonly<Record<string, number>> = { Indian: 0.6, Pakistani: 0.3, Chinese: 0.1, African: 0.7, Caribbean: 0.3, 'White British': 0.9, 'Any other White background': 0.1, 'Not declared': 0.05, 'Prefer not to say': 0.02 }
  const applicants = (name = '', at = 'Applied'): number => Math.round((applied(name)[['Applied', 'Shortlisted', 'Interviewed', 'Appointed'].indexOf(at)] ?? 0) * (part[name] ?? 0))
  const everyStage = (name = ''): number => ['Applied', 'Shortlisted', 'Interviewed', 'Appointed'].reduce((sum, at) => sum + applicants(name, at), 0)
  return [
    madeUpTable({ kind: 'applicants', from, on, by: [ethnicGroup], people: everyStage }),
    madeUpTable({ kind: 'applicants', from, on, by: [ethnicGroup, stage], people: applicants }),
    madeUpTable({ kind: 'disciplinary', from, on, by: [ethnicGroup], people: (name = '') => secret && name === 'Caribbean' ? hidden[2] : secret && name === 'Chinese' ? hidden[3] : Math.round(60 * (part[name] ?? 0)) }),
    madeUpTable({ kind: 'disciplinary', from, on, by: [disability], people: (name) => name === 'Disabled' ? 6 : name === 'Not disabled' ? 44 : 7, withholding: secret ? ['Disabled', 'Not disabled'] : [] }),
  ]
}

const countyFindings: readonly FrozenFinding[] = [
  madeUpFinding({
    analysis: 'representation', field: 'disability', category: 'Disabled', value: given('5.8%', 5.8), low: given('5.2%', 5.2), high: given('6.5%', 6.5), benchmark: given('16.2%', 16.2), grade: 'clear', compared: 'the local population',
    sentence: 'Of the 4,834 employees who told us, 5.8% are disabled. If our employees mirrored the local population (16.2%) we would expect about 783 disabled employees; there are 282, about 501 fewer.',
    certainty: 'This is a clear difference, unlikely to be chance alone.',
  }),
  madeUpFinding({
    analysis: 'representation', field: 'sex', category: 'Female', value: given('69.7%', 69.7), low: given('68.6%', 68.6), high: given('70.8%', 70.8), benchmark: given('50.9%', 50.9), grade: 'clear',
    sentence: 'Of the 6,348 employees who told us, 69.7% are female. If our employees mirrored the local population (50.9%) we would expect about 3,231 female employees; there are 4,424, about 1,193 more.',
  }),
  madeUpFinding({
    analysis: 'representation', field: 'ethnic group', category: 'Asian or Asian British', value: given('9.7%', 9.7), low: given('9.0%', 9), high: given('10.5%', 10.5), benchmark: given('10.1%', 10.1), grade: 'none',
    sentence: 'Of the 5,674 employees who told us, 9.7% are Asian or Asian British. If our employees mirrored the local population (10.1%) we would expect about 573; there are 551, about 22 fewer.',
  }),
  madeUpFinding({ analysis: 'representation', field: 'religion or belief', category: 'Jewish', value: withheld, low: withheld, high: withheld, benchmark: given('0.1%', 0.1), grade: 'withheld', sentence: 'Of the employees who told us, a small number are Jewish.', certainty: '' }),
  madeUpFinding({ analysis: 'declaration', field: 'religion or belief', category: 'answered', sentence: '3,885 employees told us: 60.1% have answered. Four in ten have not, so we cannot say whether a share is low or high.' }),
  madeUpFinding({
    analysis: 'pipeline', kind: 'applicants', field: 'ethnic group', category: 'Asian or Asian British', compared: 'White', grade: 'clear', value: given('0.57', 0.57),
    sentence: 'Most of the gap opens at interview: Asian applicants are shortlisted at almost the same rate (0.98) but appointed from interview at 0.51 of the White rate.',
  }),
  madeUpFinding({
    analysis: 'likelihood', kind: 'applicants', field: 'ethnic group', category: 'Asian or Asian British', compared: 'White', grade: 'clear', value: given('0.66', 0.66), low: given('0.52', 0.52), high: given('0.84', 0.84),
    sentence: 'Asian applicants who were shortlisted were 0.66 times as likely to be appointed as White applicants (95% range 0.52 to 0.84). At equal rates about 35 more would have been appointed. This is a clear difference; it does not by itself show why.',
  }),
  madeUpFinding({
    analysis: 'likelihood', kind: 'applicants', field: 'ethnic group', category: 'Black, Black British, Caribbean or African', compared: 'White', grade: 'possible', value: given('0.74', 0.74), low: given('0.50', 0.5), high: given('1.10', 1.1),
    sentence: 'Black applicants who were shortlisted were 0.74 times as likely to be appointed as White applicants (95% range 0.50 to 1.10). There may be a difference, but chance could explain it.',
  }),
  madeUpFinding({
    analysis: 'likelihood', kind: 'disciplinary', field: 'ethnic group', category: 'Asian or Asian British', compared: 'White', grade: 'too few', value: given('1.4', 1.4), low: given('0.7', 0.7), high: given('2.9', 2.9),
    sentence: 'Asian employees were 1.4 times as likely to be in a formal process as White employees (95% range 0.7 to 2.9). There are too few people to say.',
  }),
  madeUpFinding({ analysis: 'likelihood', kind: 'disciplinary', field: 'disability', category: 'Disabled', compared: 'Not disabled', grade: 'withheld', value: withheld, low: withheld, high: withheld, sentence: 'The number of disabled employees in a formal process is withheld to protect people.', certainty: '' }),
]
