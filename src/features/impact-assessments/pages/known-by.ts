/** By what it will be known whether an impact came: chosen while writing, kept as it stood, and shown beside what came when the assessment is reviewed. */
import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import type { Series } from '#web/offers.ts'
import { choice, text, tick } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayReadAssessment, mayWrite } from '../access.ts'
import { hashOfNumbers, listFrozen, type Frozen } from '../assessment-store.ts'
import { reviewsOf, type Assessment } from '../assessment.ts'
import { groupName, worst, type Content, type GroupImpact, type KnownBy } from '../content.ts'
import { paths } from '../paths.ts'
import { changedMeanwhile, crumbsTo, judgedWords, loadAssessment, ratingTag } from './assessment-parts.ts'
import { figuresTable, takenInWords } from './in-words.ts'
import { column, summaryRows } from './parts.ts'
import { findSeries, keyOf, newerThanTaken, pointInWords, seriesOf, seriesOffered, takeSeries, targetInWords } from './series.ts'
import { keepSection, loadWriting, stateOf } from './writing.ts'

/** One prediction beside what came: as it was kept for those who decided, and as the indicator stands today. */
export interface KnownReading { readonly impact: GroupImpact; readonly known: KnownBy; readonly series: Series | undefined; readonly decided: string; readonly decidedWhen: string; readonly now: string; readonly target: string; readonly newer: string | null; readonly redefined: boolean }

export async function readKnown(assessment: Assessment, content: Content, versions: readonly Frozen[], house: Pick<House, 'db' | 'organisation' | 'offers' | 'today'>): Promise<readonly KnownReading[]> {
  const all = content.impact.flatMap((impact) => (impact.knownBy ?? []).map((known) => ({ impact, known })))
  const series = await findSeries(house, all.map(({ known }) => known.figures))
  const had = versions.find((each) => each.number === assessment.decision?.had)
  return all.map(({ impact, known }) => {
    const own = series.get(keyOf(known.figures))
    const before = had?.content.sections.impact.flatMap((each) => each.knownBy ?? []).find((each) => each.id === known.id)
    const last = own?.points.at(-1)
    return {
      impact, known, series: own, decided: takenInWords((before ?? known).figures), decidedWhen: before !== undefined ? 'As those who decided had it' : assessment.signed === null ? 'As it was written down' : 'As it was signed',
      now: last === undefined ? 'There is no figure that everybody may see now' : last.to.toString() === known.figures.taken ? `Nothing newer yet: ${pointInWords(last)}` : pointInWords(last),
      target: own === undefined ? '' : targetInWords(own), newer: newerThanTaken({ ...known.figures, numbers: hashOfNumbers(known.figures) }, own), redefined: own !== undefined && own.definition !== known.figures.definition,
    }
  })
}

/** Predicted beside actual, with the picture and its table. `more` stands beneath each: the link to change it, or the questions of the review. */
export function knownBlocks(readings: readonly KnownReading[], content: Content, more: (reading: KnownReading, at: number) => Html | false): Html {
  return html`${readings.map((reading, at) => html`<section aria-labelledby="known-${String(at)}"><h2 class="govuk-heading-m govuk-!-margin-bottom-1" id="known-${String(at)}">${groupName(reading.impact.group, content)}: ${reading.known.figures.title}</h2>
    <p class="govuk-body">${ratingTag(worst(reading.impact) ?? 'unknown', worst(reading.impact) === 'negative' ? reading.impact.severity : '')}</p>
    ${summaryRows([
      ['What was expected', reading.known.expected], [reading.decidedWhen, reading.decided], ['Now', reading.now], ['Target of the indicator', reading.target === '' ? 'None' : reading.target],
      ['Rests on', content.evidence.items.filter((item) => reading.impact.evidence.includes(item.id)).map((item) => item.what).join('; ')],
    ])}
    ${reading.redefined && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">It is counted in another way now</p><p>Then: ${reading.known.figures.definition} Now: ${reading.series?.definition ?? ''}</p></div>`}
    ${reading.series === undefined ? html`<p class="govuk-body">These figures are not there for everybody any more. What was taken stays:</p>${figuresTable(reading.known.figures, ', as taken', at)}` : figuresTable(takeSeries(reading.known.figures, reading.series)?.figures, ', as it is now', at)}
    ${more(reading, at)}</section>`)}`
}

const without = (content: Content): readonly GroupImpact[] => content.impact.filter((impact) => worst(impact) !== 'neutral' && (impact.knownBy ?? []).length === 0)

export const knownBy = page({
  path: paths.knownBy,
  async load(at, house) {
    const open = await loadAssessment(at, house)
    return { ...open, readings: await readKnown(open.assessment, open.content, await listFrozen(house.db, house.organisation.id, at.assessment), house) }
  },
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  view({ assessment, content, readings }, { person }) {
    const at = { assessment: assessment.id }
    const writes = mayWrite(person, assessment)
    const judged = (reading: KnownReading) => reviewsOf(assessment).toReversed().flatMap(({ on, known }) => known.filter((each) => each.group === reading.impact.group && each.title === reading.known.figures.title).map((each) => ({ on, ...each })))
    return {
      title: `How we will know: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'predicted-and-actual',
      main: html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">How we will know what really happens</h1><p class="dr-head__lead">For each impact, the figure by which it will be known, what is expected of it, and how it stands.</p></div>
        ${writes && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.knownByItem.to({ ...at, entry: 'new' })}">Name a figure</a></div>`}</div>
        ${readings.length === 0 && html`<div class="dr-empty"><p class="govuk-body">No figure is named yet. Name one for each impact that can be counted; where nothing can be, say under “Afterwards” how you will find out.</p></div>`}
        ${knownBlocks(readings, content, (reading) => html`${judged(reading).map((each) => html`<p class="govuk-body"><strong>${judgedWords[each.judged]}</strong>, by the review of ${dayInWords(each.on)}: ${each.words}</p>`)}
          ${writes && html`<p class="govuk-body"><a class="govuk-link" href="${paths.knownByItem.to({ ...at, entry: reading.known.id })}">Change this<span class="govuk-visually-hidden">: ${reading.known.figures.title}</span></a>${reading.newer !== null && html` <span class="dr-under">There are newer: ${reading.newer}</span>`}</p>`}`)}
        ${without(content).length > 0 && html`<h2 class="govuk-heading-m">Impacts without a figure</h2><ul class="dr-tasks">${without(content).map((impact) => html`<li class="dr-task"><div class="dr-task__what">${writes ? html`<a class="govuk-link" href="${paths.knownByItem.to({ ...at, entry: 'new' })}?group=${encodeURIComponent(impact.group)}">${groupName(impact.group, content)}</a>` : groupName(impact.group, content)}</div><div>${ratingTag(worst(impact) ?? 'unknown', worst(impact) === 'negative' ? impact.severity : '')}</div></li>`)}</ul>`}
        <p class="govuk-body"><a class="govuk-link" href="${writes ? paths.section.to({ ...at, section: 'review' }) : `${paths.read.to(at)}#review`}">What will be watched beside these, and when it is reviewed</a></p>`,
    }
  },
})

export const knownByItem = form({
  path: paths.knownByItem,
  async load({ assessment, entry }, house) {
    const open = await loadWriting({ assessment }, house)
    const was = open.content.impact.flatMap((impact) => (impact.knownBy ?? []).map((known) => ({ impact, known }))).find(({ known }) => known.id === entry) ?? null
    if (entry !== 'new' && was === null) throw new NotFound(`what it is known by, ${entry}`)
    const series = was === null ? undefined : (await findSeries(house, [was.known.figures])).get(keyOf(was.known.figures))
    return { ...open, was, offered: await seriesOffered(house), newer: was === null ? null : newerThanTaken({ ...was.known.figures, numbers: hashOfNumbers(was.known.figures) }, series) }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  version: (loaded) => String(stateOf(loaded, 'impact')),
  fields: ({ content, offered, was }) => ({
    group: choice({ from: content.impact.map((each) => each.group), missing: 'Select whom the impact is on' }), figures: choice({ from: [...offered.map((each) => each.value), ...was === null ? [] : [keyOf(was.known.figures)]], missing: 'Select the figure by which it will be known' }),
    expected: text({ missing: 'Enter what you expect of it', max: 1000, subject: 'What you expect' }), newer: tick(), remove: tick(),
  }),
  starting: ({ was }, { query }) => was === null ? { group: query.get('group') } : { group: was.impact.group, figures: keyOf(was.known.figures), expected: was.known.expected },
  view(loaded, answers) {
    const { assessment, content, was, offered, newer } = loaded
    const ask = questions(answers)
    const gone = was !== null && !offered.some((each) => each.value === keyOf(was.known.figures))
    return {
      title: `How we will know: ${assessment.title}`, back: paths.knownBy.to({ assessment: assessment.id }), guide: 'predicted-and-actual',
      main: column(html`<span class="govuk-caption-l">${assessment.title}</span><h1 class="govuk-heading-l">By which figure will it be known?</h1>
        ${content.impact.length === 0 ? html`<p class="govuk-body">Say first <a class="govuk-link" href="${paths.impact.to({ assessment: assessment.id })}">what it means for each group</a>.</p>` : ask.form('Save', html`${ask.select('group', 'The impact on whom?', content.impact.map((each) => ({ value: each.group, text: groupName(each.group, content) })))}
          ${ask.select('figures', 'Which figure will show it?', [...offered, ...gone ? [{ value: keyOf(was.known.figures), text: was.known.figures.title }] : []], 'Indicators, and figures of who works here, that everybody may see. It is kept as it stands now')}
          ${ask.lines('expected', 'What do you expect of it?', 'With a number and a day where you can: “falls to no less than 55% by April 2028, then rises”', 2)}
          ${was !== null && html`<p class="govuk-body">Kept: ${takenInWords(was.known.figures)}.</p>`}${newer !== null && ask.tick('newer', 'Take the newer figures', `There are ${newer}. What was kept before stays in the versions that were frozen`)}${was !== null && ask.tick('remove', 'Take this out')}`, { cancel: paths.knownBy.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit({ group, figures: chosen, expected, newer, remove }, loaded, house) {
    const { was, content } = loaded
    const asked = seriesOf(chosen)
    const kept = was !== null && keyOf(was.known.figures) === chosen && !newer ? was.known.figures : null
    const series = asked === null || kept !== null || remove ? undefined : (await findSeries(house, [asked])).get(chosen)
    const taken = kept ?? (asked === null || series === undefined ? undefined : takeSeries(asked, series)?.figures)
    if (!remove && taken === undefined) return { problems: { figures: 'There is no figure of this yet that everybody may see. Select another, or say under “Afterwards” how you will find out' } }
    const made: KnownBy | null = remove || taken === undefined ? null : { id: was?.known.id ?? newId(), expected, figures: taken }
    const twice = made !== null && content.impact.some((impact) => impact.group === group && impact.knownBy?.some((each) => each.id !== made.id && keyOf(each.figures) === chosen))
    if (twice) return { problems: { figures: 'This impact is known by this figure already. Change what is expected of it there' } }
    const impacts = content.impact.map((impact): GroupImpact => {
      const others = (impact.knownBy ?? []).filter((each) => each.id !== was?.known.id)
      const own = made !== null && impact.group === group ? [...others, made] : others
      const { knownBy: _before, ...rest } = impact
      return own.length === 0 ? rest : { ...rest, knownBy: own }
    })
    const entry = await keepSection(house, loaded, 'impact', impacts)
    return entry ? { goTo: paths.knownBy.to({ assessment: loaded.assessment.id }), said: remove ? 'It was taken out.' : 'Saved. The figure is kept as it stands now.', entry } : { problems: { expected: changedMeanwhile } }
  },
})
