import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readDocumentHere } from '#documents/read.ts'
import type { PlanReading, ReadAction } from './plan-reading.ts'
import { readPlan } from './read-plan.ts'

// Every plan here is Barsetshire's, made up for these tests: each is a layout that plans are really printed in.

async function reading(text: string, fileName: 'plan.html' | 'plan.txt' | 'plan.csv' = 'plan.html'): Promise<PlanReading> {
  const document = await readDocumentHere(new TextEncoder().encode(fileName === 'plan.html' ? `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Plan</title></head><body>${text}</body></html>` : text), fileName)
  if ('unreadable' in document) throw new Error(document.unreadable)
  return readPlan(document)
}

function table(...rows: readonly (readonly string[] | string)[]): string {
  return `<table>${rows.map((row) => typeof row === 'string' ? row : `<tr>${row.map((cell) => cell.startsWith('<td') || cell.startsWith('<th') ? cell : `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`
}

/** An action in one line: reference, objective, action, lead, deadline, measure; a dash for what it has not. */
function inBrief(action: ReadAction): string {
  return [action.reference, action.objective, action.action, action.leads, action.deadline, action.measures].map(({ written }) => written ?? '–').join(' | ')
}

const brief = ({ actions }: PlanReading): readonly string[] => actions.map(inBrief)

test('columns are found by their headings, whatever they are called and in whatever order they stand', async () => {
  const plan = await reading(`<h1>Barsetshire equality plan</h1>${table(
    ['When', 'Protected characteristic', 'How will we know it has worked?', 'No.', 'Who', 'What we will do', 'RAG'],
    ['By March 2028', 'Age', 'Ten sessions a month', 'A1', 'Libraries Service', 'Offer digital skills sessions in all ten libraries', 'Amber'],
    ['Sept 2027', 'Disability', 'Audit published', 'A2', 'Estates', 'Audit step-free access to county buildings', 'Green'],
  )}`)
  assert.deepEqual(brief(plan), [
    'A1 | – | Offer digital skills sessions in all ten libraries | Libraries Service | By March 2028 | Ten sessions a month',
    'A2 | – | Audit step-free access to county buildings | Estates | Sept 2027 | Audit published',
  ])
  assert.deepEqual(plan.actions[0]?.others.map(({ field, heading, written }) => [field, heading, written]), [['characteristics', 'Protected characteristic', 'Age'], ['status', 'RAG', 'Amber']])
})

test('headings with a slip of the pen are still headings', async () => {
  const plan = await reading(table(['Actions', 'Responsibilty', 'Timescle', 'Sucess measures'], ['Publish an easy read summary', 'Comms', 'June 2026', 'It is online']))
  assert.deepEqual(brief(plan), ['– | – | Publish an easy read summary | Comms | June 2026 | It is online'])
})

test('a heading merged over two more is read with the row below it', async () => {
  const plan = await reading('<table><tr><th rowspan="2">Action</th><th colspan="2">Timescale</th><th rowspan="2">Lead</th><th colspan="2">Measures</th></tr><tr><th>Start</th><th>End</th><th>Output</th><th>Outcome</th></tr><tr><td>Set up a disability staff network</td><td>April 2026</td><td>Sept 2026</td><td>HR</td><td>Network meets</td><td>Staff feel heard</td></tr></table>')
  assert.deepEqual(brief(plan), ['– | – | Set up a disability staff network | HR | Sept 2026 | Network meets\nStaff feel heard'])
  assert.deepEqual([plan.actions[0]?.output.written, plan.actions[0]?.outcome.written], ['Network meets', 'Staff feel heard'])
  assert.deepEqual(plan.actions[0]?.others.map(({ field, written }) => [field, written]), [['start', 'April 2026']])
})

test('theme, objective and group rows head the actions below them and are no actions', async () => {
  const plan = await reading(table(
    '<tr><td colspan="4">We will build a fair workplace</td></tr>', ['Action', 'Responsibility of', 'Deadline', 'How will success be measured?'],
    '<tr><td colspan="4">EO1: To recruit fairly</td></tr>', ['Train recruiters', 'HR', 'May 2026', 'All trained'],
    '<tr><td colspan="4">Interviews</td></tr>', ['Use mixed panels', 'HR', 'On-going', 'Panels recorded'],
    '<tr><td colspan="4">E02: To pay fairly</td></tr>', ['Publish pay gaps', 'HR', 'Annually', 'Published'],
    '<tr><td colspan="4">We will serve everyone</td></tr>', '<tr><td colspan="4">EO 3: To be accessible</td></tr>', ['Actions', 'Responsibility of', 'Deadline', 'How will success be measured?'], ['Caption every video', 'Comms', '2027', 'Videos captioned'],
  ))
  assert.deepEqual(plan.actions.map((each) => [each.theme.written, each.objective.written, each.group.written, each.action.written]), [
    ['We will build a fair workplace', 'EO1: To recruit fairly', null, 'Train recruiters'], ['We will build a fair workplace', 'EO1: To recruit fairly', 'Interviews', 'Use mixed panels'],
    ['We will build a fair workplace', 'E02: To pay fairly', null, 'Publish pay gaps'], ['We will serve everyone', 'EO 3: To be accessible', null, 'Caption every video'],
  ])
  assert.deepEqual(plan.headings.map(({ kind, code }) => [kind, code]), [['theme', null], ['objective', 'EO1'], ['group', null], ['objective', 'EO2'], ['theme', null], ['objective', 'EO3']])
})

test('a table to each objective stands under the document’s own headings', async () => {
  const plan = await reading(`<h1>Action plan 2026-2030</h1><h2>Theme A: Voice</h2><h3>Objective 1 – Hear from young people</h3>${table(['Ref', 'Key actions', 'Accountable', 'Milestone date', 'What success looks like'], ['1a', 'Set up a panel', 'Children’s Services', '30 June 2026', 'Panel has 20 members'])}
    <h3>Objective 2 – Hear from older people</h3>${table(['Ref', 'Key actions', 'Accountable', 'Milestone date', 'What success looks like'], ['2a', 'Visit care homes', 'Adult Services', 'Ongoing', 'Ten visits'])}
    <h2>Theme B: Safety</h2><h3>Objective 3 – Reduce hate crime</h3>${table(['Ref', 'Key actions', 'Accountable', 'Milestone date', 'What success looks like'], ['3a', 'Open reporting centres', 'Community Safety', '1 Oct 2026', 'Six centres'])}`)
  assert.deepEqual(plan.actions.map((each) => [each.theme.written, each.objective.written, each.reference.written]), [
    ['Theme A: Voice', 'Objective 1 – Hear from young people', '1a'], ['Theme A: Voice', 'Objective 2 – Hear from older people', '2a'], ['Theme B: Safety', 'Objective 3 – Reduce hate crime', '3a'],
  ])
})

test('a heading that is only a code is one with the heading after it', async () => {
  const plan = await reading(`<h1>Plan 2026</h1><h2>Objective 1</h2><h3>Leadership and voice</h3>${table(['1 Action', 'Lead', 'By when', 'Outcomes'], ['1.1 Appoint champions', 'Chief Executive', 'May 2026', 'Champions named'])}`)
  assert.deepEqual(brief(plan), ['1.1 | Objective 1 Leadership and voice | Appoint champions | Chief Executive | May 2026 | Champions named'])
})

test('a cell merged over several rows speaks for each of them', async () => {
  const plan = await reading(table(['Objective', 'Outcome', 'Actions', 'Responsible officer', 'Target date', 'KPI'],
    ['<td rowspan="2">Fair pay</td>', '<td rowspan="2">No gaps</td>', 'Carry out an equal pay audit', '<td rowspan="2">Human Resources</td>', 'Every three years', 'Audit reported'], ['Publish the pay gap', 'By 30 March each year', 'Published on time']))
  assert.deepEqual(brief(plan), ['– | Fair pay | Carry out an equal pay audit | Human Resources | Every three years | No gaps\nAudit reported', '– | Fair pay | Publish the pay gap | Human Resources | By 30 March each year | No gaps\nPublished on time'])
})

test('an objective that is written once and left blank below holds until the next', async () => {
  const plan = await reading(table(['What do we want to achieve?', 'What will we do?', 'Who will lead?', 'By when?'], ['More women in senior jobs', 'Offer part-time options', 'Head of HR', '2027'], ['', 'Start a returners programme', 'Head of HR', '2028'], ['Better data', 'Ask staff to fill in their record', 'HR Systems', 'End of 2026']))
  assert.deepEqual(plan.actions.map((each) => each.objective.written), ['More women in senior jobs', 'More women in senior jobs', 'Better data'])
  assert.ok((plan.actions[1]?.objective.confidence ?? 1) < 0.9, 'what is carried down is shown to be looked at')
})

test('a row that a page broke is joined, and a header that stands again is no action', async () => {
  const plan = await reading(table(['Action', 'Lead', 'Deadline', 'Measure'], ['Make materials with the staff network that tackle some', 'Policy officer', 'By December', 'Materials have been made available'],
    ['Actions', 'Lead', 'Deadline', 'Measure'], ['of the myths around disability', '(Equalities) Staff network', '2026', 'to all staff'], ['Review the policy', 'HR', 'May 2027', 'Reviewed, and there'], ['', '', '', 'are no complaints']))
  assert.deepEqual(brief(plan), [
    '– | – | Make materials with the staff network that tackle some of the myths around disability | Policy officer (Equalities) Staff network | By December 2026 | Materials have been made available to all staff',
    '– | – | Review the policy | HR | May 2027 | Reviewed, and there are no complaints',
  ])
  assert.ok(plan.actions.every((each) => each.measures.confidence < 0.9), 'what was joined is shown to be looked at')
})

test('part of a header alone after a page break is no action', async () => {
  const plan = await reading(table(['Objective', 'Action(s)', 'Lead responsibility', 'Timescale'], ['Listen', 'Hold a forum', 'Policy Team', 'May 2026'], ['', '', 'Lead responsibility', ''], ['Objective', 'Actions', '', ''], ['Act', 'Fix five barriers', 'All departments', '2027']))
  assert.deepEqual(brief(plan), ['– | Listen | Hold a forum | Policy Team | May 2026 | –', '– | Act | Fix five barriers | All departments | 2027 | –'])
})

test('a table that a page broke goes on under the headings of the one before it', async () => {
  const plan = await reading(`${table(['Action', 'Lead', 'By when'], ['Hold a forum', 'Policy Team', 'May 2026'])}<p>Continued on next page</p>${table(['Publish the notes', 'Comms Team', 'June 2026'], ['Report to Cabinet', 'Chief Executive', 'Annually'])}`)
  assert.deepEqual(brief(plan), ['– | – | Hold a forum | Policy Team | May 2026 | –', '– | – | Publish the notes | Comms Team | June 2026 | –', '– | – | Report to Cabinet | Chief Executive | Annually | –'])
})

test('the columns may change in the middle of a table', async () => {
  const plan = await reading(table(['Action', 'Lead', 'By when', 'Outcomes'], ['Hold a forum', 'Policy Team', 'May 2026', 'Forum held'], ['Action', 'By when', 'Lead', 'Success measures'], ['Publish the notes', 'June 2026', 'Comms', 'Notes online']))
  assert.deepEqual(brief(plan), ['– | – | Hold a forum | Policy Team | May 2026 | Forum held', '– | – | Publish the notes | Comms | June 2026 | Notes online'])
})

test('several actions numbered in one cell are paired with their leads and dates by number', async () => {
  const plan = await reading(table(['Area for improvement', 'Action to be taken', 'Target date', 'Person responsible'], ['Data on students', '1.Ask all students to fill in the form<br>2.Analyse the returns', '1. From September each year<br>2. July 2027', '1.Data Services<br>2. E&amp;D Team']))
  assert.deepEqual(brief(plan), ['1 | Data on students | Ask all students to fill in the form | Data Services | From September each year | –', '2 | Data on students | Analyse the returns | E&D Team | July 2027 | –'])
})

test('a list inside a cell stays with its action', async () => {
  const plan = await reading(table(['Action', 'Lead', 'By when'], ['<p>Review the guidance</p><ul><li>Mixed panels</li><li>Plain forms</li></ul>', 'HR', 'Ongoing']))
  assert.deepEqual(brief(plan), ['– | – | Review the guidance\nMixed panels\nPlain forms | HR | Ongoing | –'])
})

test('the names of the fields may stand down the left side, with a table to each action', async () => {
  const card = (...pairs: readonly (readonly [string, string])[]): string => table(...pairs)
  const plan = await reading(`<h2>Objective 1: Fair work</h2>${card(['Action', 'Introduce name-blind shortlisting'], ['Lead officer', 'Recruitment Team'], ['Timescale', 'March 2027'], ['Success measure', 'All shortlists are name-blind'])}${card(['Action', 'Extend the mentoring scheme'], ['Lead officer', 'OD Team'], ['Timescale', 'Ongoing'], ['Success measure', '30 pairs a year'])}`)
  assert.deepEqual(brief(plan), ['– | Objective 1: Fair work | Introduce name-blind shortlisting | Recruitment Team | March 2027 | All shortlists are name-blind', '– | Objective 1: Fair work | Extend the mentoring scheme | OD Team | Ongoing | 30 pairs a year'])
})

test('columns of years with ticks give the years as the deadline, to be looked at', async () => {
  const plan = await reading(table(['Action', 'Lead', '2026/27', '2027/28'], ['Write a hate crime policy', 'Community Safety', '✓', ''], ['Train front line staff', 'Learning and Development', '✓', '✓']))
  assert.deepEqual(brief(plan), ['– | – | Write a hate crime policy | Community Safety | 2026/27 | –', '– | – | Train front line staff | Learning and Development | 2026/27, 2027/28 | –'])
  assert.ok(plan.actions.every((each) => each.deadline.confidence < 0.9))
})

test('a column for lead and time is divided where a line is a time', async () => {
  const plan = await reading(table(['Action', 'Lead and timescale', 'Measure'], ['Publish an easy read summary', 'Comms<br>June 2026', 'Published']))
  assert.deepEqual(brief(plan), ['– | – | Publish an easy read summary | Comms | June 2026 | Published'])
})

test('a plan without headings is read by what its columns hold, with doubt', async () => {
  const plan = await reading(table(['1', 'Review the hardship fund for equality impact', 'Revenues and Benefits', 'May 2026'], ['2', 'Provide induction loops at the registry office', 'Registrars', 'July 2026'], ['3', 'Promote the carers passport to managers', 'Human Resources', 'Ongoing']))
  assert.deepEqual(plan.actions.map((each) => [each.reference.written, each.leads.written, each.deadline.written]), [['1', 'Revenues and Benefits', 'May 2026'], ['2', 'Registrars', 'July 2026'], ['3', 'Human Resources', 'Ongoing']])
  assert.ok(plan.actions.every((each) => each.leads.confidence < 0.7 && each.deadline.confidence < 0.7))
})

test('numbered section rows are headings, and the numbered rows below them actions', async () => {
  const plan = await reading('<table><tr><th>Ref</th><th>Action</th><th>Lead</th><th>Deadline</th></tr><tr><td>1</td><td colspan="3">Leadership</td></tr><tr><td>1.1</td><td>Appoint champions</td><td>Chief Executive</td><td>May 2026</td></tr><tr><td>2</td><td colspan="3">Workforce</td></tr><tr><td>2.1</td><td>Refresh the toolkit</td><td>HR</td><td>2027</td></tr></table>')
  assert.deepEqual(brief(plan), ['1.1 | 1 Leadership | Appoint champions | Chief Executive | May 2026 | –', '2.1 | 2 Workforce | Refresh the toolkit | HR | 2027 | –'])
})

test('tables that are no plan give no action, and each of their cells is kept', async () => {
  const others = [
    table(['Section', 'Page'], ['Action plan', '12']),
    table(['Age band', 'Headcount', '%'], ['16-24', '210', '3.3%'], ['25-34', '1,034', '16.2%']),
    table(['Group', 'Role', 'Responsibilities'], ['Equality Board', 'Oversees delivery', 'Monitor the action plan and report to Cabinet']),
    table(['Date', 'Event', 'Numbers attending'], ['3 May 2026', 'Library drop-in', '24']),
    table(['Name', 'Job title', 'Email'], ['Ada Thorne', 'Policy Officer', 'ada@barsetshire.example']),
    table(['Risk', 'Likelihood', 'Impact', 'Mitigation', 'Owner'], ['Funding is cut', 'Medium', 'High', 'Agree a reserve', 'Finance']),
    table(['Characteristic', 'Impact', 'Evidence'], ['Age', 'Negative', 'Older people use branch libraries most']),
    table(['Objective', 'Measure', 'Baseline', 'Target'], ['Fair pay', 'Median gap', '4.2%', '3%']),
    table(['Activity', 'Impact'], ['We trained 300 managers last year', 'Managers feel sure of themselves']),
    table(['What we said we would do', 'What we did'], ['Train managers', 'We trained 300 managers']),
    table(['Term', 'Meaning'], ['PSED', 'Public sector equality duty']),
  ]
  const plan = await reading(`<h1>Equality strategy</h1>${others.join('<p>Some words between the tables, which are a sentence.</p>')}<h2>Our plan</h2>${table(['What we will do', 'Lead', 'When'], ['Map where carers live', 'Intelligence Unit', 'Oct 2026'])}`)
  assert.deepEqual(brief(plan), ['– | – | Map where carers live | Intelligence Unit | Oct 2026 | –'])
  const kept = plan.unplaced.map(({ written }) => written).join('\n')
  for (const words of ['16-24 | 210 | 3.3%', 'Agree a reserve', 'Library drop-in', 'We trained 300 managers', 'ada@barsetshire.example', 'Some words between']) assert.ok(kept.includes(words), words)
  assert.equal(plan.tables.length, 12)
  assert.ok(plan.tables.every((each) => each.because !== ''))
})

test('every word of the document is in the reading, placed or not', async () => {
  const text = `<h1>Plan</h1><p>Introduction in a sentence.</p>${table(['Action', 'Lead', 'By when', 'Widgets'], ['Hold a forum', 'Policy Team', 'May 2026', 'Seven'], ['', 'A stray name in a row without an action', '', ''])}<p>Endnote.</p>`
  const plan = await reading(text)
  const all = [...plan.unplaced.map(({ written }) => written), ...plan.headings.map(({ written }) => written), ...plan.actions.flatMap((each) => [inBrief(each), ...each.others.map(({ written }) => written)])].join('\n')
  for (const words of ['Introduction in a sentence.', 'Endnote.', 'Seven', 'A stray name', 'Hold a forum']) assert.ok(all.includes(words), words)
})

test('"See above" and "N/A" stay what they are, and spelling is kept as written', async () => {
  const plan = await reading(table(['Action', 'Lead', 'By when', 'Measure'], ['Complete EHRIsAs for the work force', 'All', 'N/A', 'See above'], ['Share best practise', 'HR', '', 'An ?% increase']))
  assert.deepEqual(brief(plan), ['– | – | Complete EHRIsAs for the work force | All | N/A | See above', '– | – | Share best practise | HR | – | An ?% increase'])
})

test('what is said of a whole objective is no action and no heading', async () => {
  const plan = await reading(`<p>Objective 1: Fair pay ........ 4</p>${table(['Action', 'Lead', 'By when'], '<tr><td colspan="3">Objective 1: Fair pay</td></tr>', '<tr><td colspan="3">Lead officer: Ada Thorne</td></tr>', ['Publish the pay gap', 'HR', 'Annually'], ['Objective 2: Fair recruitment', 'Director of People', '2028'], ['Use mixed panels', 'HR', 'Ongoing'], ['* Subject to funding being agreed.', '', ''])}`)
  assert.deepEqual(brief(plan), ['– | Objective 1: Fair pay | Publish the pay gap | HR | Annually | –', '– | Objective 2: Fair recruitment | Use mixed panels | HR | Ongoing | –'])
  assert.deepEqual(plan.headings.map(({ written }) => written), ['Objective 1: Fair pay', 'Objective 2: Fair recruitment'])
  for (const words of ['Lead officer: Ada Thorne', 'Director of People', 'Subject to funding', '........ 4']) assert.ok(plan.unplaced.some(({ written }) => written.includes(words)), words)
})

test('of several columns that could measure success one is the measure, and two that belong there are both kept with a doubt', async () => {
  const plan = await reading(table(['Action', 'Lead', 'Evidence', 'Success measure', 'Expected outcome', 'Milestones'], ['Publish the pay gap', 'HR', 'Web page', 'Published on time', 'Staff trust us', 'Draft in May']))
  assert.equal(plan.actions[0]?.measures.written, 'Published on time\nStaff trust us')
  assert.ok((plan.actions[0]?.measures.confidence ?? 1) < 0.9)
  assert.deepEqual(plan.actions[0]?.others.map(({ written }) => written), ['Web page', 'Draft in May'])
})

// ---------------------------------------------------------------- not tables

test('headings with labelled paragraphs are a plan: each action has its lead, time and measure', async () => {
  const card = (title: string, lead: string, when: string, measure: string): string => `<h3>${title}</h3><p><strong>Lead:</strong> ${lead}</p><p><strong>By when:</strong> ${when}</p><p><strong>How will we measure success?</strong> ${measure}</p>`
  const plan = await reading(`<h1>Equality action plan</h1><h2>Objective 1: Listening</h2>${card('Action 1.1: Hold a youth assembly', 'Youth Service', 'October 2026', '100 young people attend')}${card('Action 1.2: Publish what we heard', 'Comms', 'December 2026', 'Report online')}<h2>Objective 2: Acting</h2>${card('Action 2.1: Fix the top five barriers', 'All departments', '2027', 'Five barriers gone')}`)
  assert.deepEqual(brief(plan), [
    '1.1 | Objective 1: Listening | Hold a youth assembly | Youth Service | October 2026 | 100 young people attend', '1.2 | Objective 1: Listening | Publish what we heard | Comms | December 2026 | Report online',
    '2.1 | Objective 2: Acting | Fix the top five barriers | All departments | 2027 | Five barriers gone',
  ])
})

test('a label that stands once for several actions holds for each, and says so', async () => {
  const plan = await reading('<h2>Priority one: Be inclusive</h2><h3>Buildings that everyone can use</h3><p>Install hearing loops.</p><p>Put up new signs.</p><h4>Lead service area</h4><p>Estates team</p><h4>How will we measure success?</h4><p>Visitors say so.</p><p>No complaints.</p>')
  assert.deepEqual(brief(plan), ['– | Priority one: Be inclusive | Install hearing loops. | Estates team | – | Visitors say so.\nNo complaints.', '– | Priority one: Be inclusive | Put up new signs. | Estates team | – | Visitors say so.\nNo complaints.'])
  assert.match(plan.actions[0]?.leads.because ?? '', /once for 2 actions/)
})

test('the items under "We will:" are actions, and nested items stay with theirs', async () => {
  const plan = await reading('<h1>Equality objectives 2026</h1><h2>Objective 1: An inclusive employer</h2><p>Our staff should look like the county.</p><p>We will:</p><ul><li>publish our pay gaps</li><li>offer guaranteed interviews<ul><li>to disabled applicants</li><li>to care leavers</li></ul></li></ul><h2>Objective 2: Accessible services</h2><p>We will do this by:</p><ul><li>writing in plain English</li></ul>')
  assert.deepEqual(brief(plan), ['– | Objective 1: An inclusive employer | publish our pay gaps | – | – | –', '– | Objective 1: An inclusive employer | offer guaranteed interviews\nto disabled applicants\nto care leavers | – | – | –', '– | Objective 2: Accessible services | writing in plain English | – | – | –'])
  assert.ok(plan.actions.every((each) => each.action.confidence < 0.7))
})

test('an action may be the paragraph above a table of one row', async () => {
  const row = (...cells: readonly string[]): string => table(['Lead team', 'Category', 'Measurable outcome or indicator of progress', 'Achieved by'], cells)
  const plan = await reading(`<h2>Equality objective 1: Close the gaps</h2><p>1.1 Tell more stories about disabled residents.</p>${row('Communications', 'Corporate', 'Six stories a year', 'Ongoing')}<p>1.2 Run an autumn fair with community groups.</p>${row('Communities', 'Partners', '20 stalls', 'October 2026')}`)
  assert.deepEqual(brief(plan), ['1.1 | Equality objective 1: Close the gaps | Tell more stories about disabled residents. | Communications | Ongoing | Six stories a year', '1.2 | Equality objective 1: Close the gaps | Run an autumn fair with community groups. | Communities | October 2026 | 20 stalls'])
})

test('a document with objectives and no actions gives the objectives', async () => {
  const plan = await reading('Race equality plan\n\nObjective 1: Build leadership\nObjective 2: Involve staff\nWe report every six months.\n', 'plan.txt')
  assert.deepEqual(plan.headings.map(({ written }) => written), ['Objective 1: Build leadership', 'Objective 2: Involve staff'])
  assert.deepEqual(plan.actions, [])
  assert.match(plan.notes.join(' '), /objectives in this document, but no actions/)
})

// ---------------------------------------------------------------- pasted text

test('rows pasted with tabs are read as a table', async () => {
  const plan = await reading('Plan\n\nEO1: To recruit fairly\n\nAction\tResponsibility of\tDeadline\nTrain recruiters\tHR\tMay 2026\n\nActions\tResponsibility of\tDeadline\nUse mixed panels for all\tHR\tBy December\n\nsenior posts\tPolicy Team\t2026\n', 'plan.txt')
  assert.deepEqual(brief(plan), ['– | EO1: To recruit fairly | Train recruiters | HR | May 2026 | –', '– | EO1: To recruit fairly | Use mixed panels for all senior posts | HR Policy Team | By December 2026 | –'])
})

test('text out of a PDF, with cells on lines of their own or sharing one, is read by its numbers and by what each cell looks like', async () => {
  const plan = await reading(`Objective 1
Leadership and voice

1 Action  Lead By when Outcomes

1.1 Appoint a champion in
every department

Chief
Executive

Ongoing Champions are named and
trained.

Staff know who they are

1.2 Report to the Cabinet

 Policy Team Quarterly  Reports are noted

Continued on next page
1 Action  Lead By when Outcomes

1.3 Disability Confident Policy Team

March 2027 Reach level 3

14   |   Barsetshire County Council
`, 'plan.txt')
  assert.deepEqual(brief(plan), [
    '1.1 | Objective 1 Leadership and voice | Appoint a champion in every department | Chief Executive | Ongoing | Champions are named and trained.\nStaff know who they are',
    '1.2 | Objective 1 Leadership and voice | Report to the Cabinet | Policy Team | Quarterly | Reports are noted', '1.3 | Objective 1 Leadership and voice | Disability Confident | Policy Team | March 2027 | Reach level 3',
  ])
  assert.ok(plan.actions.every((each) => each.leads.confidence < 0.9 && each.deadline.confidence < 0.9))
})

test('cells that a page flattened into paragraphs find their columns, and an empty one stays empty', async () => {
  const plan = await reading('IssueAction to be takenPerson(s) responsibleDate to be completed by\n\nCan everyone reach the new library?\n\nAsk bus operators for a stop nearby.\n\nAda Thorne (Transport Team Leader)\n\n\nNo evidence has been gathered on carers.\n\nUndertake a survey of carers.\n\nBoard of Carers\n\nSpring 2027\n', 'plan.txt')
  assert.deepEqual(brief(plan), ['– | – | Ask bus operators for a stop nearby. | Ada Thorne (Transport Team Leader) | – | –', '– | – | Undertake a survey of carers. | Board of Carers | Spring 2027 | –'])
  assert.deepEqual(plan.actions.map((each) => each.others.map(({ written }) => written)), [['Can everyone reach the new library?'], ['No evidence has been gathered on carers.']])
})

test('cells with strokes between them are read, an objective run on to the heading too', async () => {
  const plan = await reading('Action / Date of Completion / How will success be measured? / Delivery LeadPEO 1: To assess what we do\n1.1 / Act as a critical friend / April 2027 / One review a quarter / Equality Working Group\n1.2 / Keep a programme of assessments / April 2027 / Measured by the board / Policy Officer\n', 'plan.txt')
  assert.deepEqual(brief(plan), ['1.1 | PEO 1: To assess what we do | Act as a critical friend | Equality Working Group | April 2027 | One review a quarter', '1.2 | PEO 1: To assess what we do | Keep a programme of assessments | Policy Officer | April 2027 | Measured by the board'])
})

test('rows with bars that lost their merged cells are moved under their own columns', async () => {
  const plan = await reading('Indicator | Objective | Action | Delivery Date | Leads | Theme |\n---|---|---|---|---|---|\n2 | Fair shortlisting | Ensure panels are mixed | 31/03/2027 | Head of Resourcing | Attract |\nReview the recruitment process | 31/12/2026 | Head of Culture | |||\n', 'plan.txt')
  assert.deepEqual(brief(plan), ['2 | Fair shortlisting | Ensure panels are mixed | Head of Resourcing | 31/03/2027 | –', '– | Fair shortlisting | Review the recruitment process | Head of Culture | 31/12/2026 | –'])
})

test('columns that are mixed line by line are left as they stand, and that is said', async () => {
  const plan = await reading('Objective: Raise confidence. Action Lead Partner Outcome Completion Date 1a Provision of training to improve knowledge, Barset City - training made Within one year of understanding and responses. Council available to all service centre start of Develop framework for partners to deliver staff, housing officers, Safer Action Plan awareness.', 'plan.txt')
  assert.deepEqual(plan.actions, [])
  assert.match(plan.notes.join(' '), /mixed line by line/)
  assert.match(plan.unplaced.map(({ written }) => written).join(' '), /Provision of training/)
})

test('a row that the end of the text cuts off is read as far as it goes, and that is said', async () => {
  const plan = await reading('Action / Deadline / Lead / Measure\n1.1 / Hold a forum / May 2026 / Policy Team / Forum held\n1.2 / Publish the notes / June 2026 / Comms / Notes online\n1.3 / Report to the Cab', 'plan.txt')
  assert.deepEqual(plan.actions.map((each) => each.cut), [false, false, true])
  assert.match(plan.notes.join(' '), /ends in the middle of an action/)
})

test('a plan in CSV is read, with whatever stands above its headings kept aside', async () => {
  const plan = await reading('Barsetshire plan,,,,\n# exported on Monday,by Ada,,,\nObjective,Action / Measure,Indicator (KPI),Timeline,Responsible\nPublish the plan,Put the signed plan on the website,Link online,By Q4 2026,Equality Officer\nCollect data,"Record data by sex, age and disability",First record,Q2 2027,HR / Admin\n', 'plan.csv')
  assert.deepEqual(brief(plan), ['– | Publish the plan | Put the signed plan on the website | Equality Officer | By Q4 2026 | Link online', '– | Collect data | Record data by sex, age and disability | HR / Admin | Q2 2027 | First record'])
  assert.match(plan.unplaced.map(({ written }) => written).join(' '), /exported on Monday/)
})

test('a document without a plan says so', async () => {
  const plan = await reading('<h1>Minutes</h1><p>The committee met and noted the report.</p>')
  assert.deepEqual(plan.actions, [])
  assert.match(plan.notes.join(' '), /no table or list of actions/)
})

test('the same document gives the same reading', async () => {
  const text = table(['Action', 'Lead', 'By when'], ['Hold a forum', 'Policy Team', 'May 2026'])
  assert.deepEqual(await reading(text), await reading(text))
})
