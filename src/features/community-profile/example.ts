import type { Json } from '#database/canonical.ts'
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import { dayInLondon } from '#duty/dates.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import { findAtlas } from './atlas-store.ts'
import type { CitedContent } from './cited-figure.ts'
import { addCitedFigure, listCitedFigures, saveEdition } from './cited-figure-store.ts'
import { areaName, communityOf } from './community.ts'
import { findCommunity, saveCommunity } from './community-store.ts'
import { paths } from './paths.ts'
import { publicProfile, room } from './publishing.ts'
import type { SubjectId } from './topics.ts'

/** No such places exist, so each borrows the real figures of one that does, and says so on every page. */
const borrowed = {
  'barsetshire': { home: 'E10000018', neighbours: ['E06000016', 'E06000017'], lead: 'Priya Nair', about: 'Barsetshire is a made-up county. These are real figures, borrowed from Leicestershire and its seven districts, so that you can see what a true profile looks like.' },
  'northbarset': { home: 'E07000130', neighbours: [], lead: 'Imogen Clay', about: 'Northbarset is a made-up district. These are real figures, borrowed from Charnwood in Leicestershire.' },
  'southbarset': { home: 'E07000131', neighbours: [], lead: 'Neil Forsyth', about: 'Southbarset is a made-up district. These are real figures, borrowed from Harborough in Leicestershire.' },
  'barsetshire-health': { home: 'E10000018', neighbours: [], lead: 'Adaeze Nwosu', about: 'This trust is made up. These are real figures, borrowed from Leicestershire.' },
} as const

/** Gives one body of the example its community. Call it once, in a transaction of that organisation, after its people are there. */
export async function addExampleCommunity(db: Database, organisation: string, shortName: keyof typeof borrowed, { people }: { readonly people: ReadonlyMap<string, string> }, now: Temporal.Instant): Promise<void> {
  const { home, neighbours, about, lead } = borrowed[shortName]
  const atlas = await findAtlas(db)
  const area = atlas.areas.get(home)
  if (!area) throw new Error(`The figures that come with the program have no area ${home}`)
  await saveCommunity(db, organisation, { ...communityOf(atlas, area, dayInLondon(now)), neighbours, about })

  const by = { id: people.get(lead) ?? null, name: lead }
  for (const [place, written] of (figuresOf[shortName] ?? []).entries()) {
    const id = newId()
    const [first, ...later] = written.editions
    if (!first) continue
    await addCitedFigure(db, organisation, { id, subject: written.subject, content: contentOf(first), public: !written.keptHere, note: '', by, at: dayAt(first.added) }, place)
    for (const [index, edition] of later.entries()) {
      await saveEdition(db, organisation, { id, subject: written.subject, content: contentOf(edition), public: !written.keptHere, note: edition.note ?? '', number: index + 2, withdrawn: false, by, at: dayAt(edition.added) })
    }
  }

  const publisher = people.get('Peter Ashdown')
  const [community, figures] = [await findCommunity(db, organisation), await listCitedFigures(db, organisation)]
  const isPublic = publisher !== undefined && community !== null
  if (isPublic) {
    await publish(db, organisation, { room, thingId: organisation, address: paths.community.to(), title: `Who lives in ${areaName(atlas, home)}`, content: publicProfile(community, figures) as unknown as Json, letOut: { by: 'person', id: publisher, name: 'Peter Ashdown' }, place: 1 }, now)
    await moveHead(db, organisation)
  }
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'community-profile.example-made', on: { room, id: organisation }, detail: { home, figures: figures.length, public: isPublic } })
}

interface WrittenFigure { readonly subject: SubjectId; readonly keptHere?: true; readonly editions: readonly WrittenEdition[] }
/** `value` of null: nobody knows. `added` is the day on which the county wrote it down. */
interface WrittenEdition {
  readonly what: string; readonly value: string | null; readonly base?: string; readonly place?: string; readonly on?: string; readonly when?: string; readonly source: string; readonly remark?: string; readonly added: string; readonly note?: string
}

function contentOf({ what, value, base = '', place = 'Leicestershire', on, when = '', source, remark = '' }: WrittenEdition): CitedContent {
  return { kind: value === null ? 'not known' : 'figure', what, value: value ?? '', base, place, on: on ?? null, when, source, link: '', remark }
}

const dayAt = (day: string): Temporal.Instant => Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '10:30' }).toInstant()

const [in2013, in2016] = ['2013-06-03', '2016-04-04']
const census2011 = 'Office for National Statistics, 2011 census'
const projections = 'Office for National Statistics, 2012-based subnational population projections'
const learningDisability = 'Short and long term support return 2014/15, table LTS001a'
const at2011 = { on: '2011-03-27', when: '2011 census' } as const
const old = 'The 2021 census is newer.'
const once = (subject: SubjectId, edition: WrittenEdition): WrittenFigure => ({ subject, editions: [edition] })

/** What one real county said of its people in its papers of 2013 and 2016, each figure with the source that it named. */
const county: readonly WrittenFigure[] = [
  once('population', { what: 'Usual residents in 2001', value: '609,578', on: '2001-04-29', when: '2001 census', source: 'Office for National Statistics, 2001 census', added: in2013 }),
  once('population', { what: 'Usual residents in 2011', value: '650,489', ...at2011, source: census2011, remark: '6.7% more than in 2001.', added: in2013 }),
  once('population', { what: 'Estimated residents, as a paper of 2016 gave them', value: '681,600', when: 'mid-year estimate', source: 'Office for National Statistics, mid-year population estimates', remark: 'The paper says mid-2012, but the projections beside it begin from about 656,600 people in 2012: a later year must be meant.', added: in2016 }),
  once('population', { what: 'Residents expected by 2037', value: '753,100', when: 'projected from 2012 to 2037', source: projections, remark: 'Over 96,000 more than in 2012. A projection carries recent trends on: it is not a forecast. Newer projections exist.', added: in2016 }),
  once('age', { what: 'Residents aged 85 and over, expected by 2037', value: '45,600', when: 'projected from 2012 to 2037', source: projections, remark: '15,900 in 2012: nearly three times as many.', added: in2016 }),
  once('age', { what: 'Residents aged 65 to 84, expected by 2037', value: '164,900', when: 'projected from 2012 to 2037', source: projections, remark: '106,000 in 2012: 56% more.', added: in2016 }),
  once('age', { what: 'Residents aged 25 to 64, expected by 2037', value: '333,900', when: 'projected from 2012 to 2037', source: projections, remark: '339,900 in 2012: 2% fewer.', added: in2016 }),
  once('age', { what: 'Residents aged 24 and under, expected by 2037', value: '208,800', when: 'projected from 2012 to 2037', source: projections, remark: '194,800 in 2012: 7% more.', added: in2016 }),
  once('age', { what: 'Residents of working age, 16 to 64', value: '62.7%', base: 'of all residents', on: '2014-06-30', when: 'mid-2014', source: 'Office for National Statistics, mid-2014 population estimates', remark: '17.8% were under 16, and 19.5% were 65 or over.', added: in2016 }),
  once('sex', { what: 'Female residents in 2011', value: '329,073', ...at2011, source: census2011, remark: '321,416 were male.', added: in2016 }),
  once('ethnic-group', { what: 'White British residents in 2011', value: '88.9%', base: 'of 650,489 residents', ...at2011, source: census2011, remark: '578,432 people. This counts White British people alone; the next figure counts all White people. Both have been called “the White population”.', added: in2013 }),
  once('ethnic-group', { what: 'White residents in 2011, White minorities included', value: '91.4%', base: 'of all residents', ...at2011, source: census2011, remark: 'White Irish, Gypsy or Irish Traveller and other White people are counted here, and are not in the figure before.', added: in2016 }),
  once('ethnic-group', { what: 'Indian residents of Oadby and Wigston in 2011', value: '17.7%', base: 'of all residents of the borough', place: 'Oadby and Wigston', ...at2011, source: census2011, remark: '11.4% in 2001.', added: in2013 }),
  once('religion', { what: 'Christian residents in 2011', value: '60.3%', base: 'of all residents', ...at2011, source: census2011, remark: `27.1% had no religion, 2.8% were Hindu, 1.4% Muslim and 1.2% Sikh. ${old}`, added: in2016 }),
  once('disability', { what: 'Residents whose day-to-day activities were limited in 2011', value: '16.2%', base: 'of all residents', ...at2011, source: census2011, remark: 'The 2011 census asked another question than that of 2021: the two are not comparable.', added: in2016 }),
  {
    subject: 'disability', editions: [
      { what: 'People registered blind or partially sighted', value: '3,481', when: '2013', source: 'Vista', remark: '1,959 of them were aged 80 or over, and 869 had both sight and hearing loss.', added: in2013 },
      { what: 'People registered blind or partially sighted', value: '3,524', on: '2016-03-22', source: 'Vista', remark: '1,956 of them are aged 80 or over, and 934 have both sight and hearing loss. More people are thought to have a loss than have registered.', added: in2016, note: 'Vista gave newer figures on 22 March 2016.' },
    ],
  },
  once('disability', { what: 'People aged 18 to 64 with a learning disability who received a service', value: '1,225', when: '2014/15', source: learningDisability, remark: '888 in the community and 337 in permanent care.', added: in2016 }),
  once('disability', { what: 'People aged 65 or over with a learning disability who received a service', value: '125', when: '2014/15', source: learningDisability, remark: '60 in the community and 65 in permanent care.', added: in2016 }),
  once('disability', { what: 'Children with a statement of special educational needs, or an education, health and care plan', value: '1,150', when: 'February 2016', source: 'Count of pupils with a statement or plan in units and mainstream schools, February 2016', added: in2016 }),
  once('disability', { what: 'How many people are registered with hearing loss', value: null, when: '2016', source: 'The county, in its plan of 2016', remark: 'It was being found out.', added: in2016 }),
  {
    subject: 'language', editions: [
      { what: 'Residents whose main language is not English', value: '1.9%', when: '2013', source: 'The county, in its strategy of 2013', added: in2013 },
      { what: 'Residents whose main language is not English', value: '3.8%', base: 'of residents aged 3 and over', ...at2011, source: 'Office for National Statistics, from Nomis on 21 March 2016', remark: 'About. The 2021 census is newer.', added: in2016, note: 'The figure of 2013 was too low; this one is from Nomis.' },
    ],
  },
  once('carers', { what: 'Residents who gave unpaid care in 2011', value: '10.9%', base: 'of all residents', ...at2011, source: census2011, remark: 'About 10% nationally.', added: in2016 }),
  once('sexual-orientation', { what: 'Adults of the United Kingdom who said that they were lesbian, gay or bisexual in 2014', value: '1.6%', base: 'of adults', place: 'United Kingdom', when: '2014', source: 'Office for National Statistics, Integrated Household Survey 2014', remark: 'Papers of 2013 and 2016 also gave “6% to 10%”: that was an assumption and never a count. The 2021 census is the first that asked.', added: in2016 }),
  once('gender-identity', { what: 'How many residents are trans', value: null, when: '2016', source: 'The county, in its plan of 2016', remark: 'No official statistics asked before the 2021 census.', added: in2016 }),
  once('marriage', { what: 'Married residents in 2011', value: '51.7%', base: 'of residents aged 16 and over', ...at2011, source: census2011, remark: '275,502 people. 996 (0.2%) were in a civil partnership, which was of the same sex alone until December 2019.', added: in2016 }),
  once('communities', { what: 'Gypsy and Traveller families', value: '588', place: 'Leicester, Leicestershire and Rutland', when: '2012', source: 'Gypsy and Traveller Accommodation Needs Assessment 2012', remark: 'An estimate from an earlier assessment, counts of caravans and what authorities knew.', added: in2013 }),
  once('communities', { what: 'Encampments of families passing through, in a year', value: '78', when: 'average of 15 years to 2013', source: 'The county, in its strategy of 2013', remark: 'Four or five families each, on average.', added: in2013 }),
  once('communities', { what: 'How many people seek asylum here, or have lately become refugees', value: null, when: '2013', source: 'The county, in its strategy of 2013', remark: 'The census does not ask, and there are no accurate statistics for the county.', added: in2013 }),
  { subject: 'pregnancy-maternity', keptHere: true, editions: [{ what: 'How many residents give birth in a year', value: null, when: '2026', source: 'The equalities team', remark: 'The figures are published by authority and have not been added yet.', added: '2026-10-05' }] },
]

const figuresOf: { readonly [body in keyof typeof borrowed]?: readonly WrittenFigure[] } = {
  'barsetshire': county,
  'northbarset': [
    once('age', { what: 'Where residents aged 16 to 29 are most of those who live there', value: null, when: '2013', place: 'Loughborough', source: 'The county, in its strategy of 2013', remark: 'The university brings many students; how many stay is not known.', added: in2013 }),
    once('communities', { what: 'Gypsy and Traveller families', value: '588', place: 'Leicester, Leicestershire and Rutland', when: '2012', source: 'Gypsy and Traveller Accommodation Needs Assessment 2012', remark: 'There is no figure for this district alone.', added: in2013 }),
  ],
  'barsetshire-health': [once('gender-identity', { what: 'How many patients are trans', value: null, when: '2026', source: 'The trust', remark: 'Records do not say, and nobody is asked in order to count them.', added: '2026-10-05' })],
}
