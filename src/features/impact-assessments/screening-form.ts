/**
 * The questions of “Do I need an assessment?”, as data with an edition. A body may change the wording and add questions of its own; what the duty
 * needs cannot be taken out (`required`). The triggers follow the practice that councils publish and what the cases turned on; last checked
 * 22 November 2026.
 */
export interface ScreeningForm {
  readonly edition: string
  readonly kinds: readonly ProposalKind[]
  readonly questions: readonly ScreeningQuestion[]
}

/** What sort of change it is: each sort has questions of its own. */
export interface ProposalKind { readonly code: string; readonly name: string; readonly hint: string }

export interface ScreeningQuestion {
  readonly code: string
  readonly asks: string
  readonly hint: string
  /** Asked only of proposals of these kinds; of all when absent. */
  readonly kinds?: readonly string[]
  /** What a “yes” means. `screen`: look at who is affected. `full`: a full assessment whatever else is answered. */
  readonly yes: 'screen' | 'full'
  /** Why a yes matters, in a sentence, with where it is written. */
  readonly why: string
  readonly source: string
  readonly required: boolean
}

export const proposalKinds: readonly ProposalKind[] = [
  { code: 'service change', name: 'A new or changed service, policy or strategy', hint: '' },
  { code: 'budget', name: 'A saving or budget option', hint: 'Including raising or starting a charge' },
  { code: 'decommissioning', name: 'Closing or ending something', hint: 'A building, a service, a grant' },
  { code: 'restructure', name: 'A change to staff', hint: 'A restructure, a transfer, new terms or places of work' },
  { code: 'digital', name: 'A move online or to another way of getting in touch', hint: 'Or a new system that decides or sorts' },
  { code: 'procurement', name: 'Buying, commissioning or a grant', hint: 'A new contract, specification or renewal' },
  { code: 'partnership', name: 'Something decided with partners', hint: 'A shared service, a joint strategy, a devolved power' },
]

const caseLaw = 'R (Bracking) v Secretary of State for Work and Pensions [2013] EWCA Civ 1345, paragraph 26'
const act = 'Equality Act 2010, section 149'

export const houseScreening: ScreeningForm = {
  edition: 'screening 2026-11',
  kinds: proposalKinds,
  questions: [
    { code: 'consultation', asks: 'Will there be a public consultation?', hint: 'Or has one been promised', yes: 'full', required: true, why: 'People can only answer well when they can see who may be affected and how, so a full assessment goes with every public consultation.', source: 'R (Moseley) v Haringey [2014] UKSC 56' },
    { code: 'who', asks: 'Does it change who can have something, or what they must do to get it?', hint: 'Eligibility, criteria, priorities, thresholds', yes: 'screen', required: true, why: 'Rules that are the same for all can shut some people out.', source: 'Equality Act 2010, section 19' },
    { code: 'charges', asks: 'Does it start, raise or change a charge?', hint: '', yes: 'screen', required: true, why: 'A charge falls hardest on people with the least, and some protected groups are poorer than others.', source: act },
    { code: 'times and places', asks: 'Does it change when or where people can use something?', hint: 'Opening hours, places, transport to it', yes: 'screen', required: true, why: 'Distance and hours matter most to disabled people, carers, parents, and people who observe days of rest.', source: act },
    { code: 'channel', asks: 'Does it change how people get in touch or apply?', hint: 'For example to online only', yes: 'screen', required: true, why: 'Some people cannot use one way of getting in touch: adjustments have to be thought of before the old way goes.', source: 'Equality Act 2010, sections 20 and 29' },
    { code: 'less', asks: 'Does it reduce, close or end something?', hint: 'In full or in part, for anybody', yes: 'screen', required: true, why: 'The duty has to be met before something is taken away, while it can still be changed.', source: 'R (Rahman) v Birmingham [2011] EWHC 944 (Admin)' },
    { code: 'staff', asks: 'Does it change jobs, pay, hours or places of work?', hint: 'For anybody who works for us or for a contractor on our behalf', yes: 'screen', required: true, why: 'The duty covers the body as an employer too.', source: act },
    { code: 'technology', asks: 'Does it bring in technology that sorts, scores or decides about people?', hint: 'Matching, prediction, facial recognition, automated letters', yes: 'full', required: true, why: 'The body itself has to take reasonable steps to find out whether it treats groups differently; a supplier’s word is not enough.', source: 'R (Bridges) v South Wales Police [2020] EWCA Civ 1058' },
    { code: 'contract', asks: 'Will somebody else do it for us?', hint: 'A new contract, specification or grant', yes: 'screen', required: true, why: 'The duty stays with us when somebody else does the work.', source: `${act}; Brown principle 5` },
    { code: 'powers', asks: 'Does it use powers over people?', hint: 'Enforcement, safeguarding, detention, surveillance, removing a child', yes: 'full', required: true, why: 'Where people’s rights and safety are at stake, the risk has to be looked at in full before.', source: `${caseLaw}; Human Rights Act 1998, section 6` },
    { code: 'special data', asks: 'Does it use data about people’s health, beliefs, ethnic origin or sexual orientation in a new way?', hint: '', yes: 'screen', required: false, why: 'How such data are used can disadvantage the people they are about.', source: 'Data Protection Act 2018, Schedule 1' },

    { code: 'restructure who', asks: 'Do the posts at risk have more of one group than the rest of the workforce?', hint: 'For example part-time workers, women, disabled people, one ethnic group. If you do not know, answer “Not known”', kinds: ['restructure'], yes: 'full', required: true, why: 'Selection for redundancy that falls mainly on one group can be indirect discrimination.', source: 'Equality Act 2010, sections 19 and 39' },
    { code: 'restructure leave', asks: 'Is anybody affected pregnant, on maternity, adoption or shared parental leave, or off with a disability?', hint: '', kinds: ['restructure'], yes: 'screen', required: true, why: 'They have particular protection, and must be told and offered alternatives.', source: 'Equality Act 2010, section 18; Employment Rights Act 1996, part 8' },
    { code: 'budget together', asks: 'Are other savings being considered that touch the same people?', hint: 'This year or next', kinds: ['budget', 'decommissioning'], yes: 'full', required: true, why: 'Several small losses can add up to a large one for the same people: they have to be looked at together.', source: 'EHRC, Making fair financial decisions' },
    { code: 'closing alternatives', asks: 'Would anybody have nowhere else to go?', hint: 'Nothing that they can reach, afford or use', kinds: ['decommissioning'], yes: 'full', required: true, why: 'A loss that cannot be replaced is a severe one.', source: 'R (W) v Birmingham [2011] EWHC 1147 (Admin)' },
    { code: 'digital only', asks: 'Will the old way stop?', hint: 'The counter, the telephone, the paper form', kinds: ['digital'], yes: 'full', required: true, why: 'For people who cannot use the new way, stopping the old one is stopping the service.', source: 'Equality Act 2010, section 20' },
    { code: 'procurement users', asks: 'Will the people who use it notice a difference?', hint: 'Another provider, other staff, another place or standard', kinds: ['procurement'], yes: 'screen', required: true, why: 'What the specification leaves out cannot be asked for afterwards.', source: 'Procurement Act 2023; Equality Act 2010, section 149' },
    { code: 'partnership lead', asks: 'Is a partner relying on us to have thought about equality?', hint: 'Or we on them', kinds: ['partnership'], yes: 'screen', required: true, why: 'Each public body answers for itself. Agree who assesses, and share it.', source: `${act}; Brown principle 5` },
  ],
}

/** The body's form: the house form with the body's wording and its own questions. What is required stays. */
export function formFor(settings: { readonly wording?: Readonly<Record<string, { readonly asks?: string; readonly hint?: string }>>; readonly own?: readonly ScreeningQuestion[] } = {}): ScreeningForm {
  const worded = houseScreening.questions.map((question) => ({ ...question, ...Object.fromEntries(Object.entries(settings.wording?.[question.code] ?? {}).filter(([, words]) => words !== undefined && words.trim() !== '')) }))
  const changed = Object.keys(settings.wording ?? {}).length > 0 || (settings.own?.length ?? 0) > 0
  return { ...houseScreening, edition: changed ? `${houseScreening.edition}, with our own wording` : houseScreening.edition, questions: [...worded, ...(settings.own ?? []).map((own) => ({ ...own, required: false }))] }
}
