import { characteristics } from '#duty/characteristics.ts'
import { newId } from '#database/identity.ts'
import type { Json } from '#database/canonical.ts'
import { asText, asValue } from '#disclosure/shown.ts'
import { html, type Html } from '#html/html.ts'
import { choice, optional, text, tick, type Values } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAddValues } from '../access.ts'
import { current, endedPeriods, isOfPeople, mayAdd, periodWords, type Indicator, type Period, type Value } from '../indicator.ts'
import { insertProof, insertValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import type { Proved } from '../proving.ts'
import { readBeside } from '../written-values.ts'
import { check, keptFrom, keptOf, typedFrom, wordsOf, workOut, type Checked, type WorkedOut } from './figures.ts'
import { crumbsTo, indicatorOrNone } from './parts.ts'
import { besides, comparedQuestion, notCompared, type Compared } from './compared.ts'

interface Around extends WorkedOut, Compared { readonly indicator: Indicator; readonly all: readonly Value[]; readonly period: Period }

async function periodOfAddress(house: House, at: { readonly indicator: string; readonly period: string }): Promise<Around> {
  const { indicator, all } = await indicatorOrNone(house, at.indicator)
  const period = [...all.map(({ from, to }) => ({ from, to })), ...endedPeriods(indicator.frequency, house.today, 24)].find((each) => each.to.toString() === at.period)
  if (!period) throw new NotFound(`no such period ${at.period}`)
  return { indicator, all, period, ...await besides(house, indicator, all, isOfPeople(indicator) && indicator.measure === null), ...await workOut(house, indicator, period, all) }
}

const numberField = (subject: string) => optional(text({ missing: '', max: 30, subject }))
const valueFields = {
  numerator: numberField('What is counted'), denominator: numberField('What it is counted out of'), value: numberField('The value'), commentary: text({ missing: 'Enter what the value means', max: 4000, subject: 'What it means' }), source: optional(text({ missing: '', max: 500, subject: 'The source' })),
  by: choice({ from: ['', ...characteristics.map((each) => each.code)], missing: 'Select a characteristic from the list' }), breakdown: optional(text({ missing: '', max: 2000, subject: 'The breakdown' })), beside: optional(text({ missing: '', max: 1000, subject: 'What it is compared with' })), compared: tick(),
}
type Fields = typeof valueFields

function valueQuestions(ask: ReturnType<typeof questions<Fields>>, around: Around): Html {
  const { indicator, measured, beside, without } = around
  return html`${measured !== null && 'value' in measured ? workedOutWords(around, measured) : indicator.denominator === '' ? ask.line('value', 'The value', indicator.numerator, { classes: 'govuk-input--width-10' }) : html`${ask.line('numerator', 'What is counted', indicator.numerator, { classes: 'govuk-input--width-10', inputmode: 'numeric' })}${ask.line('denominator', 'Out of', indicator.denominator, { classes: 'govuk-input--width-10', inputmode: 'numeric' })}`}
    ${measured === null && isOfPeople(indicator) && html`<p class="govuk-hint">Before it is kept, it is checked: no number that could name somebody is taken.</p>`}
    ${ask.lines('commentary', 'What does it mean?', 'A value without a sentence is not taken. Say what moved it, and what you do about it', 4)}
    ${measured === null && html`${ask.line('source', 'Source of this value (optional)', `If it is another than ${indicator.source}`)}
      ${ask.select('by', 'Broken down by (optional)', characteristics.map((each) => ({ value: each.code, text: each.name })), undefined, 'Not broken down')}
      ${ask.lines('breakdown', 'The groups (optional)', `A line for each, like Disabled: 61${indicator.denominator === '' ? '' : ' of 240'}.${isOfPeople(indicator) ? ' Groups that are too small are taken, and withheld' : ''}`, 4)}`}
    ${(beside.length > 0 || without.length > 0) && html`<h2 class="govuk-heading-s">Put beside it</h2><ul class="govuk-list">${beside.map((each) => html`<li><strong>${each.text}</strong> ${each.name} <span class="dr-under">${each.source}</span></li>`)}${without.map((each) => html`<li>Not there: ${each.title} <span class="dr-under">${each.missing}${each.href !== undefined && html` <a class="govuk-link" href="${each.href}">Go there</a>`}</span></li>`)}</ul>`}
    ${ask.lines('beside', beside.length > 0 ? 'Compare it with something else (optional)' : 'Compare it with (optional)', 'A line for each, like England, census 2021: 17.3', 2)}
    ${measured === null && isOfPeople(indicator) && comparedQuestion(ask, around)}`
}

function workedOutWords({ indicator, breakdown }: Around, measured: Extract<NonNullable<WorkedOut['measured']>, { readonly value: unknown }>): Html {
  const groups = breakdown?.groups
  return html`<div class="govuk-inset-text"><p class="govuk-body-l govuk-!-margin-bottom-1"><strong>${wordsOf(indicator, measured.value)}</strong>${measured.of !== undefined && html` of ${asText(measured.of)}`}</p><p class="govuk-body-s govuk-!-margin-bottom-0">${measured.source}. <a class="govuk-link" href="${measured.href}">What it rests on</a></p></div>
    ${breakdown !== null && groups !== undefined && ('missing' in groups ? html`<p class="govuk-body">It cannot be broken down by ${breakdown.by}. ${groups.missing}</p>` : html`<table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--s">By ${breakdown.by}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Value</th>${groups.some((each) => each.of !== undefined) && html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">Out of</th>`}</tr></thead>
      <tbody class="govuk-table__body">${groups.map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${each.name}</th><td class="govuk-table__cell govuk-table__cell--numeric">${wordsOf(indicator, each.value)}</td>${groups.some((one) => one.of !== undefined) && html`<td class="govuk-table__cell govuk-table__cell--numeric">${each.of === undefined || asValue(each.value) === null ? '' : asText(each.of)}</td>`}</tr>`)}</tbody></table>`)}`
}

type Given = Values<Fields>
type Refusals = { readonly problems: { readonly [name in keyof Fields]?: string } }

/** Between looking and keeping: what was typed of people is proved beside what stands already, while no transaction is open. */
async function checkTyped(values: Given, { indicator, period, measured, standing }: Around, { today }: Pick<House, 'today'>): Promise<Checked | null> {
  if (measured !== null || !isOfPeople(indicator)) return null
  const typed = typedFrom(indicator, period, values)
  return 'refused' in typed ? null : check(indicator, typed, standing, today)
}

function valueFrom(values: Given, around: Around, house: Pick<House, 'person' | 'now'>, checked: Checked | null | undefined, more: Pick<Value, 'replaces' | 'why'>): { readonly value: Value; readonly proved: Proved | null } | Refusals {
  const { indicator, period, measured, standing } = around
  if (measured !== null && 'missing' in measured) return { problems: { commentary: measured.missing } }
  const typed = measured === null ? typedFrom(indicator, period, values) : null
  if (typed !== null && 'refused' in typed) return { problems: { [typed.at]: typed.refused } }
  const kept = typed === null || measured !== null ? { ...keptFrom(indicator, measured!, around.breakdown), proved: null } : keptOf(indicator, typed, standing, checked)
  if ('refused' in kept) return { problems: { [kept.at]: kept.refused } }
  const beside = readBeside(values.beside ?? '', indicator.unit)
  if ('refused' in beside) return { problems: { beside: beside.refused } }
  if (measured === null && isOfPeople(indicator) && !values.compared) return { problems: { compared: notCompared } }
  const { figure, breakdown, proved } = kept
  return { proved, value: { id: newId(), ...period, figure, breakdown, beside: [...around.beside, ...beside], commentary: values.commentary, source: measured === null ? values.source ?? indicator.source : measured.source, by: house.person.name, at: house.now, ...more } }
}

/** The value with what the gate said of it. */
async function keep({ db, organisation, person, today }: House & { readonly db: Parameters<typeof insertValues>[0] }, indicator: Indicator, { value, proved }: { readonly value: Value; readonly proved: Proved | null }): Promise<void> {
  await insertValues(db, organisation.id, indicator.id, [value], person.id)
  if (proved !== null) await insertProof(db, organisation.id, value.id, proved, today)
}

/** What is said of groups that may not be shown, so that nobody thinks that they were lost. */
const withheldWords = ({ breakdown }: Value): string => breakdown?.groups.some((each) => each.value === null) === true ? ' Groups that could name somebody are withheld.' : ''

const missingInput = (measured: WorkedOut['measured']): Html | null => measured !== null && 'missing' in measured
  ? html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">It cannot be worked out yet</p><p class="govuk-body">${measured.missing}${measured.href !== undefined && html` <a class="govuk-link" href="${measured.href}">Go there</a>`}</p></div>` : null

const told = (value: Value, proved: Proved | null = null): Json => ({ ...(proved === null ? {} : { certificate: proved.certificate }), period: `${value.from.toString()} to ${value.to.toString()}`, figure: { ...value.figure }, breakdown: value.breakdown === null ? null : { by: value.breakdown.by, groups: value.breakdown.groups.map((each) => ({ ...each })) }, beside: value.beside.map((each) => ({ ...each })), commentary: value.commentary, source: value.source })

export const addValue = form({
  path: paths.addValue,
  load: (at, house) => periodOfAddress(house, at),
  access: (person, { indicator }) => mayAddValues(person, indicator),
  draft: true,
  fields: valueFields,
  starting: () => ({ by: '' }),
  before: (values, loaded, house) => checkTyped(values, loaded, house),
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
  async submit(values, loaded, house, checked) {
    const refused = mayAdd(loaded.all, loaded.period, house.today)
    if (refused) return { problems: { commentary: refused.refused } }
    const made = valueFrom(values, loaded, house, checked, { replaces: null, why: '' })
    if ('problems' in made) return made
    await keep(house, loaded.indicator, made)
    return { goTo: paths.indicator.to({ indicator: loaded.indicator.id }), said: `The value was saved.${withheldWords(made.value)}`, entry: { did: 'indicators.value-added', on: { room: 'indicators', id: loaded.indicator.id }, after: told(made.value, made.proved) } }
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
    by: characteristics.find((each) => each.name.toLowerCase() === old.breakdown?.by)?.code ?? '', breakdown: old.breakdown?.groups.filter((each) => each.value !== null).map((each) => each.denominator === null ? `${each.name}: ${each.value ?? ''}` : `${each.name}: ${each.numerator ?? 0} of ${each.denominator}`).join('\n') ?? '', beside: old.beside.filter((each) => each.source === '').map((each) => `${each.name}: ${each.value}`).join('\n'),
  }),
  view(loaded, answers) {
    const { indicator, period, old, measured } = loaded
    const ask = questions(answers)
    return {
      title: `Correct the value of ${periodWords(period)}`, crumbs: crumbsTo(indicator), guide: 'indicators',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${indicator.title}</span><h1 class="govuk-heading-l">Correct the value of ${periodWords(period)}</h1>
        <p class="govuk-body">It is ${old.figure.text} now. The old value stays to be seen beside the new one.${old.breakdown?.groups.some((each) => each.value === null) === true && measured === null && ' Groups that are withheld are not filled in here, because their numbers are not shown to anybody: enter them again.'}</p>
        ${missingInput(measured) ?? ask.form('Save the correction', html`${valueQuestions(ask as unknown as ReturnType<typeof questions<Fields>>, loaded)}${ask.lines('why', 'What was wrong?', undefined, 2)}`, { cancel: paths.indicator.to({ indicator: indicator.id }) })}</div></div>`,
    }
  },
  before: (values, loaded, house) => checkTyped(values, loaded, house),
  async submit({ why, ...values }, loaded, house, checked) {
    const made = valueFrom(values, loaded, house, checked, { replaces: loaded.old.id, why })
    if ('problems' in made) return made
    await keep(house, loaded.indicator, made)
    return { goTo: paths.indicator.to({ indicator: loaded.indicator.id }), said: `The correction was saved. The old value stays beside it.${withheldWords(made.value)}`, entry: { did: 'indicators.value-corrected', on: { room: 'indicators', id: loaded.indicator.id }, before: told(loaded.old), after: told(made.value, made.proved), detail: { why } } }
  },
})
