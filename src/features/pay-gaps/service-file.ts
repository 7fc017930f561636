import { capital } from '#duty/capital.ts'
import { quarterNames } from '#statistics/pay-quarters.ts'
import type { Reported } from './statutory.ts'

/** What the government's service knows of an employer beside its figures. */
export interface Employer {
  readonly name: string; readonly employerId: string; readonly address: string; readonly postCode: string; readonly companyNumber: string; readonly sicCodes: readonly string[]
  readonly link: string; readonly responsiblePerson: string; readonly size: (typeof employerSizes)[number]
}

export const employerSizes = ['Not Provided', 'Less than 250', '250 to 499', '500 to 999', '1000 to 4999', '5000 to 19,999', '20,000 or more'] as const

export function sizeOf(employees: number): (typeof employerSizes)[number] {
  return employees < 250 ? 'Less than 250' : employees < 500 ? '250 to 499' : employees < 1000 ? '500 to 999' : employees < 5000 ? '1000 to 4999' : employees < 20_000 ? '5000 to 19,999' : '20,000 or more'
}

/** The columns of the service's published yearly file, in its order. */
export const downloadColumns = [
  'EmployerName', 'EmployerId', 'Address', 'PostCode', 'CompanyNumber', 'SicCodes', 'DiffMeanHourlyPercent', 'DiffMedianHourlyPercent', 'DiffMeanBonusPercent', 'DiffMedianBonusPercent', 'MaleBonusPercent',
  'FemaleBonusPercent', 'MaleLowerQuartile', 'FemaleLowerQuartile', 'MaleLowerMiddleQuartile', 'FemaleLowerMiddleQuartile', 'MaleUpperMiddleQuartile', 'FemaleUpperMiddleQuartile', 'MaleTopQuartile', 'FemaleTopQuartile',
  'CompanyLinkToGPGInfo', 'ResponsiblePerson', 'EmployerSize', 'CurrentName', 'SubmittedAfterTheDeadline', 'DueDate', 'DateSubmitted',
] as const

/** One row of the 27 columns. Dates as the service writes them; several SIC codes stand under each other in one cell. */
export function downloadRow(reported: Reported, employer: Employer, { deadline, submitted, late }: { readonly deadline: Temporal.PlainDate; readonly submitted: Temporal.PlainDate | null; readonly late: boolean }): readonly string[] {
  const at = (day: Temporal.PlainDate): string => `${day.toString().replaceAll('-', '/')} 00:00:00`
  return [
    employer.name, employer.employerId, employer.address, employer.postCode, employer.companyNumber, employer.sicCodes.join(',\n'), reported.meanGap, reported.medianGap, reported.meanBonusGap, reported.medianBonusGap, reported.comparatorBonus,
    reported.groupBonus, ...reported.quarters.flatMap(({ comparator, group }) => [comparator, group]), employer.link, employer.responsiblePerson, employer.size, employer.name, late ? 'True' : 'False', at(deadline), submitted === null ? '' : at(submitted),
  ]
}

/** The figures in the order in which the service's form asks for them: hourly pay; quarters from the upper down, women first; bonus gaps; bonus shares, women first. */
export function entrySheet(reported: Reported): readonly { readonly page: string; readonly question: string; readonly answer: string }[] {
  const quarters = reported.quarters.map((quarter, place) => ({ name: quarterNames[place] ?? 'lower', ...quarter })).toReversed()
  return [
    { page: 'Hourly pay', question: 'Mean gender pay gap using hourly pay', answer: `${reported.meanGap}%` },
    { page: 'Hourly pay', question: 'Median gender pay gap using hourly pay', answer: `${reported.medianGap}%` },
    ...quarters.flatMap(({ name, comparator, group }) => [
      { page: 'Pay quarters', question: `${capital(name)} quarter: women`, answer: `${group}%` }, { page: 'Pay quarters', question: `${capital(name)} quarter: men`, answer: `${comparator}%` },
    ]),
    { page: 'Bonus pay', question: 'Mean gender pay gap using bonus pay', answer: reported.meanBonusGap === '' ? 'Leave blank' : `${reported.meanBonusGap}%` },
    { page: 'Bonus pay', question: 'Median gender pay gap using bonus pay', answer: reported.medianBonusGap === '' ? 'Leave blank' : `${reported.medianBonusGap}%` },
    { page: 'Bonus pay', question: 'Women who were paid a bonus', answer: `${reported.groupBonus}%` },
    { page: 'Bonus pay', question: 'Men who were paid a bonus', answer: `${reported.comparatorBonus}%` },
  ]
}
