import { isAtLeast, type Employer, type Nation, type Size } from './employer.ts'
import { everyYears, type Owed, type Rule, type Shows } from './owed.ts'

/** A dated duty of the regulations, as data: what it asks in our words, where it stands, in which edition it was read and when. */
export interface Duty {
  readonly id: string
  readonly nation: Nation
  /** Bodies that employ fewer do not have it. */
  readonly least: Size
  readonly title: string
  readonly asks: string
  readonly source: string
  readonly link: string
  readonly edition: string
  /** The day on which the text was last read by whoever keeps this file. */
  readonly lastChecked: string
  readonly rule: Rule
  readonly shownBy: readonly Shows[]
}

const england = { nation: 'England', edition: 'SI 2017/353 as it stands, which replaced SI 2011/2260', lastChecked: '2026-11-22' } as const
const wales = { nation: 'Wales', edition: 'WSI 2011/1064 as made', lastChecked: '2026-11-22' } as const
const scotland = { nation: 'Scotland', edition: 'SSI 2012/162 as made', lastChecked: '2026-11-22' } as const
/** The Scottish regulations said 150 when they were made; SSI 2016/159 made it 20. */
const scotlandPay = { ...scotland, least: '20 to 149', edition: 'SSI 2012/162, with the threshold of 20 employees from SSI 2016/159' } as const
const atMost = (count: number): Rule => ({ kind: 'since last', length: { count, unit: 'year' }, beginning: true })

export const duties: readonly Duty[] = [
  {
    ...england, id: 'equality-information', least: 'fewer than 20', title: 'Publish equality information',
    asks: 'Publish information that shows how the general duty is met, about employees (where there are 150 or more) and about others whom policies affect, at intervals of no more than one year beginning with the day of the last publication.',
    source: 'Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, regulation 4', link: 'https://www.legislation.gov.uk/uksi/2017/353/regulation/4',
    rule: atMost(1), shownBy: [{ kind: 'release published' }, { kind: 'report published', about: 'equality information' }],
  },
  {
    ...england, id: 'equality-objectives', least: 'fewer than 20', title: 'Publish equality objectives',
    asks: 'Prepare and publish one or more specific and measurable objectives, at intervals of no more than four years beginning with the day of the last publication.',
    source: 'Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, regulation 5', link: 'https://www.legislation.gov.uk/uksi/2017/353/regulation/5',
    rule: atMost(4), shownBy: [{ kind: 'objectives published' }],
  },
  {
    ...england, id: 'gender-pay-gap', least: '250 or more', title: 'Publish the gender pay gap',
    asks: 'Publish the six figures for the snapshot of 31 March within twelve months that begin with that day: by 30 March of the next year.',
    source: 'Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, Schedule 1, paragraph 2', link: 'https://www.legislation.gov.uk/uksi/2017/353/schedule/1',
    rule: { kind: 'days', reading: everyYears(1, 3, 30) }, shownBy: [{ kind: 'pay gap published' }],
  },
  {
    ...wales, id: 'annual-equality-report', least: 'fewer than 20', title: 'Publish the annual equality report',
    asks: 'For each year from 1 April to 31 March, publish a report on how the duties were met, with the employment information if that is not published otherwise, by 31 March of the year after.',
    source: 'Equality Act 2010 (Statutory Duties) (Wales) Regulations 2011, regulation 16', link: 'https://www.legislation.gov.uk/wsi/2011/1064/regulation/16/made',
    rule: { kind: 'days', reading: { kind: 'recurring', every: { count: 1, unit: 'year' }, on: [{ month: 3, day: 31 }], afterEnd: { count: 1, unit: 'year' } } }, shownBy: [{ kind: 'report published', about: 'annual report' }],
  },
  {
    ...wales, id: 'review-of-objectives', least: 'fewer than 20', title: 'Review the equality objectives',
    asks: 'Review each equality objective at least once in every four years, and give reasons where a characteristic has none.',
    source: 'Equality Act 2010 (Statutory Duties) (Wales) Regulations 2011, regulation 3', link: 'https://www.legislation.gov.uk/wsi/2011/1064/regulation/3/made',
    rule: atMost(4), shownBy: [{ kind: 'objectives published' }, { kind: 'plan reviewed' }],
  },
  {
    ...scotland, id: 'mainstreaming-report', least: 'fewer than 20', title: 'Publish the mainstreaming report',
    asks: 'Publish how the duty is made part of everything the body does, with each year’s information about employees, at intervals of no more than two years beginning with the day of the last publication.',
    source: 'Equality Act 2010 (Specific Duties) (Scotland) Regulations 2012, regulations 3 and 6', link: 'https://www.legislation.gov.uk/ssi/2012/162/regulation/3/made',
    rule: atMost(2), shownBy: [{ kind: 'report published', about: 'mainstreaming report' }],
  },
  {
    ...scotland, id: 'equality-outcomes', least: 'fewer than 20', title: 'Publish equality outcomes',
    asks: 'Publish a set of equality outcomes, with the evidence and the people involved, at intervals of no more than four years beginning with the day of the last publication.',
    source: 'Equality Act 2010 (Specific Duties) (Scotland) Regulations 2012, regulation 4(1)', link: 'https://www.legislation.gov.uk/ssi/2012/162/regulation/4/made',
    rule: atMost(4), shownBy: [{ kind: 'objectives published' }],
  },
  {
    ...scotland, id: 'progress-on-outcomes', least: 'fewer than 20', title: 'Report progress on the equality outcomes',
    asks: 'Publish what was achieved towards the outcomes, at intervals of no more than two years beginning with the day of the last publication.',
    source: 'Equality Act 2010 (Specific Duties) (Scotland) Regulations 2012, regulation 4(4)', link: 'https://www.legislation.gov.uk/ssi/2012/162/regulation/4/made',
    rule: atMost(2), shownBy: [{ kind: 'report published', about: 'progress on outcomes' }, { kind: 'report published', about: 'mainstreaming report' }],
  },
  {
    ...scotlandPay, id: 'scottish-pay-gap', title: 'Publish the gender pay gap',
    asks: 'Publish the difference between men’s and women’s average hourly pay by 30 April of each second year, counted from 2013.',
    source: 'Equality Act 2010 (Specific Duties) (Scotland) Regulations 2012, regulation 7', link: 'https://www.legislation.gov.uk/ssi/2012/162/regulation/7/made',
    rule: { kind: 'days', reading: everyYears(2, 4, 30, 2013) }, shownBy: [{ kind: 'pay gap published' }],
  },
  {
    ...scotlandPay, id: 'equal-pay-statement', title: 'Publish the equal pay statement',
    asks: 'Publish the policy on equal pay and what is known of occupational segregation, for men and women, disabled people and minority racial groups, by 30 April of each fourth year, counted from 2013.',
    source: 'Equality Act 2010 (Specific Duties) (Scotland) Regulations 2012, regulation 8', link: 'https://www.legislation.gov.uk/ssi/2012/162/regulation/8/made',
    rule: { kind: 'days', reading: everyYears(4, 4, 30, 2013) }, shownBy: [{ kind: 'statement published', about: 'equal pay' }],
  },
]

/** The duties that this body has. Their days never move for a weekend. */
export function dutiesOf(employer: Pick<Employer, 'nation' | 'size'>, since: Temporal.PlainDate): readonly Owed[] {
  return duties.filter((duty) => duty.nation === employer.nation && isAtLeast(employer.size, duty.least)).map((duty) => ({
    id: duty.id, by: 'law', title: duty.title, sentence: duty.asks, source: duty.source, link: duty.link, rule: duty.rule, shownBy: duty.shownBy, since, until: null, lastBefore: null, owner: null, public: true, moves: false,
  }))
}
