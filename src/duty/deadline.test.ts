import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { answered, deadlineFromJson, deadlineToJson, dueDays, dueOn, instances, inWords, isOverdue, partsOf, readDeadline, understoodAs, type Deadline, type Reading } from './deadline.ts'
import { movingDayInWords } from './moving-days.ts'

const day = Temporal.PlainDate.from

/** A reading on one line: `?` for what is proposed and asked, `+` for what else is in the cell. */
function short(reading: Reading): string {
  return [reading.asked ? `? ${alone(reading)}` : alone(reading), ...(reading.andAlso ?? []).map(short)].join(' + ')
}

function alone(r: Reading): string {
  if (r.kind === 'date') return `date ${r.on} ${r.precision}`
  if (r.kind === 'dates') return `dates ${r.on.join(' ')}`
  if (r.kind === 'window') return `window ${r.from} ${r.to}`
  if (r.kind === 'recurring') {
    return ['every', r.every.count, r.every.unit, r.every.times && `x${r.every.times}`, r.on && `on ${r.on.map((on) => `${on.month}-${on.day}`).join(' ')}`, r.moves && `on ${r.moves.map(movingDayInWords).join(', ')}`, r.afterEnd && `${r.afterEnd.count} ${r.afterEnd.unit} after`,
      r.seasons && `in ${r.seasons.join(', ')}`, r.next && `next ${r.next}`, r.from && `from ${r.from}`, r.until && `until ${r.until}`].filter(Boolean).join(' ')
  }
  if (r.kind === 'ongoing') return ['ongoing', r.from && `from ${r.from}`, r.until && `until ${r.until}`, r.reviewOn && `review ${r.reviewOn}`].filter(Boolean).join(' ')
  if (r.kind === 'event') return [r.relation, r.within && `${r.within.count} ${r.within.unit}`, `“${r.event}”`].filter(Boolean).join(' ')
  if (r.kind === 'ask') return `ask [${r.between.map(short).join(' | ')}]`
  if (r.kind === 'none') return ['none:', r.because, r.doneOn].filter(Boolean).join(' ')
  if (r.kind === 'see elsewhere') return `see “${r.where}”`
  return r.kind === 'to be confirmed' && r.horizon ? `to be confirmed: ${r.horizon}` : r.kind
}

/** The wordings of 16 published plans, in the order of the list, with what each is taken to mean. */
const published: readonly (readonly [string, string])[] = [
  ['On-going', 'ongoing'],
  ['Ongoing', 'ongoing'],
  ['On-going/ Long Term', 'ongoing'],
  ['Long term', 'ongoing'],
  // The list's own mark for a cell with nothing in it.
  ['(empty cell)', 'none: empty'],
  ['N/A', 'none: not applicable'],
  ['Within six weeks of the end of each quarter', 'every 1 quarter 6 week after'],
  ['July 2016 January 2017', 'dates 2016-07-31 2017-01-31'],
  ['By the end of 16/17', 'date 2017-03-31 financial year'],
  ['By the end 16/17', 'date 2017-03-31 financial year'],
  ['By end 16/17', 'date 2017-03-31 financial year'],
  ['End of 16/17', 'date 2017-03-31 financial year'],
  ['End of 2016/17', 'date 2017-03-31 financial year'],
  ['By the end 2016/17', 'date 2017-03-31 financial year'],
  ['2017', 'date 2017-12-31 year'],
  ['September 2016', 'date 2016-09-30 month'],
  ['December 2016', 'date 2016-12-31 month'],
  ['By December 2016', 'date 2016-12-31 month'],
  ['By August 2016', 'date 2016-08-31 month'],
  ['By January 2017', 'date 2017-01-31 month'],
  ['By February 2017', 'date 2017-02-28 month'],
  // Dated by another document, so neither a date nor an event.
  ['In line with HR deadlines for Equal Pay Audits', 'see “In line with HR deadlines for Equal Pay Audits”'],
  ['In advance of planned training sessions – dates TBC.', 'before “planned training sessions” + to be confirmed'],
  ['On-going Submission for Stonewall by Sept 2016', 'ongoing + date 2016-09-30 month'],
  ['Nov 2016 – Conference On-going.', 'ongoing + date 2016-11-30 month'],
  ['<p>On-going</p> <p>Report on partnership working by end 16/17</p>', 'ongoing + date 2017-03-31 financial year'],
  ['Quarterly', 'every 1 quarter'],
  ['Annually', 'every 1 year'],
  ['December 2023', 'date 2023-12-31 month'],
  ['March 2023', 'date 2023-03-31 month'],
  ['January 2024', 'date 2024-01-31 month'],
  ['March 2024', 'date 2024-03-31 month'],
  ['by the end of March 2020', 'date 2020-03-31 month'],
  // Suggested as yearly without a question. With no year said, yearly is proposed and asked.
  ['by end of June', '? every 1 year on 6-last'],
  ['by the end of July', '? every 1 year on 7-last'],
  ['every six months', 'every 6 month'],
  ['every two years', 'every 2 year'],
  ['every three years', 'every 3 year'],
  ['every four years', 'every 4 year'],
  ['on an annual basis', 'every 1 year'],
  // How often is not said.
  ['on a regular basis', 'ask [every 1 month | every 1 quarter | every 6 month | every 1 year]'],
  ['April 2018', 'date 2018-04-30 month'],
  ['31/03/2025', 'date 2025-03-31 day'],
  ['31/12/2024', 'date 2024-12-31 day'],
  ['31 August (annually)', 'every 1 year on 8-31'],
  ['March (annually)', 'every 1 year on 3-last'],
  ['August (annually)', 'every 1 year on 8-last'],
  ['August (annually) as part of the Progress Report; EQIA in line with terms of reference of EQIA', 'every 1 year on 8-last + in line with “Progress Report” + see “in line with terms of reference of EQIA”'],
  ['Every August in line with annual progress report', 'every 1 year on 8-last + in line with “annual progress report”'],
  ['April 2023 – June 2023', 'window 2023-04-01 2023-06-30'],
  ['April – June 2023', 'window 2023-04-01 2023-06-30'],
  ['January – March 2023', 'window 2023-01-01 2023-03-31'],
  ['September 2023', 'date 2023-09-30 month'],
  ['Within three months of the Equality Commission approval of the scheme.', 'within 3 month “Equality Commission approval of the scheme”'],
  ['Within six months of new Council.', 'within 6 month “new Council”'],
  ['As and when required.', 'ongoing'],
  ['Within one year of commencement of Action Plan', 'within 1 year “commencement of Action Plan”'],
  ['within six months of commencement of Action Plan', 'within 6 month “commencement of Action Plan”'],
  ['July 2010', 'date 2010-07-31 month'],
  ['From Sept each year with annual review of data gaps in July each year.', 'every 1 year on 9-last + every 1 year on 7-last'],
  ['July 2017', 'date 2017-07-31 month'],
  // A term ends when the council says; both usual days are offered.
  ['Spring term 2017', 'ask [date 2017-03-31 term | date 2017-04-13 term]'],
  ['by end July 16', 'date 2016-07-31 month'],
  ['March 2007', 'date 2007-03-31 month'],
  ['by March 2008', 'date 2008-03-31 month'],
  ['Reported bi-monthly', 'ask [every 1 month x2 | every 2 month]'],
  ['Quarterly Board update', 'every 1 quarter'],
  ['Bi-monthly reporting to Quality Leads meeting', 'ask [every 1 month x2 | every 2 month]'],
  ['To be reviewed on annual basis', 'every 1 year'],
  ['Ongoing Reported bi-monthly at Strategic Equality committee', 'ongoing + ask [every 1 month x2 | every 2 month]'],
  ['Sept 02', '? date 2002-09-30 month'],
  ['Oct 04', '? date 2004-10-31 month'],
  ['by October 03', '? date 2003-10-31 month'],
  ['every six months – in the autumn and spring', 'every 6 month in autumn, spring'],
  ['The proposals will be reviewed in January 2016', 'date 2016-01-31 month'],
  ['7 June 2016 (to be agreed by Management Board).', 'date 2016-06-07 day + to be confirmed'],
  // A start column in its plan; the column is for the reader of the plan to know, the words name a month.
  ['September 2025', 'date 2025-09-30 month'],
  ['By Q4 2025', 'ask [date 2025-12-31 quarter | date 2026-03-31 quarter]'],
  ['Q2 2026', 'ask [date 2026-06-30 quarter | date 2026-09-30 quarter]'],
  // Suggested as 1 October 2025, though the rows above say that “Q4” is to be asked.
  ['From Q4 2025 onward', 'ask [ongoing from 2025-10-01 | ongoing from 2026-01-01]'],
  ['Every Q4 starting 2025', 'ask [every 1 year on 12-last from 2025-10-01 | every 1 year on 3-last from 2026-01-01]'],
  ['Bi-annual report to the Equalities Board', 'ask [every 6 month | every 2 year]'],
]

/** Other wordings of the same kinds. */
const others: readonly (readonly [string, string])[] = [
  ['01/04/24', 'date 2024-04-01 day'],
  ['1 April 2024 - 31 March 2025', 'window 2024-04-01 2025-03-31'],
  ['1 year', '? within 1 year “the start of the plan”'],
  ['11/12', '? date 2012-03-31 financial year'],
  ['12 months', '? within 12 month “the start of the plan”'],
  ['12/2024', 'date 2024-12-31 month'],
  ['1st April', '? every 1 year on 4-1'],
  ['1st Quarter', 'ask [every 1 year on 3-last | every 1 year on 6-last | to be confirmed: 1st Quarter]'],
  ['2 events per year', 'every 1 year'],
  ['2 years', '? within 2 year “the start of the plan”'],
  ['2 years from April 2023', 'date 2025-03-31 day'],
  ['2013-16', 'ask [window 2013-04-01 2016-03-31 | window 2013-01-01 2016-12-31]'],
  ['2016/18', 'window 2016-04-01 2018-03-31'],
  ['2020s', 'not understood'],
  ['2022 - 2023', '? date 2023-03-31 financial year'],
  ['2022 - 2026', 'ask [window 2022-04-01 2026-03-31 | window 2022-01-01 2026-12-31]'],
  ['2022-23', 'date 2023-03-31 financial year'],
  ['2024-25', 'date 2025-03-31 financial year'],
  ['2024/25 Q4', 'date 2025-03-31 quarter'],
  ['2024/25 – 2026/27', 'window 2024-04-01 2027-03-31'],
  ['2025 Q3', 'ask [date 2025-09-30 quarter | date 2025-12-31 quarter]'],
  ['2025-03-31', 'date 2025-03-31 day'],
  ['2027 and beyond', 'ongoing from 2027-01-01'],
  ['29 February 2023', 'ask [date 2023-02-28 day | date 2023-03-01 day]'],
  ['29 February 2024', 'date 2024-02-29 day'],
  ['3 months after 31 March 2025', 'date 2025-06-30 day'],
  ['3-6 months', '? within 6 month “the start of the plan”'],
  ['30 June every year', 'every 1 year on 6-30'],
  ['30th June 2024', 'date 2024-06-30 day'],
  ['31 March 2024 31 March 2025 31 March 2026', 'dates 2024-03-31 2025-03-31 2026-03-31'],
  ['31 March each year', 'every 1 year on 3-31'],
  ['31.03.25', 'date 2025-03-31 day'],
  ['31/03', '? every 1 year on 3-31'],
  ['31/04/2025', 'ask [date 2025-04-30 day | date 2025-05-01 day]'],
  ['31/3/2024 & 31/3/2025', 'dates 2024-03-31 2025-03-31'],
  ['3rd quarter 2025', 'ask [date 2025-09-30 quarter | date 2025-12-31 quarter]'],
  ['6 monthly', 'every 6 month'],
  ['6 weeks before Easter 2025', 'date 2025-03-09 day'],
  ['7 June 2016 (to be agreed by Management Board).', 'date 2016-06-07 day + to be confirmed'],
  ['ASAP', '? to be confirmed: as soon as possible'],
  ['Academic year 2024/25', 'ask [date 2025-07-31 academic year | date 2025-08-31 academic year]'],
  ['After the May 2025 elections', 'after “May 2025 elections”'],
  ['Annual (October)', 'every 1 year on 10-last'],
  ['Annual Review: March', 'every 1 year on 3-last'],
  ['Annual equality week (November)', 'every 1 year on 11-last'],
  ['Annual event held in March', 'every 1 year on 3-last'],
  ['Annual report by July', 'every 1 year on 7-last'],
  ['Annual review - Sept 2024', 'every 1 year + date 2024-09-30 month'],
  ['Annually by 31 March', 'every 1 year on 3-31'],
  ['Annually each September', 'every 1 year on 9-last'],
  ['Annually from April 2024', 'every 1 year from 2024-04-01'],
  ['Apr 2024 to Mar 2025', 'window 2024-04-01 2025-03-31'],
  ['Apr-Jun 2024', 'window 2024-04-01 2024-06-30'],
  ['April', '? every 1 year on 4-last'],
  ['April 2024 - ongoing', 'ongoing from 2024-04-01'],
  ['April 2024 onwards', 'ongoing from 2024-04-01'],
  ['As above', 'see “As above”'],
  ['As required', 'ongoing'],
  ['As soon as practicable and no later than June 2025', 'date 2025-06-30 month + ? to be confirmed: as soon as practicable'],
  ['At each Board meeting', 'each “Board meeting”'],
  ['At least 4 meetings a year', 'every 1 year'],
  ['Autumn 24', '? date 2024-11-30 season'],
  ['Autumn term', '? every 1 year in autumn term'],
  ['Autumn/Winter 2024', 'ask [date 2024-12-31 season | date 2025-02-28 season]'],
  ['Before April 2025', 'date 2025-03-31 day'],
  ['Between June and September 2024', 'window 2024-06-01 2024-09-30'],
  ['Biennial', 'every 2 year'],
  ['Black History Month 2024', 'date 2024-10-31 month'],
  ['By 2030', 'date 2030-12-31 year'],
  ['By 30 March annually', 'every 1 year on 3-30'],
  ['By Dec 24', '? date 2024-12-31 month'],
  ['By July 2016 and then six monthly', 'every 6 month next 2016-07-31'],
  ['By March 2024 in line with HR strategy', 'date 2024-03-31 month + in line with “HR strategy”'],
  ['By end of financial year 2024/25', 'date 2025-03-31 financial year'],
  ['By the end of the financial year', '? every 1 year on 3-31'],
  ['By the end of the plan', 'at “the end of the plan”'],
  ['By year end', 'ask [every 1 year on 3-31 | every 1 year on 12-31 | to be confirmed: By year end]'],
  ['Christmas 24', 'date 2024-12-25 day'],
  ['Commenced', 'not understood'],
  ['Commencing September 2024', 'ongoing from 2024-09-01'],
  ['Complete by Dec 2024', 'date 2024-12-31 month'],
  ['Completed March 2023', 'none: already done 2023-03-31'],
  ['Completed by March 2023', 'date 2023-03-31 month'],
  ['Daily', 'every 1 day'],
  ["Dec '24", 'date 2024-12-31 month'],
  ['Delayed to September 2024', 'date 2024-09-30 month'],
  ['Done', 'none: already done'],
  ['Draft by June 2024, final by September 2024', 'dates 2024-06-30 2024-09-30'],
  ['Duration of plan', 'ongoing'],
  ['During 2024/25', 'date 2025-03-31 financial year'],
  ['Each recruitment campaign', 'each “recruitment campaign”'],
  ['End Q3', 'ask [every 1 year on 9-last | every 1 year on 12-last | to be confirmed: End Q3]'],
  ['End Sept 25', 'date 2025-09-30 month'],
  ['End of 2024 calendar year', 'date 2024-12-31 year'],
  ['End of Autumn', '? every 1 year in autumn'],
  ['End of March each year', 'every 1 year on 3-last'],
  ['End of Summer Term 2024', 'ask [date 2024-07-20 term | date 2024-07-31 term]'],
  ['End of year', 'ask [every 1 year on 3-31 | every 1 year on 12-31 | to be confirmed: End of year]'],
  ['Equality Act 2010', 'not understood'],
  ['Equality Week November each year', 'every 1 year on 11-last'],
  ['Every 3 years, next due 2026', 'every 3 year next 2026-12-31'],
  ['Every Monday', 'every 1 week on the first Monday'],
  ['Every Q4 starting 2025', 'ask [every 1 year on 12-last from 2025-10-01 | every 1 year on 3-last from 2026-01-01]'],
  ['Every meeting', 'each “meeting”'],
  ['Every other year', 'every 2 year'],
  ['Every three years from 2024', 'every 3 year from 2024-01-01'],
  ['Extended from March 2024 to June 2024', 'date 2024-06-30 day'],
  ['FY25', 'ask [date 2025-03-31 financial year | date 2026-03-31 financial year]'],
  ['Following approval of the budget', 'after “approval of the budget”'],
  ['Friday 31 March 2017', 'date 2017-03-31 day'],
  ['From 2024/25', 'ongoing from 2024-04-01'],
  ['From April 2024', 'ongoing from 2024-04-01'],
  ['From Sept each year with annual review of data gaps in July each year.', 'every 1 year on 9-last + every 1 year on 7-last'],
  ['H2 2024/25', 'date 2025-03-31 half year'],
  ['Immediately', '? to be confirmed: immediately'],
  ['In 2024', 'date 2024-12-31 year'],
  ['In place', 'not understood'],
  ["International Women's Day", '? every 1 year on 3-8'],
  ['Jan/Feb 2025', 'window 2025-01-01 2025-02-28'],
  ['January', '? every 1 year on 1-last'],
  ['June 2024; December 2024', 'dates 2024-06-30 2024-12-31'],
  ['June and December 2024', 'dates 2024-06-30 2024-12-31'],
  ['Late 2025', 'date 2025-12-31 year'],
  ['Launch Sept 24 and then ongoing', '? ongoing from 2024-09-01'],
  ['Launched Jan 2024', 'date 2024-01-31 month'],
  ['Live', 'not understood'],
  ['Mar-25', 'date 2025-03-31 month'],
  ['March 2024 (subject to funding)', 'date 2024-03-31 month + in line with “funding”'],
  ['March 2025 and annually thereafter', 'every 1 year next 2025-03-31'],
  ['March 2025, then annually', 'every 1 year next 2025-03-31'],
  ['March 31, 2024', 'date 2024-03-31 day'],
  ['March 31st 2024', 'date 2024-03-31 day'],
  ['March/April 2024', 'window 2024-03-01 2024-04-30'],
  ['May', '? every 1 year on 5-last'],
  ['Medium term', '? to be confirmed: medium term'],
  ['Mid March 2025', '? date 2025-03-15 day'],
  ['Monday 31 March 2017', 'ask [date 2017-03-31 day | date 2017-04-03 day]'],
  ['Monthly, with annual report in April', 'every 1 month + every 1 year on 4-last'],
  ['Monthly/Quarterly', 'every 1 month + every 1 quarter'],
  ['N/a – completed', 'none: already done'],
  ['Next four years', '? within 4 year “the start of the plan”'],
  ['No date set', 'none: not applicable'],
  ['No later than 31 January 2025', 'date 2025-01-31 day'],
  ['Not due until 2019', '? ongoing until 2019-12-31'],
  ['Nov-24', 'date 2024-11-30 month'],
  ['Oct 2016/Mar 2017', 'window 2016-10-01 2017-03-31'],
  ['October annually', 'every 1 year on 10-last'],
  ['On adoption of the policy', 'at “adoption of the policy”'],
  ['On-going and annually', 'ongoing + every 1 year'],
  ['Ongoing (annual review)', 'ongoing + every 1 year'],
  ['Ongoing - reviewed annually', 'ongoing + every 1 year'],
  ['Ongoing through to 2028', 'ongoing until 2028-12-31'],
  ['Ongoing to March 2026', 'ongoing until 2026-03-31'],
  ['Ongoing until March 2025', 'ongoing until 2025-03-31'],
  ['Ongoing, review March 2024', 'ongoing review 2024-03-31'],
  ['Ongoing. Annual report each June', 'ongoing + every 1 year on 6-last'],
  ['Ongoing. Review date: 31/03/2025', 'ongoing review 2025-03-31'],
  ['Phase 1: Dec 2024, Phase 2: Dec 2025', 'dates 2024-12-31 2025-12-31'],
  ['Q1', 'ask [every 1 year on 3-last | every 1 year on 6-last | to be confirmed: Q1]'],
  ['Q1 & Q3 annually', 'ask [every 1 year on 3-last 9-last | every 1 year on 6-last 12-last]'],
  ['Q1-Q2 2025', 'ask [window 2025-01-01 2025-06-30 | window 2025-04-01 2025-09-30]'],
  ['Q3 2024/25', 'date 2024-12-31 quarter'],
  ['Q3 24/25', 'date 2024-12-31 quarter'],
  ["Q4 '24", 'ask [date 2024-12-31 quarter | date 2025-03-31 quarter]'],
  ['Q4 (Jan - March 2025)', 'window 2025-01-01 2025-03-31'],
  ['Q4 24', 'ask [date 2024-12-31 quarter | date 2025-03-31 quarter]'],
  ['Quarter 2 2023-24', 'date 2023-09-30 quarter'],
  ['Quarterly (April, July, October, January)', 'every 1 quarter on 4-last 7-last 10-last 1-last'],
  ['Quarterly from April 2024', 'every 1 quarter from 2024-04-01'],
  ['Refer to HR action plan', 'see “Refer to HR action plan”'],
  ['Reviewed annually', 'every 1 year'],
  ['Revised date: 30 September 2024 (was 31 March 2024)', 'date 2024-09-30 day'],
  ['See 1.3', 'see “See 1.3”'],
  ['Sep-Dec 2024', 'window 2024-09-01 2024-12-31'],
  ['Sept 16 - March 17', '? window 2016-09-01 2017-03-31'],
  ['Sept 2024 & ongoing', 'ongoing from 2024-09-01'],
  ['Sept 2024 – Mar 2025', 'window 2024-09-01 2025-03-31'],
  ['Short to medium term', '? to be confirmed: short to medium term'],
  ['Six monthly reports to Cabinet', 'every 6 month'],
  ['Six-monthly: April and October', 'every 6 month on 4-last 10-last'],
  ['Spring 2024', '? date 2024-05-31 season'],
  ['Spring/Summer 2024', '? date 2024-08-31 season'],
  ['Start: April 2024 End: March 2025', 'window 2024-04-01 2025-03-31'],
  ['Summer 2023', '? date 2023-08-31 season'],
  ['Summer term 24', 'ask [date 2024-07-20 term | date 2024-07-31 term]'],
  ['TBC', 'to be confirmed'],
  ['Target: June 2025', 'date 2025-06-30 month'],
  ['Termly', 'every 1 term'],
  ['This financial year', 'not understood'],
  ['Throughout 2024', 'ongoing from 2024-01-01 until 2024-12-31'],
  ['Throughout the life of the strategy', 'ongoing'],
  ['To be completed by March 2023', 'date 2023-03-31 month'],
  ['To be reviewed on annual basis', 'every 1 year'],
  ['To commence April 2024', 'ongoing from 2024-04-01'],
  ['Until 2027', 'ongoing until 2027-12-31'],
  ['Winter 2023/24', 'date 2024-02-29 season'],
  ['Within 28 days of the end of each month', 'every 1 month 28 day after'],
  ['Within 3 months of year end', 'ask [every 1 year on 3-31 3 month after | every 1 year on 12-31 3 month after]'],
  ['Within 6 months of appointment', 'within 6 month “appointment”'],
  ['Within first year', 'at “the end of year 1 of the plan”'],
  ['Within the 2024/25 financial year', 'date 2025-03-31 financial year'],
  ['Year 1', 'at “the end of year 1 of the plan”'],
  ['Year 4 of the plan', 'at “the end of year 4 of the plan”'],
  ['Years 1-3', 'at “the end of year 3 of the plan”'],
  ['annual - March', 'every 1 year on 3-last'],
  ['bi-weekly', 'ask [every 1 week x2 | every 2 week]'],
  ['biannually (April and October)', 'every 6 month on 4-last 10-last'],
  ['by 2025/26 year end', 'date 2026-03-31 financial year'],
  ['by 31st December 2024 at the latest', 'date 2024-12-31 day'],
  ['by Christmas', '? every 1 year on 12-25'],
  ['by Easter 2025', 'date 2025-04-20 day'],
  ['by close of 2025', 'date 2025-12-31 year'],
  ['complete', 'none: already done'],
  ['dec 2024', 'date 2024-12-31 month'],
  ['each spring', 'every 1 year in spring'],
  ['early 2025', '? date 2025-03-31 day'],
  ['end of Q2 24/25', 'date 2024-09-30 quarter'],
  ['first half of 2025', 'ask [date 2025-06-30 half year | date 2025-09-30 half year]'],
  ['half yearly', 'every 6 month'],
  ['hello world', 'not understood'],
  ['immediate', '? to be confirmed: immediate'],
  ['in time for the 2025 budget', 'before “2025 budget”'],
  ['march', '? every 1 year on 3-last'],
  ['mid-2024', '? date 2024-06-30 day'],
  ['monthly', 'every 1 month'],
  ['monthly until March 2025', 'every 1 month until 2025-03-31'],
  ['next 3 years', '? within 3 year “the start of the plan”'],
  ['over the next four years', '? within 4 year “the start of the plan”'],
  ['prior to launch', 'before “launch”'],
  ['short term', '? to be confirmed: short term'],
  ['staff may attend', 'not understood'],
  ['three times a year', 'every 1 year x3'],
  ['twice a year', 'every 6 month'],
  ['w/c 3 March 2025', 'window 2025-03-03 2025-03-09'],
  ['weekly', 'every 1 week'],
  ['Post-May 2023', 'ongoing from 2023-06-01'],
  ['Q1/Q2 2025/26', 'window 2025-04-01 2025-09-30'],
  ['First quarter 2025/26', 'date 2025-06-30 quarter'],
  ['15 Octber 2024', 'date 2024-10-15 day'],
  ['Week 1 of March 2025', '? date 2025-03-31 month'],
  ['Phase 1 Dec 2024', 'date 2024-12-31 month'],
  ['2024-09', 'date 2024-09-30 month'],
  ['2009-10', 'date 2010-03-31 financial year'],
  ['On target', 'not understood'],
  ['Annually by 31 March from 2025 to 2027', 'every 1 year on 3-31 + ask [window 2025-04-01 2027-03-31 | window 2025-01-01 2027-12-31]'],
  ['Target date changed from Mar 25 to Sep 25', '? date 2025-09-30 day'],
  ['24/25 and 25/26', 'dates 2025-03-31 2026-03-31'],
  ['Reported to Board in June and December each year', 'every 1 year on 6-last 12-last'],
  ['Dec 2024 – complete', 'date 2024-12-31 month + none: already done'],
  ['Quarterly reporting to the board, starting Q1 2024/25', 'every 1 quarter from 2024-04-01'],
  ['within 12 months', '? within 12 month “the start of the plan”'],
  ['year end 2024/25', 'date 2025-03-31 financial year'],
]

const list = fileURLToPath(new URL('../../../shared/data/action-plans/deadline-strings.csv', import.meta.url))

test('every wording in the list of published deadlines is read as the table says', { skip: existsSync(list) ? false : 'the list of deadlines is not beside the project' }, () => {
  const rows: string[][] = parse(readFileSync(list), { from: 2, relax_quotes: true, relax_column_count: true })
  const expected = new Map(published)
  assert.equal(rows.length, 82)
  for (const [written = ''] of rows) assert.equal(short(readDeadline(written).reading), expected.get(written), written)
})

test('the wordings of published plans', () => {
  for (const [written, expected] of published) assert.equal(short(readDeadline(written).reading), expected, written)
})

test('other wordings that councils use', () => {
  for (const [written, expected] of others) assert.equal(short(readDeadline(written).reading), expected, written)
})

test('what is proposed or unclear is asked, and nothing else is', () => {
  for (const [written] of [...published, ...others]) {
    const { reading, questions, certainty } = readDeadline(written)
    const open = partsOf(reading).some((part) => part.asked || part.kind === 'ask' || part.kind === 'not understood')
    assert.equal(certainty === 'ask', open, written)
    assert.equal(questions.length > 0, open, written)
    for (const { question, options } of questions) {
      assert.match(question, /[?.]$/, written)
      assert.ok(options.length > 0, `${written}: ${question}`)
      assert.equal(new Set(options.map((option) => option.label)).size, options.length, `${written}: two options are called the same`)
    }
  }
})

test('an answer settles its question, and the words stay', () => {
  const asked = readDeadline('By Q4 2025')
  const [question] = asked.questions
  assert.ok(question)
  const { deadline } = answered(asked, question.question, 'Financial year 2025 to 2026: January to March 2026')
  assert.deepEqual([deadline.written, short(deadline.reading), deadline.certainty], ['By Q4 2025', 'date 2026-03-31 quarter', 'sure'])
})

test('each of two questions in one cell is answered by itself', () => {
  let deadline = readDeadline('Oct 04; reported bi-monthly')
  let context = {}
  assert.equal(deadline.questions.length, 2)
  for (const label of ['October 2004', 'Every 2 months, with no day set']) {
    const question = deadline.questions.find((one) => one.options.some((option) => option.label === label))
    assert.ok(question);
    ({ deadline, context } = answered(deadline, question.question, label, context))
  }
  assert.equal(short(deadline.reading), 'every 2 month + date 2004-10-31 month')
  assert.equal(deadline.certainty, 'sure')
})

test('a person who says what the words mean leaves nothing to ask', () => {
  const settled = understoodAs(readDeadline('when the stars are right'), { kind: 'date', on: day('2026-03-31'), precision: 'day' })
  assert.deepEqual([settled.written, settled.certainty, settled.questions.length], ['when the stars are right', 'sure', 0])
})

const plan = { planFrom: day('2016-04-01'), planTo: day('2020-03-31') }

test('with the plan’s own years known, what is counted from them has a day', () => {
  const read = (written: string) => short(readDeadline(written, plan).reading)
  assert.equal(read('Within one year of commencement of Action Plan'), 'date 2017-04-01 day')
  assert.equal(read('within six months of commencement of Action Plan'), 'date 2016-10-01 day')
  assert.equal(read('Year 1'), 'date 2017-03-31 year')
  assert.equal(read('Years 2 to 4'), 'date 2020-03-31 year')
  assert.equal(read('By the end of the plan'), 'date 2020-03-31 day')
  assert.equal(read('Throughout the life of the strategy'), 'ongoing from 2016-04-01 until 2020-03-31')
  assert.equal(read('next 3 years'), '? date 2019-03-31 day')
  assert.equal(read('within 12 months'), '? date 2017-03-31 day')
})

test('a month with no year is the one in a plan of one year, and still asked', () => {
  const oneYear = { planFrom: day('2024-04-01'), planTo: day('2025-03-31') }
  assert.equal(short(readDeadline('by end of June', oneYear).reading), '? date 2024-06-30 month')
  assert.equal(short(readDeadline('March', oneYear).reading), '? date 2025-03-31 month')
  assert.equal(readDeadline('March', oneYear).certainty, 'ask')
  assert.deepEqual(readDeadline('by end of June', plan).questions[0]?.options.map((option) => option.label),
    ['Every year, by the end of June', 'Once, by 30 June 2016', 'Once, by 30 June 2017', 'Once, by 30 June 2018', 'Once, by 30 June 2019', 'Once, in a year to be confirmed'])
})

test('"Oct 04" is October 2004 to be confirmed, "end Oct 04" and "Oct-04" can be nothing else', () => {
  assert.deepEqual([readDeadline('Oct 04').certainty, readDeadline('end Oct 04').certainty, readDeadline('Oct-04').certainty], ['ask', 'sure', 'sure'])
})

test('within six weeks of each quarter’s end is four days a year', () => {
  const { reading } = readDeadline('Within six weeks of the end of each quarter')
  assert.ok(reading.kind === 'recurring')
  assert.deepEqual(instances(reading, day('2016-07-01'), day('2017-06-30')).map(String), ['2016-08-11', '2016-11-11', '2017-02-11', '2017-05-12'])
})

test('a recurring deadline has the days that its words give, and none that they do not', () => {
  const days = (written: string, from: string, to: string) => {
    const { reading } = readDeadline(written)
    assert.ok(reading.kind === 'recurring', written)
    return instances(reading, day(from), day(to)).map(String)
  }
  assert.deepEqual(days('August (annually)', '2023-01-01', '2024-12-31'), ['2023-08-31', '2024-08-31'])
  assert.deepEqual(days('February each year', '2023-01-01', '2024-12-31'), ['2023-02-28', '2024-02-29'])
  assert.deepEqual(days('29 February each year', '2023-01-01', '2024-12-31'), ['2023-02-28', '2024-02-29'])
  assert.deepEqual(days('Quarterly (April, July, October, January)', '2023-01-01', '2023-12-31'), ['2023-01-31', '2023-04-30', '2023-07-31', '2023-10-31'])
  assert.deepEqual(days('Every 3 years, next due 2026', '2020-01-01', '2032-12-31'), ['2020-12-31', '2023-12-31', '2026-12-31', '2029-12-31', '2032-12-31'])
  assert.deepEqual(days('By July 2016 and then six monthly', '2016-07-01', '2017-12-31'), ['2016-07-31', '2017-01-31', '2017-07-31'])
  assert.deepEqual(days('At the end of each month', '2024-01-15', '2024-03-31'), ['2024-01-31', '2024-02-29', '2024-03-31'])
  assert.deepEqual(days('31 March each year from 2025 until 2027', '2020-01-01', '2030-12-31'), ['2025-03-31', '2026-03-31', '2027-03-31'])
  assert.deepEqual(days('Annually by 31 March from January 2025 to December 2027', '2020-01-01', '2030-12-31'), ['2025-03-31', '2026-03-31', '2027-03-31'])
  assert.deepEqual(days('Quarterly', '2023-01-01', '2023-12-31'), [])
  assert.deepEqual(days('Annually', '2023-01-01', '2023-12-31'), [])
})

/** What a reader of the plan would mark in the calendar, looked up in the calendars of those years. */
test('days that are another date each year are those of the calendar', () => {
  const days = (written: string, from: string, to: string) => {
    const { reading, certainty } = readDeadline(written)
    assert.equal(certainty, 'sure', written)
    return dueDays(reading, day(from), day(to)).map(String)
  }
  assert.deepEqual(days('By Easter each year', '2024-01-01', '2028-12-31'), ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16'])
  assert.deepEqual(days('before Easter each year', '2026-01-01', '2027-12-31'), ['2026-04-04', '2027-03-27'])
  assert.deepEqual(days('two weeks after Easter each year', '2026-01-01', '2026-12-31'), ['2026-04-19'])
  assert.deepEqual(days('Good Friday 2027', '2027-01-01', '2027-12-31'), ['2027-03-26'])
  assert.deepEqual(days('Easter Monday 2027', '2027-01-01', '2027-12-31'), ['2027-03-29'])
  assert.deepEqual(days('Whit Sunday each year', '2026-01-01', '2027-12-31'), ['2026-05-24', '2027-05-16'])
  assert.deepEqual(days('Spring bank holiday 2026', '2026-01-01', '2026-12-31'), ['2026-05-25'])
  assert.deepEqual(days('First Monday of each month', '2026-08-15', '2026-12-31'), ['2026-09-07', '2026-10-05', '2026-11-02', '2026-12-07'])
  assert.deepEqual(days('Monthly, on the first Monday', '2026-11-01', '2026-12-31'), ['2026-11-02', '2026-12-07'])
  assert.deepEqual(days('the first Monday of each quarter', '2026-01-01', '2026-12-31'), ['2026-01-05', '2026-04-06', '2026-07-06', '2026-10-05'])
  assert.deepEqual(days('1st and 3rd Thursday of every month', '2026-11-01', '2026-12-31'), ['2026-11-05', '2026-11-19', '2026-12-03', '2026-12-17'])
  assert.deepEqual(days('the last Friday in July each year', '2025-01-01', '2027-12-31'), ['2025-07-25', '2026-07-31', '2027-07-30'])
  assert.deepEqual(days('third Thursday in May and November 2026', '2026-01-01', '2026-12-31'), ['2026-05-21', '2026-11-19'])
  assert.deepEqual(days('by the 5th of each month', '2026-11-01', '2026-12-31'), ['2026-11-05', '2026-12-05'])
  assert.deepEqual(days('the 31st of each month', '2026-01-01', '2026-04-30'), ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  assert.deepEqual(days('Every Monday', '2026-11-20', '2026-12-07'), ['2026-11-23', '2026-11-30', '2026-12-07'])
  assert.deepEqual(days('weekly on Fridays', '2026-11-23', '2026-12-05'), ['2026-11-27', '2026-12-04'])
  for (const yearEnd of ['each financial year end', 'the end of each financial year', 'at the end of every financial year']) assert.deepEqual(days(yearEnd, '2026-01-01', '2027-12-31'), ['2026-03-31', '2027-03-31'])
})

test('working days are counted without weekends and bank holidays, and the page says whose', () => {
  const days = (written: string, from: string, to: string) => dueDays(readDeadline(written).reading, day(from), day(to)).map(String)
  // Ten working days from the end of December 2026 go past New Year’s Day; from the end of March 2027 past Easter Monday of 29 March they do not.
  assert.deepEqual(days('Within 10 working days of the end of each quarter', '2026-12-01', '2027-07-31'), ['2027-01-15', '2027-04-14', '2027-07-14'])
  // 25 and 26 December 2027 are a weekend: the Monday and the Tuesday stand for them, and 3 January for New Year’s Day.
  assert.deepEqual(days('5 working days after 24 December 2027', '2027-12-01', '2028-01-31'), ['2028-01-05'])
  assert.deepEqual(days('10 working days before 31 March 2027', '2027-03-01', '2027-03-31'), ['2027-03-15'])
  assert.deepEqual(days('the first working day of each month', '2026-12-15', '2027-06-30'), ['2027-01-04', '2027-02-01', '2027-03-01', '2027-04-01', '2027-05-04', '2027-06-01'])
  // The late Queen’s jubilee moved the holiday at the end of May to Thursday and Friday.
  assert.deepEqual(days('the first working day of June 2022', '2022-05-01', '2022-06-30'), ['2022-06-01'])
  assert.deepEqual(days('3 working days after 31 May 2022', '2022-05-01', '2022-06-30'), ['2022-06-07'])
  assert.equal(inWords(readDeadline('Within 10 working days of the end of each quarter')), 'Every quarter, within 10 working days of the end of the quarter (working days are Monday to Friday, without the bank holidays of England and Wales)')
  assert.equal(short(readDeadline('within 10 working days of the meeting').reading), 'within 10 working day “meeting”')
})

test('words that say a day which is not read are never taken for a plain month or year', () => {
  for (const written of ['by Eid each year', 'by Ramadan each year', 'the first week of each month', 'every 6 months, first Monday', 'the Friday before Easter each year', 'Diwali 2027', 'before the Easter break', 'first Monday of the month', 'mid-March each year', 'the fifth Monday in February 2027']) {
    const { certainty, questions } = readDeadline(written)
    assert.equal(certainty, 'ask', written)
    assert.ok(questions.length > 0, written)
    assert.deepEqual(dueDays(readDeadline(written).reading, day('2020-01-01'), day('2040-12-31')), [], written)
  }
  assert.deepEqual(readDeadline('by Eid each year').questions.map(({ question }) => question), ['“Eid” was not read. Is this right without it: every year, with no day set?'])
})

test('what is due next is the first day that has not passed, else the last that has', () => {
  const due = (written: string, today: string) => dueOn(readDeadline(written), day(today))?.toString() ?? null
  assert.equal(due('July 2016 January 2017', '2016-07-31'), '2016-07-31')
  assert.equal(due('July 2016 January 2017', '2016-08-01'), '2017-01-31')
  assert.equal(due('July 2016 January 2017', '2018-08-01'), '2017-01-31')
  assert.equal(due('31 March each year', '2026-04-01'), '2027-03-31')
  assert.equal(due('On-going Submission for Stonewall by Sept 2016', '2016-01-01'), '2016-09-30')
  assert.equal(due('Ongoing, review March 2024', '2023-01-01'), '2024-03-31')
  assert.equal(due('April – June 2023', '2023-01-01'), '2023-06-30')
  for (const none of ['On-going', 'Quarterly', 'TBC', 'N/A', '', 'Within six months of new Council.', 'By Q4 2025', 'Oct 04', 'See above']) assert.equal(due(none, '2026-01-01'), null, none)
})

test('a deadline is overdue from the day after its last day, and never while its day is still to be asked', () => {
  const late = (written: string, today: string) => isOverdue(readDeadline(written), day(today))
  assert.deepEqual([late('By end 16/17', '2017-03-31'), late('By end 16/17', '2017-04-01')], [false, true])
  assert.equal(late('July 2016 January 2017', '2016-12-01'), false)
  assert.equal(late('Oct 04', '2026-01-01'), false)
  assert.equal(late('By Q4 2025', '2030-01-01'), false)
  assert.equal(late('31 March each year', '2030-01-01'), false)
  assert.equal(late('On-going', '2030-01-01'), false)
})

test('the reading is said in a plain sentence', () => {
  const said = (written: string) => inWords(readDeadline(written))
  assert.equal(said('By end 16/17'), '31 March 2017 (end of the financial year 2016 to 2017)')
  assert.equal(said('31/03/2025'), '31 March 2025')
  assert.equal(said('Within six weeks of the end of each quarter'), 'Every quarter, within 6 weeks of the end of the quarter')
  assert.equal(said('On-going Submission for Stonewall by Sept 2016'), 'Ongoing, with no end date. Also: 30 September 2016 (the end of the month) (“Submission for Stonewall”)')
  assert.equal(said('Quarterly'), 'Every quarter, with no day set')
  assert.equal(said('Within six months of new Council.'), 'Within 6 months of “new Council”, with no day until that is known')
  assert.equal(said('See above'), 'The deadline is written elsewhere: “See above”')
  assert.equal(said('Q2 2026'), 'To be asked: 30 June 2026 (end of the quarter April to June 2026) or 30 September 2026 (end of the quarter July to September 2026)')
})

test('a date is kept in the database as a day and its precision', () => {
  assert.deepEqual(deadlineToJson(readDeadline('By end 16/17').reading), { kind: 'date', on: '2017-03-31', precision: 'financial year' })
  assert.deepEqual(deadlineToJson(readDeadline('By Q4 2025').reading), { kind: 'date', on: null, between: [{ kind: 'date', on: '2025-12-31', precision: 'quarter' }, { kind: 'date', on: '2026-03-31', precision: 'quarter' }] })
  assert.deepEqual(deadlineFromJson({ kind: 'date', on: '2017-03-31' }), { kind: 'date', on: day('2017-03-31'), precision: 'day' })
})

test('what is not a deadline in the database is refused, not guessed', () => {
  for (const bad of [null, 3, 'date', [], {}, { kind: 'someday' }, { kind: 'date' }, { kind: 'date', on: '2017-13-01' }, { kind: 'date', on: 7 }, { kind: 'recurring', every: { count: 'six', unit: 'month' } }, { kind: 'event', event: 'x', relation: 'near' }, { kind: 'dates', on: '2017-03-31' }]) {
    assert.throws(() => deadlineFromJson(bad), (error) => error instanceof TypeError || error instanceof RangeError, JSON.stringify(bad))
  }
})

/** Text made of the words that deadlines are made of, in any order, so that readings of every kind meet each other. */
const vocabulary = ['by', 'the', 'end', 'of', 'from', 'until', 'before', 'each', 'every', 'quarter', 'year', 'month', 'six', '6', 'weeks', 'within', 'annually', 'bi-monthly', 'Quarterly', 'on-going', 'TBC', 'see above', 'N/A', 'March', 'Sept', 'may', '31', '04', '2016', '2025', '1985', '2071', '16/17', '2024-25',
  '2022 - 2026', 'Q4', 'FY25', 'spring', 'Spring term', 'Easter', 'first Monday', 'working days', 'last', 'Good Friday', 'the 5th', 'alternate', '29 February', '31/03/2025', '32/13/2025', 'Monday', ',', ';', '.', '-', '–', '/', '(', ')', '\n', 'and', 'to', 'plan', 'commencement of Action Plan', 'not due', 'review', 'then', 'ASAP', 'short term', 'Year 2', '<p>', '</p>', 'next', 'starting', 'onwards', '9999', '400', 'years', 'days', '\u0000', '💡']
const cells = fc.oneof(fc.string({ maxLength: 60, unit: 'grapheme' }), fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((words) => words.join(' ')))
const contexts = fc.constantFrom({}, plan, { planFrom: day('2024-02-29') })

test('no words make the reading fail, and they are always kept', () => {
  fc.assert(fc.property(cells, contexts, (written, context) => {
    const deadline = readDeadline(written, context)
    assert.equal(deadline.written, written)
    assert.equal(deadline.certainty, deadline.questions.length === 0 ? 'sure' : 'ask')
    assert.ok(inWords(deadline).length > 0)
    isOverdue(deadline, day('2026-11-22'))
  }), { numRuns: 1500 })
})

test('every day that is read lies in the years that a plan can be about', () => {
  fc.assert(fc.property(cells, contexts, (written, context) => {
    for (const found of dueDays(readDeadline(written, context).reading, day('0001-01-01'), day('2060-12-31'))) assert.ok(found.year >= 1990 || hasRecurrence(readDeadline(written, context)), `${written}: ${found}`)
    const next = dueOn(readDeadline(written, context), day('2026-11-22'))
    assert.ok(next === null || (next.year >= 1990 && next.year <= 2060), `${written}: ${next}`)
  }), { numRuns: 300 })
})

function hasRecurrence(deadline: Deadline): boolean {
  return partsOf(deadline.reading).some((part) => part.kind === 'recurring')
}

test('what the database keeps is read again as it was', () => {
  fc.assert(fc.property(cells, contexts, (written, context) => {
    const { reading } = readDeadline(written, context)
    const kept: unknown = JSON.parse(JSON.stringify(deadlineToJson(reading)))
    assert.deepEqual(deadlineToJson(deadlineFromJson(kept)), deadlineToJson(reading))
    assert.equal(short(deadlineFromJson(kept)), short(reading))
  }), { numRuns: 1000 })
})

test('the same words always give the same reading', () => {
  fc.assert(fc.property(cells, (written) => { assert.deepEqual(deadlineToJson(readDeadline(written).reading), deadlineToJson(readDeadline(written).reading)) }), { numRuns: 200 })
})

test('a paragraph is not taken for a deadline, and a very long one is given up before it is read piece by piece', { timeout: 60_000 }, () => {
  assert.equal(readDeadline('by the end of each quarter and '.repeat(5000)).reading.kind, 'not understood')
})
