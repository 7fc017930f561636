import { findIdentifying } from '#disclosure/identifying.ts'
import { decisionsOf, hasWritten, publishedSinceSigned, reviewsOf, type Assessment } from './assessment.ts'
import { groupName, groups, said, worst, type Content, type GroupImpact, type SectionCode } from './content.ts'
import { conventionRights } from './rights.ts'

/**
 * What courts, auditors and peer reviewers have found wanting in assessments, as data: 40 checks, each with how much it weighs, why, and how to mend it.
 * `blocks` keeps an assessment from being sent or signed; the others are advice to authors and a list for those who scrutinise. None of them is a score.
 * Last checked 22 November 2026.
 */
export interface Check {
  readonly code: string
  readonly weight: 'blocks' | 'warns' | 'tells'
  /** When it is asked: before it is sent to the group, before it is signed, before it is published, or afterwards. */
  readonly at: 'sending' | 'signing' | 'publishing' | 'afterwards'
  readonly section: SectionCode
  readonly says: string
  readonly because: string
  readonly mend: string
  /** Where it trips: what exactly, in words. Empty where all is well. */
  trips(examined: Examined): readonly string[]
}

export interface Examined { readonly content: Content; readonly assessment: Assessment; readonly today: Temporal.PlainDate }
export interface Finding { readonly check: Check; readonly where: readonly string[] }

/** All that trips, what blocks first. */
export function examine(examined: Examined): readonly Finding[] {
  const weight = { blocks: 0, warns: 1, tells: 2 }
  return checks.map((check) => ({ check, where: check.trips(examined) })).filter(({ where }) => where.length > 0).sort((a, b) => weight[a.check.weight] - weight[b.check.weight])
}

/** What has to be mended before this step, in sentences. */
export function blocksFor(findings: readonly Finding[], step: 'sending' | 'signing' | 'publishing'): readonly string[] {
  const steps = ['sending', 'signing', 'publishing']
  return findings.filter(({ check }) => check.weight === 'blocks' && check.at !== 'afterwards' && steps.indexOf(check.at) <= steps.indexOf(step)).map(({ check }) => check.says)
}

const trip = (wrong: boolean, where: string): readonly string[] => wrong ? [where] : []
const isSoOld = (day: string, today: Temporal.PlainDate, years: number): boolean => Temporal.PlainDate.compare(Temporal.PlainDate.from(day), today.subtract({ years })) < 0
const dayOf = (words: string): Temporal.PlainDate | null => /^\d{4}-\d{2}-\d{2}$/.test(words) ? Temporal.PlainDate.from(words) : null
const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length
const negatives = (content: Content): readonly GroupImpact[] => content.impact.filter((impact) => impact.cells.some((cell) => cell.rating === 'negative'))
const answersFor = (content: Content, impact: GroupImpact) => content.mitigation.filter((each) => each.groups.includes(impact.group))
const nature = (content: Content, of: string): boolean => said(content.proposal, 'nature').split(', ').includes(of)
/** Everything that an officer typed, with its section. */
function texts(content: Content): readonly { readonly section: SectionCode; readonly words: string }[] {
  const plain = (['proposal', 'people', 'engagement', 'together', 'outcome', 'review', 'summary'] as const).flatMap((section) => Object.keys(content[section]).map((code) => ({ section, words: said(content[section], code) })))
  return [
    ...plain, ...content.evidence.items.map((item) => ({ section: 'evidence' as const, words: item.shows })), ...content.evidence.gaps.map((gap) => ({ section: 'evidence' as const, words: `${gap.what} ${gap.plan}` })),
    ...content.impact.flatMap((impact) => [impact.affected, impact.justification, ...impact.cells.map((cell) => cell.because)].map((words) => ({ section: 'impact' as const, words }))),
    ...content.rights.flatMap((right) => [right.how, right.proportionate].map((words) => ({ section: 'rights' as const, words }))), ...content.mitigation.flatMap((each) => [each.action, each.measure].map((words) => ({ section: 'mitigation' as const, words }))),
  ].filter(({ words }) => words !== '')
}

/** What is published beside that: of the decisions and of the reviews. */
function stepTexts(assessment: Assessment): readonly { readonly section: string; readonly words: string }[] {
  return [
    ...decisionsOf(assessment).map(({ decided }) => ({ section: 'the decision', words: decided })),
    ...reviewsOf(assessment).flatMap(({ found, known }) => [found, ...known.map((each) => each.words)].map((words) => ({ section: 'what the review found', words }))),
  ]
}

const brown = (number: number): string => `R (Brown) v SSWP [2008] EWHC 3158 (Admin), principle ${number}`
const bracking = (point: number): string => `R (Bracking) v SSWP [2013] EWCA Civ 1345, paragraph 26(${point})`

export const checks: readonly Check[] = [
  { code: 'E1', weight: 'blocks', at: 'signing', section: 'outcome', says: 'The decision was taken before this was signed, and nothing says so', because: 'R (Kaur and Shah) v Ealing [2008] EWHC 2062: the duty comes before the decision.', mend: 'Record the decision with its day. The assessment then says, for ever and in public, that it was completed after the decision.',
    // Once the decision is recorded it carries its label; what blocks is a decision day that has passed with no decision recorded.
    trips: ({ assessment, today }) => trip(assessment.decision === null && assessment.decisionDue !== null && Temporal.PlainDate.compare(assessment.decisionDue, today) < 0, 'The day of the decision has passed') },
  { code: 'E2', weight: 'blocks', at: 'sending', section: 'outcome', says: 'Nobody is named who will decide', because: `${bracking(3)}: the duty is personal to whoever decides.`, mend: 'Name the committee, cabinet member or officer in the details of the assessment.', trips: ({ assessment }) => trip(assessment.decisionMaker.trim() === '', 'Who decides') },
  { code: 'W3', weight: 'warns', at: 'sending', section: 'outcome', says: 'There are fewer than ten working days to the decision', because: 'Papers are published five clear days before, and the departmental group needs time to read.', mend: 'Move the decision, or agree a date with the group now.',
    trips: ({ assessment, today }) => trip(assessment.stage === 'drafting' && assessment.decisionDue !== null && Temporal.PlainDate.compare(assessment.decisionDue, today) >= 0 && today.until(assessment.decisionDue).days < 14, 'The day of the decision') },
  { code: 'E4', weight: 'blocks', at: 'signing', section: 'outcome', says: 'Whoever signed it also wrote or agreed it', because: 'Two signatures by one person are one.', mend: 'Ask somebody else to sign.', trips: ({ assessment }) => trip(assessment.signed !== null && (hasWritten(assessment, assessment.signed.by.id) || assessment.agreed?.by.id === assessment.signed.by.id), 'The signature') },
  { code: 'W5', weight: 'warns', at: 'sending', section: 'evidence', says: 'The newest evidence is more than three years old', because: `${brown(4)}: the information must be sufficient.`, mend: 'Add newer evidence, or say why older is good enough. For population figures use the newest census.',
    trips: ({ content, today }) => trip(content.evidence.items.length > 0 && content.evidence.items.every((item) => isSoOld(item.on, today, 3) && !(/census/i.test(`${item.what} ${item.source}`) && item.on >= '2021')), 'All of the evidence') },
  { code: 'W6', weight: 'warns', at: 'sending', section: 'engagement', says: 'The consultation ended after this was sent to the group', because: 'What people say has to be able to change the assessment.', mend: 'Open it again and write what people said.', trips: ({ content, assessment }) => { const ended = dayOf(said(content.engagement, 'ended')); return trip(ended !== null && assessment.sent !== null && Temporal.PlainDate.compare(ended, assessment.sent.on) > 0, 'When it ended') } },
  { code: 'E7', weight: 'blocks', at: 'sending', section: 'evidence', says: 'There is no evidence at all', because: 'R (Winder) v Sandwell [2014] EWHC 2617: a decision without any assessment of evidence was unlawful.', mend: 'Add at least one thing that you rest this on: figures, complaints, what people said.', trips: ({ content }) => trip(content.evidence.items.length === 0, 'Evidence') },
  { code: 'W8', weight: 'warns', at: 'sending', section: 'impact', says: 'An impact is rated with no evidence behind it', because: `${bracking(2)}: the record of what was looked at is what counts.`, mend: 'Tick the evidence that it rests on, or rate it “Not known”.', trips: ({ content }) => content.impact.filter((impact) => impact.evidence.length === 0 && worst(impact) !== 'unknown').map((impact) => groupName(impact.group, content)) },
  { code: 'W9', weight: 'warns', at: 'sending', section: 'evidence', says: 'Something is not known and nothing is to be done about it', because: 'DMA v SSHD [2020] EWHC 3416: not collecting what is needed can break the duty.', mend: 'Say what will be done to find out, or why it is not needed.',
    trips: ({ content }) => [...content.evidence.gaps.filter((gap) => gap.plan.trim() === '').map((gap) => gap.what), ...content.impact.filter((impact) => worst(impact) === 'unknown' && !content.evidence.gaps.some((gap) => gap.about.includes(impact.group))).map((impact) => `${groupName(impact.group, content)}: not known`)] },
  { code: 'W10', weight: 'warns', at: 'sending', section: 'evidence', says: 'All of the evidence is national', because: `${brown(4)}: look at the people who are really affected.`, mend: 'Add something local, if only what your own service knows.', trips: ({ content }) => trip(content.evidence.items.length > 0 && content.evidence.items.every((item) => item.coverage === 'national'), 'All of the evidence') },
  { code: 'W11', weight: 'warns', at: 'sending', section: 'evidence', says: 'Jobs are touched, and there is no profile of the staff or word from the unions', because: 'The duty covers employees (section 149), and consultation on redundancy is the law.', mend: 'Add figures about the staff concerned and what unions and staff networks said.',
    trips: ({ content }) => trip(nature(content, 'workforce') && !(content.evidence.items.some((item) => /staff|workforce|employee/i.test(`${item.what} ${item.shows}`)) && /union|staff|employee|network/i.test(`${said(content.engagement, 'who')} ${said(content.engagement, 'said')}`)), 'The proposal touches jobs') },
  { code: 'W12', weight: 'warns', at: 'sending', section: 'evidence', says: 'A percentage stands without its base', because: 'A share says nothing unless the reader knows of how many.', mend: 'Write “25% of 1,240 users”, or “310 of 1,240”.', trips: ({ content }) => texts(content).filter(({ section, words }) => section !== 'summary' && /\d\s?(%|per ?cent)/.test(words) && !/\d\s?(%|per ?cent)\s*(\([^)]*\d[^)]*\)|[^.]{0,60}\bof\b[^.%]{0,40}\d[\d,]*(?![\d,]|\s?%))|\b(base|out of|n ?=)\b[^.]*\d|\d[\d,]* (of|out of) [\d,]*\d|\bof (the |our |all )*\d[\d,]*\b(?!\s?%)/i.test(words)).map(({ words }) => excerpt(words)) },
  { code: 'E13', weight: 'blocks', at: 'sending', section: 'impact', says: 'A protected characteristic has not been looked at', because: 'Section 149(7) lists them: each has to be considered, if only to find no difference.', mend: 'Rate each, and say why. “No difference” is an answer when you have looked.',
    trips: ({ content }) => groups.filter((group) => group.statutory && !(content.impact.find((impact) => impact.group === group.code)?.cells.length === group.aims.length && content.impact.find((impact) => impact.group === group.code)?.cells.every((cell) => cell.because.trim() !== ''))).map((group) => group.name) },
  { code: 'W14', weight: 'warns', at: 'sending', section: 'impact', says: 'The same words stand under several characteristics, or all of them are neutral', because: `${bracking(6)}: a general regard to equality is not enough.`, mend: 'Say of each group what is true of that group.', trips: ({ content }) => copied(content) },
  { code: 'W15', weight: 'warns', at: 'sending', section: 'mitigation', says: 'A negative impact has nothing to make it smaller', because: `${bracking(4)}: look for ways of eliminating the impact before adopting the policy.`, mend: 'Add what will be done, or justify the impact in writing.', trips: ({ content }) => negatives(content).filter((impact) => answersFor(content, impact).length === 0).map((impact) => groupName(impact.group, content)) },
  { code: 'E16', weight: 'blocks', at: 'sending', section: 'impact', says: 'A negative impact is neither made smaller nor justified', because: 'Equality Act 2010, sections 19 and 149; a loss that nobody answers for cannot be defended.', mend: 'Add an action for this group, or write why the loss is justified and what else was considered.', trips: ({ content }) => negatives(content).filter((impact) => answersFor(content, impact).length === 0 && wordsIn(impact.justification) < 8).map((impact) => groupName(impact.group, content)) },
  { code: 'W17', weight: 'warns', at: 'sending', section: 'impact', says: 'A reason is too short, or says only that everyone is treated the same', because: `${bracking(6)}: specific regard, in substance.`, mend: 'Say in a sentence what you looked at and what it showed.',
    trips: ({ content }) => content.impact.flatMap((impact) => impact.cells.filter((cell) => /treats? every(one|body) the same|not applicable|\bn\/a\b|no impact/i.test(cell.because) && wordsIn(cell.because) < 15).map(() => groupName(impact.group, content))).filter(once) },
  { code: 'W18', weight: 'warns', at: 'sending', section: 'impact', says: 'Benefits are listed, and nothing is said of advancing equality or good relations', because: 'Section 149(1)(b) and (c) are aims of their own.', mend: 'Say under the second and third aim what it does for each group.', trips: ({ content }) => trip(content.impact.some((impact) => impact.cells.some((cell) => cell.rating === 'positive')) && !content.impact.some((impact) => impact.cells.some((cell) => (cell.aim === 'advance' || cell.aim === 'foster') && wordsIn(cell.because) >= 5)), 'The second and third aims') },
  { code: 'W19', weight: 'warns', at: 'sending', section: 'together', says: 'It is a budget proposal, and other groups or other savings are not looked at', because: 'EHRC, Making fair financial decisions: look at savings together.', mend: 'Say what else is changing for the same people, and look at carers and people with little money.',
    trips: ({ content }) => trip(nature(content, 'budget') && (said(content.together, 'cumulative') === '' || !content.impact.some((impact) => !groups.find((group) => group.code === impact.group)?.statutory)), 'A saving or budget option') },
  { code: 'W20', weight: 'warns', at: 'sending', section: 'impact', says: 'Pregnancy and maternity and gender reassignment say the same, or nothing', because: 'Peer reviews find these two left out or copied most often.', mend: 'Think of each by itself.', trips: ({ content }) => { const [a, b] = (['pregnancy_maternity', 'gender_reassignment'] as const).map((code) => content.impact.find((impact) => impact.group === code)?.cells.map((cell) => plainWords(cell.because)).join(' ') ?? ''); return trip(content.impact.length > 0 && (a === b), 'Pregnancy and maternity; gender reassignment') } },
  { code: 'W21', weight: 'warns', at: 'sending', section: 'impact', says: 'Marriage and civil partnership is rated under the second or third aim', because: 'Section 149(7) leaves it out of them.', mend: 'Rate it under the first aim only.', trips: ({ content }) => trip(content.impact.some((impact) => impact.group === 'marriage_cp' && impact.cells.some((cell) => cell.aim !== 'eliminate')), 'Marriage and civil partnership') },
  { code: 'W22', weight: 'warns', at: 'sending', section: 'engagement', says: 'There is to be a public consultation, and nothing is said of it here', because: 'A full assessment goes with every public consultation.', mend: 'Say who is or will be asked, how and when.', trips: ({ content }) => trip(nature(content, 'consultation') && said(content.engagement, 'who') === '' && said(content.engagement, 'asked') !== 'planned', 'Engagement and consultation') },
  { code: 'W23', weight: 'warns', at: 'sending', section: 'engagement', says: 'A group would be worse off, and nobody of it has been asked', because: 'Hurley and Moore v SSBIS [2012] EWHC 201: inquire where information is lacking.', mend: 'Ask people of the group, or say why not.',
    trips: ({ content }) => negatives(content).length === 0 || said(content.engagement, 'why not') !== '' ? [] : negatives(content).filter((impact) => !mentions(`${said(content.engagement, 'who')} ${said(content.engagement, 'said')}`, impact.group)).map((impact) => groupName(impact.group, content)) },
  { code: 'W24', weight: 'warns', at: 'sending', section: 'engagement', says: 'People were asked, and it does not say what changed', because: 'R (Moseley) v Haringey [2014] UKSC 56: what people say must be taken into account.', mend: 'Say what changed, or why nothing did.', trips: ({ content }) => trip(said(content.engagement, 'asked') === 'yes' && said(content.engagement, 'changed') === '', 'What changed as a result') },
  { code: 'W25', weight: 'warns', at: 'sending', section: 'engagement', says: 'No accessible formats are named', because: 'Equality Act 2010, section 20: an auxiliary aid is often information in another form.', mend: 'Say in which formats and languages people were or will be asked.', trips: ({ content }) => trip(['yes', 'planned'].includes(said(content.engagement, 'asked')) && said(content.engagement, 'formats') === '', 'Accessible formats') },
  { code: 'E26', weight: 'blocks', at: 'sending', section: 'mitigation', says: 'An action has no owner or no date', because: `${brown(3)}: what nobody will do is not regard.`, mend: 'Name a person or post, and a day or month.', trips: ({ content }) => content.mitigation.filter((each) => each.owner.name.trim() === '' || each.by.trim() === '').map((each) => excerpt(each.action)) },
  { code: 'W27', weight: 'warns', at: 'sending', section: 'mitigation', says: 'The owner is a team and not a person or post', because: 'Audits find that what a team owns nobody does.', mend: 'Name the post that answers for it.', trips: ({ content }) => content.mitigation.filter((each) => each.owner.id === null && /\b(team|department|service|services|group|all|everyone|officers|managers|staff|hr|council)\b/i.test(each.owner.name) && !/\b(head|manager|director|lead|officer|chief|assistant|co-?ordinator|adviser|advisor|consultant)\b/i.test(each.owner.name)).map((each) => excerpt(each.action)) },
  { code: 'W28', weight: 'warns', at: 'sending', section: 'mitigation', says: 'An action is “ongoing”', because: 'What has no end is never late and never done.', mend: 'Give a day on which it is looked at.', trips: ({ content }) => content.mitigation.filter((each) => /on-?\s?going|continuous|tbc|to be confirmed|asap/i.test(each.by)).map((each) => excerpt(each.action)) },
  { code: 'W29', weight: 'warns', at: 'sending', section: 'mitigation', says: 'An action only watches, or sends people elsewhere', because: 'Watching an impact does not make it smaller.', mend: 'Say what will be done for the people who lose, and watch as well.', trips: ({ content }) => content.mitigation.filter((each) => /^(we (will|shall) |to )?(continue to )?(monitor|review|signpost|keep (an eye|under review)|watch)\b/i.test(each.action.trim())).map((each) => excerpt(each.action)) },
  { code: 'W30', weight: 'warns', at: 'sending', section: 'mitigation', says: 'Nobody could tell whether an action has worked', because: 'Equality objectives and what serves them are to be measurable.', mend: 'Give a number, a share or a day that can be looked up.', trips: ({ content }) => content.mitigation.filter((each) => !/\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|every|all|none|half|no)\b/i.test(each.measure)).map((each) => excerpt(each.action)) },
  { code: 'W31', weight: 'warns', at: 'sending', section: 'mitigation', says: 'It does not say what is left once the action is done', because: 'Those who decide have to know what remains.', mend: 'Rate the impact again as it will be afterwards.', trips: ({ content }) => content.mitigation.filter((each) => each.residual === '').map((each) => excerpt(each.action)) },
  { code: 'W32', weight: 'warns', at: 'sending', section: 'rights', says: 'It touches care, housing, safeguarding, detention or surveillance, and no Convention right is looked at', because: 'Human Rights Act 1998, section 6.', mend: 'Look at articles 2, 3, 5, 8 and 14 at least.', trips: ({ content }) => trip(nature(content, 'care or housing') && !content.rights.some((right) => right.touched !== 'no'), 'Human rights') },
  { code: 'W33', weight: 'warns', at: 'sending', section: 'rights', says: 'A right is interfered with, and it does not say why no less would do', because: 'Only what is lawful, for a legitimate aim and proportionate is allowed; an absolute right, never.', mend: 'Write the law, the aim and what else was considered. For an absolute right take legal advice.', trips: ({ content }) => content.rights.filter((right) => right.touched === 'interferes' && wordsIn(right.proportionate) < 8).map((right) => conventionRights.find((each) => each.article === right.article)?.ref ?? right.article) },
  { code: 'W34', weight: 'warns', at: 'sending', section: 'review', says: 'It has no day of review within three years', because: `${brown(6)}: the duty goes on.`, mend: 'Set a day.', trips: ({ content, today }) => { const on = dayOf(said(content.review, 'on')); return trip(on === null || Temporal.PlainDate.compare(on, today.add({ years: 3 })) > 0, 'When it will be reviewed') } },
  { code: 'E35', weight: 'blocks', at: 'afterwards', section: 'review', says: 'The review is overdue', because: `${brown(6)}: the duty goes on.`, mend: 'Review it now, or open it again.', trips: ({ assessment, today }) => trip(assessment.reviewOn !== null && assessment.stage !== 'ended' && Temporal.PlainDate.compare(assessment.reviewOn, today) < 0, 'The day of review has passed') },
  { code: 'W36', weight: 'warns', at: 'afterwards', section: 'summary', says: 'It was signed more than 28 days ago and is not published', because: 'A house promise; residents cannot see what they cannot read.', mend: 'Ask a publisher.', trips: ({ assessment, today }) => trip(assessment.signed !== null && publishedSinceSigned(assessment) === null && assessment.stage !== 'ended' && assessment.signed.on.until(today, { largestUnit: 'days' }).days > 28, 'Signed and not published') },
  { code: 'W37', weight: 'warns', at: 'afterwards', section: 'mitigation', says: 'Signed, and an action is not in the plan', because: 'What is not tracked is not done.', mend: 'Put it in the action plan.', trips: ({ content, assessment }) => assessment.signed === null ? [] : content.mitigation.filter((each) => each.planAction === null).map((each) => excerpt(each.action)) },
  { code: 'W38', weight: 'warns', at: 'afterwards', section: 'proposal', says: 'It was decided otherwise than was recommended, and the assessment was not opened again', because: 'R (Sheakh) v Lambeth [2022] EWCA Civ 457: an assessment may be made in stages, if it is made.', mend: 'Open it again for what was decided.', trips: ({ content, assessment }) => trip(assessment.decision !== null && assessment.stage !== 'drafting' && said(content.outcome, 'outcome') === 'stop' && !/not approved|refused|rejected|withdrawn|stop|deferred|did not/i.test(assessment.decision.decided), 'The decision') },
  { code: 'E39', weight: 'blocks', at: 'publishing', section: 'summary', says: 'Words that would be published could identify somebody', because: 'UK GDPR; a small number is often a person.', mend: 'Take out names, addresses and numbers under 10. Write “a few”.', trips: ({ content, assessment }) => [...texts(content), ...stepTexts(assessment)].flatMap(({ section, words }) => identifying(words).map((found) => `${section}: ${found}`)) },
  { code: 'I40', weight: 'tells', at: 'sending', section: 'summary', says: 'The summary is hard to read', because: 'Residents have to be able to understand it: aim for a reading age of 11 to 14.', mend: 'Shorter sentences, and the words that people use.', trips: ({ content }) => { const words = said(content.summary, 'summary'); return trip(wordsIn(words) >= 30 && readingAge(words) > 14, `About ${Math.round(readingAge(words))} years`) } },
]

const excerpt = (words: string): string => words.length <= 80 ? words : `${words.slice(0, words.lastIndexOf(' ', 78))}…`
const once = (each: string, at: number, all: readonly string[]): boolean => all.indexOf(each) === at
const plainWords = (words: string): string => words.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Groups whose reasons are the same words as those of two others or more; or all nine neutral. */
function copied(content: Content): readonly string[] {
  const rows = content.impact.map((impact) => ({ name: groupName(impact.group, content), words: new Set(plainWords(impact.cells.map((cell) => cell.because).join(' ')).split(' ').filter((word) => word !== '')) })).filter(({ words }) => words.size >= 3)
  const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => { const both = [...a].filter((word) => b.has(word)).length; return both / (a.size + b.size - both) >= 0.85 }
  const same = rows.filter((row) => rows.filter((other) => other !== row && alike(row.words, other.words)).length >= 2).map(({ name }) => name)
  const statutory = content.impact.filter((impact) => groups.find((group) => group.code === impact.group)?.statutory)
  return same.length > 0 ? same : trip(statutory.length === 9 && statutory.every((impact) => worst(impact) === 'neutral'), 'All nine are neutral')
}

const groupWords: Readonly<Record<string, RegExp>> = {
  age: /older|young|age|children|pension|parent/i, disability: /disab|deaf|blind|learning|mental|access|wheelchair/i, gender_reassignment: /trans\b|transgender|gender/i, marriage_cp: /marri|civil partner|couple/i, pregnancy_maternity: /pregnan|matern|mother|new parent|midwi/i,
  race: /ethnic|race|racial|gypsy|traveller|roma|black|asian|migrant|refugee|language/i, religion_belief: /relig|faith|belief|mosque|church|temple|synagogue|gurdwara|muslim|christian|hindu|sikh|jewish/i, sex: /wom[ae]n|\bm[ae]n\b|girls|boys|female|\bmale|mother|father/i,
  sexual_orientation: /lgb|gay|lesbian|bisexual|orientation/i, carers: /carer/i, 'socio-economic': /income|poor|poverty|money|benefit|deprived|foodbank|debt/i, rural: /rural|village|parish/i, 'armed forces': /veteran|forces|service famil/i, 'care experience': /care leaver|in care|looked.after/i, cohesion: /communit|neighbour|relations/i,
}
const mentions = (words: string, group: string): boolean => groupWords[group]?.test(words) ?? false

/** What in a text could point at a person, each once. */
export function identifying(words: string): readonly string[] {
  return findIdentifying(words).map((each) => each.words).filter(once)
}

/** Flesch and Kincaid’s grade plus five years: the age at which most people can read it. A rough guide. */
export function readingAge(words: string): number {
  const sentences = Math.max(1, (words.match(/[.!?](\s|$)/g) ?? []).length)
  const all = words.match(/\p{L}+/gu) ?? []
  if (all.length === 0) return 0
  const syllables = all.reduce((sum, word) => sum + Math.max(1, (word.toLowerCase().replace(/(?:[^laeiouy]es|[^laeiouy]ed|e)$/, '').match(/[aeiouy]{1,2}/g) ?? []).length), 0)
  return 0.39 * all.length / sentences + 11.8 * syllables / all.length - 15.59 + 5
}
