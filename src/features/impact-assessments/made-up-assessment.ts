import type { Assessment } from './assessment.ts'
import { groups, type Content, type GroupCode, type GroupImpact } from './content.ts'
import { conventionRights } from './rights.ts'

/** A whole assessment of a day centre that does not exist: nothing in it trips a check. For the example council and for tests, which begin from it. */
export function madeUpContent(today: Temporal.PlainDate): Content {
  const recently = today.subtract({ months: 5 }).toString()
  const figures = 'e-figures'
  const talks = 'e-talks'
  return {
    proposal: {
      aims: 'Save £62,000 a year and keep the centre open on the four days when most people come.', changes: 'From April the centre would close on Fridays. People would be offered a place on another day.',
      options: 'Do nothing: it costs £62,000 a year.\nShare Fridays with Silverbridge: people from the valley could not travel there.\nClose on Fridays but for a short morning: taken further.', money: 'Saves £48,000 a year after the Friday morning.', partners: 'Barset Transport drives people there.', places: 'Framley\nSilverbridge', nature: ['budget', 'care or housing'],
    },
    people: { who: 'Adults with a learning disability who come to the centre, their family carers, and the staff who work there.', 'how many': '38 of the 210 people who come, and 29 family carers; 12 staff of 41.', missing: 'People in rural places who have no transport on Fridays.' },
    evidence: {
      items: [
        { id: figures, kind: 'figures', what: 'Attendance register of the centre', source: 'Framley day centre', on: recently, coverage: 'local', about: ['disability', 'age', 'sex'], shows: 'On Fridays 38 people come, out of 210. Of the 38, most have come for over ten years.', link: '' },
        { id: talks, kind: 'engagement', what: 'Two meetings with families, and talks with people who come', source: 'Consultation and engagement officer', on: recently, coverage: 'local', about: ['disability', 'carers'], shows: 'Eleven of fourteen carers who answered could not change their working day.', link: '' },
      ],
      gaps: [{ id: 'g-1', what: 'How many people of minority ethnic groups would come if it were offered in other languages', about: ['race'], plan: 'Ask the advocacy service to find out by June.' }],
    },
    engagement: {
      asked: 'yes', who: 'Disabled people who come to the centre, their family carers, older carers among them, the women’s carers network, people on low incomes through the food bank, and staff. Two meetings in May and talks at the centre.', ended: today.subtract({ days: 60 }).toString(), formats: 'Easy Read, large print, a film with British Sign Language, and an interpreter.',
      said: 'Fridays are when people meet friends. Most carers work on Fridays. Staff said that mornings are the busiest.', changed: 'A Friday morning stays open for those who have nowhere else to go.', told: 'A letter in Easy Read to everybody who came.',
    },
    impact: groups.filter((group) => group.statutory || group.code === 'carers' || group.code === 'socio-economic').map((group) => impactOn(group.code, figures, talks)),
    rights: conventionRights.map((right) => right.article === 'A8'
      ? { article: 'A8', touched: 'interferes' as const, how: 'Ends a day on which people meet their friends and their families rest.', proportionate: 'The Care Act allows services to be changed after a review of needs; keeping the morning open is the least that still saves money.' }
      : { article: right.article, touched: 'no' as const, how: '', proportionate: '' }),
    together: { intersections: 'Most of the carers concerned are women over 60; for them it comes with their own ill health.', cumulative: 'The library van stops in June for the same villages, and the charge for transport rises in the autumn.', direct: 'no' },
    mitigation: [
      { id: 'm-1', groups: ['disability', 'age'], action: 'Keep Friday mornings open for people who have nowhere else to go', owner: { id: null, name: 'Service Manager, Independent Living' }, by: 'by 1 April 2027', measure: 'Eleven places open every Friday morning', residual: 'negative', residualSeverity: 'low', planAction: null },
      { id: 'm-2', groups: ['sex', 'carers', 'socio-economic'], action: 'Offer each carer a review of their own needs before the change', owner: { id: null, name: 'Head of Commissioning' }, by: 'by March 2027', measure: 'Every one of the 29 carers has been offered a review', residual: 'neutral', residualSeverity: '', planAction: null },
    ],
    outcome: { outcome: 'adjust', why: 'Disabled people and the carers, most of them women, would lose by closing the whole day. The morning keeps what matters most to those with nowhere else to go.', open: 'Some families do not agree to any change.' },
    review: { watch: 'Attendance by age each quarter, and carers asked in June.', on: today.add({ months: 10 }).toString(), sooner: 'If a carer gives up work because of it.' },
    summary: { summary: 'We want to close the day centre in Framley on Fridays to save money. People with a learning disability would lose a day with their friends. Their carers would lose time to work or rest. We asked them, and changed our plan. The centre will stay open on Friday mornings for people who have nowhere else to go. We will look again next autumn.' },
  }
}

const reasons: Readonly<Partial<Record<GroupCode, readonly [rating: 'positive' | 'neutral' | 'negative' | 'unknown', because: string]>>> = {
  age: ['negative', 'Older people who come have fewer other places where they meet anybody on a weekday.'], disability: ['negative', 'Everybody who comes is disabled, and Friday is the day when most of them meet their friends.'],
  gender_reassignment: ['neutral', 'Nobody who answered said that the day matters to them as a trans person, and staff have had training.'], marriage_cp: ['neutral', 'The change is to a day service and touches no rule about work or couples.'], pregnancy_maternity: ['neutral', 'The attendance register shows no new or expectant mothers on Fridays, and other days are open to them.'],
  race: ['unknown', 'We could not tell: the register has no ethnic group for a third of people.'], religion_belief: ['positive', 'Muslim families told us that a free Friday afternoon makes prayer easier.'], sex: ['negative', 'Three in four of the family carers are women, and most of them work on that day.'],
  sexual_orientation: ['neutral', 'Two members of the LGBT network looked at the plan and saw nothing that the day would change.'], carers: ['negative', 'Carers would lose the only day on which they are sure to be free to work.'], 'socio-economic': ['negative', 'Several carers are paid by the hour and would lose a day of pay.'],
}

function impactOn(group: GroupCode, figures: string, talks: string): GroupImpact {
  const [rating, because] = reasons[group] ?? ['neutral', 'We looked at the register and asked, and found no difference for this group.']
  const about = groups.find((each) => each.code === group)
  const cells = about === undefined || about.aims.length === 0 ? [{ aim: null, rating, because }] : about.aims.map((aim) => ({ aim, rating, because: aim === 'eliminate' ? because : aim === 'advance' ? `${because} The morning keeps a place where needs that differ are met.` : `${because} Staying together keeps friendships across villages.` }))
  return { group, cells, affected: rating === 'negative' ? 'About 38 of the 210 people who come, and their carers' : '', severity: rating === 'negative' ? 'medium' : '', lasting: rating === 'negative' ? 'For as long as the day is closed' : '', indirect: rating === 'negative' ? 'yes' : 'no', justification: rating === 'negative' ? 'Saving money alone is no aim; keeping four days open for everybody is, and a full closure was considered and turned down.' : '', evidence: [figures, talks] }
}

/** The details of a made-up assessment, for tests: being written, with a decision ahead. */
export function madeUpAssessment(today: Temporal.PlainDate): Assessment {
  return {
    id: 'a', reference: 'EIA/2026/001', title: 'Fridays at the Framley day centre', undertaking: null, department: null, lead: { id: 'aisha', name: 'Aisha Rahman' }, authors: [{ id: 'nkechi', name: 'Nkechi Adeyemi' }], wrote: [], stage: 'drafting', round: 0, openedAgainAfter: 0, decisionMaker: 'Cabinet', decisionDue: today.add({ days: 60 }), budgetRound: '',
    startedOn: today.subtract({ days: 40 }), sent: null, agreed: null, signed: null, decision: null, earlier: [], publishedOn: null, reviewOn: null, reviewed: null, earlierReviews: [], ended: null, remarks: [], version: 1,
  }
}
