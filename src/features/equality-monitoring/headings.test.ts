import { describe, test } from 'node:test'
import { deepEqual, equal, ok } from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { understandHeading, understandHeadings, type Column } from './headings.ts'

const expected: readonly (readonly [string, string | null, readonly string[]])[] = [
  ['SEX', 'sex', ['M', 'F']], ['Gender', 'sex', ['Female', 'Male', 'Unknown']], ['Legal sex', 'sex', ['Male', 'Female']], ['Rhyw', 'sex', ['Benyw', 'Gwryw']],
  ['Gender identity', 'gender identity', ['Yes', 'No']], ['Is your gender identity the same as at birth?', 'gender identity', ['Yes', 'No', 'Prefer not to say']], ['Trans status', 'gender identity', ['Yes', 'No']],
  ['Ethnic Origin', 'ethnic group', ['White British', 'Indian']], ['ETHNICITY_DESC', 'ethnic group', ['White - British', 'Black - African']], ['RACE', 'ethnic group', ['WHITE', 'BLACK', 'HISPANIC']], ['EthnicOrigin', 'ethnic group', ['A', 'B', 'C', 'H', 'Z']],
  ['AGE_RANGE', 'age', ['51-60', 'UNDER 21', 'OVER 70']], ['Age Band', 'age', ['16-24', '25-34', '65+']], ['Date of Birth', 'age', ['17/05/1980', '03/11/1991']], ['DoB', 'age', ['1980-05-17', '1991-11-03']], ['Age', 'age', ['34', '51']], ['D.O.B.', 'age', ['17-May-80', '03-Nov-91']],
  ['FTE', 'full-time equivalent', ['1', '0.6']], ['WTE', 'full-time equivalent', ['1.00', '0.43']], ['Std Hours', 'full-time equivalent', ['37', '18.5']], ['Contracted hours', 'full-time equivalent', ['37', '20']],
  ['DEPTNAME', 'department', ['Highways', 'Libraries']], ['Directorate', 'department', ['Children and Family Services']], ['Department', 'department', ['Adults']], ['Team', 'team', ['Fostering']],
  ['Grade', 'grade', ['G7', 'G13']], ['Payband', 'grade', ['Band 5', 'Band 8a']], ['Pay Grade', 'grade', ['7', '8']], ['AfC Band', 'grade', ['5', '6']],
  ['Staff No', 'staff number', ['10023', '10024']], ['Employee ID', 'staff number', ['E1', 'E2']], ['Person Number', 'staff number', ['1', '2']], ['ROW_ID', 'staff number', ['1', '2']], ['Payroll Ref', 'staff number', ['1', '2']], ['Applicant ID', 'staff number', ['A1', 'A2']],
  ['Contract Type', 'contract', ['Permanent', 'Fixed term']], ['Position Status', 'contract', ['Permanent', 'Temporary']], ['Employment type', 'contract', ['Permanent', 'Casual']],
  ['Sexual Orientation', 'sexual orientation', ['Heterosexual', 'Gay man']], ['Sexuality', 'sexual orientation', ['Heterosexual', 'Bisexual']], ['Religion or Belief', 'religion or belief', ['Christian', 'None']], ['Faith', 'religion or belief', ['Muslim', 'Hindu']],
  ['Disabled?', 'disability', ['Yes', 'No']], ['Disability Declared', 'disability', ['Y', 'N']], ['Registered Disabled', 'disability', ['Y', 'N', '']], ['Marital Status', 'legal partnership status', ['Married', 'Single']],
  ['Carer', 'carer', ['Yes', 'No']], ['Caring responsibilities', 'carer', ['Yes', 'No']], ['Maternity leave', 'pregnancy or maternity', ['Yes', 'No']], ['Main language', 'main language', ['English', 'Polish']],
  ['Stage', 'stage', ['Applied', 'Shortlisted']], ['Application status', 'stage', ['Shortlisted', 'Appointed']], ['Outcome', 'outcome', ['Upheld', 'Not upheld']], ['Work Location', 'location', ['County Hall']], ['Job Family', 'job group', ['Social work']], ['Working pattern', 'working pattern', ['Full time', 'Part time']],
  ['Satisfaction rating', 'score', ['1', '5']], ['Full time / Part time', 'working pattern', ['FT', 'PT']],
  // What is never taken in, or is no field.
  ['Surname', null, ['Pemberton', 'Aldous']], ['Employee Name', null, ['Ruth Pemberton']], ['Email', null, ['a@barsetshire.example']], ['Annual Salary', null, ['31000', '42000']], ['NI Number', null, ['QQ123456C']], ['Start Date', null, ['01/04/2010', '05/06/2019']], ['Postcode', null, ['BS1 1AA']],
  ['Reason for leaving', null, ['Retired', 'Resigned']], ['Comments', null, ['White', 'Black', 'Asian']], ['Line Manager', null, ['A', 'B']], ['Disability details', null, ['Back', 'Hearing']], ['Gender recognition certificate', null, ['Yes', 'No']], ['Home telephone', null, ['01234']], ['Cost centre name total', null, ['1']], ['Sexual Harassment Training Date', null, ['01/02/2020', '05/06/2021']],
]

describe('What the columns of an extract are', () => {
  test('headings as staff systems write them are understood, and none is taken for what it is not', () => {
    const wrong = expected.filter(([heading, field, words]) => (understandHeading(heading, words)?.field ?? null) !== field).map(([heading, field, words]) => `${heading}: ${understandHeading(heading, words)?.field ?? null}, not ${field}`)
    deepEqual(wrong, [])
  })

  test('a heading that says nothing is understood by its words, and never surely', () => {
    deepEqual(understandHeading('Field7', ['White British', 'Indian', 'Black African', 'Not stated']), { field: 'ethnic group', questionSet: 'ethnic-group-census-2021', sure: 'unsure', why: 'Its words look like answers to this question.' })
    equal(understandHeading('COL_12', ['16-24', '25-34', '35-44', '65+'])?.field, 'age')
    equal(understandHeading('Q3', ['Yes', 'No', 'Prefer not to say']), null)
    equal(understandHeading('Code', ['1', '2', '3']), null)
  })

  test('a column headed gender is asked about, because sex and gender identity are different questions', () => {
    const gender = understandHeading('Gender', ['M', 'F'])
    equal(gender?.sure, 'likely')
    ok(gender?.why.includes('payroll'))
  })

  test('an empty column is understood by its heading alone, less surely', () => {
    equal(understandHeading('Religion', [])?.sure, 'likely')
  })

  test('a field is given to one column', () => {
    const columns = [column('Department', 'ABS', 'BOE'), column('Department_Name', 'Alcohol Beverage Services', 'Board of Elections'), column('Division', 'Retail', 'Warehouse'), column('Grade', 'M2', '21'), column('PAYGROUP', 'GEN', 'FIR')]
    deepEqual(understandHeadings(columns).map((each) => each?.field ?? null), [null, 'department', 'team', 'grade', null])
  })
})

function column(heading: string, ...words: string[]): Column {
  return { heading, words }
}

describe('Real extracts', { skip: existsSync(new URL('../../../../shared/data/payroll', import.meta.url)) ? false : 'the payroll extracts are not beside the project' }, () => {
  const read = (name: string): Column[] => columnsOf(readFileSync(new URL(`../../../../shared/data/payroll/${name}`, import.meta.url), 'latin1').slice(0, 300_000))
  const fields = (name: string): Record<string, string | null> => {
    const columns = read(name)
    const understood = understandHeadings(columns)
    return Object.fromEntries(columns.map((each, place) => [each.heading, understood[place]?.field ?? null]))
  }

  test('a city of another country', () => {
    const cincinnati = fields('cincinnati_oh_2021_names_removed.csv')
    deepEqual(['ROW_ID', 'AGE_RANGE', 'SEX', 'RACE', 'LOCATION', 'STD_HOURS', 'FTE', 'GRADE', 'DEPTNAME', 'EEO_JOB_GROUP'].map((each) => cincinnati[each]), ['staff number', 'age', 'sex', 'ethnic group', 'location', null, 'full-time equivalent', 'grade', 'department', 'job group'])
    deepEqual(['ANNUAL_RT', 'HIRE_DATE', 'JOB_ENTRY_DT', 'JOBCODE', 'POSITION_NBR', 'STEP', 'PAYGROUP', 'DEPTID'].map((each) => cincinnati[each]), Array.from({ length: 8 }, () => null))
  })

  test('a county of another country, and an organogram', () => {
    deepEqual(fields('montgomery_county_md_2023.csv'), { Department: null, Department_Name: 'department', Division: 'team', Gender: 'sex', Base_Salary: null, Overtime_Pay: null, Longevity_Pay: null, Grade: 'grade' })
    const senior = fields('HEFCE_organogram_senior_data_31032011.csv')
    deepEqual(['Grade', 'FTE', 'Name', 'Contact Phone', 'Notes', 'Valid?'].map((each) => senior[each]), ['grade', 'full-time equivalent', null, null, null, null])
  })
})

/** Enough of CSV for these files: quoted cells, one line a row. */
function columnsOf(text: string): Column[] {
  const rows = text.split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? ''))
  const [head = [], ...body] = rows
  return head.map((heading, place) => ({ heading, words: [...new Set(body.map((row) => row[place] ?? ''))].slice(0, 60) }))
}
