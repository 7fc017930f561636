import type { Assessment, Judged, Somebody, Verdict } from './assessment.ts'
import { agree, publish, recordDecision, review, sendToScrutiny, sentWhy, signedWhy, signOff } from './assessment.ts'
import { groups, sectionCodes, type Content, type GroupCode, type GroupImpact, type Magnitude, type Rating } from './content.ts'
import { conventionRights } from './rights.ts'

/** One made-up proposal: what it is, whom it touches and how, and how far its assessment has come. */
export interface WrittenAssessment {
  readonly title: string; readonly department: string; readonly about?: string; readonly changes: string; readonly places: string; readonly saves: string; readonly round?: string
  /** Group, rating, severity, why. Groups that are not named were looked at and found no different. */
  readonly touches: readonly (readonly [group: GroupCode, rating: Rating, severity: Magnitude | '', because: string])[]
  readonly together: string; readonly action: string; readonly owner: string; readonly left: readonly [Rating, Magnitude | '']
  readonly summary: string; readonly come: 'drafting' | 'in scrutiny' | 'agreed' | 'signed off' | 'published' | 'reviewed'; readonly yearsAgo: number; readonly late?: true
  /** By which indicator one impact is known, what was expected of it, and what the review made of it. */
  readonly known?: { readonly group: GroupCode; readonly indicator: string; readonly expected: string; readonly judged?: Judged; readonly words?: string }
}

/** On which of the earlier ones something is to be known by a figure. */
const knownOf: Readonly<Record<string, WrittenAssessment['known']>> = {
  'Recruitment and selection: review': { group: 'sex', indicator: 'Median gender pay gap', expected: 'Falls below 11 within two years, as more women are shortlisted for senior posts.' },
  'Customer contact centre: review': { group: 'race', indicator: 'Reports of hate incidents', expected: 'Reports by telephone and online together do not fall when the lines change: at least 60 in a quarter.', judged: 'better', words: 'Reports rose. Two new centres explain most of it, so we cannot say how much is ours; but nobody was kept from reporting.' },
}

/** What some of the earlier ones promised, and how it would be known. */
const promised: Readonly<Record<string, { readonly action: string; readonly measure: string }>> = {
  'Home care: review': { action: 'Visit everybody over 85 at home before the times of their visits change', measure: 'Every person over 85 has been visited before the first change' },
  'Charging for care at home: review': { action: 'Check the benefits of everybody who pays before the first new bill', measure: 'Every person who pays has been offered a check, and what was found is reported' },
  'Housing-related support: review': { action: 'Offer help in the first week to everybody who moves in', measure: 'All three hostels offer it, and say each quarter how many took it up' },
  'Home-to-school transport: review': { action: 'Ride the new route once with every pupil who needs it', measure: 'Every pupil whose plan says so has ridden it once with somebody they know' },
}

/** The content of a made-up assessment: sound, so that its steps are allowed. */
export function contentOf(written: WrittenAssessment, started: Temporal.PlainDate): Content {
  const evidenceOn = started.subtract({ days: 40 }).toString()
  const negative = written.touches.filter(([, rating]) => rating === 'negative').map(([group]) => group)
  const names = negative.map((group) => groups.find((each) => each.code === group)?.name.toLowerCase() ?? group).join(', ')
  return {
    proposal: { aims: written.saves === '' ? 'Make the service fit for the people who use it now.' : 'Balance the budget with the least harm.', changes: written.changes, options: 'Do nothing: it is not affordable, or leaves people waiting.\nDo it at once: turned down because people need time to find other ways.\nDo it in steps: taken further.', money: written.saves, places: written.places, nature: written.round === undefined ? [] : ['budget'] },
    people: { who: `The people who use it, those who work in it, and people who would if they could. ${written.summary.split('. ')[0] ?? ''}.`, 'how many': 'About 1,240 of 9,800 people who used services of this kind in the last year.' },
    evidence: {
      items: [
        { id: 'e-1', kind: 'figures', what: 'Use of the service over two years', source: 'The service’s own records', on: evidenceOn, coverage: 'local', about: negative.slice(0, 3), shows: 'Use by age, sex and disability for 1,240 people; ethnic group is known for 980 of them.', link: '' },
        { id: 'e-2', kind: 'engagement', what: 'Talks with users and groups', source: 'Consultation and engagement officer', on: evidenceOn, coverage: 'local', about: [], shows: 'What people said in four meetings and 212 answers on paper and online.', link: '' },
      ],
      gaps: written.touches.filter(([, rating]) => rating === 'unknown').map(([group], at) => ({ id: `g-${at + 1}`, what: `How it is for ${groups.find((each) => each.code === group)?.name.toLowerCase() ?? group}`, about: [group], plan: 'Ask the groups concerned before the decision, and report what they say.' })),
    },
    engagement: { asked: 'yes', who: `Users and their families, staff, unions, and groups that speak for those who could lose: ${names === '' ? 'none was found' : names}. Older and disabled people, women’s groups, faith groups, carers, people on low incomes, young people and rural parishes were invited by name.`, ended: started.add({ days: 20 }).toString(), formats: 'Easy Read, large print, British Sign Language, and meetings at three times of day.', said: 'Most people wanted to keep what they have. Many asked for more time.', changed: 'It comes in steps, and six months later than was first planned.', told: 'A letter and a page with what was said and what we did.' },
    impact: groups.filter((group) => group.statutory || written.touches.some(([code]) => code === group.code) || group.code === 'socio-economic').map((group) => impactOf(group.code, written)),
    rights: conventionRights.map((right) => ({ article: right.article, touched: 'no' as const, how: '', proportionate: '' })),
    together: { intersections: written.together, cumulative: 'Other proposals of this year touch some of the same people: see the impacts together.', direct: 'no' },
    mitigation: negative.length === 0 ? [] : [{ id: 'm-1', groups: negative, action: written.action, owner: { id: null, name: written.owner }, by: `by March ${started.year + 1}`, measure: promised[written.title]?.measure ?? 'Every one of those who would lose has been offered it, by name', residual: written.left[0], residualSeverity: written.left[1], planAction: null }],
    outcome: { outcome: negative.length === 0 ? 'no_major_change' : written.left[0] === 'negative' ? 'continue_justified' : 'adjust', why: negative.length === 0 ? 'Nobody would be worse off, and the second aim is served.' : `Some people would be worse off (${names}). What will be done makes it smaller; what is left is weighed against what the money keeps open.`, open: 'Some users do not agree.' },
    review: { watch: 'Use by age, sex, disability and ethnic group each quarter, and complaints.', on: started.add({ months: 22 }).toString(), sooner: 'If use by any group falls by a tenth.' },
    summary: { summary: written.summary },
  }
}

function impactOf(code: GroupCode, written: WrittenAssessment): GroupImpact {
  const group = groups.find((each) => each.code === code)
  const [, rating, severity, because] = written.touches.find(([each]) => each === code) ?? [code, 'neutral' as const, '' as const, `${neutral[code] ?? 'We looked at use and asked, and found no difference for these people.'}`]
  const cells = group === undefined || group.aims.length === 0 ? [{ aim: null, rating, because }] : group.aims.map((aim) => ({ aim, rating, because: aim === 'eliminate' ? because : aim === 'advance' ? `${because} Needs that differ are met by what is planned.` : `${because} It changes little in how people of different groups meet.` }))
  return { group: code, cells, affected: rating === 'negative' ? 'About 310 of the 1,240 people who use it' : '', severity: rating === 'negative' ? severity : '', lasting: rating === 'negative' ? 'For as long as it is so' : '', indirect: rating === 'negative' ? 'yes' : 'no', justification: rating === 'negative' ? 'The aim is to keep the rest of the service open for those who need it most; smaller changes were looked at and do not reach it.' : '', evidence: ['e-1', 'e-2'] }
}

/** Said of each group apart: what is true of one is not true of another. */
const neutral: Readonly<Partial<Record<GroupCode, string>>> = {
  age: 'Use is much the same at every age, and older users said that the times suit them.', disability: 'The access group walked through it with us and found nothing that would be harder.', gender_reassignment: 'A trans support group was asked and saw no difference; staff know how to address people.', marriage_cp: 'Nothing in it depends on being married or in a civil partnership.',
  pregnancy_maternity: 'Midwives were asked; places to sit and to feed a baby stay as they are.', race: 'Ethnic group is known for four in five users, and use follows the population.', religion_belief: 'Faith groups were asked about days and food, and nothing there changes.', sex: 'Women and men use it about equally, and staff are as before.', sexual_orientation: 'The LGBT network looked at it and saw nothing that would change.', 'socio-economic': 'There is no charge, and travel stays as it is.',
}

export const forConsulting = 'For permission to consult'
/** As it was before anybody had been asked: what people said, what changed by it and what it comes to are not there yet. */
export function beforeConsulting(content: Content): Content {
  const { said: _said, changed: _changed, told: _told, ended: _ended, ...engagement } = content.engagement
  return {
    ...content, engagement: { ...engagement, asked: 'planned' }, evidence: { ...content.evidence, items: content.evidence.items.filter((each) => each.kind !== 'engagement'), gaps: [{ id: 'g-0', what: 'What the people affected say', about: [], plan: 'Eight weeks of consultation, with meetings' }] },
    mitigation: content.mitigation.map((each) => ({ ...each, action: 'To be worked out with the people affected', measure: '', residual: '', residualSeverity: '' })), outcome: { open: 'All of it: nothing is recommended before people have been asked.' },
  }
}

/** Takes a made-up assessment through its steps, by people who may take them. Gives every state that is kept as a version. */
export function takeThrough(begun: Assessment, written: WrittenAssessment, cast: { readonly chair: Somebody; readonly signatory: Somebody }, today: Temporal.PlainDate): { readonly assessment: Assessment; readonly verdicts: readonly Verdict[]; readonly kept: readonly { readonly why: string; readonly by: Somebody; readonly on: Temporal.PlainDate }[] } {
  const kept: { why: string; by: Somebody; on: Temporal.PlainDate }[] = []
  let [assessment, verdicts]: [Assessment, readonly Verdict[]] = [begun, []]
  const steps = ['drafting', 'in scrutiny', 'agreed', 'signed off', 'published', 'reviewed']
  const reaches = (step: string): boolean => steps.indexOf(written.come) >= steps.indexOf(step)
  const on = (days: number): Temporal.PlainDate => { const day = begun.startedOn.add({ days }); return Temporal.PlainDate.compare(day, today) > 0 ? today : day }
  // Those of a budget round that came to be public were first put to the people whom they touch.
  if (written.round !== undefined && reaches('published')) kept.push({ why: forConsulting, by: begun.lead, on: on(22) })
  if (reaches('in scrutiny')) {
    assessment = sure(sendToScrutiny(assessment, [], begun.lead, on(50)))
    kept.push({ why: sentWhy(1), by: begun.lead, on: on(50) })
  }
  if (reaches('agreed')) {
    verdicts = sectionCodes.map((section, at) => ({ section, round: 1, verdict: at === 3 ? 'agreed with a comment' as const : 'agreed' as const, comment: at === 3 ? 'Good. Tell people what came of it by name.' : '', by: cast.chair, at: on(60).toZonedDateTime('Europe/London').toInstant().add({ hours: 10, seconds: at }), reply: '', repliedBy: '' }))
    assessment = sure(agree(assessment, verdicts, () => true, [], 1, cast.chair, on(60)))
  }
  if (written.late === true) assessment = sure(recordDecision(assessment, { on: on(62), by: begun.decisionMaker, decided: 'Approved', minute: 'Minute 22', had: null }, today))
  if (reaches('signed off')) {
    const signedOn = on(70)
    const reviewOn = [signedOn.add({ months: 20 }), today.add({ months: 5 })].sort(Temporal.PlainDate.compare).at(-1) ?? today
    assessment = sure(signOff(assessment, verdicts, [], cast.signatory, signedOn, Temporal.PlainDate.compare(reviewOn, signedOn.add({ years: 3 })) > 0 ? signedOn.add({ years: 3 }) : reviewOn))
    kept.push({ why: signedWhy, by: cast.signatory, on: signedOn })
  }
  if (reaches('published')) {
    if (assessment.decision === null) assessment = sure(recordDecision(assessment, { on: on(84), by: begun.decisionMaker, decided: written.touches.some(([, rating]) => rating === 'negative') ? 'Approved as adjusted, with a report after a year' : 'Approved', minute: `Minute ${10 + (begun.title.length % 30)}`, had: kept.length }, today))
    assessment = sure(publish(assessment, on(90)))
  }
  if (reaches('reviewed')) assessment = sure(review(assessment, 'Use fell a little less than expected, most among people over 75. The action was carried out, and asked about again in spring.', today.add({ months: 12 }), { ...begun.lead, post: written.owner }, on(400)))
  return { assessment, verdicts, kept }
}

function sure<Decided extends object>(decided: Decided | { readonly refused: string }): Decided {
  if ('refused' in decided) throw new Error(`The example breaks a rule: ${decided.refused}`)
  return decided
}

const budget = (year: number): string => `Budget ${year} to ${year + 1}`

/** Twenty savings of one budget round, all of them made up. */
export function budgetRound(year: number): readonly WrittenAssessment[] {
  const saving = (title: string, department: string, saves: string, places: string, touches: WrittenAssessment['touches'], together: string, action: string, owner: string, left: WrittenAssessment['left'], come: WrittenAssessment['come'], changes: string): WrittenAssessment => ({
    title, department, changes, places, saves, round: budget(year), touches, together, action, owner, left, come, yearsAgo: 0, summary: `We want to change this to save ${saves}: ${changes.charAt(0).toLowerCase()}${changes.slice(1)} ${touches.some(([, rating]) => rating === 'negative') ? 'Some people would lose by it. We asked them, and changed our plan.' : 'We found nobody who would lose by it.'} ${action === '' ? '' : `We will ${action.charAt(0).toLowerCase()}${action.slice(1)}.`} We will look again after a year.`,
  })
  return [
    saving('Fewer evening buses in the west', 'environment', '£240,000 a year', 'Coalhaven\nPlumstead', [['age', 'negative', 'medium', 'Older people without a car would be at home by six.'], ['disability', 'negative', 'high', 'Disabled people who cannot drive have no other way to travel in the evening.'], ['sex', 'negative', 'medium', 'More women than men use evening buses, many coming from care work.'], ['socio-economic', 'negative', 'medium', 'Shift workers on low pay would need taxis.']], 'For disabled women over 65 in Coalhaven the last bus is also the way home from the lunch club.', 'Keep one evening bus and offer dial-a-ride', 'Bus Network Planner', ['negative', 'low'], 'in scrutiny', 'The last bus would leave at six.'),
    saving('Charge for garden waste', 'environment', '£310,000 a year', 'The whole county', [['age', 'negative', 'low', 'Pensioners on a fixed income would pay £45 a year.'], ['socio-economic', 'negative', 'medium', 'It is the same charge for all, and harder for those with least.']], 'Older people with little money would pay twice, with the parking charge.', 'Halve the charge for people on means-tested benefits', 'Head of Waste', ['negative', 'low'], 'agreed', 'Collecting garden waste would cost £45 a year.'),
    saving('Libraries open four days a week', 'adults', '£180,000 a year', 'Framley\nCoalhaven\nSilverbridge', [['age', 'negative', 'medium', 'Older people come for company, and children after school.'], ['disability', 'negative', 'medium', 'The warm and quiet room is used by people with learning disabilities every day.'], ['race', 'negative', 'low', 'English classes meet on the days that would go.']], 'For disabled women over 65 in Coalhaven the library is the one place open on a Wednesday.', 'Keep the warm room open on all days with volunteers', 'Libraries and Heritage Manager', ['negative', 'low'], 'drafting', 'Nine libraries would close on Wednesdays and Fridays.'),
    saving('Day centre closed on Fridays', 'adults', '£48,000 a year', 'Framley\nSilverbridge', [['disability', 'negative', 'high', 'Everybody who comes is disabled, and Friday is when they meet their friends.'], ['sex', 'negative', 'medium', 'Most family carers are women who work on Fridays.'], ['carers', 'negative', 'high', 'Carers would lose the one day on which they are sure to work.']], 'Carers who are women over 60 lose both rest and pay.', 'Keep Friday mornings open for people who have nowhere else to go', 'Service Manager, Independent Living', ['negative', 'medium'], 'in scrutiny', 'The centre would close on Fridays, but for a morning.'),
    saving('Higher charges for care at home', 'adults', '£620,000 a year', 'The whole county', [['age', 'negative', 'high', 'Most people who pay are over 75.'], ['disability', 'negative', 'high', 'All who pay are disabled, and some would stop care that they need.'], ['sex', 'negative', 'medium', 'Two in three who pay are women, with smaller pensions.']], 'Disabled women over 75 who live alone would pay most of all, out of the smallest pensions.', 'Cap the rise at £10 a week in the first year and check every person’s benefits', 'Head of Finance, Adults', ['negative', 'medium'], 'agreed', 'The highest weekly charge would rise.'),
    saving('Fewer beds for respite', 'adults', '£150,000 a year', 'Silverbridge', [['disability', 'negative', 'high', 'Two of eight beds would go; families wait nine weeks now.'], ['carers', 'negative', 'high', 'Carers who cannot rest fall ill.'], ['sex', 'negative', 'medium', 'Most carers are women.']], 'Women who care for two people have no other rest.', 'Pay for weekends in homes that have room', 'Head of Commissioning', ['negative', 'medium'], 'drafting', 'Two beds of eight would close.'),
    saving('School clothing grants ended', 'children', '£90,000 a year', 'The whole county', [['socio-economic', 'negative', 'high', 'The families have the lowest incomes in the county.'], ['sex', 'negative', 'medium', 'Most are headed by one mother.'], ['race', 'unknown', '', 'The ethnic group of families is not recorded.'], ['age', 'negative', 'medium', 'Children would go without a coat.']], 'One-parent families of minority ethnic groups may lose most; we do not know.', 'Ask schools to keep second-hand uniform free', 'Head of Pupil Services', ['negative', 'medium'], 'drafting', 'Grants of £60 a child would end.'),
    saving('Children’s centres share buildings', 'children', '£200,000 a year', 'Coalhaven\nFramley', [['pregnancy_maternity', 'negative', 'medium', 'New mothers would travel further with a baby.'], ['sex', 'negative', 'medium', 'Nearly all who come are women.'], ['race', 'positive', '', 'The new building is next to the community centre that Gypsy and Traveller families use.']], 'Young mothers without a car would come less often.', 'Run a group in each village hall once a week', 'Head of Early Help', ['neutral', ''], 'signed off', 'Four centres would move into two buildings.'),
    saving('Home-to-school transport: pick-up points', 'children', '£410,000 a year', 'The whole county', [['disability', 'negative', 'high', 'Some children with special needs cannot wait at a stop.'], ['age', 'negative', 'medium', 'Young children would wait by main roads.'], ['carers', 'negative', 'medium', 'Parents would walk to the stop with other children.']], 'Disabled girls who travel alone are the least safe at a stop.', 'Keep the door-to-door ride for every child whose plan says so', 'Head of Pupil Services', ['neutral', ''], 'agreed', 'Pupils would be picked up at points, not at home.'),
    saving('Music lessons at full price', 'children', '£60,000 a year', 'The whole county', [['socio-economic', 'negative', 'medium', 'Poorer pupils would stop.'], ['disability', 'negative', 'low', 'Lessons for disabled pupils cost more.']], 'Disabled pupils of poor families would stop first.', 'Keep free lessons for pupils with free meals', 'Head of Music', ['neutral', ''], 'signed off', 'Lessons would cost what they cost.'),
    saving('Contact centre open from nine to four', 'corporate', '£130,000 a year', 'The whole county', [['disability', 'negative', 'low', 'People who use text relay need longer calls.'], ['age', 'negative', 'low', 'Older people use the telephone most.'], ['carers', 'negative', 'low', 'Carers call in the evening.']], 'Deaf people over 75 have the fewest other ways.', 'Answer text relay until six', 'Head of Customer Service', ['neutral', ''], 'published', 'Calls would be answered from nine to four.'),
    saving('Fewer office buildings', 'corporate', '£350,000 a year', 'Barchester', [['disability', 'negative', 'medium', 'Adjusted desks and rooms have to move with people.'], ['religion_belief', 'negative', 'low', 'One of two quiet rooms would go.'], ['pregnancy_maternity', 'neutral', '', 'There is a room for feeding on each floor of the building that stays.']], 'Disabled staff who pray have both changes at once.', 'Move every adjustment before its person, and keep a quiet room on each floor', 'Head of Property', ['neutral', ''], 'published', 'Three buildings would become one.'),
    saving('Voluntary redundancy in back offices', 'corporate', '£900,000 a year', 'Barchester', [['age', 'negative', 'medium', 'People over 55 are likelier to be asked and to go.'], ['sex', 'negative', 'medium', 'Four in five of these staff are women.'], ['disability', 'unknown', '', 'A third of staff have not said.']], 'Women over 55 who work part time are most of those who could go.', 'Offer every person a talk about other posts first', 'Head of Strategic HR', ['negative', 'low'], 'drafting', 'Up to forty posts would go.'),
    saving('Grants to community groups cut by a fifth', 'chief', '£80,000 a year', 'The whole county', [['race', 'negative', 'medium', 'Small groups of minority ethnic people live from these grants.'], ['religion_belief', 'negative', 'low', 'Interfaith work is paid from them.'], ['disability', 'negative', 'medium', 'Groups run by disabled people have no other money.'], ['cohesion', 'negative', 'medium', 'Groups bring people together who would not meet.']], 'Groups of disabled women of minority ethnic groups are the smallest of all.', 'Cut large groups more, and groups under £5,000 not at all', 'Head of Policy', ['negative', 'low'], 'in scrutiny', 'All grants would be a fifth smaller.'),
    saving('Parking charges in market towns', 'environment', '£220,000 a year', 'Plumstead\nSilverbridge', [['disability', 'neutral', '', 'Blue badge holders go on parking free.'], ['age', 'negative', 'low', 'Older people park for longer.'], ['rural', 'negative', 'medium', 'People in villages have no bus to come by.']], 'Older people in villages pay most often.', 'Make the first hour free', 'Head of Passenger Transport', ['negative', 'low'], 'published', 'Parking would cost £1 an hour.'),
    saving('Street lights off after midnight', 'environment', '£170,000 a year', 'The whole county', [['sex', 'negative', 'medium', 'Women feel less safe walking in the dark.'], ['disability', 'negative', 'medium', 'People with low vision cannot see kerbs.'], ['sexual_orientation', 'negative', 'low', 'People who have been attacked for who they are fear it more.'], ['race', 'negative', 'low', 'So do people who have met racist abuse.']], 'Disabled women who work nights walk home in the dark.', 'Leave lights on near stations, hospitals and night workplaces', 'Highways Access Manager', ['negative', 'low'], 'agreed', 'Lights would be off from midnight to five.'),
    saving('One recycling site fewer', 'environment', '£110,000 a year', 'Framley', [['age', 'negative', 'low', 'Older people drive less far.'], ['disability', 'negative', 'low', 'The next site has steps.']], 'Older disabled people would need somebody to go for them.', 'Build a ramp at Silverbridge before the site closes', 'Head of Waste', ['neutral', ''], 'signed off', 'The site at Framley would close.'),
    saving('Health checks at pharmacies only', 'health', '£75,000 a year', 'The whole county', [['race', 'positive', '', 'Pharmacists speak the languages of their street.'], ['disability', 'negative', 'low', 'Two pharmacies have a step.'], ['sex', 'neutral', '', 'Men come as often as women to pharmacies.']], 'Disabled people of minority ethnic groups gain and lose.', 'Go to the two pharmacies with a ramp first', 'Consultant in Public Health', ['neutral', ''], 'published', 'Checks would be at pharmacies.'),
    saving('Stop smoking help online first', 'health', '£40,000 a year', 'The whole county', [['age', 'negative', 'low', 'Older smokers use the internet less.'], ['pregnancy_maternity', 'negative', 'medium', 'Pregnant women stop more often with somebody to talk to.'], ['disability', 'negative', 'low', 'People with mental health problems smoke more and use it less online.']], 'Pregnant young women with little money smoke most.', 'Keep a named adviser for every pregnant woman', 'Consultant in Public Health', ['neutral', ''], 'agreed', 'People would start online.'),
    saving('Lunch clubs paid by those who come', 'adults', '£55,000 a year', 'Coalhaven\nPlumstead', [['age', 'negative', 'medium', 'All who come are over 65.'], ['disability', 'negative', 'medium', 'Half have a long-term illness.'], ['sex', 'negative', 'low', 'Three in four are women.'], ['socio-economic', 'negative', 'medium', 'Four pounds a meal is a lot on a state pension.']], 'For disabled women over 65 in Coalhaven it is the third loss in one year, after the bus and the library.', 'Keep meals free for people on pension credit', 'Head of Commissioning', ['negative', 'low'], 'in scrutiny', 'A meal would cost £4.'),
  ]
}

/** Forty earlier ones, over four years: a review of each of the body's policies and services in turn. */
export function earlierOnes(register: readonly { readonly name: string; readonly department: string; readonly owner: string; readonly touched: readonly GroupCode[] }[]): readonly WrittenAssessment[] {
  const stages = ['reviewed', 'reviewed', 'published', 'published', 'published', 'signed off', 'published', 'reviewed'] as const
  return Array.from({ length: 40 }, (_, at): WrittenAssessment => {
    const about = register[at % register.length]!
    const worse = about.touched.slice(0, 1 + at % 2)
    const title = at < register.length ? `${about.name}: review` : `${about.name}: how people get in touch`
    const action = promised[title]?.action ?? 'Help people with the change, one by one, for six months'
    return {
      title, about: about.name, department: about.department, changes: at < register.length ? 'How it is offered was looked at from the beginning, and will change in three places.' : 'People would get in touch first online, and by telephone where they need to.', places: 'The whole county', saves: '',
      touches: [...worse.map((group) => [group, 'negative', (['low', 'medium', 'low', 'high'] as const)[at % 4] ?? 'low', `${groups.find((each) => each.code === group)?.name ?? group}: some people would have to do something new to go on using it.`] as const), ...about.touched.slice(2, 3).map((group) => [group, 'positive', '', 'What was hard to use before would be easier, by what people told us.'] as const)],
      together: 'People who are in two of these groups would have both changes at once.', action, owner: about.owner, left: at % 4 === 3 ? ['negative', 'low'] : ['neutral', ''],
      summary: `We looked at this service and want to change how it is offered. Some people would have to do something new. We asked them. We will ${action.charAt(0).toLowerCase()}${action.slice(1)}. We will look again after a year and say what we found.`, come: stages[at % stages.length] ?? 'published', yearsAgo: at < register.length && knownOf[`${about.name}: review`] !== undefined ? Math.min(2, 1 + at % 4) : 1 + at % 4, ...(at === 12 ? { late: true as const } : {}), ...(at < register.length && knownOf[`${about.name}: review`] !== undefined ? { known: knownOf[`${about.name}: review`] } : {}),
    }
  })
}
