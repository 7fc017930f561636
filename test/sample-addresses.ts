/**
 * A real address for every declared page of the house, with something behind it: what the tests of access, of
 * accessibility and of attacks walk. A new page whose address has a part that is not known here has no sample, and those
 * tests say so: add what it needs to `prepareSamples`, as a person would have made it.
 */
import { createHash } from 'node:crypto'
import type { Json } from '#database/canonical.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { bars, type WrittenBlock } from '#documents/write.ts'
import type { IssueContent } from '#features/reports/report.ts'
import { insertIssue } from '#features/reports/report-store.ts'
import type { AnyPage } from '#web/page.ts'
import { actionAddress, planAddress } from './example-plan.ts'
import type { House, Visitor } from './house.ts'
import { moveHead, propose, publish } from '#features/publication/index.ts'
import { countyMade, frozenFigures } from './made-up-figures.ts'
import { addSamplePay } from './made-up-pay.ts'
import { madeUpDocument } from './made-up-plan.ts'
import { addSampleDatasets } from './sample-datasets.ts'

export interface Sample {
  readonly page: AnyPage
  readonly url: string
  /** Who opens it where it is looked at; null for somebody who is not signed in. */
  readonly by: string | null
  /** What the browser carries besides, from an earlier page. */
  readonly cookies: Readonly<Record<string, string>>
}

/** The page, then the parts of its address where they are not those that every page has; who opens it; what the browser carries. */
type Special = Readonly<Record<string, { readonly at?: Readonly<Record<string, string>>; readonly search?: string; readonly by?: string | null; readonly cookies?: Readonly<Record<string, string>> }>>

const [lead, administrator, auditor, analyst] = ['priya.nair@barsetshire.example', 'tom.aldous@barsetshire.example', 'ruth.pemberton@barsetshire.example', 'samira.hussain@barsetshire.example']

/** Whose samples: a body that has the example’s plan, with an equality lead, somebody without a role that matters, and a department. */
export interface Body { readonly name: string; readonly lead: string; readonly somebody: string; readonly department: string }
export const barsetshire: Body = { name: 'barsetshire', lead, somebody: 'George Tansley', department: 'Corporate Resources' }

/** Makes in this house what the example has not: a document being reviewed and one that was accepted, evidence, a link in a mail. Gives the samples of these pages. */
export async function prepareSamples(council: House, pages: readonly AnyPage[], body = barsetshire): Promise<readonly Sample[]> {
  const { parts, special } = await prepare(council, body)
  return pages.map((page) => {
    const { pattern } = page.path
    const own = special[pattern]
    const missing = [...pattern.matchAll(/:(\w+)/g)].map((each) => each[1]!).filter((name) => own?.at?.[name] === undefined && parts[name] === undefined)
    if (missing.length > 0) throw new Error(`The page ${pattern} has no sample: test/sample-addresses.ts does not know what “${missing.join('”, “')}” may be`)
    const url = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(own?.at?.[name] ?? parts[name]!)) + (own?.search ?? '')
    return { page, url, by: own?.by !== undefined ? own.by : by(page), cookies: own?.cookies ?? {} }
  })
}

function by(page: AnyPage): string | null {
  const { pattern } = page.path
  if (page.kind === 'public' || page.kind === 'feed' || pattern.startsWith('/sign-in') || pattern.startsWith('/answer/') || pattern.startsWith('/declare/')) return null
  return pattern.startsWith('/ledger') ? auditor : pattern.startsWith('/people') || pattern.startsWith('/organisation') ? administrator : pattern.startsWith('/monitoring') || /^\/pay(\/|$)/.test(pattern) ? analyst : lead
}

async function prepare(council: House, body: Body): Promise<{ readonly parts: Readonly<Record<string, string>>; readonly special: Special }> {
  const organisation = await council.organisation(body.name)
  const one = async (query: string, ...values: readonly unknown[]): Promise<string> => {
    const [row] = await council.database.asOwner<{ found: string }>(query, [organisation, ...values])
    if (!row) throw new Error(`Nothing in this house answers: ${query}`)
    return row.found
  }
  const priya = await council.as(body.lead)
  const action = (await actionAddress(council, '2.1', body.name)).slice('/actions/'.length)

  // What a lead adds: a file that shows something, and a letter that asks for progress.
  await priya.send(await priya.get(`/actions/${action}/evidence`), 'Add', { 'What does it show?': 'Minutes of the first meeting', 'A file': { fileName: 'minutes.txt', bytes: 'We met.' } })
  await priya.send(await priya.get(`/actions/${action}/ask`), 'Send the email')
  const [letter] = (await council.letters()).slice(-1)
  const token = /\/answer\/([\w-]+)/.exec(letter?.text ?? '')?.[1]
  if (!token) throw new Error('The letter to the lead has no link in it')

  const accepted = await readThrough(council, priya, 'An accepted plan 2026-28.docx', madeUpDocument(), true)
  const reviewed = await readThrough(council, priya, 'A plan to review 2026-28.docx', madeUpDocument([{ title: 'Objective 9: Everything is easy to find', rows: [{ reference: '9.1', action: 'Put a map at every door', lead: 'Kelvin Osei', deadline: 'Oct 04', measure: 'Maps' }] }]), false)
  const table = await one('select source_table::text as found from action_plan.import_row where organisation_id = $1 and import_id = $2 order by place limit 1', reviewed)

  // People in each state, and the steps of signing in half-way.
  const person = await one(`select id as found from people.person where organisation_id = $1 and name = $2`, body.somebody)
  const addOne = (name: string, state: string): Promise<string> => one(`insert into people.person (organisation_id, id, name, email, job_title, department_id, also_known_as, state, added_at) values ($1, $2, $3, $4, '', null, '{}', $5, $6) returning id as found`,
    crypto.randomUUID(), name, `${name.toLowerCase().replaceAll(' ', '.')}@${body.lead.split('@')[1]}`, state, council.now().toString())
  const [suspended, invited] = [await addOne('Septimus Harding', 'suspended'), await addOne('Eleanor Bold', 'invited')]
  await council.database.asOwner(`insert into people.second_step (organisation_id, person_id, secret, set_at, last_step) values ($1, $2, $3, $4, 0)`, [organisation, person, 'A'.repeat(32), council.now().toString()])
  const hash = (words: string): string => createHash('sha256').update(words).digest('hex')
  const step = async (stage: string): Promise<string> => {
    const carried = `a-step-of-${body.name}-${stage.replace(' ', '-')}`
    await council.database.asOwner(`insert into people.step (organisation_id, token_hash, person_id, stage, signed_in_by, began_at, ends_at) values ($1, $2, $3, $4, 'password', $5, $6)`, [organisation, hash(carried), person, stage, council.now().toString(), council.now().add({ hours: 24 }).toString()])
    return carried
  }
  const link = async (whose: string, purpose: string, newEmail: string | null): Promise<string> => {
    const key = `a-link-of-${body.name}-for-a-${purpose.replace(' ', '-')}`
    await council.database.asOwner(`insert into people.one_time_link (organisation_id, token_hash, person_id, purpose, new_email, made_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7)`, [organisation, hash(key), whose, purpose, newEmail, council.now().toString(), council.now().add({ hours: 24 }).toString()])
    return key
  }
  const reset = await link(person, 'reset', null)
  const newEmail = await link(await one(`select id as found from people.person where organisation_id = $1 and email = $2`, body.lead), 'new email', 'priya@barsetshire.example')

  // An employee who was asked to declare, and has the link.
  const declaration = `a-link-of-${body.name}-to-declare`
  await council.database.asOwner(`insert into self_declaration.participant (organisation_id, participant_id, email, added_on) values ($1, $2, $3, $4)`, [organisation, crypto.randomUUID(), 'theophilus.grantly@barset.example', council.today().toString()])
  await council.database.asOwner(`insert into self_declaration.asking (organisation_id, token_hash, participant_id, expires_at) select $1, $2, participant_id, $4 from self_declaration.participant where organisation_id = $1 and email = $3`,
    [organisation, hash(declaration), 'theophilus.grantly@barset.example', council.now().add({ hours: 24 * 30 }).toString()])

  const assessments = body.name === 'barsetshire' ? await assessmentSamples(council, one, organisation) : await plainAssessment(council, one, organisation, body)

  const governed = await governanceSamples(council, one, organisation, priya, body.lead)

  const datasets = await addSampleDatasets(council, organisation, { id: person, name: body.somebody })

  const reported = await addSampleReport(council, one, organisation, body)
  const rounds = await addSampleRounds(council, one, organisation, body)
  const indicator = await addSampleIndicator(council, organisation, person, body.name)
  const pay = await addSamplePay(council, body.name)
  const release = await addFigures(council, body.name)
  const target = await one(`insert into equality_monitoring.target (organisation_id, target_id, target, due_on, made_at, by_name) values ($1, $2, $3, '2028-03-31', $4, 'Priya Nair') returning target_id as found`, crypto.randomUUID(),
    JSON.stringify({ title: 'More disabled people in senior posts', why: 'Objective EO1', question: 'disability', group: { name: 'Disabled', label: 'Disabled' }, part: { field: 'grade', name: 'Grade 13 and above', label: 'Grade 13 and above' }, wants: { kind: 'reach', percent: '8' }, baselineOn: null, endedBecause: '' }), council.now().toString())

  // A promise of the duty clock, and a calendar that shows it.
  const owed = await one(`insert into duty_clock.promise (organisation_id, promise_id, title, sentence, source, written, rule, shown_by, since_on, public, made_by, made_at) values ($1, $2, 'A staff survey every two years', 'We will ask all staff every two years', 'Our strategy', 'every two years', '{"kind":"since last","length":{"count":2,"unit":"year"},"beginning":false}', '[{"kind":"survey closed"}]', '2025-04-01', true, 'Priya Nair', $3) returning promise_id as found`, crypto.randomUUID(), council.now().toString())
  const secret = `a-calendar-of-${body.name}`
  const calendar = await one(`insert into duty_clock.feed (organisation_id, feed_id, token_hash, person_id, shows, name, made_at) select $1, $2, $3, id, 'all', 'Outlook at work', $5 from people.person where organisation_id = $1 and email = $4 returning feed_id as found`, crypto.randomUUID(), hash(secret), body.lead, council.now().toString())

  const publications = await addPublications(council, body)
  const cited = await one('select figure_id as found from community_profile.cited_figure where organisation_id = $1 order by place limit 1')

  const other = await one(`insert into equality_monitoring.other_body (organisation_id, other_body_id, question, body, as_of_on, base, counted, source, link, shares, made_at, by_name, version) values ($1, $2, 'disability', 'Loamshire County Council', '2026-03-31', 'answered', 'All employees', 'Its report of 2026', '', '[{"group":"Disabled","percent":"7.9"}]', $3, 'Samira Hussain', 1) returning other_body_id as found`, crypto.randomUUID(), council.now().toString())

  return {
    parts: {
      ...assessments?.parts,
      ...governed.parts,
      ...rounds.parts,
      owed, calendar, secret, figures: other,
      ...reported.parts,
      indicator, period: '2026-09-30',
      payroll: pay.payroll, rule: pay.rule, file: pay.file,
      strategy: (await planAddress(council, body.name)).slice('/plans/'.length), action, person, token, table,
      objective: await one('select objective_id as found from action_plan.objective where organisation_id = $1 order by place limit 1'),
      evidence: await one('select evidence_id as found from action_plan.evidence where organisation_id = $1 limit 1'),
      source: datasets.source, dataset: datasets.toCheck, field: 'ethnic-group', key: datasets.key,
      target, import: reviewed, row: '1', number: '1', page: 'import-a-plan',
      department: await one(`select id as found from people.department where organisation_id = $1 and name = $2`, body.department),
      name: await one('select id as found from people.known where organisation_id = $1 order by name limit 1'),
      grant: await one('select id as found from people.granted_role where organisation_id = $1 and person_id = $2 limit 1', person),
    },
    special: {
      '/clock/promises/new': { search: '?words=An+annual+report+to+the+Equalities+Board+by+the+end+of+June%2C+public+by+the+end+of+July' },
      ...Object.fromEntries(['/new', '/:target/edit', '/:target/end', '/:target/action'].map((each) => [`/monitoring/targets${each}`, { by: lead }])),
      '/monitoring/other-bodies/new/:question': { at: { question: 'disability' } },
      '/monitoring/ask': { search: '?rows=disability&columns=department' },
      '/monitoring/profile/:question': { at: { question: 'disability' } },
      '/monitoring/processes/:kind': { at: { kind: 'applicants' } },
      '/monitoring/figures/:release': { at: { release }, search: '?of=workforce%3A+disability' },
      '/monitoring/releases/:release': { at: { release } }, '/monitoring/releases/:release/preview': { at: { release } }, '/monitoring/releases/:release/withdraw': { at: { release }, by: body.name === 'barsetshire' ? 'peter.ashdown@barsetshire.example' : lead },
      '/monitoring/releases/:release/publish': { at: { release: await one(`select release_id as found from equality_monitoring.release where organisation_id = $1 and audience = 'public' and state = 'ready' limit 1`) }, by: body.name === 'barsetshire' ? 'peter.ashdown@barsetshire.example' : lead },
      ...Object.fromEntries(['', '/basis', '/:question', '/figures.csv', '/figures.json', '/figures.ods', '/report.docx'].map((each) => [`/workforce/:year${each}`, { at: { year: '2026', question: 'ethnic-group' } }])),
      ...assessments?.special,
      ...publications,
      '/pay/payrolls/:payroll/any-two-groups': { search: '?who=sex%3A+women&and=ethnic+group%3A+Indian&with=sex%3A+men&least=10' },
      ...governed.special,
      ...rounds.special, '/indicators/:indicator/values/:period/correct': { at: { period: '2026-06-30' } },
      '/pay/payrolls/:payroll/audit/:comparison/:group': { at: { comparison: 'sex', group: 'Grade 12' } },
      ...Object.fromEntries(['', '/narrative', '/statement', '/publish', '/plan', '/plan/edit', '/plan/actions/:item', '/plan.csv'].map((each) => [`/pay/years/:year${each}`, { at: { year: pay.year, item: 'D3' }, by: lead }])),
      ...Object.fromEntries(['', '/figures.csv', '/figures.json', '/report.docx'].map((each) => [`/pay-gap/:year${each}`, { at: { year: pay.publicYear } }])),
      '/community/:area': { at: { area: 'E07000130' } }, '/community/topics/:topic': { at: { topic: 'disability' } },
      ...Object.fromEntries(['csv', 'ods', 'docx'].map((each) => [`/community/tables/:table/table.${each}`, { at: { table: 'religion' } }])),
      ...Object.fromEntries(['', '/correct', '/withdraw'].map((each) => [`/community-profile/figures/:figure${each}`, { at: { figure: cited } }])),
      '/actions/:action/open-again': { at: { action: (await actionAddress(council, '3.1', body.name)).slice('/actions/'.length) } },
      '/actions/:action/date-done': { at: { action: (await actionAddress(council, '1.1', body.name)).slice('/actions/'.length) } },
      '/actions/:action/deadline': { at: { action: (await actionAddress(council, '1.6', body.name)).slice('/actions/'.length) } },
      '/monitoring/sources/new': { search: '?kind=workforce' },
      '/monitoring/datasets/:dataset/columns': { at: { dataset: datasets.toMap } },
      '/monitoring/datasets/:dataset/words': { at: { dataset: datasets.toMap } },
      '/monitoring/datasets/:dataset/words/:field': { at: { dataset: datasets.toMap } },
      '/monitoring/people/:key/correct': { search: `?extract=${datasets.current}&row=2&answer=ethnic+group` },
      '/monitoring/people/:key/notice-back': { at: { key: datasets.stopped } },
      '/monitoring/datasets/:dataset/names/:field': { at: { dataset: datasets.toCheck, field: 'department' } },
      '/monitoring/datasets/:dataset/delete-rows': { at: { dataset: datasets.current } },
      '/imports/:import/undo': { at: { import: accepted } },
      '/equality-answers/:question': { at: { question: 'religion-or-belief' } },
      '/declare/:token': { at: { token: declaration } },
      '/declare/:token/thanks': { at: { token: declaration } },
      '/declare/:token/stop': { at: { token: declaration } },
      '/declare/:token/:question': { at: { token: declaration, question: 'ethnic-group' } },
      '/people/:person/bring-back': { at: { person: suspended } },
      '/people/:person/invite': { at: { person: invited } },
      '/sign-in/code': { cookies: { step: await step('code') } },
      '/sign-in/second-step': { cookies: { step: await step('set up') } },
      '/sign-in/recovery-codes': { cookies: { step: await step('keep codes') } },
      '/sign-in/choose-password': { search: `?key=${reset}` },
      '/account/email/confirm': { search: `?key=${newEmail}` },
    },
  }
}

/** Two bodies with a seat, terms and a line between them, shown to the public: in every house the same, beside what the example has. */
async function governanceSamples(council: House, one: (query: string, ...values: readonly unknown[]) => Promise<string>, organisation: string, secretary: Visitor, lead: string): Promise<{ readonly parts: Readonly<Record<string, string>>; readonly special: Special }> {
  const [now, today] = [council.now().toString(), council.today().toString()]
  const isBarsetshire = organisation === await council.organisation()
  const addBody = (name: string, type: string) => one(`insert into governance.body (organisation_id, body_id, type, name, purpose, meets, is_public, made_at) values ($1, $2, $3, $4, 'To think before acting', 'quarterly', true, $5) returning body_id as found`, crypto.randomUUID(), type, name, now)
  const [above, group] = [await addBody('The Sample Board', 'board'), await addBody('The Sample Group', 'challenge group')]
  await council.database.asOwner(`insert into governance.terms (organisation_id, body_id, number, words, agreed_on, agreed_by, by_name, at) values ($1, $2, 1, 'It thinks.', $3, 'Itself', 'Priya Nair', $4)`, [organisation, above, today, now])
  const membership = await one(`insert into governance.membership (organisation_id, membership_id, body_id, name, role, is_senior, name_is_public, from_on) values ($1, $2, $3, 'Septimus Harding', 'chair', false, true, $4) returning membership_id as found`, crypto.randomUUID(), above, today)
  const flow = await one(`insert into governance.flow (organisation_id, flow_id, from_body_id, to_body_id, kind, what, made_at) values ($1, $2, $3, $4, 'challenges', 'What it found', $5) returning flow_id as found`, crypto.randomUUID(), group, above, now)
  await council.change(async (db) => {
    const content = { bodies: [{ id: above, type: 'board', name: 'The Sample Board', shortName: '', purpose: 'To think before acting', receives: '', meets: 'quarterly', terms: null, members: [], alsoSpeaksFor: [] }], flows: [] }
    const published = await publish(db, organisation, { room: 'governance', thingId: organisation, address: '/who-answers-to-whom', title: 'Who answers to whom', content, letOut: { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' } }, council.now())
    if (published) await moveHead(db, organisation)
  }, (council.standing.directory.list().find((each) => each.id === organisation))?.shortName)
  const addMeeting = (state: string) => one(`insert into governance.meeting (organisation_id, meeting_id, body_id, kind, held_on, state, issued_at, made_at) values ($1, $2, $3, 'meeting', $4, $5, $6, $7) returning meeting_id as found`, crypto.randomUUID(), above, today, state, state === 'planned' ? null : now, now)
  const [planned, held] = [await addMeeting('planned'), await addMeeting('held')]
  await secretary.send(await secretary.get(`/governance/meetings/${planned}/papers/upload`), 'Add it', { 'What is it called?': 'A paper', 'The paper': { fileName: 'paper.csv', bytes: 'a,b\n1,2\n' } })
  const waiting = await one('select paper_id as found from governance.paper where organisation_id = $1 and meeting_id = $2', planned)
  const issued = await one(`insert into governance.paper (organisation_id, paper_id, meeting_id, title, made, file_name, sha256, bytes, issued_at, added_at, by_name) select organisation_id, $2, $3, title, made, file_name, sha256, bytes, $4, $4, by_name from governance.paper where organisation_id = $1 and paper_id = $5 returning paper_id as found`, crypto.randomUUID(), held, now, waiting)
  const decision = await one(`insert into governance.decision (organisation_id, decision_id, body_id, meeting_id, reference, kind, words, decided_on, owner_name, due_on, state, effect, is_public, made_at) values ($1, $2, $3, $4, 'TSB/1/1', 'action', 'Look again', $5, 'Somebody', $5, 'open', '', true, $6) returning decision_id as found`, crypto.randomUUID(), above, held, today, now)
  const addChallenge = (reference: string, answered: boolean) => one(`insert into governance.challenge (organisation_id, challenge_id, reference, from_body_id, to_body_id, about_title, words, raised_on, answer_by_on, by_name, state, answer_kind, answer, answered_on, is_public, made_at)
    values ($1, $2, $3, $4, $5, 'The plan', 'It is slow', $6, $6::date + 30, 'Somebody', $7, $8, $9, $10, $11, $12) returning challenge_id as found`, crypto.randomUUID(), reference, group, above, today, answered ? 'answered' : 'waiting', answered ? 'explains' : null, answered ? 'It is long' : '', answered ? today : null, answered, now)
  const [waitingChallenge, answeredChallenge] = [await addChallenge('TCH/1/1', false), await addChallenge('TCH/1/2', true)]
  await council.change(async (db) => {
    const content = { reference: 'TCH/1/2', title: 'The plan', from: 'The Sample Group', to: 'The Sample Board', on: today, words: 'It is slow', asksFor: '', answerBy: today, state: 'answered', answerKind: 'explains', answer: 'It is long', answeredOn: today, view: '', viewedOn: null }
    const published = await publish(db, organisation, { room: 'governance', thingId: answeredChallenge, address: `/challenges/${answeredChallenge}`, title: 'The plan', content, letOut: { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' } }, council.now())
    if (published) await moveHead(db, organisation)
  }, council.standing.directory.list().find((each) => each.id === organisation)?.shortName)
  // A body of its own whose members are being asked about themselves: the equality lead sits on it.
  const circle = await addBody('The Sample Circle', 'forum')
  const seat = await one(`insert into governance.membership (organisation_id, membership_id, body_id, person_id, name, role, is_senior, name_is_public, from_on) select $1, $2, $3, id, name, 'secretary', false, false, $4 from people.person where organisation_id = $1 and email = $5 returning membership_id as found`, crypto.randomUUID(), circle, today, lead)
  const letter = `a-letter-with-papers-of-${organisation}`
  await council.database.asOwner(`insert into governance.paper_letter (organisation_id, token_hash, meeting_id, membership_id, person_id, name, sent_at, works_until_on, opened_at) select $1, $2, $3, membership_id, person_id, name, $4, $5::date + 90, $4 from governance.membership where organisation_id = $1 and membership_id = $6`, [organisation, createHash('sha256').update(letter).digest('hex'), held, now, today, seat])
  const asking = await one(`insert into governance.asking (organisation_id, asking_id, bodies, opened_on, opened_by, state, made_at) values ($1, $2, $3, $4, 'Priya Nair', 'open', $5) returning asking_id as found`, crypto.randomUUID(), [circle], today, now)
  const outsideLink = `a-link-for-somebody-from-outside-${organisation}`
  await council.database.asOwner(`insert into governance.asking_link (organisation_id, asking_id, name, token_hash, sent_on, letters, is_handed_in) values ($1, $2, 'somebody from outside', $3, $4, 1, false)`, [organisation, asking, createHash('sha256').update(outsideLink).digest('hex'), today])
  const challengeAt = (pattern: string, challenge: string, who?: string) => ({ [`/governance/challenges/:challenge${pattern}`]: { at: { challenge }, ...(who === undefined ? {} : { by: who }) } })
  return {
    parts: { body: above, membership, flow, meeting: planned, paper: issued, decision, asking },
    special: {
      ...challengeAt('', answeredChallenge), ...challengeAt('/answer', waitingChallenge), ...challengeAt('/what-we-think', answeredChallenge), ...challengeAt('/publish', answeredChallenge, isBarsetshire ? 'peter.ashdown@barsetshire.example' : undefined), '/challenges/:challenge': { at: { challenge: answeredChallenge } },
      '/board-members/:token': { at: { token: outsideLink } },
      '/meeting-papers/:token': { at: { token: letter } }, '/meeting-papers/:token/:paper': { at: { token: letter, paper: issued } },
      '/governance/papers/:paper/take-away': { at: { paper: waiting } }, '/governance/meetings/:meeting/minutes': { at: { meeting: held } }, '/governance/meetings/:meeting': { at: { meeting: held } } },
  }
}

/** An indicator of things with one value, and none for the newest quarter. */
async function addSampleIndicator(council: House, organisation: string, owner: string, body: string): Promise<string> {
  const id = crypto.randomUUID()
  await council.database.asOwner(`insert into indicators.indicator (organisation_id, indicator_id, title, definition, numerator, unit, about, source, owner_id, owner_name, polarity, frequency, made_at) values ($1, $2, 'A sample indicator', 'What is watched', 'things', 'number', 'things', 'A count', $3, 'Somebody', 'higher', 'quarter', $4)`, [organisation, id, owner, council.now().toString()])
  await council.database.asOwner(`insert into indicators.value (organisation_id, value_id, indicator_id, from_on, to_on, figure, commentary, source, by_id, by_name, at) values ($1, $2, $3, '2026-04-01', '2026-06-30', '{"text":"12","value":12,"numerator":null,"denominator":null,"audience":"public"}', 'Twelve', 'A count', $4, 'Somebody', $5)`, [organisation, crypto.randomUUID(), id, owner, council.now().toString()])
  const figure = { text: '12', value: 12, numerator: null, denominator: null, audience: 'public' }
  const indicator = { id, title: 'A sample indicator', definition: 'What is watched', numerator: 'things', denominator: '', unit: 'number', about: 'things', counted: 'day', source: 'A count', polarity: 'higher', frequency: 'quarter', serves: null, baseline: null, targets: [{ on: '2026-06-30', value: 20, threshold: 15, forecast: null }] }
  const values = [['2026-01-01', '2026-03-31'], ['2026-04-01', '2026-06-30']].map(([from, to]) => ({ from: from!, to: to!, figure, breakdown: { by: 'sex', groups: [{ name: 'Women', ...figure }, { name: 'Men', ...figure, text: '[c]', value: null }] }, beside: [{ name: 'A neighbour', value: 9, text: '9', source: 'Its report', audience: 'public' }], commentary: 'Twelve', source: 'A count', corrected: [{ was: '13', why: 'Counted twice' }] }))
  await council.change(async (db) => {
    const letOut = { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' } as const
    await publish(db, organisation, { room: 'indicators', thingId: organisation, address: '/figures', title: 'What the figures say', content: { indicators: [{ id, title: indicator.title }] }, letOut }, council.now())
    await publish(db, organisation, { room: 'indicators', thingId: id, address: `/figures/indicator/${id}`, title: indicator.title, content: { indicator, workedOutFrom: '', values }, letOut }, council.now())
    await moveHead(db, organisation)
  }, body)
  return id
}

/** A round that is open, and one that is closed and waits for a signature. A body that has none opens one. */
async function addSampleRounds(council: House, one: (query: string, ...values: readonly unknown[]) => Promise<string>, organisation: string, body: Body): Promise<{ readonly parts: Readonly<Record<string, string>>; readonly special: Special }> {
  const priya = await council.as(body.lead)
  const plan = await planAddress(council, body.name)
  const isOpen = (await council.database.asOwner('select 1 from monitoring_rounds.round where organisation_id = $1 and closed_at is null', [organisation])).length > 0
  if (!isOpen) {
    const due = council.today().add({ days: 10 })
    await priya.post(`/rounds/plans/${plan.slice('/plans/'.length)}/open`, { period: 'quarter 2026-07-01', 'answersBy-day': String(due.day), 'answersBy-month': String(due.month), 'answersBy-year': String(due.year), reminders: 'around', note: '' })
  }
  const round = await one('select round_id as found from monitoring_rounds.round where organisation_id = $1 and closed_at is null')
  const closed = await one(`insert into monitoring_rounds.round (organisation_id, round_id, strategy_id, plan_title, period, from_on, to_on, answers_by_on, reminders, opened_at, opened_by_id, opened_by, closed_at, closed_by_id, closed_by, account, tally, record, sha256)
    select organisation_id, $2, strategy_id, plan_title, 'year', '2025-04-01', '2026-03-31', answers_by_on, 'none', opened_at - interval '1 day', $2, 'Somebody', opened_at, $2, 'Somebody', 'What it showed', '{"asked":0,"answered":0,"closed":0,"silent":0,"nobody":0,"left":0,"late":0,"lateAndSilent":0,"moved":0,"questions":0}', $3, $4 from monitoring_rounds.round where organisation_id = $1 and round_id = $5 returning round_id as found`,
  crypto.randomUUID(), emptyRecord, createHash('sha256').update(emptyRecord).digest('hex'), round)
  const asked = await one(`select action_id as found from monitoring_rounds.asked where organisation_id = $1 and round_id = $2 and asked->'lead' is not null and asked->'lead' <> 'null' order by place limit 1`, round)
  return { parts: { round }, special: { '/rounds/:round/record.json': { at: { round: closed } }, '/rounds/:round/sign': { at: { round: closed } }, '/rounds/:round/actions/:action/question': { at: { action: asked } } } }
}

const emptyRecord = '{"about":{},"letters":0,"of":"monitoring round, edition 1","questions":[],"rows":[]}'

/** For a body without the example’s register: one of each thing, led by its equality lead, so that every address has its parts. */
async function plainAssessment(council: House, one: (query: string, ...values: readonly unknown[]) => Promise<string>, organisation: string, body: Body): Promise<{ readonly parts: Readonly<Record<string, string>>; readonly special: Special }> {
  const lead = await one('select id as found from people.person where organisation_id = $1 and email = $2', body.lead)
  const [undertaking, screening, item, assessment, verdict] = Array.from({ length: 5 }, () => crypto.randomUUID()) as [string, string, string, string, string]
  const [now, today] = [council.now().toString(), council.today().toString()]
  await council.database.asOwner(`insert into impact_assessments.undertaking (organisation_id, undertaking_id, kind, name, made_at) values ($1, $2, 'service', 'Meals at home', $3)`, [organisation, undertaking, now])
  await council.database.asOwner(`insert into impact_assessments.screening (organisation_id, screening_id, title, form, state, by_person_id, by_name, made_at) values ($1, $2, 'New plates', 'screening 2026-11', 'answering', $3, 'A lead', $4)`, [organisation, screening, lead, now])
  await council.database.asOwner(`insert into impact_assessments.programme_item (organisation_id, item_id, undertaking_id, planned_from_on, planned_to_on) values ($1, $2, $3, $4, $4)`, [organisation, item, undertaking, today])
  await council.database.asOwner(`insert into impact_assessments.assessment (organisation_id, assessment_id, reference, title, lead_id, lead_name, stage, started_on, changed_at) values ($1, $2, 'EIA/2026/900', 'New plates', $3, 'A lead', 'drafting', $4, $5)`, [organisation, assessment, lead, today, now])
  await council.database.asOwner(`insert into impact_assessments.verdict (organisation_id, verdict_id, assessment_id, section, round, verdict, comment, by_person_id, by_name, at) values ($1, $2, $3, 'people', 0, 'to be changed', 'Say how many', $2, 'Somebody', $4)`, [organisation, verdict, assessment, now])
  const [challenge, audit] = [crypto.randomUUID(), crypto.randomUUID()]
  await sampleAudit(council, organisation, audit, assessment)
  await council.database.asOwner(`insert into impact_assessments.challenge (organisation_id, challenge_id, assessment_id, from_whom, name, words, made_at) values ($1, $2, $3, 'network', 'Workers’ group', 'Nobody asked us', $4)`, [organisation, challenge, assessment, now])
  const attachment = crypto.randomUUID()
  await council.database.asOwner(`insert into impact_assessments.attachment (organisation_id, attachment_id, assessment_id, file_name, what, ending, sha256, added_at, added_by) values ($1, $2, $3, 'report.pdf', 'Report', 'pdf', repeat('0', 64), $4, 'A lead')`, [organisation, attachment, assessment, now])
  const parts = { undertaking, screening, item, assessment, challenge, audit, attachment, document: crypto.randomUUID(), token: 'nobodyhasthislinknobodyhasit' }
  const settings = { '/assessments/groups/:group': { at: { group: 'carers' } }, '/assessments/groups/:group/retire': { at: { group: 'carers' } }, '/assessments/method/:section': { at: { section: 'proposal' } } }
  return { parts, special: { ...settings, ...Object.fromEntries(['/write/:section', '/evidence/:entry', '/gaps/:entry', '/impact/:group', '/mitigation/:entry', '/known-by/:entry', '/contracts/:entry', '/contracts/:entry/:due', '/returns/:entry', '/replies/:verdict', '/scrutiny/:section', '/versions/:number', '/papers/:number', '/papers/:number/:file', '/evidence-figures/:entry'].map((pattern) => [`/assessments/all/:assessment${pattern}`, { at: { entry: 'new', section: 'people', group: 'disability', verdict, number: '1', file: 'options.json', due: '2026-03-31' } }])) } }
}

async function sampleAudit(council: House, organisation: string, audit: string, assessment: string): Promise<void> {
  await council.database.asOwner(`insert into impact_assessments.audit (organisation_id, audit_id, from_on, to_on, per_department, seed, candidates, made_by, made_at) values ($1, $2, '2026-01-01', '2026-06-30', 1, '0123456789abcdef0123456789abcdef', 4, 'Ruth Pemberton', $3)`, [organisation, audit, council.now().toString()])
  await council.database.asOwner(`insert into impact_assessments.audit_finding (organisation_id, audit_id, assessment_id) values ($1, $2, $3)`, [organisation, audit, assessment])
}

/** A screening at each of its steps, and things in the register that wait for somebody. */
async function assessmentSamples(council: House, one: (query: string, ...values: readonly unknown[]) => Promise<string>, organisation: string): Promise<{ readonly parts: Readonly<Record<string, string>>; readonly special: Special }> {
  const titled = (title: string) => one('select screening_id as found from impact_assessments.screening where organisation_id = $1 and title = $2', title)
  const named = (name: string) => one('select undertaking_id as found from impact_assessments.undertaking where organisation_id = $1 and name = $2', name)
  const booking = await titled('Booking for the Plumstead waste site')
  const answered = async (title: string, triggers: string): Promise<string> => {
    const id = crypto.randomUUID()
    await council.database.asOwner(`insert into impact_assessments.screening (organisation_id, screening_id, title, form, answers, state, by_person_id, by_name, made_at)
      select organisation_id, $2, $3, form, jsonb_build_object('kinds', '["service change"]'::jsonb, 'triggers', $4::jsonb), 'answering', by_person_id, by_name, made_at from impact_assessments.screening where organisation_id = $1 and screening_id = $5`, [organisation, id, title, triggers, booking])
    return id
  }
  const codes = ['consultation', 'who', 'charges', 'times and places', 'channel', 'less', 'staff', 'technology', 'contract', 'powers', 'special data']
  const [changing, nothing] = [await answered('A change', JSON.stringify(Object.fromEntries(codes.map((code) => [code, code === 'who' ? 'yes' : 'no'])))), await answered('No change', JSON.stringify(Object.fromEntries(codes.map((code) => [code, 'no']))))]
  const by = 'kelvin.osei@barsetshire.example'
  const inStage = (stage: string, department: string, order = 'reference') => one(`select assessment_id as found from impact_assessments.assessment a join people.department d on d.organisation_id = a.organisation_id and d.id = a.department_id where a.organisation_id = $1 and stage = $2 and d.name = $3 order by ${order} limit 1`, stage, department)
  const [drafting, scrutinised, agreed, signed] = [await inStage('drafting', 'Adults and Communities', "title = 'Libraries open four days a week' desc"), await inStage('in scrutiny', 'Adults and Communities'), await inStage('agreed', 'Adults and Communities'), await inStage('signed off', 'Children and Families', 'started_on desc')]
  const [aisha, colin, peter] = ['aisha.rahman@barsetshire.example', 'colin.fairweather@barsetshire.example', 'peter.ashdown@barsetshire.example']
  await council.database.asOwner(`insert into impact_assessments.verdict (organisation_id, verdict_id, assessment_id, section, round, verdict, comment, by_person_id, by_name, at) select organisation_id, $2, assessment_id, 'people', 0, 'to be changed', 'Say how many', $2, 'Colin Fairweather', changed_at from impact_assessments.assessment where organisation_id = $1 and assessment_id = $3`, [organisation, crypto.randomUUID(), drafting])
  const verdict = await one(`select verdict_id as found from impact_assessments.verdict where organisation_id = $1 and assessment_id = $2 limit 1`, drafting)
  const unplanned = await one(`select assessment_id as found from impact_assessments.assessment where organisation_id = $1 and stage = 'signed off' and title = 'Children’s centres share buildings'`)
  const undecided = await one(`select assessment_id as found from impact_assessments.assessment where organisation_id = $1 and stage = 'signed off' and steps->'decision' is null limit 1`)
  const [published] = await council.database.asOwner<{ found: string }>(`select assessment_id as found from impact_assessments.assessment where organisation_id = $1 and stage = 'published' order by reference limit 1`, [organisation])
  const writer = await council.as(aisha)
  await writer.send(await writer.get(`/assessments/all/${drafting}/evidence-figures`), 'Insert them', { 'Which figures?': 'Who lives here: Disability' })
  await writer.send(await writer.get(`/assessments/all/${drafting}/documents/new`), 'Attach it', { 'The document': { fileName: 'report.txt', bytes: 'What people said in May' }, 'What is it?': 'Report on the consultation' })
  const attached = await one('select attachment_id as found from impact_assessments.attachment where organisation_id = $1 and assessment_id = $2', drafting)
  const inserted = await one('select entry_id as found from impact_assessments.rests_on where organisation_id = $1 and assessment_id = $2 limit 1', drafting)
  const brought = await writer.send(await writer.get('/assessments/documents/new'), 'Read this document', { 'Your document': { fileName: 'an assessment.html', bytes: '<html><body><h2>Title of EIA</h2><p>Fewer benches</p><h2>Age</h2><p>Older people rest more often.</p><h2>Our pledge</h2><p>We listen.</p></body></html>' } })
  await council.work()
  const document = brought.address.split('/').at(-1) ?? ''
  const a = (pattern: string) => `/assessments/all/:assessment${pattern}`
  const priya = await council.as(lead)
  await priya.send(await priya.get(`/assessments/all/${undecided}/serve`), 'Give it to them', { 'Anybody else? (optional)': 'Cllr Ann Orme, on paper' })
  await priya.send(await priya.get(`/assessments/all/${undecided}/documents/new`), 'Attach it', { 'The document': { fileName: 'letter.txt', bytes: 'A letter that came after the papers' }, 'What is it?': 'A letter that came late' })
  const audit = crypto.randomUUID()
  await sampleAudit(council, organisation, audit, signed)
  const [challenge, byLink] = [crypto.randomUUID(), 'challengechallengechallenge']
  await council.database.asOwner(`insert into impact_assessments.challenge (organisation_id, challenge_id, assessment_id, from_whom, name, words, may_be_public, made_at) values ($1, $2, $3, 'network', 'Disabled workers’ group', 'Nobody asked us', true, $4)`, [organisation, challenge, scrutinised, council.now().toString()])
  await council.database.asOwner(`insert into impact_assessments.asked_group (organisation_id, group_id, assessment_id, number, name, email, token_hash, expires_at, made_at) values ($1, $2, $3, 1, 'Coalhaven carers', 'carers@example.org', $4, $5, $6)`, [organisation, crypto.randomUUID(), undecided, createHash('sha256').update(byLink).digest('hex'), council.now().add({ hours: 24 }).toString(), council.now().toString()])
  const duty = crypto.randomUUID()
  await council.database.asOwner(`insert into impact_assessments.contract_duty (organisation_id, duty_id, assessment_id, mitigation_id, supplier, contract, reports, every, first_due_on, owner_id, owner_name) values ($1, $2, $3, 'm-1', 'Hartletop Books', 'Libraries 2026, clause 4', 'Who used the warm room', 'year', '2026-03-31', $2, 'Somebody')`, [organisation, duty, drafting])
  await writer.send(await writer.get(`/assessments/all/${drafting}/contracts/${duty}/2026-03-31`), 'Save', { 'What does it show of the duty?': 'Met', 'When did it come?': Temporal.PlainDate.from('2026-03-30'), 'What was reported?': 'Open on 240 days of 260', 'The return or its evidence, as a file': { fileName: 'return.csv', bytes: 'day,open\n' } })
  const returned = await one('select return_id as found from impact_assessments.supplier_return where organisation_id = $1 and duty_id = $2', duty)
  const writing = { at: { assessment: drafting, entry: 'new', section: 'people', group: 'disability', verdict }, by: aisha }
  return {
    parts: { audit, assessment: scrutinised, screening: await titled('Larger print on library signs'), undertaking: await named('Libraries'), item: await one('select item_id as found from impact_assessments.programme_item where organisation_id = $1 order by planned_to_on limit 1') },
    special: {
      '/assessments/screenings/:screening/kind': { at: { screening: booking }, by }, '/assessments/screenings/:screening/questions': { at: { screening: booking }, by }, '/assessments/screenings/:screening/people': { at: { screening: changing }, by },
      '/assessments/screenings/:screening/sign': { at: { screening: nothing }, by }, '/assessments/screenings/:screening/assess': { at: { screening: nothing }, by }, '/assessments/screenings/:screening/throw-away': { at: { screening: booking }, by },
      '/assessments/screenings/:screening/agree': { at: { screening: await titled('One telephone number for adult social care') } },
      ...Object.fromEntries(['/details', '/write/:section', '/evidence', '/evidence/:entry', '/gaps/:entry', '/impact', '/impact/:group', '/rights', '/mitigation', '/mitigation/:entry', '/known-by/:entry', '/send', '/keep-version', '/replies/:verdict', '/evidence-figures'].map((pattern) => [a(pattern), writing])),
      [a('/contracts')]: { at: { assessment: drafting }, by: aisha }, [a('/contracts/:entry')]: { at: { assessment: drafting, entry: duty }, by: aisha }, [a('/contracts/:entry/:due')]: { at: { assessment: drafting, entry: duty, due: '2026-03-31' }, by: aisha }, [a('/returns/:entry')]: { at: { assessment: drafting, entry: returned }, by: aisha },
      [a('/evidence-figures/:entry')]: { at: { assessment: drafting, entry: inserted }, by: aisha },
      ...Object.fromEntries(['/scrutiny/:section', '/interest', '/agree', '/send-back'].map((pattern) => [a(pattern), { at: { assessment: scrutinised, section: 'people' }, by: colin }])),
      [a('/sign')]: { at: { assessment: agreed }, by: 'daniel.whitcombe@barsetshire.example' }, [a('/publish')]: { at: { assessment: signed }, by: peter }, [a('/plan')]: { at: { assessment: unplanned } }, [a('/ask-a-group')]: { at: { assessment: undecided } }, '/assessments/challenges/:challenge': { at: { challenge } }, '/challenge/:token': { at: { token: byLink }, by: null }, '/impact-assessments/:assessment/challenge': { at: { assessment: published?.found ?? '' }, by: null }, '/impact-assessments/:assessment/assessment.json': { at: { assessment: published?.found ?? '' }, by: null },
      [a('/decision')]: { at: { assessment: undecided } }, [a('/serve')]: { at: { assessment: undecided } }, [a('/supplement')]: { at: { assessment: undecided } }, [a('/papers/:number')]: { at: { assessment: undecided, number: '2' } }, [a('/papers/:number/:file')]: { at: { assessment: undecided, number: '2', file: 'options.json' } }, [a('/decision-pack.zip')]: { at: { assessment: published?.found ?? '' } },
      [a('/versions/:number')]: { at: { assessment: signed, number: '2' } }, [a('/review')]: { at: { assessment: signed } }, [a('/open-again')]: { at: { assessment: signed } },
      '/assessments/audits/:audit/:assessment': { at: { assessment: signed } },
      [a('/documents/new')]: writing, [a('/documents/:attachment')]: { at: { assessment: drafting, attachment: attached }, by: aisha }, [a('/documents/:attachment/take-away')]: { at: { assessment: drafting, attachment: attached }, by: aisha },
      '/assessments/groups/:group': { at: { group: 'carers' } }, '/assessments/groups/:group/retire': { at: { group: 'carers' } }, '/assessments/method/:section': { at: { section: 'proposal' } },
      ...Object.fromEntries(['', '/look', '/finish', '/register', '/original', '/throw-away'].map((pattern) => [`/assessments/documents/:document${pattern}`, { at: { document }, by: aisha }])),
      '/impact-assessments/:assessment': { at: { assessment: published?.found ?? '' }, by: null },
      '/assessments/register/:undertaking/relevance/agree': { at: { undertaking: await named('Tree planting') } },
    },
  }
}

/** A report that is public and was corrected, and drafts at every step of the way. */
async function addPublications(council: House, body: Body): Promise<Special> {
  const publisher = body.name === 'barsetshire' ? 'peter.ashdown@barsetshire.example' : body.lead
  const hand = { id: crypto.randomUUID(), name: 'Samira Hussain' }
  const content = (answered: string) => ({ schema: 'report/1', kind: 'statement', from: '2025-04-01', to: '2026-03-31', summary: 'How many answered.', blocks: [{ kind: 'heading', level: 2, text: 'Answers' }, { kind: 'paragraph', text: 'Three employees asked us. Write to a.person@example.org.' }, { kind: 'list', items: ['On paper', 'On a phone'] }, { kind: 'table', name: 'answers', title: 'Answers', source: 'A survey', columns: ['Year', 'Answered'], rows: [['2026', answered]] }] })
  const { sha256, drafts } = await council.change(async (db, organisation) => {
    const by = { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' } as const
    const first = await publish(db, organisation, { room: 'publication', thingId: 'a-sample', address: '/reports/a-sample', title: 'A sample', content: content('420'), letOut: by, preparedBy: hand, openHistory: true }, council.now())
    await publish(db, organisation, { room: 'publication', thingId: 'a-sample', address: '/reports/a-sample', title: 'A sample', content: content('421'), letOut: by, preparedBy: hand, openHistory: true, note: 'One answer was missing.', ...(first ? { restsOn: [{ kind: 'publication', id: '/reports/a-sample', version: '1', sha256: first.sha256, title: 'A sample' }] } : {}) }, council.now())
    await moveHead(db, organisation)
    const made: string[] = []
    for (const name of ['draft', 'checked', 'approved']) made.push((await propose(db, organisation, { room: 'publication', thingId: name, address: `/reports/sample-${name}`, title: `A sample: ${name}`, content: content('9') }, hand, council.now())).draft)
    return { sha256: first?.sha256 ?? '', drafts: made }
  }, body.name)
  const organisation = await council.organisation(body.name)
  const answers = JSON.stringify(['Three employees', 'a.person@example.org', 'Table: Answers'].map((words) => ({ kind: 'email address', words, because: 'It may stay', by: 'Priya Nair' })))
  await council.database.asOwner(`update publication.draft set state = 'checked', checked_by = 'Priya Nair', checked_by_id = $2, checked_at = drafted_at, answers = $3 where organisation_id = $1 and thing_id <> 'draft' and title like 'A sample%'`, [organisation, crypto.randomUUID(), answers])
  await council.database.asOwner(`update publication.draft set state = 'approved', approved_by = 'Peter Ashdown', approved_by_id = $2, approved_at = drafted_at where organisation_id = $1 and thing_id = 'approved' and title like 'A sample%'`, [organisation, crypto.randomUUID()])
  const [draft, checked, approved] = drafts.map((id) => ({ draft: id }))
  return {
    '/publication/drafts/:draft': { at: draft ?? {} }, '/publication/drafts/:draft/edit': { at: draft ?? {} }, '/publication/drafts/:draft/check': { at: draft ?? {} }, '/publication/drafts/:draft/drop': { at: draft ?? {} },
    '/publication/how-many-people': {}, '/publication/statements': {},
    '/publication/drafts/:draft/approve': { at: checked ?? {}, by: publisher }, '/publication/drafts/:draft/let-out': { at: approved ?? {}, by: publisher },
    ...Object.fromEntries(['', '/correct', '/withdraw'].map((each) => [`/publication/one${each}`, { search: '?of=%2Freports%2Fa-sample', ...(each === '/withdraw' ? { by: publisher } : {}) }])),
    '/history': { search: '?of=%2Freports%2Fa-sample&version=1' }, '/frozen/:sha256': { at: { sha256 } }, '/search': { search: '?q=answers' },
    '/reports/:report': { at: { report: 'a-sample' } }, '/reports/:report/report.docx': { at: { report: 'a-sample' } }, '/data/:dataset/:file': { at: { dataset: 'reports-a-sample', file: 'answers.csv' } },
  }
}

/** Gives a document and waits until it has been read; then accepts all of it, or leaves it to be reviewed. */
async function readThrough(council: House, person: Visitor, fileName: string, bytes: Uint8Array, accept: boolean): Promise<string> {
  const { address } = await person.send(await person.get('/imports/new'), 'Read this document', { 'Your document': { fileName, bytes } })
  await council.work()
  if (accept) {
    for (const { href } of (await person.get(address)).links.filter((each) => /\/tables\//.test(each.href))) await person.post(href, { rows: 'accept all' })
    await person.post(`${address}/accept`, { into: 'new', title: 'An accepted plan', from: '2026', to: '2028' })
  }
  return address.slice('/imports/'.length)
}

/** Figures for the board and a published year, as the making of a release leaves them. Gives the id of the board's. */
async function addFigures(council: House, body: string): Promise<string> {
  return council.change(async (db, organisation) => {
    const release = crypto.randomUUID()
    const made = (audience: 'board' | 'public') => frozenFigures({ ...countyMade(), release, audience })
    const { artefact, sha256 } = made('board')
    await db.insertInto('equality_monitoring.release').values({
      organisation_id: organisation, release_id: release, audience: 'board', number: 9_001, title: 'Workforce profile', as_of_on: '2026-09-30', state: 'ready', policy: 'board 2026-11', wanted: JSON.stringify({ mode: 'withhold', datasets: [] }), held: null,
      artefact: JSON.stringify(artefact), sha256, certificate: 'c'.repeat(64), refusal: null, corrects: null, note: '', by_person_id: null, by_name: 'Samira Hussain', approved_by_id: null, approved_by: '', at: council.now().toString(), version: 1,
    }).execute()
    const waiting = made('public')
    await db.insertInto('equality_monitoring.release').values({
      organisation_id: organisation, release_id: crypto.randomUUID(), audience: 'public', number: 9_002, title: 'For the public', as_of_on: '2026-09-30', state: 'ready', policy: 'public 2026-11', wanted: JSON.stringify({ mode: 'withhold', datasets: [] }), held: null,
      artefact: JSON.stringify(waiting.artefact), sha256: waiting.sha256, certificate: 'c'.repeat(64), refusal: null, corrects: null, note: '', by_person_id: null, by_name: 'Samira Hussain', approved_by_id: null, approved_by: '', at: council.now().toString(), version: 1,
    }).execute()
    const published = await publish(db, organisation, { room: 'equality-monitoring', thingId: release, address: '/workforce/2026', title: 'Who works here, 30 September 2026', content: JSON.parse(JSON.stringify(made('public').artefact)), letOut: { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' } }, council.now())
    if (published) await moveHead(db, organisation)
    return release
  }, body)
}

/** A report that was begun, issued and published. */
async function addSampleReport(council: House, one: (query: string, ...values: readonly unknown[]) => Promise<string>, organisation: string, body: Body): Promise<{ readonly parts: Readonly<Record<string, string>> }> {
  const part = crypto.randomUUID()
  const [from, to, slug] = ['2025-04-01', '2026-03-31', '2025-to-2026']
  const report = await one(`insert into reports.report (organisation_id, report_id, kind, title, from_on, to_on, slug, parts, begun_by, begun_at) values ($1, $2, 'annual report', 'Equality annual report', $3, $4, $5, $6, 'Priya Nair', $7) returning report_id as found`,
    crypto.randomUUID(), from, to, slug, JSON.stringify([{ id: part, section: null, heading: 'About this report', words: 'What we did.' }]), council.now().toString())
  const blocks: readonly WrittenBlock[] = [
    { kind: 'heading', level: 2, text: 'About this report' }, { kind: 'paragraph', text: 'What we did.' }, { kind: 'heading', level: 2, text: 'Assessments' },
    { kind: 'picture', picture: bars('Assessments by what became of them', 'Four were published and two are being written.', [{ label: 'Published', value: tallyOfThings(4) }, { label: 'Being written', value: tallyOfThings(2) }]) },
    { kind: 'table', table: { title: 'Assessments by what became of them', headings: [{ text: 'What became of them' }, { text: 'Assessments', kind: 'number' }], rows: [['Published', '4'], ['Being written', '2']] } },
  ]
  const content: IssueContent = { title: 'Equality annual report', organisation: body.name, kind: 'annual report', from, to, goesTo: '', number: 1, issuedOn: council.today().toString(), issuedBy: 'Priya Nair', note: '', blocks }
  await council.change(async (db) => {
    await insertIssue(db, organisation, report, content, { id: crypto.randomUUID(), name: 'Priya Nair' }, council.now())
    await publish(db, organisation, { room: 'reports', thingId: report, address: `/annual-reports/${slug}`, title: content.title, content: JSON.parse(JSON.stringify(content)) as Json, letOut: { by: 'person', id: crypto.randomUUID(), name: 'Peter Ashdown' } }, council.now())
    await moveHead(db, organisation)
  }, (council.standing.directory.list().find((each) => each.id === organisation))?.shortName)
  return { parts: { report, part, slug } }
}
