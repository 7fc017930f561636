/** An assessment as it is read: each section in the officers' own words, for the page, the Word file, the scrutineer and the public. */
import { canonicalJson, type Json } from '#database/canonical.ts'
import { html, type Html } from '#html/html.ts'
import { shareChart, targetChart } from '#charts/index.ts'
import { citedFigure } from '#disclosure/gate.ts'
import { dayInWords } from '#duty/dates.ts'
import { govukTable } from '#govuk/components.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import type { WrittenBlock } from '#documents/write.ts'
import type { Assessment, Verdict } from '../assessment.ts'
import { fromInPublic, type Challenge } from '../challenge.ts'
import { groupName, impactsAnsweredBy, said, sectionCodes, worst, type Answers, type Content, type EvidenceFigures, type GroupImpact, type ImpactKey, type Mitigation, type OverTime, type Rating, type RightAnswer, type SectionCode } from '../content.ts'
import { conventionRights } from '../rights.ts'
import { sectionAsked, sectionForm, sectionTitle, type PlainSection, type SectionQuestion } from '../sections.ts'
import { aimShort, ratingTag, ratingWords } from './assessment-parts.ts'
import { lines } from './parts.ts'

/** One line of an assessment: what was asked, and what was said. */
export interface Said { readonly what: string; readonly is: string }

function answerInWords(question: SectionQuestion, answers: Answers): string {
  const value = answers[question.code]
  if (value === undefined) return ''
  const wordsOf = (each: string): string => question.options?.find((option) => option.value === each)?.text ?? each
  if (question.kind === 'date' && typeof value === 'string' && value !== '') return dayInWords(Temporal.PlainDate.from(value))
  return typeof value === 'string' ? wordsOf(value) : value.map(wordsOf).join('; ')
}

/** Everything that a section says, line by line, in the order of the form. What was left empty is left out. */
export function saidIn(section: SectionCode, content: Content): readonly Said[] {
  switch (section) {
    case 'evidence': return [
      ...content.evidence.items.map((item) => ({ what: item.what, is: `${item.shows} (${item.kind}, ${item.coverage}; ${item.source}, ${dayInWords(Temporal.PlainDate.from(item.on))}; about ${item.about.map((code) => groupName(code, content)).join(', ') || 'everybody'})` })),
      ...content.evidence.gaps.map((gap) => ({ what: `Not known: ${gap.what}`, is: gap.plan === '' ? 'Nothing is planned' : gap.plan })),
    ]
    case 'impact': return content.impact.flatMap((impact) => [
      ...impact.cells.map((cell) => ({ what: `${groupName(impact.group, content)}${cell.aim === null ? '' : `, ${aimShort(cell.aim).toLowerCase()}`}`, is: `${ratingWords[cell.rating]}. ${cell.because}` })),
      { what: `${groupName(impact.group, content)}: who, how bad, how long`, is: [impact.affected, worst(impact) !== 'negative' || impact.severity === '' ? '' : `severity ${impact.severity}`, impact.lasting].filter((each) => each !== '').join('; ') },
      { what: `${groupName(impact.group, content)}: a particular disadvantage`, is: disadvantageInWords(impact) },
    ]).filter(({ is }) => is !== '')
    case 'rights': return content.rights.filter(hasWords).map((right) => ({ what: refOf(right.article), is: `${touchedWords[right.touched]}. ${right.how}${right.proportionate === '' ? '' : ` ${right.proportionate}`}` }))
    case 'mitigation': return content.mitigation.map((each) => ({ what: each.action, is: `For ${each.groups.map((code) => groupName(code, content)).join(', ')}. ${answersInWords(each, content)}${each.owner.name}${each.by === '' ? '' : `, ${each.by}`}. ${each.measure}${each.measure === '' || /[.!?]$/.test(each.measure) ? '' : '.'}${each.residual === '' ? '' : ` What is left: ${ratingWords[each.residual].toLowerCase()}${each.residualSeverity === '' ? '' : `, ${each.residualSeverity}`}.`}` }))
    case 'review': return [...plainWords(section, content), ...content.impact.flatMap((impact) => (impact.knownBy ?? []).map((known) => ({ what: `${groupName(impact.group, content)}: known by “${known.figures.title}”`, is: `Expected: ${known.expected}\nWhen this was written: ${takenInWords(known.figures)}` })))]
    default: return plainWords(section, content)
  }
}

/** What is said of indirect discrimination, and why the impact is justified. A justification is shown whatever was answered to the question before it. */
function disadvantageInWords({ indirect, justification }: GroupImpact): string {
  if (indirect === 'yes' || indirect === 'not known') return `${indirect === 'yes' ? 'Yes' : 'Not known'}. ${justification}`.trim()
  return justification === '' ? '' : `${indirect === 'no' ? 'No. ' : ''}Why it is justified: ${justification}`
}

const touchedWords = { no: 'Not touched', supports: 'Supports it', interferes: 'Interferes with it' } as const
/** A right that is touched, or of which somebody has written why it is not. */
const hasWords = (right: RightAnswer): boolean => right.touched !== 'no' || `${right.how}${right.proportionate}`.trim() !== ''

/** “Answers: disability, advance equality; sex, eliminate discrimination. ”, where somebody has said which impacts it answers. */
function answersInWords(mitigation: Mitigation, content: Content): string {
  return (mitigation.answers ?? []).length === 0 ? '' : `Answers: ${impactsAnsweredBy(mitigation, content).map((each) => impactTitle(each, content)).join('; ')}. `
}

/** “Disability, advance equality”. */
export const impactTitle = ({ group, aim }: ImpactKey, content: Pick<Content, 'named'>): string => `${groupName(group, content)}${aim === null ? '' : `, ${aimShort(aim).toLowerCase()}`}`
/** Where an impact stands on the page that is read as a whole. */
export const impactAnchor = (group: string): string => `impact-${group.replaceAll(/[^a-z0-9]+/gi, '-')}`

function plainWords(section: PlainSection, content: Content): readonly Said[] {
  return sectionAsked(section, content).questions.map((question) => ({ what: question.asks, is: answerInWords(question, content[section]) })).filter(({ is }) => is !== '')
}

/** The newest line of what was taken: “64.1%, 1 April to 30 September 2026 (target 95% by 31 March 2029)”. */
export function takenInWords({ headings, rows }: Pick<EvidenceFigures, 'headings' | 'rows'>): string {
  const last = rows.at(-1)
  if (last === undefined) return 'there was no figure'
  const of = (heading: string): string => last[headings.indexOf(heading)] ?? ''
  return `${of('Value')}${of('Out of') === '' ? '' : ` of ${of('Out of')}`}, ${of('Period')}${of('Target') === '' ? '' : ` (target ${of('Target')})`}`
}

const refOf = (article: string): string => { const found = conventionRights.find((each) => each.article === article); return found ? `${found.ref}: ${found.heading}` : article }
const nothing = 'Nothing is written here.'

/** A section as a page shows it. */
export function sectionInWords(section: SectionCode, content: Content): Html {
  if (section === 'impact' && content.impact.length > 0) return impactInWords(content)
  const all = saidIn(section, content)
  if (section === 'evidence' && content.evidence.items.some((item) => item.figures !== undefined)) return html`${all.map(({ what, is }, at) => html`<h3 class="govuk-heading-s govuk-!-margin-bottom-1">${what}</h3><div class="govuk-!-margin-bottom-4">${lines(is)}</div>${figuresTable(content.evidence.items[at]?.figures, '', at)}`)}`
  if (section === 'rights' && all.length === 0 && content.rights.length > 0) return html`<p class="govuk-body">No Convention right is touched.</p>`
  return all.length === 0 ? html`<p class="govuk-body">${nothing}</p>` : html`${all.map(({ what, is }) => html`<h3 class="govuk-heading-s govuk-!-margin-bottom-1">${what}</h3><div class="govuk-!-margin-bottom-4">${lines(is)}</div>`)}`
}

/** Figures as they were taken, with where from: the picture of their shares, and the table beside it. What was withheld stays withheld. */
export function figuresTable(figures: EvidenceFigures | undefined, when = '', place = 0): Html | false {
  if (figures === undefined || figures.rows.length === 0) return false
  const from = figures.room === 'community-profile' ? `, ${figures.taken}` : figures.version === undefined ? '' : `, ${figures.version} of the indicator`
  return html`${picture(figures, when, place)}<section class="dr-scroll" tabindex="0" aria-label="${figures.title}${from}${when}">${govukTable({
    caption: `${figures.title}${from}`, captionClasses: 'govuk-table__caption--s', firstCellIsHeader: true, head: figures.headings.map((text, at) => ({ text, ...(at === 0 ? {} : { format: 'numeric' }) })), rows: figures.rows.map((row) => row.map((text, at) => ({ text, ...(at === 0 ? {} : { format: 'numeric' }) }))),
  })}</section><p class="govuk-body-s">${figures.definition}</p>`
}

/** The shares of the first place, or of those who answered: read from what was printed and frozen, so that a picture never says more than its table. */
function picture(figures: EvidenceFigures, when: string, place: number): Html | false {
  if (figures.over !== undefined) return overTime(figures, figures.over, `picture-${place}-${figures.asked.replaceAll(/[^a-z0-9]+/gi, '-')}${when.replaceAll(/[^a-z]+/gi, '-')}`)
  const at = figures.room === 'community-profile' ? 1 : 2
  const rows = figures.rows.flatMap((row) => {
    const printed = /(?:^|\()(\d{1,3}(?:\.\d+)?)%\)?$/.exec(row[at] ?? '')
    return printed === null ? [] : [{ label: row[0] ?? '', value: citedFigure({ text: `${printed[1] ?? ''}%`, value: Number(printed[1]), on: '', source: figures.title, definition: figures.definition }) }]
  })
  const title = at === 1 ? `Share of people in ${figures.headings[1] ?? 'the area'}` : figures.headings[2] ?? 'Share'
  return rows.length >= 2 && rows.length <= 30 && shareChart({ id: `picture-${place}-${figures.asked.replaceAll(/[^a-z0-9]+/gi, '-')}${when === '' ? '' : when.replaceAll(/[^a-z]+/gi, '-')}`, title, rows })
}

/** A figure over time beside its target, from the numbers that were printed in its table. */
function overTime(figures: EvidenceFigures, over: readonly OverTime[], id: string): Html | false {
  const cited = (text: string, value: number | null, on: string) => citedFigure({ text, value, on, source: figures.title, definition: figures.definition })
  const bound = (value: number | null, on: string) => value === null ? null : cited(`${value}`, value, on)
  return over.filter((each) => each.value !== null).length >= 2 && targetChart({
    id, title: figures.title, points: over.map((each) => ({ label: each.label, value: cited(each.text, each.value, each.label), low: bound(each.low, each.label), high: bound(each.high, each.label), target: each.target === null ? null : cited(each.target.text, each.target.value, each.label) })),
  })
}

/** The same for the public: those whom it touches first; those for whom no difference was found can be opened. */
export function impactForReaders(content: Content): Html {
  const touched = content.impact.filter((impact) => worst(impact) !== 'neutral')
  const others = content.impact.filter((impact) => worst(impact) === 'neutral')
  return html`${touched.length === 0 ? html`<p class="govuk-body">No difference was found for any group.</p>` : impactInWords({ ...content, impact: touched })}
    ${others.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">No difference was found for ${listed(others.map((each) => groupName(each.group, content).toLowerCase()))}</span></summary><div class="govuk-details__text">${impactInWords({ ...content, impact: others })}</div></details>`}`
}

const listed = (words: readonly string[]): string => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

function impactInWords(content: Content): Html {
  return html`${content.impact.map((impact) => html`<h3 class="govuk-heading-s govuk-!-margin-bottom-1" id="${impactAnchor(impact.group)}">${groupName(impact.group, content)}</h3>
    ${reflowingTable({ caption: `Impact: ${groupName(impact.group, content)}`, captionClasses: 'govuk-visually-hidden', head: [{ text: 'Aim' }, { text: 'Impact' }, { text: 'Why' }], rows: impact.cells.map((cell) => [{ text: aimShort(cell.aim) }, { html: ratingTag(cell.rating, cell.rating === 'negative' ? impact.severity : '') }, { text: cell.because }]) })}
    ${impact.group === 'marriage_cp' && html`<p class="govuk-body-s">${whyFirstAimOnly}</p>`}
    ${`${impact.affected}${impact.lasting}` !== '' && html`<p class="govuk-body">${impact.affected !== '' && `Who: ${sentence(impact.affected)} `}${impact.lasting !== '' && `For how long: ${sentence(impact.lasting)}`}</p>`}
    ${disadvantageInWords(impact) !== '' && html`<p class="govuk-body">A particular disadvantage: ${disadvantageInWords(impact)}</p>`}
    ${impact.evidence.length > 0 && html`<p class="govuk-body-s">Rests on: ${restsOn(impact, content)}.</p>`}`)}`
}

const restsOn = ({ evidence }: GroupImpact, content: Content): string => content.evidence.items.filter((item) => evidence.includes(item.id)).map((item) => item.what).join('; ')

/** Said wherever the impacts are read, so that nobody takes the two other aims for forgotten. */
export const whyFirstAimOnly = 'Marriage and civil partnership is looked at under the first aim only: the Act leaves it out of the other two (section 149(7)).'
/** With the stop that ends it, whether or not its author has set one. */
const sentence = (words: string): string => words === '' || /[.!?]$/.test(words) ? words : `${words}.`

export interface Change { readonly what: string; readonly was: string; readonly is: string }

/** What is different between two versions of a section, line by line; what stands behind its words is a line too. Asked in the words of the later one, so that a question that was worded anew is no change of the answer. */
export function changesInWords(section: SectionCode, before: Content, after: Content): readonly Change[] {
  const { named: _names, asked: _asked, places: _places, ...written } = before
  const [was, is] = [{ ...written, ...(after.named && { named: after.named }), ...(after.asked && { asked: after.asked }), ...(after.places && { places: after.places }) }, after].map((content) => apart([...saidIn(section, content), ...behind(section, content)])) as [Map<string, Said>, Map<string, Said>]
  const found = [...new Map([...was, ...is])].map(([key, { what }]) => ({ what, was: was.get(key)?.is ?? '', is: is.get(key)?.is ?? '' })).filter((each) => each.was !== each.is)
  return found.length > 0 || isSameSection(section, before, after) ? found : [{ what: sectionTitle(section), was: '', is: 'The order changed; the words are the same' }]
}

/** Does a section say the same in both? Which action of the plan something became is no part of what it says. */
export function isSameSection(section: SectionCode, before: Content, after: Content): boolean {
  const [was, is] = [before, after].map((content) => canonicalJson(JSON.parse(JSON.stringify(section === 'mitigation' ? content.mitigation.map((each) => ({ ...each, planAction: null })) : content[section])) as Json))
  return was === is
}

/** Two lines of one name are two lines. */
function apart(all: readonly Said[]): Map<string, Said> {
  const found = new Map<string, Said>()
  for (const each of all) { let key = each.what; while (found.has(key)) key += '\0'; found.set(key, each) }
  return found
}

/** What a section rests on and does not say in its words. */
function behind(section: SectionCode, content: Content): readonly Said[] {
  if (section === 'evidence') return content.evidence.items.flatMap(({ what, link, figures }) => [...link === '' ? [] : [{ what: `${what}: link`, is: link }], ...figures === undefined ? [] : [{ what: `${what}: figures`, is: `${figures.taken}. ${figures.rows.map((row) => row.join(' ')).join('; ')}` }]])
  if (section === 'impact') return content.impact.map((impact) => ({ what: `${groupName(impact.group, content)}: rests on`, is: restsOn(impact, content) })).filter(({ is }) => is !== '')
  return []
}

/** A change as it is shown: what stayed at both ends is said once, and between them what went and what came. */
export function changeInWords({ what, was, is }: Change): Html {
  const [before, after] = [was.split(/(?<=\s)/), is.split(/(?<=\s)/)]
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const [gone, come] = [before.slice(start, before.length - end).join(''), after.slice(start, after.length - end).join('')]
  return html`<h3 class="govuk-heading-s govuk-!-margin-bottom-1">${what}</h3><p class="dr-change dr-change--words">${after.slice(0, start).join('')}${gone !== '' && html`<del>${gone.trimEnd()}</del> `}${is === '' ? html`<ins>Nothing now</ins>` : come !== '' && html`<ins>${come}</ins>`}${end > 0 && html` ${after.slice(after.length - end).join('')}`}</p>`
}

/** The whole as blocks of a Word report. */
export function reportOf(content: Content, sections: readonly SectionCode[] = sectionCodes): readonly WrittenBlock[] {
  return sections.flatMap((section): WrittenBlock[] => {
    const heading: WrittenBlock = { kind: 'heading', level: 2, text: sectionTitle(section) }
    if (section === 'impact' && content.impact.length > 0) {
      return [heading, { kind: 'table', table: { title: 'Impact by group and aim of the duty', headings: [{ text: 'Group' }, { text: 'Aim' }, { text: 'Impact' }, { text: 'Why' }], rows: content.impact.flatMap((impact) => impact.cells.map((cell) => [groupName(impact.group, content), aimShort(cell.aim), `${ratingWords[cell.rating]}${cell.rating === 'negative' && impact.severity !== '' ? ` (${impact.severity})` : ''}`, cell.because])) } },
        ...(content.impact.some((impact) => impact.group === 'marriage_cp') ? [{ kind: 'paragraph' as const, text: whyFirstAimOnly }] : []),
        ...moreOfImpacts(content)]
    }
    if (section === 'mitigation' && content.mitigation.length > 0) {
      return [heading, { kind: 'table', table: { title: 'Equality improvement plan', headings: [{ text: 'Action' }, { text: 'For' }, { text: 'Officer responsible' }, { text: 'By when' }, { text: 'Target' }, { text: 'What is left' }], rows: content.mitigation.map((each) => [each.action, (each.answers ?? []).length === 0 ? each.groups.map((code) => groupName(code, content)).join(', ') : impactsAnsweredBy(each, content).map((one) => impactTitle(one, content)).join('; '), each.owner.name, each.by, each.measure, each.residual === '' ? '' : `${ratingWords[each.residual]}${each.residualSeverity === '' ? '' : ` (${each.residualSeverity})`}`]) } }]
    }
    if (section === 'evidence' && content.evidence.items.length > 0) {
      return [heading, { kind: 'table', table: { title: 'Evidence', headings: [{ text: 'What' }, { text: 'Source' }, { text: 'Day', kind: 'date' }, { text: 'About' }, { text: 'What it shows' }], rows: content.evidence.items.map((item) => [item.link === '' ? item.what : `${item.what}\n${item.link}`, `${item.source} (${item.kind}, ${item.coverage})`, dayInWords(Temporal.PlainDate.from(item.on)), item.about.map((code) => groupName(code, content)).join(', ') || 'Everybody', item.shows]) } },
        ...content.evidence.items.flatMap((item): WrittenBlock[] => item.figures === undefined || item.figures.rows.length === 0 ? [] : [{ kind: 'table', table: { title: item.figures.room === 'community-profile' ? `${item.figures.title}, ${item.figures.taken}` : item.figures.title, notes: [`Source: ${sentence(item.source)} ${item.figures.definition}`.trim()], headings: item.figures.headings.map((text) => ({ text })), rows: item.figures.rows } }]),
        ...content.evidence.gaps.map((gap): WrittenBlock => ({ kind: 'paragraph', text: `Not known: ${sentence(gap.what)} ${gap.plan === '' ? 'Nothing is planned.' : sentence(gap.plan)}` }))]
    }
    const all = saidIn(section, content)
    if (all.length === 0) return [heading, { kind: 'paragraph', text: section === 'rights' && content.rights.length > 0 ? 'No Convention right is touched.' : nothing }]
    return [heading, ...all.flatMap(({ what, is }): WrittenBlock[] => [{ kind: 'heading', level: 3, text: what }, ...is.split('\n').filter((line) => line.trim() !== '').map((text): WrittenBlock => ({ kind: 'paragraph', text }))])]
  })
}

/** Who in each group, for how long and why it is justified, where that is said; of the others, what their ratings rest on. */
function moreOfImpacts(content: Content): readonly WrittenBlock[] {
  const rows = content.impact.map((impact) => ({ name: groupName(impact.group, content), own: [impact.affected, impact.lasting, disadvantageInWords(impact)], rests: restsOn(impact, content) }))
  const [more, others] = [rows.filter((row) => row.own.some((each) => each !== '')), rows.filter((row) => row.own.every((each) => each === '') && row.rests !== '')]
  return [
    ...(more.length === 0 ? [] : [{ kind: 'table' as const, table: { title: 'Who in each group, for how long, and what the ratings rest on', headings: [{ text: 'Group' }, { text: 'Who, and how many' }, { text: 'For how long' }, { text: 'A particular disadvantage, and why it is justified' }, { text: 'Rests on' }], rows: more.map((row) => [row.name, ...row.own, row.rests]) } }]),
    ...[...Map.groupBy(others, (row) => row.rests)].map(([rests, own]): WrittenBlock => ({ kind: 'paragraph', text: `What was said of ${listed(own.map((each) => each.name.toLowerCase()))} rests on: ${sentence(rests)}` })),
  ]
}

/**
 * The equalities implications section of a decision report: fixed sentences that restate the officers' own words. It never says less than the
 * assessment: every group that would be worse off, or of which it is not known, is named, with what is left, what it is justified by, what is open and who did not agree.
 */
export function implicationsOf(content: Content, about: { readonly reference: string; readonly title: string; readonly signed: string | null; readonly state: string; readonly notOfOneMind: readonly string[] }): readonly { readonly heading: string; readonly paragraphs: readonly string[] }[] {
  const rated = (rating: Rating): readonly GroupImpact[] => content.impact.filter((impact) => impact.cells.some((cell) => cell.rating === rating))
  const [worse, unknown, better] = [rated('negative'), rated('unknown'), rated('positive')]
  const rights = content.rights.filter(hasWords)
  const [reviewOn, direct] = [said(content.review, 'on'), said(content.together, 'direct')]
  const discrimination = content.impact.filter((impact) => impact.indirect === 'yes' || impact.indirect === 'not known')
  return [
    { heading: 'The duty', paragraphs: [
      'Those who decide must have due regard to the need to eliminate discrimination, harassment and victimisation, to advance equality of opportunity, and to foster good relations, between people who share a protected characteristic and people who do not (Equality Act 2010, section 149). The duty is personal to those who decide and cannot be delegated.',
      `${about.reference}, “${about.title}”, is the assessment. ${about.signed === null ? `It is not signed yet: ${about.state}.` : about.signed} It is attached and has to be read before the decision.`,
    ] },
    { heading: 'Who would be worse off', paragraphs: worse.length === 0 ? ['The assessment found nobody who would be worse off.'] : worse.map((impact) => worseInWords(impact, content)) },
    { heading: 'What is not known', paragraphs: unknown.length + content.evidence.gaps.length === 0 ? ['Nothing is said to be unknown.'] : [...unknown.map((impact) => `${groupUnder(impact, 'unknown', content)}: ${reasonsFor(impact, 'unknown')}`), ...content.evidence.gaps.map((gap) => `${sentence(gap.what)} ${gap.plan === '' ? 'Nothing is planned to find out.' : sentence(gap.plan)}`)] },
    { heading: 'Who would be better off', paragraphs: better.length === 0 ? ['The assessment found nobody who would be better off.'] : better.map((impact) => `${groupUnder(impact, 'positive', content)}: ${reasonsFor(impact, 'positive')}`) },
    { heading: 'Discrimination', paragraphs: [
      ...(direct === 'no' ? ['The assessment found nobody who would be treated less favourably because of a protected characteristic.'] : direct === '' ? ['Nothing is written about direct discrimination.'] : [`${direct === 'allowed' ? 'Some people would be treated less favourably because of a protected characteristic, in a way that the Act is said to allow.' : 'Some people would, or might, be treated less favourably because of a protected characteristic.'} ${sentence(said(content.together, 'direct how'))}`.trim()]),
      ...discrimination.map((impact) => `${groupName(impact.group, content)}: ${impact.indirect === 'yes' ? 'the same rule could put this group at a particular disadvantage' : 'it is not known whether the same rule could put this group at a particular disadvantage'}.${worse.includes(impact) || impact.justification === '' ? '' : ` ${sentence(impact.justification)}`}`),
    ] },
    ...(rights.length === 0 ? [] : [{ heading: 'Human rights', paragraphs: rights.map((right) => `${refOf(right.article)}: ${touchedWords[right.touched].toLowerCase()}. ${right.how} ${right.proportionate}`.trim()) }]),
    { heading: 'What this rests on', paragraphs: content.evidence.items.length === 0 ? ['There is no evidence in the assessment.'] : content.evidence.items.map((item) => `${item.what} (${item.source}, ${dayInWords(Temporal.PlainDate.from(item.on))}): ${sentence(item.shows)}`) },
    { heading: 'Engagement', paragraphs: [said(content.engagement, 'who'), said(content.engagement, 'said'), said(content.engagement, 'changed') === '' ? '' : `What changed: ${said(content.engagement, 'changed')}`, said(content.engagement, 'why not')].filter((each) => each !== '').concat(Object.keys(content.engagement).length === 0 ? ['Nothing is written about engagement.'] : []) },
    { heading: 'Together with other things', paragraphs: [said(content.together, 'intersections'), said(content.together, 'cumulative')].filter((each) => each !== '').concat(said(content.together, 'cumulative') === '' && said(content.together, 'intersections') === '' ? ['Nothing is written about people in more than one group or about other changes.'] : []) },
    { heading: 'Recommendation and what is open', paragraphs: [sectionForm('outcome').questions[0]?.options?.find((option) => option.value === said(content.outcome, 'outcome'))?.text ?? 'No outcome is recommended yet', said(content.outcome, 'why'), said(content.outcome, 'open') === '' ? 'Nothing is said to be open or not agreed.' : `Open, or not agreed: ${said(content.outcome, 'open')}`, ...about.notOfOneMind].filter((each) => each !== '').map(sentence) },
    { heading: 'Afterwards', paragraphs: [said(content.review, 'watch') === '' ? 'Nothing is said of what will be watched.' : `What will be watched: ${sentence(said(content.review, 'watch'))}`, /^\d{4}-\d{2}-\d{2}$/.test(reviewOn) ? `It is to be reviewed on ${dayInWords(Temporal.PlainDate.from(reviewOn))}.` : 'No day of review is given.', said(content.review, 'sooner') === '' ? '' : `Sooner: ${sentence(said(content.review, 'sooner'))}`].filter((each) => each !== '') },
  ]
}

/** The group, and under which aims it is so where that is not all of them: “Disability, advance equality”. */
function groupUnder(impact: GroupImpact, rating: Rating, content: Content): string {
  const own = impact.cells.filter((cell) => cell.rating === rating)
  const under = own.length === impact.cells.length ? [] : own.flatMap(({ aim }) => aim === null ? [] : [aimShort(aim).toLowerCase()])
  return [groupName(impact.group, content), ...under].join(', ')
}

/** Each sentence once: the reasons under three aims often begin with the same words. */
function reasonsFor(impact: GroupImpact, rating: Rating): string {
  return [...new Set(impact.cells.filter((cell) => cell.rating === rating).flatMap((cell) => sentence(cell.because.trim()).split(/(?<=[.!?])\s+/)))].join(' ')
}

function worseInWords(impact: GroupImpact, content: Content): string {
  const done = content.mitigation.filter((each) => each.groups.includes(impact.group))
  const doing = done.map((each) => `${each.action} (${[each.owner.name, each.by].filter((one) => one !== '').join(', ')}${each.residual === '' ? '' : `; what is left: ${ratingWords[each.residual].toLowerCase()}${each.residualSeverity === '' ? '' : `, ${each.residualSeverity}`}`})`)
  return [
    `${groupUnder(impact, 'negative', content)}${impact.severity === '' ? '' : ` (severity ${impact.severity})`}: ${reasonsFor(impact, 'negative')}`, sentence(impact.affected), sentence(impact.lasting),
    done.length === 0 ? 'Nothing is to be done about it.' : `What will be done: ${doing.join('; ')}.`, impact.justification === '' ? '' : `Why it is justified: ${sentence(impact.justification)}`,
  ].filter((each) => each !== '').join(' ')
}

/**
 * Who did not agree, for those who decide: comments of the departmental group that stand, and challenges that were not followed. The words of somebody who does not
 * want them to be public are not repeated in a report that will be; that there is such a challenge is.
 */
export function notOfOneMind(assessment: Pick<Assessment, 'openedAgainAfter'>, verdicts: readonly Verdict[], challenges: readonly Challenge[]): readonly string[] {
  const newest = new Map(verdicts.filter((each) => each.round > assessment.openedAgainAfter).toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)).map((each) => [each.section, each]))
  return [
    ...[...newest.values()].filter((each) => each.verdict !== 'agreed' && each.comment !== '').map((each) => `The departmental group on “${sectionTitle(each.section)}”: ${sentence(each.comment)}${each.reply === '' ? '' : ` The answer: ${sentence(each.reply)}`}`),
    ...challenges.filter((each) => each.answer?.kind !== 'changed').map((each) => `${fromInPublic(each)} challenged it${each.mayBePublic ? `: ${sentence(each.words)}` : '. The words are kept with the assessment.'}${each.answer === null ? ' It waits for an answer.' : each.mayBePublic ? ` The answer: ${sentence(each.answer.words)}` : ''}`),
  ]
}
