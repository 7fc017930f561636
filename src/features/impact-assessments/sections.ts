import { emptyContent, said, type Content, type FormChanges, type SectionCode } from './content.ts'
import { everywhere, everywhereWords } from './place.ts'

/**
 * The form of a full assessment, as data with an edition: what is asked, what helps to answer it, and what courts have said of answers that fell short.
 * A body can change wording and add questions; none that the duty needs can go. Last checked 22 November 2026.
 */
export interface SectionForm {
  readonly code: SectionCode
  readonly title: string
  /** One sentence for the list of sections. */
  readonly lead: string
  readonly questions: readonly SectionQuestion[]
  /** What was found wanting elsewhere, a sentence each, with where. */
  readonly courts: readonly { readonly says: string; readonly source: string }[]
  /** A short answer from an assessment that does not exist. */
  readonly example: string
}

export interface SectionQuestion {
  readonly code: string
  readonly asks: string
  readonly hint?: string
  readonly kind: 'line' | 'lines' | 'choice' | 'choices' | 'date'
  readonly options?: readonly { readonly value: string; readonly text: string; readonly hint?: string }[]
  readonly rows?: number
}

export const formEdition = 'assessment 2026-11'

const bracking = 'R (Bracking) v Secretary of State for Work and Pensions [2013] EWCA Civ 1345'

export const sectionForms: readonly SectionForm[] = [
  {
    code: 'proposal', title: 'The proposal', lead: 'What would change, why, and what else could be done.',
    questions: [
      { code: 'aims', asks: 'What is it meant to do?', kind: 'lines', rows: 3 },
      { code: 'changes', asks: 'What would change, and from when?', hint: 'What people would notice', kind: 'lines', rows: 4 },
      { code: 'options', asks: 'What other ways were considered?', hint: 'One on each line, doing nothing among them, with why each was or was not taken further', kind: 'lines', rows: 5 },
      { code: 'money', asks: 'What does it cost or save?', kind: 'line' },
      { code: 'partners', asks: 'Who else carries it out?', hint: 'Partners, contractors, schools', kind: 'line' },
      { code: 'places', asks: 'Which places does it touch?', hint: 'Towns, districts or “the whole county”, one on each line', kind: 'lines', rows: 2 },
      { code: 'nature', asks: 'What does it touch?', kind: 'choices', options: [{ value: 'budget', text: 'A saving or budget option' }, { value: 'workforce', text: 'Jobs, pay or places of work' }, { value: 'care or housing', text: 'Care, housing, safeguarding, detention or surveillance' }, { value: 'consultation', text: 'There is or will be a public consultation' }] },
    ],
    courts: [{ says: 'The duty has to be met while the proposal can still be changed, not to defend what was decided.', source: 'R (Kaur and Shah) v Ealing [2008] EWHC 2062 (Admin)' }],
    example: 'Close the day centre on Fridays from April; people would be offered another day. Doing nothing was considered: it costs £62,000 a year. So was sharing Fridays with Silverbridge: 11 people could not travel there.',
  },
  {
    code: 'people', title: 'Who is affected', lead: 'Who uses it, works in it and lives with it, and about how many.',
    questions: [
      { code: 'who', asks: 'Who is affected?', hint: 'Users, would-be users, staff, carers, neighbours', kind: 'lines', rows: 4 },
      { code: 'how many', asks: 'About how many, out of how many?', hint: 'A number says little without its base: “310 of 1,240 users”', kind: 'lines', rows: 3 },
      { code: 'missing', asks: 'Who does not use it and might be expected to?', kind: 'lines', rows: 2 },
    ],
    courts: [{ says: 'The people whose needs were at stake were not put before those who decided.', source: 'R (Williams) v Surrey [2012] EWHC 867 (QB)' }],
    example: '38 of the 210 people who come to the centre come on Fridays; 29 live with family carers, 17 of whom work on that day.',
  },
  { code: 'evidence', title: 'Evidence', lead: 'What we know, where it comes from, and what we do not know.', questions: [], courts: [{ says: 'Not collecting the information that is needed can itself break the duty.', source: 'DMA v Secretary of State for the Home Department [2020] EWHC 3416 (Admin)' }], example: 'Attendance register, April 2025 to March 2026, local: on Fridays 38 people, 9 of them over 65 (base: 210).' },
  {
    code: 'engagement', title: 'Engagement and consultation', lead: 'What the people affected said, and what changed because of it.',
    questions: [
      { code: 'asked', asks: 'Have the people affected been asked?', kind: 'choice', options: [{ value: 'yes', text: 'Yes' }, { value: 'planned', text: 'Not yet: it is planned' }, { value: 'no', text: 'No, and it is not planned' }] },
      { code: 'why not', asks: 'If not, why not?', kind: 'lines', rows: 2 },
      { code: 'who', asks: 'Who was asked, how, and when?', hint: 'Name the groups, and say who did not answer', kind: 'lines', rows: 4 },
      { code: 'ended', asks: 'When did it end?', kind: 'date' },
      { code: 'formats', asks: 'In which accessible formats and languages was it offered?', hint: 'Easy Read, large print, British Sign Language, at a time and place that people could reach', kind: 'lines', rows: 2 },
      { code: 'said', asks: 'What did people say?', hint: 'Also what was against the proposal', kind: 'lines', rows: 5 },
      { code: 'changed', asks: 'What changed as a result?', hint: 'If nothing did, say why', kind: 'lines', rows: 3 },
      { code: 'told', asks: 'How were they told what came of it?', kind: 'line' },
    ],
    courts: [{ says: 'People must be asked while the proposal is still open, be told enough to answer, have time, and be listened to.', source: 'R (Moseley) v Haringey [2014] UKSC 56' }, { says: 'Finding out often means asking the groups affected.', source: `${bracking}, paragraph 26` }],
    example: 'Families met twice in May with an Easy Read paper. Eleven of fourteen carers could not change their working day. So a Friday morning stays open for those eleven.',
  },
  { code: 'impact', title: 'Impact', lead: 'What it means for each group, under each aim of the duty.', questions: [], courts: [{ says: 'A general regard to equality is not enough: look sharply at each characteristic, each aim and the people concerned.', source: 'Hotak v Southwark [2015] UKSC 30, paragraphs 73 to 78' }], example: 'Disability, advance equality: negative. For 38 people with a learning disability Friday is the day on which they meet others.' },
  { code: 'rights', title: 'Human rights', lead: 'Which of the sixteen Convention rights it touches, and whether that can be justified.', questions: [], courts: [{ says: 'A public body may not act against a Convention right.', source: 'Human Rights Act 1998, section 6' }], example: 'Article 8: interferes, by ending the only respite of eleven families for one day. Lawful under the Care Act; the Friday morning keeps it to what is needed.' },
  {
    code: 'together', title: 'Together with other things', lead: 'People who are in more than one group, and other changes that touch the same people.',
    questions: [
      { code: 'intersections', asks: 'Is it different for people who are in more than one of these groups?', hint: 'For example older disabled women, or young Black men', kind: 'lines', rows: 4 },
      { code: 'cumulative', asks: 'What else is changing for the same people?', hint: 'Other savings this year and next, ours and our partners’', kind: 'lines', rows: 4 },
      { code: 'direct', asks: 'Would anybody be treated less favourably because of a protected characteristic?', hint: 'Direct discrimination. It is unlawful, except in the few ways that the Act allows', kind: 'choice', options: [{ value: 'no', text: 'No' }, { value: 'allowed', text: 'Yes, in a way that the Act allows' }, { value: 'yes', text: 'Yes, or we are not sure' }] },
      { code: 'direct how', asks: 'If so, how, and which part of the Act allows it?', kind: 'lines', rows: 2 },
    ],
    courts: [{ says: 'Small losses add up for the same people: look at them together.', source: 'EHRC, Making fair financial decisions' }],
    example: 'Seven of the eleven carers are women over 60. For them the library change of June comes on top.',
  },
  { code: 'mitigation', title: 'What will be done', lead: 'How each negative impact is avoided or made smaller, by whom and by when.', questions: [], courts: [{ says: 'The risk, and ways of making it smaller, have to be looked at before the policy is adopted.', source: `${bracking}, paragraph 26` }], example: 'Keep Friday mornings for eleven people: Service Manager, Independent Living, by 1 April 2027. Measure: eleven places, and carers asked in June.' },
  {
    code: 'outcome', title: 'Outcome', lead: 'What this comes to, and why.',
    questions: [
      { code: 'outcome', asks: 'What do you recommend?', kind: 'choice', options: [
        { value: 'no_major_change', text: 'No major change', hint: 'The assessment shows no unlawful discrimination and every chance to advance equality has been taken' },
        { value: 'adjust', text: 'Adjust the proposal', hint: 'Take away barriers, or do more for equality' },
        { value: 'continue_justified', text: 'Go on, although some people would be worse off', hint: 'With a reason that holds, and no unlawful discrimination' },
        { value: 'stop', text: 'Stop and think again', hint: 'It would discriminate unlawfully, or the loss cannot be justified' },
      ] },
      { code: 'why', asks: 'Why?', hint: 'In your own words, naming the groups that would be worse off', kind: 'lines', rows: 5 },
      { code: 'open', asks: 'What is still open, or was not agreed?', hint: 'Those who decide have to see this too', kind: 'lines', rows: 3 },
    ],
    courts: [{ says: 'Officials must not tell those who decide only what they want to hear.', source: `${bracking}, paragraph 26` }],
    example: 'Adjust. Friday mornings stay for the eleven people with nowhere else to go. Nineteen others would have a shorter week; six families do not agree.',
  },
  {
    code: 'review', title: 'Afterwards', lead: 'How we will know what really happened, and when we look again.',
    questions: [
      { code: 'watch', asks: 'What will you watch, for which groups?', hint: 'Figures, complaints, asking again', kind: 'lines', rows: 3 },
      { code: 'on', asks: 'When will it be reviewed?', kind: 'date' },
      { code: 'sooner', asks: 'What would make you look again sooner?', kind: 'lines', rows: 2 },
    ],
    courts: [{ says: 'The duty goes on after the decision.', source: 'R (Brown) v Secretary of State for Work and Pensions [2008] EWHC 3158 (Admin), paragraphs 90 to 96' }],
    example: 'Attendance by age each quarter; carers asked in June; reviewed by 1 October 2027, or at once if a carer gives up work.',
  },
  {
    code: 'summary', title: 'Summary for the public', lead: 'What residents will read first.',
    questions: [{ code: 'summary', asks: 'Say it in plain words', hint: 'What would change, who would be worse or better off, what we will do about it, and what was decided. No names, and no small numbers of people', kind: 'lines', rows: 8 }],
    courts: [],
    example: 'We want to close the day centre on Fridays, except for people who have nowhere else to go. People with a learning disability and their carers would lose most. We will keep Friday mornings open for them and look again in October.',
  },
]

/** The sections whose questions are plain ones: a body may word these in its own way and add to them. */
export const plainSections = ['proposal', 'people', 'engagement', 'together', 'outcome', 'review', 'summary'] as const
export type PlainSection = (typeof plainSections)[number]

/** A section as this body asks it: its own wording where it has given one, its own questions last. */
export function sectionAsked(code: PlainSection, content: Content): SectionForm {
  const plain = sectionForm(code)
  const form = code === 'proposal' && content.places !== undefined ? { ...plain, questions: withPlaces(plain.questions, content) } : plain
  if (content.asked === undefined) return form
  const { wording, own } = content.asked
  return {
    ...form, questions: [
      ...form.questions.map((question) => ({ ...question, ...wording[`${code}/${question.code}`] })),
      ...own.filter((each) => each.section === code && (each.retired !== true || said(content[code], each.code) !== '')).map((each): SectionQuestion => ({ code: each.code, asks: each.asks, ...(each.hint === '' ? {} : { hint: each.hint }), kind: 'lines', rows: 3 })),
    ],
  }
}

/** The answer to which places it touches, by their codes; the question is asked where the body has said which places there are. */
export const placesCode = 'which places'

function withPlaces(questions: readonly SectionQuestion[], content: Content): readonly SectionQuestion[] {
  const touched = content.proposal[placesCode] ?? []
  const options = [{ value: everywhere, text: everywhereWords }, ...(content.places ?? []).filter((each) => !each.retired || touched.includes(each.code)).map((each) => ({ value: each.code, text: each.name }))]
  return questions.flatMap((question) => question.code !== 'places' ? [question] : [{ code: placesCode, asks: 'In which of our places would people notice it?', hint: 'So that it is found when somebody asks what all proposals together mean for one place', kind: 'choices' as const, options }, { ...question, asks: 'Where, more exactly? (optional)', hint: 'Villages, streets, buildings, one on each line' }])
}

/** The whole form as this body asks it, for what begins empty. */
export const formAsked = (asked: FormChanges | null): readonly SectionForm[] => sectionForms.map((form) => { const plain = plainSections.find((each) => each === form.code); return plain === undefined || asked === null ? form : sectionAsked(plain, { ...emptyContent, asked }) })

/** Is it answered in words? Only there can a document’s words go as they are. */
export const isWritten = (question: SectionQuestion): boolean => question.kind === 'line' || question.kind === 'lines'

export const sectionForm = (code: SectionCode): SectionForm => {
  const found = sectionForms.find((each) => each.code === code)
  if (!found) throw new TypeError(`There is no section ${code}`)
  return found
}
export const sectionTitle = (code: string): string => sectionForms.find((each) => each.code === code)?.title ?? code
