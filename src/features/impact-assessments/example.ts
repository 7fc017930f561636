import type { Json } from '#database/canonical.ts'
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append, nextNumber } from '#database/ledger.ts'
import { characteristics, isAimFor, type Characteristic } from '#duty/characteristics.ts'
import { dayInLondon } from '#duty/dates.ts'
import type { ExamplePeople } from '#features/people/index.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import type { KindOfSeries, Series } from '#web/offers.ts'
import { signedWhy, type Assessment, type Decision, type Somebody } from './assessment.ts'
import { frozenForm, impactRows, indexFigures, insertAssessment, insertMany, type Frozen, type FrozenContent } from './assessment-store.ts'
import { said, sectionCodes, type Content } from './content.ts'
import type { ContractDuty } from './contract.ts'
import { insertReturn, saveDuty } from './contract-store.ts'
import { beforeConsulting, budgetRound, contentOf, earlierOnes, forConsulting, takeThrough, type WrittenAssessment } from './example-assessments.ts'
import { takenInWords } from './pages/in-words.ts'
import { entryOf, publicContent } from './pages/public-assessments.ts'
import { pointInWords, takeSeries, targetInWords } from './pages/series.ts'
import { paths } from './paths.ts'
import { everywhere, type Place } from './place.ts'
import { listPlaces, savePlaces } from './place-store.ts'
import { savePublicEntry } from './public-store.ts'
import { halfYear, programmeYears, quarterOf, type ProgrammeItem } from './programme.ts'
import { insertItem } from './programme-store.ts'
import { agreeRelevance, assessRelevance, houseMethod, type Relevance, type Score, type Step } from './relevance.ts'
import { insertRelevance } from './relevance-store.ts'
import { agreeNotNeeded, needAssessment, questionsFor, sendBack, signReason, type Screening, type ScreeningAnswers } from './screening.ts'
import { houseScreening } from './screening-form.ts'
import { insertScreening, saveScreening } from './screening-store.ts'
import { formEdition, placesCode } from './sections.ts'
import type { Undertaking, UndertakingKind } from './undertaking.ts'
import { insertUndertaking } from './undertaking-store.ts'

/** [name, kind, department, what it does, whom it serves, owner’s post, scores by characteristic, quarter of the programme counted from its first, how far it has come] */
type Written = readonly [name: string, kind: UndertakingKind, department: keyof typeof departments, does: string, serves: string, owner: string, scores: Partial<Record<Characteristic, readonly [Step, Step, Step]>>, quarter: number | null, come?: 'started' | 'done' | 'published' | 'reviewed']

const departments = { adults: 'Adults and Communities', children: 'Children and Families', corporate: 'Corporate Resources', environment: 'Environment and Transport', health: 'Public Health', chief: 'Chief Executive’s' } as const

const written: readonly Written[] = [
  ['Home care', 'service', 'adults', 'Help at home with washing, dressing, meals and medicine.', 'About 3,000 older and disabled adults and those who care for them.', 'Head of Commissioning', { age: [3, 3, 2], disability: [3, 3, 2], sex: [2, 2, 1] }, 0, 'published'],
  ['Charging for care at home', 'policy', 'adults', 'Says who pays for care at home, and how much.', 'Everybody who has care at home, and their families.', 'Head of Finance, Adults', { age: [3, 3, 3], disability: [3, 3, 3], sex: [2, 2, 1] }, 1, 'published'],
  ['Day opportunities for people with a learning disability', 'service', 'adults', 'Places and people to spend the day with, and transport to them.', '640 adults with a learning disability.', 'Service Manager, Independent Living', { disability: [3, 3, 3], race: [1, 2, 1] }, 2, 'done'],
  ['Libraries', 'service', 'adults', 'Books, computers, warm rooms and events in 34 places, and a van.', 'Anybody; most of all families, older people and people without the internet at home.', 'Libraries and Heritage Manager', { age: [2, 2, 2], disability: [2, 2, 2], race: [1, 1, 1] }, 3, 'started'],
  ['Housing-related support', 'contract', 'adults', 'Hostels, refuges and visiting support, run by three charities.', 'People who are homeless or leaving violence.', 'Head of Commissioning', { sex: [3, 3, 2], disability: [2, 3, 2], race: [2, 2, 1] }, 2, 'started'],
  ['Carers’ assessments', 'function', 'adults', 'Finds out what unpaid carers need, and agrees help.', 'Unpaid carers, young carers among them.', 'Service Manager, Independent Living', { disability: [2, 2, 2], age: [2, 2, 1], sex: [2, 1, 1] }, 5],
  ['Museums and heritage', 'service', 'adults', 'Two museums, school visits, collections.', 'Visitors, schools, volunteers.', 'Libraries and Heritage Manager', { race: [1, 1, 1], disability: [1, 1, 0] }, 9],
  ['School admissions', 'policy', 'children', 'Says how places are offered when a school is full.', 'About 14,000 children a year and their families.', 'Admissions Policy Officer', { race: [2, 2, 3], religion_belief: [2, 2, 2], disability: [1, 2, 2] }, 0, 'reviewed'],
  ['Home-to-school transport', 'policy', 'children', 'Says who travels free, how, and from where.', '9,000 pupils, 1,900 of them with special educational needs.', 'Head of Pupil Services', { disability: [3, 3, 3], age: [2, 2, 2], religion_belief: [1, 1, 2] }, 1, 'done'],
  ['Children’s centres', 'service', 'children', 'Help for families with children under five.', 'Parents, most of them mothers, and young children.', 'Head of Early Help', { sex: [2, 2, 2], pregnancy_maternity: [3, 2, 1], race: [1, 2, 1] }, 2],
  ['Fostering', 'service', 'children', 'Finds, trains and pays foster carers.', 'Children in care and 310 fostering households.', 'Head of Children in Care', { race: [2, 2, 2], religion_belief: [1, 2, 1], sexual_orientation: [1, 2, 1], age: [2, 2, 0] }, 4],
  ['Short breaks for disabled children', 'service', 'children', 'Time away for disabled children, and rest for their families.', '820 families.', 'Head of Special Educational Needs', { disability: [3, 3, 2] }, 1, 'started'],
  ['Youth justice', 'function', 'children', 'Works with children who have offended, and with the courts.', 'About 200 children a year.', 'Head of Youth Justice', { race: [3, 3, 3], age: [2, 2, 1], disability: [2, 2, 2] }, 3],
  ['Music service', 'service', 'children', 'Lessons and ensembles in schools.', '6,500 pupils.', 'Head of Music', { disability: [1, 1, 1], race: [1, 0, 1] }, 10],
  ['Recruitment and selection', 'policy', 'corporate', 'Says how we advertise, choose and appoint.', 'Everybody who applies to us, and who works here.', 'Head of Strategic HR', { race: [3, 2, 3], disability: [2, 2, 3], sex: [2, 2, 2], age: [1, 1, 1] }, 0, 'published'],
  ['Disciplinary policy', 'policy', 'corporate', 'Says what happens when conduct falls short.', 'All employees.', 'Head of Strategic HR', { race: [2, 3, 3], disability: [2, 2, 1] }, 2, 'started'],
  ['Customer contact centre', 'service', 'corporate', 'Answers calls, letters and messages.', 'Anybody who gets in touch: 380,000 contacts a year.', 'Head of Customer Service', { disability: [2, 2, 2], age: [2, 2, 2], race: [2, 1, 1] }, 3],
  ['Move of applications online', 'project', 'corporate', 'Puts 140 paper forms online.', 'Everybody who applies for something.', 'Head of Customer Service', { age: [3, 2, 2], disability: [3, 2, 3], race: [1, 2, 1] }, 2, 'started'],
  ['Procurement rules', 'policy', 'corporate', 'Says how we buy, and what we ask suppliers.', 'Suppliers, and everybody who uses what we buy.', 'Head of Procurement', { race: [1, 1, 1], disability: [1, 2, 1] }, 6],
  ['Office accommodation strategy', 'policy', 'corporate', 'Says where people work.', 'All employees and visitors.', 'Head of Property', { disability: [2, 2, 1], pregnancy_maternity: [1, 1, 0], religion_belief: [1, 1, 0] }, 7],
  ['Boiler plant maintenance', 'contract', 'corporate', 'Keeps the boilers of twelve depots running.', 'Two contractors; no public.', 'Head of Property', {}, null],
  ['Bus network support', 'contract', 'environment', 'Pays for routes that would not run by themselves.', 'About 2 million journeys a year, many by older and disabled people.', 'Bus Network Planner', { age: [3, 2, 3], disability: [3, 3, 2], sex: [2, 1, 1] }, 1, 'published'],
  ['Concessionary travel', 'policy', 'environment', 'Free travel for older and disabled people, and companions.', '118,000 pass holders.', 'Head of Passenger Transport', { age: [3, 2, 2], disability: [3, 3, 2] }, 4],
  ['Highways maintenance', 'service', 'environment', 'Mends roads and pavements.', 'Everybody; most of all people who walk or wheel with difficulty.', 'Highways Access Manager', { disability: [2, 2, 2], age: [2, 1, 1] }, 5],
  ['Recycling and household waste sites', 'service', 'environment', 'Fourteen sites, with booking.', 'Households with and without a car.', 'Head of Waste', { disability: [2, 1, 1], age: [1, 1, 1] }, 8],
  ['Gypsy and Traveller sites', 'service', 'environment', 'Three sites, and stopping places.', 'About 120 families, who are protected under race.', 'Head of Planning', { race: [2, 3, 3], disability: [1, 2, 1] }, 0, 'done'],
  ['Tree planting', 'project', 'environment', 'A tree for every resident by 2030.', 'Everybody.', 'Head of Environment', {}, null],
  ['Stop smoking service', 'service', 'health', 'Helps people to stop.', 'About 2,400 people a year.', 'Consultant in Public Health', { pregnancy_maternity: [2, 2, 1], race: [1, 1, 1], disability: [1, 2, 1] }, 6],
  ['Sexual health services', 'contract', 'health', 'Clinics and testing by post.', 'Anybody over 13.', 'Consultant in Public Health', { sexual_orientation: [3, 2, 2], gender_reassignment: [1, 2, 2], age: [2, 2, 1], race: [2, 1, 1] }, 3],
  ['Health checks from 40 to 74', 'contract', 'health', 'Invites people to a check every five years.', '180,000 people.', 'Consultant in Public Health', { race: [2, 2, 2], sex: [1, 1, 1], disability: [1, 2, 1] }, 5],
  ['Medium-term financial strategy', 'policy', 'chief', 'Says what we can spend over four years, and what we cannot.', 'Everybody.', 'Director of Corporate Resources', { disability: [3, 3, 3], age: [3, 3, 3], sex: [3, 2, 2], race: [2, 2, 2] }, 2, 'started'],
  ['Communications strategy', 'policy', 'chief', 'Says how we tell people things.', 'Residents, staff, partners.', 'Head of Communications', { disability: [2, 2, 1], race: [2, 1, 1], age: [1, 1, 1] }, 6],
  ['Complaints procedure', 'policy', 'chief', 'Says how we listen when something went wrong.', 'About 1,100 people a year.', 'Head of Governance', { disability: [1, 2, 2], race: [1, 1, 1] }, 8],
  ['Community grants', 'policy', 'chief', 'Gives £400,000 a year to local groups.', 'About 160 groups.', 'Head of Policy', { race: [2, 1, 2], religion_belief: [1, 1, 1], disability: [2, 1, 1] }, 4],
]

const slow = ['Libraries', 'Move of applications online', 'Disciplinary policy']
/** Were to be finished in the last whole half-year. */
const lately = ['Libraries', 'Recruitment and selection', 'Bus network support', 'Charging for care at home', 'Day opportunities for people with a learning disability', 'Home-to-school transport']

/** Barsetshire’s register, programme and screenings: fictional, and in the second year of its programme whenever the example is made. */
export async function addExampleAssessments(db: Database, organisation: string, body: string, { people, departments: ids }: ExamplePeople, now: Temporal.Instant, series: readonly KindOfSeries[]): Promise<void> {
  if (body !== 'barsetshire') return
  const today = dayInLondon(now)
  const first = (programmeYears(today)[0]?.from ?? today).subtract({ years: 1 })
  const who = (name: string) => ({ id: people.get(name) ?? newId(), name })
  const [author, chair, lead] = [who('Aisha Rahman'), who('Colin Fairweather'), who('Priya Nair')]
  const known = new Map<string, string>()
  // The board is told about the last whole half-year: some of it was done, and some is late.
  const lastHalf = Math.round(first.until(halfYear(today).from, { largestUnit: 'months' }).months / 3)

  for (const [name, kind, department, does, serves, post, scored, quarter, come] of written) {
    const id = newId()
    known.set(name, id)
    const made: Undertaking = { id, kind, name, does, serves, department: ids.get(departments[department]) ?? null, owner: { id: null, name: post }, endedOn: null, version: 1 }
    await insertUndertaking(db, organisation, made, now.subtract({ hours: 24 * 400 }))
    const scores: Score[] = characteristics.map(({ code }) => {
      const [scale, severity, concern] = scored[code] ?? [0, 0, 0]
      return { characteristic: code, scale, severity, concern, aims: scale === 0 ? [] : (['eliminate', 'advance'] as const).filter((aim) => isAimFor(code, aim)) }
    })
    const assessed = sure(assessRelevance({ id: newId(), undertaking: id, on: today.subtract({ days: 390 }), scores, by: author, reason: name === 'Boiler plant maintenance' ? 'We looked at who goes there: two contractors, twice a year. Nobody else comes near the plant and no service depends on its timing.' : name === 'Tree planting' ? 'Every parish is offered trees, sites are chosen for reach of paths, and the access group has looked at the first forty. We found no difference for anybody.' : 'Figures on users, complaints of two years, and what the access group and the workers’ groups said.' }, houseMethod))
    const settled: Relevance = assessed.level === 'none' && name !== 'Tree planting' ? sure(agreeRelevance(assessed, chair, today.subtract({ days: 380 }))) : assessed
    await insertRelevance(db, organisation, settled, now.subtract({ hours: 24 * 390 }))
    if (quarter === null) continue
    // What is done was planned in quarters gone by; what is under way, in this one. Three are late, as in any real programme.
    const place = come === undefined && quarter < 6 ? quarter + 6 : lately.includes(name) ? lastHalf + quarter % 2 : come === 'started' && !slow.includes(name) ? 6 : quarter
    const planned = quarterOf(first.add({ months: 3 * place }))
    const earlier = (days: number) => [planned.to.subtract({ days }), today.subtract({ days: 1 })].sort(Temporal.PlainDate.compare)[0] ?? today
    const item: ProgrammeItem = {
      id: newId(), undertaking: id, planned, why: '', outside: name === 'Move of applications online', screening: null, assessment: null,
      started: come === undefined ? null : earlier(80), finished: come === undefined || come === 'started' ? null : earlier(20), published: come === 'published' || come === 'reviewed' ? earlier(5) : null, reviewed: come === 'reviewed' ? today.subtract({ days: 12 }) : null,
      address: '', ended: null, version: 1,
    }
    await insertItem(db, organisation, item)
  }

  for (const each of screenings) {
    const by = who(each.by)
    const answers: ScreeningAnswers = {
      kinds: each.kinds, ...(each.answered === false ? {} : { triggers: Object.fromEntries(questionsFor(houseScreening, each.kinds).map((question) => [question.code, each.yes.includes(question.code) ? 'yes' as const : each.unsure?.includes(question.code) === true ? 'not known' as const : 'no' as const])) }),
      ...(each.impact === undefined ? {} : { impact: each.impact, who: each.who, evidence: each.evidence }),
    }
    let screening: Screening = {
      id: newId(), title: each.title, proposal: each.proposal, undertaking: each.about === undefined ? null : known.get(each.about) ?? null, department: ids.get(departments[each.department]) ?? null, form: houseScreening.edition, answers, state: 'answering', outcome: null, reason: '',
      decisionDue: today.add({ days: each.decidedIn }), by, signedAt: null, agreed: null, note: '', version: 1,
    }
    const at = now.subtract({ hours: 24 * each.daysAgo })
    await insertScreening(db, organisation, screening, at)
    const keep = async (next: Screening): Promise<void> => {
      screening = next
      await saveScreening(db, organisation, next)
    }
    if (each.came === 'assessment needed') await keep(sure(needAssessment(screening, houseScreening, true)))
    else if (each.came !== 'answering') {
      await keep(sure(signReason(screening, each.reason ?? '', by, houseScreening, at)))
      if (each.came === 'not needed') await keep(sure(agreeNotNeeded(screening, each.agreedBy === undefined ? lead : who(each.agreedBy), at.add({ hours: 50 }))))
      if (each.came === 'sent back') await keep(sure(sendBack(screening, each.note ?? '', each.agreedBy === undefined ? lead : who(each.agreedBy))))
    }
  }
  await addAssessments(db, organisation, known, ids, who, now, series)
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'impact-assessments.example-made', on: { room: 'impact-assessments', id: organisation }, detail: { undertakings: written.length, screenings: screenings.length } })
}

/** Sixty assessments over four years at every stage, twenty of them one budget round. Published ones are public. */
async function addAssessments(db: Database, organisation: string, known: ReadonlyMap<string, string>, ids: ReadonlyMap<string, string>, who: (name: string) => { readonly id: string; readonly name: string }, now: Temporal.Instant, series: readonly KindOfSeries[]): Promise<void> {
  const today = dayInLondon(now)
  const casts = {
    adults: { lead: who('Aisha Rahman'), chair: who('Colin Fairweather') }, children: { lead: who('Bronwen Rees'), chair: who('Dev Chaudhary') }, environment: { lead: who('Kelvin Osei'), chair: who('Margaret Thorne') }, health: { lead: who('Fatoumata Diallo'), chair: who('Priya Nair') },
    corporate: { lead: who('Grace Okafor'), chair: who('Priya Nair') }, chief: { lead: who('Yusuf Karim'), chair: who('Peter Ashdown') },
  } as const
  const signatory = who('Daniel Whitcombe')
  const financial = today.month >= 4 ? today.year + 1 : today.year
  const register = written.filter((each) => Object.keys(each[6]).length > 0).map(([name, , department, , , owner, scored]) => ({ name, department, owner, touched: Object.keys(scored) as Characteristic[] }))
  const all = [...earlierOnes(register), ...budgetRound(financial)]
  const [sections, impacts, frozen, verdicts, touches]: [object[], object[], object[], object[], object[]] = [[], [], [], [], []]
  const numbers = new Map<number, number>()
  await savePlaces(db, organisation, ['Barchester', 'Coalhaven', 'Framley', 'Greshamsbury', 'Plumstead', 'Silverbridge'], today)
  const places = await listPlaces(db, organisation)
  const decided: { readonly id: string; readonly decision: Decision; readonly had: string | null }[] = []
  let published = 0
  for (const [at, each] of all.entries()) {
    const cast = casts[each.department as keyof typeof casts]
    const started = each.yearsAgo === 0 ? today.subtract({ days: each.come === 'drafting' ? 20 + at % 15 : 95 + at % 20 }) : today.subtract({ years: each.yearsAgo }).add({ days: at * 7 % 60 }).subtract({ days: each.yearsAgo === 1 ? 60 : 0 })
    const number = (numbers.get(started.year) ?? 0) + 1
    numbers.set(started.year, number)
    const begun: Assessment = {
      id: newId(), reference: `EIA/${started.year}/${String(number).padStart(3, '0')}`, title: each.title, undertaking: each.about === undefined ? null : known.get(each.about) ?? null, department: ids.get(departments[each.department as keyof typeof departments]) ?? null, lead: cast.lead, authors: [], wrote: [], stage: 'drafting', round: 0, openedAgainAfter: 0,
      decisionMaker: 'Cabinet', decisionDue: each.yearsAgo === 0 && ['drafting', 'in scrutiny', 'agreed', 'signed off'].includes(each.come) ? today.add({ days: 45 + at % 20 }) : started.add({ days: 84 }), budgetRound: each.round ?? '', startedOn: started, sent: null, agreed: null, signed: null, decision: null, earlier: [], publishedOn: null, reviewOn: null, reviewed: null, earlierReviews: [], ended: null, remarks: [], version: 1,
    }
    const indicator = each.known === undefined ? undefined : await indicatorCalled(db, organisation, series, each.known.indicator)
    const content = withPlaces(withKnown(contentOf(each, started), each.known, indicator, started.add({ days: 60 })), places)
    const { assessment: taken, verdicts: given, kept } = takeThrough(begun, each, { chair: cast.chair, signatory }, today)
    const assessment = judgedBy(taken, content, each.known, indicator?.series)
    const instant = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime('Europe/London').toInstant().add({ hours: 11 })
    await insertAssessment(db, organisation, assessment, instant(started.add({ days: 30 })))
    touches.push(...placesIn(content).map((code) => ({ organisation_id: organisation, assessment_id: assessment.id, place_code: code })))
    if (each.title === 'Housing-related support: review') await addContract(db, organisation, assessment, cast.lead, today)
    if (indicator !== undefined) await indexFigures(db, organisation, assessment.id, content.evidence.items, content.impact)
    const key = { organisation_id: organisation, assessment_id: assessment.id }
    for (const section of each.come === 'drafting' && at % 2 === 0 ? (['proposal', 'people', 'evidence', 'impact'] as const) : sectionCodes) sections.push({ ...key, section, content: JSON.stringify(content[section]), version: 1, round: 0, changed_at: instant(started.add({ days: 15 })).toString(), changed_by: cast.lead.name })
    impacts.push(...impactRows(content.impact, content.mitigation).map((row) => ({ ...key, ...row })))
    verdicts.push(...given.map((verdict) => ({ ...key, verdict_id: newId(), section: verdict.section, round: verdict.round, verdict: verdict.verdict, comment: verdict.comment, by_person_id: verdict.by.id, by_name: verdict.by.name, at: verdict.at.toString(), reply: verdict.reply, replied_by: verdict.repliedBy })))
    if (assessment.decision !== null) decided.push({ id: assessment.id, decision: assessment.decision, had: assessment.decision.had === null ? null : frozenForm(assessment, content, formEdition).sha256 })
    for (const [place, version] of kept.entries()) {
      const { content: text, sha256 } = frozenForm(assessment, version.why === forConsulting ? beforeConsulting(content) : content, formEdition)
      frozen.push({ ...key, number: place + 1, why: version.why, content: text, sha256, made_at: instant(version.on).toString(), made_by: version.by.name })
      if (version.why === signedWhy && assessment.publishedOn !== null) {
        const signed: Frozen = { number: place + 1, why: version.why, content: JSON.parse(text) as FrozenContent, sha256, madeAt: instant(version.on), madeBy: version.by.name }
        const letOut = async (as: Assessment, on: Temporal.PlainDate, note: string): Promise<void> => {
          const content = publicContent(as, signed, departments[each.department as keyof typeof departments])
          const edition = await publish(db, organisation, { room: 'impact-assessments', thingId: as.id, address: paths.publicOne.to({ assessment: as.id }), title: as.title, content: content as unknown as Json, letOut: { by: 'person', id: who('Peter Ashdown').id, name: 'Peter Ashdown' }, note }, notAfter(instant(on), now))
          if (edition) await savePublicEntry(db, organisation, entryOf(as, content, each.about ?? '', edition.version))
        }
        // What a review found is public from the day of the review, as a version of its own.
        await letOut(assessment.reviewed === null ? assessment : { ...assessment, stage: 'published', reviewed: null, reviewOn: reviewDayOf(content) }, assessment.publishedOn, '')
        if (assessment.reviewed !== null) await letOut(assessment, assessment.reviewed.on, 'It was reviewed.')
        published++
      }
    }
  }
  await insertMany(db, 'impact_assessments.section', sections)
  await insertMany(db, 'impact_assessments.impact', impacts)
  await insertMany(db, 'impact_assessments.touches_place', touches)
  await insertMany(db, 'impact_assessments.frozen', frozen)
  await insertMany(db, 'impact_assessments.verdict', verdicts)
  for (const { id, decision, had } of decided) {
    await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'impact-assessments.decided', on: { room: 'impact-assessments', id }, after: { on: decision.on.toString(), by: decision.by, decided: decision.decided, minute: decision.minute, had: decision.had, sha256: had, assessedAfter: decision.assessedAfter } })
  }
  for (const [year, last] of numbers) for (let each = 0; each < last; each++) await nextNumber(db, organisation, `impact-assessments ${year}`)
  if (published > 0) await moveHead(db, organisation)
}

const notAfter = (at: Temporal.Instant, now: Temporal.Instant): Temporal.Instant => Temporal.Instant.compare(at, now) > 0 ? now : at
/** The day of review that its authors had written. */
const reviewDayOf = ({ review }: Content): Temporal.PlainDate | null => said(review, 'on') === '' ? null : Temporal.PlainDate.from(said(review, 'on'))

/** One action that a contract carries out: two returns came, the third is overdue. */
async function addContract(db: Database, organisation: string, assessment: Assessment, owner: Somebody, today: Temporal.PlainDate): Promise<void> {
  const first = today.subtract({ months: 6, days: 12 })
  const duty: ContractDuty = {
    id: newId(), assessment: assessment.id, mitigation: 'm-1', supplier: 'Hartletop Housing Trust', contract: 'Housing-related support, clause 14.2', reports: 'How many people were offered help with the change, by sex and disability, and what they said of it', every: 'quarter', firstDue: first, owner, ended: null, version: 1,
  }
  await saveDuty(db, organisation, duty)
  const came = [['met', 'Everybody who moved in was offered help in the first week. Three in four took it up.'], ['partly met', 'Help was offered in two of the three hostels. The third had no worker from June to August.']] as const
  for (const [at, [outcome, said]] of came.entries()) {
    const due = first.add({ months: 3 * at })
    await insertReturn(db, organisation, { id: newId(), duty: duty.id, due, received: due.subtract({ days: 2 }), outcome, said, link: 'https://hartletop.example/returns', file: null, by: owner.name, at: due.toZonedDateTime('Europe/London').toInstant() })
  }
}

const placesIn = ({ proposal }: Content): readonly string[] => { const codes = proposal[placesCode]; return typeof codes === 'string' ? [codes] : codes ?? [] }

/** The places that were written as words, by the body’s own list. */
function withPlaces(content: Content, places: readonly Place[]): Content {
  const written = said(content.proposal, 'places').split('\n')
  const codes = written[0] === 'The whole county' ? [everywhere] : written.map((name) => places.find((each) => each.name === name)?.code ?? '')
  if (codes.includes('')) throw new Error(`The example names a place that it does not have: ${written.join(', ')}`)
  const { places: _words, ...proposal } = content.proposal
  return { ...content, proposal: { ...proposal, [placesCode]: codes }, places }
}

async function indicatorCalled(db: Database, organisation: string, series: readonly KindOfSeries[], title: string): Promise<{ readonly id: string; readonly series: Series } | undefined> {
  for (const kind of series) {
    const id = (await kind.list(db, organisation)).find((each) => each.title === title)?.id
    const found = id === undefined ? undefined : (await kind.find(db, organisation, [id])).get(id)
    if (id !== undefined && found !== undefined) return { id, series: found }
  }
  return undefined
}

/** The impact, known by the indicator as it stood on a day. */
function withKnown(content: Content, known: WrittenAssessment['known'], indicator: { readonly id: string; readonly series: Series } | undefined, on: Temporal.PlainDate): Content {
  if (known === undefined || indicator === undefined) return content
  const then = takeSeries({ room: 'indicators', asked: indicator.id }, { ...indicator.series, points: indicator.series.points.filter((each) => Temporal.PlainDate.compare(each.to, on) <= 0) })
  return then === null ? content : { ...content, impact: content.impact.map((impact) => impact.group === known.group ? { ...impact, knownBy: [{ id: newId(), expected: known.expected, figures: then.figures }] } : impact) }
}

function judgedBy(assessment: Assessment, content: Content, known: WrittenAssessment['known'], series: Series | undefined): Assessment {
  const taken = content.impact.flatMap((impact) => impact.knownBy ?? [])[0]
  const now = series?.points.at(-1)
  if (assessment.reviewed === null || known?.judged === undefined || taken === undefined || series === undefined || now === undefined) return assessment
  return { ...assessment, reviewed: { ...assessment.reviewed, known: [{ group: known.group, title: series.title, expected: known.expected, decided: takenInWords(taken.figures), now: pointInWords(now), target: targetInWords(series), judged: known.judged, words: known.words ?? '' }] } }
}

interface WrittenScreening {
  readonly title: string; readonly proposal: string; readonly about?: string; readonly department: keyof typeof departments; readonly by: string; readonly kinds: readonly string[]; readonly yes: readonly string[]; readonly unsure?: readonly string[]; readonly answered?: false
  readonly impact?: NonNullable<ScreeningAnswers['impact']>; readonly who?: string; readonly evidence?: string; readonly came: 'answering' | 'to agree' | 'not needed' | 'sent back' | 'assessment needed'; readonly reason?: string; readonly note?: string; readonly agreedBy?: string
  readonly daysAgo: number; readonly decidedIn: number
}

const screenings: readonly WrittenScreening[] = [
  {
    title: 'Larger print on library signs', proposal: 'New signs inside twelve libraries, in larger print and plainer words.', about: 'Libraries', department: 'adults', by: 'Aisha Rahman', kinds: ['service change'], yes: ['times and places'], impact: 'positive',
    who: 'Everybody who comes in; most of all people with low vision and people who read little English.', evidence: 'The access group tried three designs in March. Nobody found them harder to read.', came: 'not needed', agreedBy: 'Colin Fairweather',
    reason: 'The signs are larger and plainer, and stand where the old ones stood. The access group tried them and preferred them, and nothing else about the libraries changes.', daysAgo: 96, decidedIn: -80,
  },
  {
    title: 'Closing the Framley day centre on Fridays', proposal: 'The centre would close on Fridays from April, to save £62,000 a year. People would be offered another day.', about: 'Day opportunities for people with a learning disability', department: 'adults', by: 'Aisha Rahman', kinds: ['budget', 'decommissioning'],
    yes: ['less', 'times and places', 'budget together'], unsure: ['closing alternatives'], impact: 'negative', who: '38 adults with a learning disability who come on Fridays, and the family carers who work on that day.', evidence: 'Attendance of the last year. The families have not been asked yet.', came: 'assessment needed', daysAgo: 24, decidedIn: 85,
  },
  {
    title: 'One telephone number for adult social care', proposal: 'Three numbers would become one, with a call-back.', department: 'adults', by: 'Aisha Rahman', kinds: ['service change', 'digital'], yes: ['channel'], impact: 'positive', who: 'People who call about care, many of them older, some who use text relay.',
    evidence: 'A trial in two districts for eight weeks: waiting fell from nine minutes to three, also for text relay.', came: 'to agree', reason: 'The old numbers go on being answered for a year. In the trial waiting fell for everybody, text relay users among them, and no caller asked for the old way back.', daysAgo: 4, decidedIn: 40,
  },
  {
    title: 'New uniform for highways crews', proposal: 'New jackets and trousers from one supplier.', about: 'Highways maintenance', department: 'environment', by: 'Kelvin Osei', kinds: ['procurement'], yes: ['contract'], impact: 'neutral', who: '210 employees, 19 of them women.', evidence: 'Sizes asked of everybody.', came: 'sent back', agreedBy: 'Margaret Thorne',
    reason: 'Everybody was measured and the supplier has every size, so nobody will be without a jacket that fits and keeps them visible and dry.', note: 'Say whether there are cuts for women and for pregnancy, and how head coverings fit under the hood.', daysAgo: 11, decidedIn: 20,
  },
  {
    title: 'Admissions: sibling priority across federated schools', proposal: 'A brother or sister at either school of a federation would count.', about: 'School admissions', department: 'children', by: 'Bronwen Rees', kinds: ['service change'], yes: ['consultation', 'who'], impact: 'unknown', who: 'Families who apply to 22 schools in eleven federations.',
    evidence: 'Nobody has looked at who would lose a place to whom.', came: 'assessment needed', daysAgo: 33, decidedIn: 120,
  },
  { title: 'Booking for the Plumstead waste site', proposal: 'Visits would be booked online or by telephone.', about: 'Recycling and household waste sites', department: 'environment', by: 'Kelvin Osei', kinds: ['digital'], yes: [], answered: false, came: 'answering', daysAgo: 2, decidedIn: 60 },
  {
    title: 'Moving the payroll team to the second floor', proposal: 'Eleven people would move one floor up in the same building.', department: 'corporate', by: 'Grace Okafor', kinds: ['restructure'], yes: ['staff'], impact: 'neutral', who: 'Eleven employees. Two use the lift every day.', evidence: 'Each was asked. The lift serves both floors and there is an evacuation chair on each.', came: 'not needed',
    reason: 'All eleven were asked, the two who use the lift among them. Desks, equipment and adjustments move with people, and the second floor has the same doors, lift and evacuation chair.', daysAgo: 140, decidedIn: -120,
  },
]

/** The example’s own steps are allowed; if a rule changes so that one is not, the example must be mended. */
function sure<Decided extends object>(decided: Decided | { readonly refused: string }): Decided {
  if ('refused' in decided) throw new Error(`The example breaks a rule: ${decided.refused}`)
  return decided
}
