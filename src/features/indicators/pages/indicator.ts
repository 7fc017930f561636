import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { asText } from '#disclosure/shown.ts'
import { html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { everythingRestingOn } from '#web/offers.ts'
import { mayAddValues, mayKeepIndicators, mayReadIndicators } from '../access.ts'
import { current, endedPeriods, periodWords, staleSince, standingOf, textOf, type Value } from '../indicator.ts'
import { paths } from '../paths.ts'
import { formula, frequencyWords, indicatorOrNone, polarityWords, rangeWords, shownOf, standingTag, standingWords, targetWords } from './parts.ts'
import { besideOthers, byGroup, overTime } from './pictures.ts'

interface Row { readonly value: Value; readonly earlier: readonly Value[] }

/** One indicator: where it is, the picture over time with its target and range, what was said, and what it is made of. */
export const indicatorPage = listing({
  path: paths.indicator,
  async load({ indicator: id }, house, asked) {
    const { indicator, all } = await indicatorOrNone(house, id)
    const { offers, db, organisation, person, today } = house
    const kept = current(all)
    const serves = indicator.serves === null ? null : await offers.things.find((each) => each.kind === `${indicator.serves?.room}.objective`)?.find(db, organisation.id, indicator.serves.thing, person) ?? null
    const newest = kept.at(-1)?.value
    const due = endedPeriods(indicator.frequency, today, 8).filter((period) => newest === undefined || Temporal.PlainDate.compare(period.to, newest.to) > 0)
    const measure = indicator.measure === null ? null : offers.measures.find((each) => each.name === indicator.measure) ?? null
    const resting = await everythingRestingOn(offers.proofs, db, organisation.id, { kind: 'indicators.indicator', id })
    return { indicator, all, kept, serves, measure, due, resting, rows: kept.toReversed().slice(asked.offset, asked.offset + asked.limit) }
  },
  access: (person) => mayReadIndicators(person),
  rows: (loaded): readonly Row[] => loaded.rows,
  caption: ({ indicator }) => indicator.title,
  none: 'It has no value yet.',
  columns: ({ indicator, kept }, { person }) => [
    { heading: 'Period', text: ({ value }) => periodWords(value) },
    { heading: 'Value', kind: 'number', text: ({ value }) => value.figure.text, cell: ({ value }) => html`<strong>${value.figure.text}</strong>` },
    ...(kept.every((each) => each.value.figure.denominator === null) ? [] : [{ heading: 'Out of', kind: 'number' as const, text: ({ value }: Row) => value.figure.denominator === null ? '' : textOf('number', value.figure.denominator) }, { heading: 'Range (95%)', text: ({ value }: Row) => rangeWords(indicator, value) }]),
    { heading: 'Target', text: ({ value }) => targetWords(indicator, value) },
    { heading: 'How it stood', text: ({ value }) => standingWords[standingOf(indicator, value)], cell: ({ value }) => standingTag(standingOf(indicator, value)) },
    { heading: 'What was said', text: ({ value, earlier }) => `${value.commentary}${value.replaces === null ? '' : ` Corrected: ${value.why} (was ${earlier[0]?.figure.text ?? ''}).`}`, cell: ({ value, earlier }) => html`${value.commentary}<span class="dr-under">${value.by}, ${dayInWords(dayInLondon(value.at))}. ${value.source}.</span>
      ${earlier.map((was, index) => html`<span class="dr-under"><strong>Corrected</strong> on ${dayInWords(dayInLondon((index === 0 ? value : earlier[index - 1]!).at))}: <del>${was.figure.text}</del>. ${(index === 0 ? value : earlier[index - 1]!).why}</span>`)}
      ${mayAddValues(person, indicator) && html`<span class="dr-under"><a class="govuk-link" href="${paths.correctValue.to({ indicator: indicator.id, period: value.to.toString() })}">Correct<span class="govuk-visually-hidden"> the value of ${periodWords(value)}</span></a></span>`}` },
  ],
  view: ({ indicator, all, kept, serves, measure, due, resting }, list, { person, today }) => {
    const newest = kept.at(-1)?.value ?? null
    const stale = staleSince(indicator, newest, today)
    const adds = mayAddValues(person, indicator)
    const [next] = due
    return {
      title: indicator.title, crumbs: [{ text: 'Indicators', href: paths.indicators.to() }], wide: true, guide: 'indicators',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${indicator.title}</h1>
          ${newest !== null && html`<p class="dr-head__lead">${asText(shownOf(indicator, newest))} in ${periodWords(newest)} ${standingTag(standingOf(indicator, newest))}</p>`}</div>
          <div class="dr-head__actions">${adds && next !== undefined && html`<a class="govuk-button" href="${paths.addValue.to({ indicator: indicator.id, period: next.to.toString() })}">${measure === null ? 'Add a value' : 'Work out the value'}</a>`}${adds && measure === null && html`<a class="govuk-link" href="${paths.importValues.to({ indicator: indicator.id })}">Read earlier values from a file</a>`}${mayKeepIndicators(person) && html`<a class="govuk-link" href="${paths.editIndicator.to({ indicator: indicator.id })}">Change the indicator</a>`}</div></div>
        ${stale !== null && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Out of date since ${dayInWords(stale)}</p><p class="govuk-body">A value of ${next === undefined ? 'the next period' : periodWords(due.at(-1) ?? next)} is missing. Until it is there, what this page says is old.</p></div>`}
        ${newest !== null && besideOthers(indicator, all, newest)}
        ${overTime(indicator, kept.map((each) => each.value))}
        ${byGroup(indicator, kept.map((each) => each.value))}
        <h2 class="govuk-heading-m">Values, and what was said of them</h2>${list}
        ${resting.length > 0 && html`<h2 class="govuk-heading-m" id="resting">What rests on it</h2><p class="govuk-body">When a value is corrected, nothing here changes by itself: each keeps the figures as they were taken.</p><ul class="dr-tasks">${resting.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${each.href}">${each.title}</a></div><div>${each.on.version}</div></li>`)}</ul>`}
        <h2 class="govuk-heading-m">What it is</h2>
        <dl class="govuk-summary-list">${([
          ['Definition', indicator.definition], ['What is counted', indicator.numerator], ['Out of', indicator.denominator], ['Formula', formula(indicator)], ['Which way is better', polarityWords[indicator.polarity]], ['How often', frequencyWords[indicator.frequency]],
          ['Source', indicator.source], ['Worked out from', measure === null ? indicator.measure === null ? '' : 'A measure that this service no longer has. Values have to be entered by hand.' : `${measure.title}. ${measure.definition}`], ['Owner', indicator.owner.name],
          ['Where it began', indicator.baseline === null ? '' : `${textOf(indicator.unit, indicator.baseline.value)} on ${dayInWords(Temporal.PlainDate.from(indicator.baseline.on))}`],
        ] as const).filter(([, words]) => words !== '').map(([name, words]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${words}</dd></div>`)}
          ${serves !== null && html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Shows the success of</dt><dd class="govuk-summary-list__value"><a class="govuk-link" href="${serves.href}">${serves.title}</a></dd></div>`}
          ${indicator.targets.length > 0 && html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Targets</dt><dd class="govuk-summary-list__value"><ul class="govuk-list">${indicator.targets.map((each) => html`<li>${textOf(indicator.unit, each.value)} by ${dayInWords(Temporal.PlainDate.from(each.on))}${each.threshold !== null && html`, at ${indicator.polarity === 'lower' ? 'most' : 'least'} ${textOf(indicator.unit, each.threshold)}`}${each.forecast !== null && html`; forecast ${textOf(indicator.unit, each.forecast)}`}</li>`)}</ul></dd></div>`}</dl>`,
    }
  },
})
