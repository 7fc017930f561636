import { characteristics } from '#duty/characteristics.ts'
import { newId } from '#database/identity.ts'
import type { Json } from '#database/canonical.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import { choice, optional, text, tick, type Values } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import type { Measured } from '#web/offers.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAddValues } from '../access.ts'
import { checkBreakdown, current, endedPeriods, figureOf, mayAdd, periodWords, textOf, type Indicator, type KeptFigure, type Period, type Value } from '../indicator.ts'
import { insertValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { readBeside, readBreakdown, readNumber } from '../written-values.ts'
import { crumbsTo, indicatorOrNone } from './parts.ts'

/** What an indicator's own room says of the period: worked out there, behind its gate, when the page is opened and again when it is sent. */
async function measuredFor({ db, organisation, offers }: House, indicator: Indicator, period: Period): Promise<Measured | null> {
  const measure = indicator.measure === null ? undefined : offers.measures.find((each) => each.name === indicator.measure)
  return measure === undefined ? null : measure.work(db, organisation.id, period)
}

interface Around { readonly indicator: Indicator; readonly all: readonly Value[]; readonly period: Period; readonly measured: Measured | null }

async function periodOfAddress(house: House, at: { readonly indicator: string; readonly period: string }): Promise<Around> {
  const { indicator, all } = await indicatorOrNone(house, at.indicator)
  const period = [...all.map(({ from, to }) => ({ from, to })), ...endedPeriods(indicator.frequency, house.today, 24)].find((each) => each.to.toString() === at.period)
  if (!period) throw new NotFound(`no such period ${at.period}`)
  return { indicator, all, period, measured: await measuredFor(house, indicator, period) }
}

const numberField = (subject: string) => optional(text({ missing: '', max: 30, subject }))
const valueFields = {
  numerator: numberField('What is counted'), denominator: numberField('What it is counted out of'), value: numberField('The value'), commentary: text({ missing: 'Enter what the value means', max: 4000, subject: 'What it means' }), source: optional(text({ missing: '', max: 500, subject: 'The source' })),
  by: choice({ from: ['', ...characteristics.map((each) => each.code)], missing: 'Select a characteristic from the list' }), breakdown: optional(text({ missing: '', max: 2000, subject: 'The breakdown' })), beside: optional(text({ missing: '', max: 1000, subject: 'What it is compared with' })), isCleared: tick(),
}
type Fields = typeof valueFields

function valueQuestions(ask: ReturnType<typeof questions<Fields>>, { indicator, measured }: Around): Html {
  return html`${measured !== null && 'value' in measured ? html`<div class="govuk-inset-text"><p class="govuk-body-l govuk-!-margin-bottom-1"><strong>${measuredText(indicator, measured)}</strong>${measured.of !== undefined && html` of ${asText(measured.of)}`}</p><p class="govuk-body-s">${measured.source}. <a class="govuk-link" href="${measured.href}">What it rests on</a></p></div>`
    : indicator.denominator === '' ? ask.line('value', 'The value', indicator.numerator, { classes: 'govuk-input--width-10' }) : html`${ask.line('numerator', 'What is counted', indicator.numerator, { classes: 'govuk-input--width-10', inputmode: 'numeric' })}${ask.line('denominator', 'Out of', indicator.denominator, { classes: 'govuk-input--width-10', inputmode: 'numeric' })}`}
    ${ask.lines('commentary', 'What does it mean?', 'A value without a sentence is not taken. Say what moved it, and what you do about it', 4)}
    ${measured === null && html`${ask.line('source', 'Source of this value (optional)', `If it is another than ${indicator.source}`)}
      ${ask.select('by', 'Broken down by (optional)', characteristics.map((each) => ({ value: each.code, text: each.name })), undefined, 'Not broken down')}
      ${ask.lines('breakdown', 'The groups (optional)', indicator.denominator === '' ? 'A line for each, like Disabled: 61' : 'A line for each, like Disabled: 61 of 240', 4)}`}
    ${ask.lines('beside', 'Compare it with (optional)', 'A line for each, like England, census 2021: 17.3', 2)}
    ${measured === null && indicator.about === 'people' && ask.tick('isCleared', 'These figures are from a report or release that has been published or cleared', 'Figures of people that nobody has cleared go through Monitoring first')}`
}

const measuredText = (indicator: Indicator, measured: Extract<Measured, { readonly value: unknown }>): string => {
  const value = asValue(measured.value)
  return value === null ? asText(measured.value) : measured.value.state === 'tally' ? textOf(indicator.unit, value) : asText(measured.value)
}

type Given = Values<Fields>
type Refusals = { readonly problems: { readonly [name in keyof Fields]?: string } }

function valueFrom(values: Given, { indicator, period, measured }: Around, house: House, more: Pick<Value, 'replaces' | 'why'>): Value | Refusals {
  const figure = measured === null ? figureTyped(values, indicator) : figureMeasured(indicator, measured)
  if ('problems' in figure) return figure
  if (measured === null && indicator.about === 'people' && !values.isCleared) return { problems: { isCleared: 'Confirm that these figures have been published or cleared' } }
  const breakdown = values.breakdown === null || measured !== null ? null : values.by === '' ? { refused: 'Select what the groups are by' } : readBreakdown(indicator, values.by, values.breakdown)
  if (breakdown !== null && 'refused' in breakdown) return { problems: { [values.by === '' ? 'by' : 'breakdown']: breakdown.refused } }
  const refused = breakdown === null ? null : checkBreakdown(indicator, breakdown, figure)
  if (refused) return { problems: { breakdown: refused.refused } }
  const beside = readBeside(values.beside ?? '')
  if ('refused' in beside) return { problems: { beside: beside.refused } }
  return {
    id: newId(), ...period, figure, breakdown: breakdown === null ? null : { ...breakdown, by: (characteristics.find((each) => each.code === breakdown.by)?.name ?? breakdown.by).toLowerCase() }, beside, commentary: values.commentary,
    source: measured !== null && 'value' in measured ? measured.source : values.source ?? indicator.source, by: house.person.name, at: house.now, ...more,
  }
}

function figureTyped(values: Given, indicator: Indicator): KeptFigure | Refusals {
  const read: Record<'numerator' | 'denominator' | 'value', number | null> = { numerator: null, denominator: null, value: null }
  for (const name of indicator.denominator === '' ? ['value'] as const : ['numerator', 'denominator'] as const) {
    read[name] = values[name] === null ? null : readNumber(values[name])
    if (read[name] === null) return { problems: { [name]: values[name] === null ? 'Enter a number' : 'It must be a number, like 1,240 or 61.5' } }
  }
  const figure = figureOf(indicator, read)
  return 'refused' in figure ? { problems: { [indicator.denominator === '' ? 'value' : 'numerator']: figure.refused } } : figure
}

function figureMeasured(indicator: Indicator, measured: Measured): KeptFigure | Refusals {
  if ('missing' in measured) return { problems: { commentary: measured.missing } }
  const { value, of } = measured
  return { text: measuredText(indicator, measured), value: asValue(value), numerator: null, denominator: of === undefined ? null : asValue(of), audience: value.state === 'shown' && value.audience === 'board' ? 'board' : 'public' }
}

const missingInput = (measured: Measured | null): Html | null => measured !== null && 'missing' in measured
  ? html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">It cannot be worked out yet</p><p class="govuk-body">${measured.missing}${measured.href !== undefined && html` <a class="govuk-link" href="${measured.href}">Go there</a>`}</p></div>` : null

const told = (value: Value): Json => ({ period: `${value.from.toString()} to ${value.to.toString()}`, figure: { ...value.figure }, breakdown: value.breakdown === null ? null : { by: value.breakdown.by, groups: value.breakdown.groups.map((each) => ({ ...each })) }, beside: value.beside.map((each) => ({ ...each })), commentary: value.commentary, source: value.source })

export const addValue = form({
  path: paths.addValue,
  load: (at, house) => periodOfAddress(house, at),
  access: (person, { indicator }) => mayAddValues(person, indicator),
  draft: true,
  fields: valueFields,
  starting: () => ({ by: '' }),
  view(loaded, answers) {
    const { indicator, period, measured, all } = loaded
    const ask = questions(answers)
    const missing = missingInput(measured)
    const others = endedPeriods(indicator.frequency, period.to.add({ days: 400 }), 12).filter((each) => Temporal.PlainDate.compare(each.to, period.to) !== 0 && Temporal.PlainDate.compare(each.to, period.to) < 0 && !all.some((value) => value.to.equals(each.to))).slice(0, 3)
    return {
      title: `Value of ${periodWords(period)}`, crumbs: crumbsTo(indicator), guide: 'indicators',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${indicator.title}</span><h1 class="govuk-heading-l">Value of ${periodWords(period)}</h1>
        ${missing ?? ask.form('Save this value', valueQuestions(ask, loaded), { cancel: paths.indicator.to({ indicator: indicator.id }) })}
        ${others.length > 0 && html`<p class="govuk-body-s">Or another period without a value: ${others.map((each, index) => html`${index > 0 && ', '}<a class="govuk-link" href="${paths.addValue.to({ indicator: indicator.id, period: each.to.toString() })}">${periodWords(each)}</a>`)}.</p>`}</div></div>`,
    }
  },
  async submit(values, loaded, house) {
    const refused = mayAdd(loaded.all, loaded.period, house.today)
    if (refused) return { problems: { commentary: refused.refused } }
    const made = valueFrom(values, loaded, house, { replaces: null, why: '' })
    if ('problems' in made) return made
    await insertValues(house.db, house.organisation.id, loaded.indicator.id, [made], house.person.id)
    return { goTo: paths.indicator.to({ indicator: loaded.indicator.id }), said: 'The value was saved.', entry: { did: 'indicators.value-added', on: { room: 'indicators', id: loaded.indicator.id }, after: told(made) } }
  },
})

const correctFields = { ...valueFields, why: text({ missing: 'Enter what was wrong', max: 1000, subject: 'What was wrong' }) }

/** The old value stays to be seen, struck through, with what was wrong with it. */
export const correctValue = form({
  path: paths.correctValue,
  async load(at, house) {
    const loaded = await periodOfAddress(house, at)
    const old = current(loaded.all).find((each) => each.value.to.equals(loaded.period.to))?.value
    if (!old) throw new NotFound('nothing to correct')
    return { ...loaded, old }
  },
  access: (person, { indicator }) => mayAddValues(person, indicator),
  draft: true,
  version: ({ old }) => old.id,
  fields: correctFields,
  starting: ({ old, indicator }) => ({
    numerator: old.figure.numerator === null ? '' : String(old.figure.numerator), denominator: old.figure.denominator === null ? '' : String(old.figure.denominator), value: old.figure.value === null ? '' : String(old.figure.value), commentary: old.commentary, source: old.source === indicator.source ? '' : old.source,
    by: characteristics.find((each) => each.name.toLowerCase() === old.breakdown?.by)?.code ?? '', breakdown: old.breakdown?.groups.map((each) => each.denominator === null ? `${each.name}: ${each.value}` : `${each.name}: ${each.numerator ?? 0} of ${each.denominator}`).join('\n') ?? '', beside: old.beside.map((each) => `${each.name}: ${each.value}`).join('\n'),
  }),
  view(loaded, answers) {
    const { indicator, period, old, measured } = loaded
    const ask = questions(answers)
    return {
      title: `Correct the value of ${periodWords(period)}`, crumbs: crumbsTo(indicator), guide: 'indicators',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${indicator.title}</span><h1 class="govuk-heading-l">Correct the value of ${periodWords(period)}</h1>
        <p class="govuk-body">It is ${old.figure.text} now. The old value stays to be seen beside the new one.</p>
        ${missingInput(measured) ?? ask.form('Save the correction', html`${valueQuestions(ask as unknown as ReturnType<typeof questions<Fields>>, loaded)}${ask.lines('why', 'What was wrong?', undefined, 2)}`, { cancel: paths.indicator.to({ indicator: indicator.id }) })}</div></div>`,
    }
  },
  async submit({ why, ...values }, loaded, house) {
    const made = valueFrom(values, loaded, house, { replaces: loaded.old.id, why })
    if ('problems' in made) return made
    await insertValues(house.db, house.organisation.id, loaded.indicator.id, [made], house.person.id)
    return { goTo: paths.indicator.to({ indicator: loaded.indicator.id }), said: 'The correction was saved. The old value stays beside it.', entry: { did: 'indicators.value-corrected', on: { room: 'indicators', id: loaded.indicator.id }, before: told(loaded.old), after: told(made), detail: { why } } }
  },
})
