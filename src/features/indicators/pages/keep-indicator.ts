import { capital } from '#duty/capital.ts'
import { listInWords } from '#duty/dates.ts'
import { newId } from '#database/identity.ts'
import type { Json } from '#database/canonical.ts'
import { html } from '#html/html.ts'
import { listPeople } from '#features/people/index.ts'
import { choice, optional, text, tick } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import type { AllOffers } from '#web/offers.ts'
import { questions } from '#web/questions.ts'
import { mayKeepIndicators } from '../access.ts'
import { policies } from '#disclosure/policy.ts'
import { abouts, countedHows, frequencies, isOfPeople, polarities, units, type Indicator } from '../indicator.ts'
import { insertIndicator, listIndicators, saveIndicator } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { readDay, readNumber, readTargets, targetsInLines } from '../written-values.ts'
import { crumbsTo, frequencyWords, indicatorOrNone, polarityWords, unitWords } from './parts.ts'

interface Around { readonly people: readonly { readonly id: string; readonly name: string }[]; readonly measures: AllOffers['measures']; readonly others: readonly Indicator[] }

async function around({ db, organisation, offers }: House): Promise<Around> {
  return { people: (await listPeople(db, organisation.id)).filter((each) => each.state !== 'left'), measures: offers.measures, others: await listIndicators(db, organisation.id) }
}

/** Every breakdown that some measure has, once. */
const breakdownsOf = (measures: AllOffers['measures']) => [...new Map(measures.flatMap((each) => each.breakdowns ?? []).map((each) => [each.name, each])).values()]

const fieldsFor = ({ people, measures }: Around) => ({
  title: text({ missing: 'Enter what it is called', max: 200, subject: 'What it is called' }), definition: text({ missing: 'Enter what it means', max: 2000, subject: 'What it means' }), numerator: text({ missing: 'Enter what is counted', max: 500, subject: 'What is counted' }),
  denominator: optional(text({ missing: '', max: 500, subject: 'What it is counted out of' })), unit: choice({ from: units, missing: 'Select what it is measured in' }), about: choice({ from: abouts, missing: 'Select what the figures are about' }),
  source: text({ missing: 'Enter where the figures come from', max: 500, subject: 'Where the figures come from' }), owner: choice({ from: people.map((each) => each.id), missing: 'Select who owns it' }), polarity: choice({ from: polarities, missing: 'Select which way is better' }),
  frequency: choice({ from: frequencies, missing: 'Select how often it is measured' }), counted: choice({ from: countedHows, missing: 'Select whether it is counted on a day or over the period' }), measure: choice({ from: ['', ...measures.map((each) => each.name)], missing: 'Select a measure from the list' }),
  breaksDownBy: choice({ from: ['', ...breakdownsOf(measures).map((each) => each.name)], missing: 'Select a breakdown from the list' }), compare: choice({ from: ['', ...measures.map((each) => each.name)], missing: 'Select a measure from the list' }), compareToo: choice({ from: ['', ...measures.map((each) => each.name)], missing: 'Select a measure from the list' }),
  baseline: optional(text({ missing: '', max: 100, subject: 'Where it began' })), targets: optional(text({ missing: '', max: 2000, subject: 'The targets' })), isPublic: tick(),
})
type Fields = ReturnType<typeof fieldsFor>

function questionsOf(ask: ReturnType<typeof questions<Fields>>, { people, measures }: Around) {
  return html`${ask.line('title', 'What is it called?')}${ask.lines('definition', 'What does it mean?', 'So that two people would count the same', 3)}
    ${ask.line('numerator', 'What is counted?', 'For example, employees at grade 13 and above who are disabled')}${ask.line('denominator', 'Out of what? (optional)', 'For a share. For example, employees at grade 13 and above who have answered')}
    ${ask.oneOf('unit', 'What is it measured in?', units.map((value) => ({ value, text: unitWords[value] })), undefined, { inline: true })}
    ${ask.oneOf('about', 'What are the figures about?', [{ value: 'people', text: 'People', hint: 'What is typed is checked before it is kept: no number that could name somebody is taken' }, { value: 'sensitive', text: 'People, and something that it could harm them to be known of', hint: 'Religion or belief, sexual orientation, gender reassignment, discipline, grievances, hate incidents. More of them are needed' }, { value: 'things', text: 'Things: actions, assessments, events, money' }])}
    ${ask.oneOf('polarity', 'Which way is better?', polarities.map((value) => ({ value, text: polarityWords[value], ...(value === 'context' ? { hint: 'For example, reports of hate incidents: more of them may mean more trust. It has no target and is never red' } : {}) })))}
    ${ask.oneOf('frequency', 'How often is it measured?', frequencies.map((value) => ({ value, text: frequencyWords[value] })), undefined, { inline: true })}
    ${ask.oneOf('counted', 'Is it counted on a day or over the period?', [{ value: 'day', text: 'Who or what is there on the period’s last day', hint: 'For example, employees' }, { value: 'period', text: 'What happened in the period', hint: 'For example, reports, people who took part' }])}
    ${ask.line('source', 'Where do the figures come from?')}${ask.select('measure', 'Worked out from (optional)', measures.map((each) => ({ value: each.name, text: each.title })), 'A number that Due Regard works out itself', 'Nothing: it is entered by hand')}
    ${ask.select('breaksDownBy', 'And broken down by (optional)', breakdownsOf(measures).map((each) => ({ value: each.name, text: capital(each.title) })), 'The groups are worked out with each value', 'Not broken down')}
    ${ask.select('compare', 'Put beside each new value (optional)', measures.map((each) => ({ value: each.name, text: each.title })), 'Worked out for the same period. The year before, and what a census or another body says of the same, come by themselves where they are known', 'Nothing else')}
    ${ask.select('compareToo', 'And this (optional)', measures.map((each) => ({ value: each.name, text: each.title })), undefined, 'Nothing else')}
    ${ask.select('owner', 'Who owns it?', people.map((each) => ({ value: each.id, text: each.name })))}
    ${ask.line('baseline', 'Where did it begin? (optional)', 'A day and a number, like 31 March 2024: 61.5')}
    ${ask.lines('targets', 'What should it become? (optional)', 'A line for each day, like 31 March 2027: 80; at least 70; forecast 76', 3)}
    ${ask.tick('isPublic', 'It may stand in reports to everybody, and be published')}`
}

const measuredIn = { percent: 'in per cent', number: 'a number', pounds: 'in pounds', ratio: 'a ratio' } as const

type Given = { readonly [name in keyof Fields]: Fields[name] extends { read(...args: never[]): infer Reading } ? Extract<Reading, { value: unknown }>['value'] : never }

function indicatorFrom(values: Given, { people, others, measures }: Around, before: Indicator | null): Indicator | { readonly problems: { readonly [name in keyof Fields]?: string } } {
  const targets = readTargets(values.targets ?? '', values)
  if ('refused' in targets) return { problems: { targets: targets.refused } }
  if (values.polarity === 'context' && targets.length > 0) return { problems: { targets: 'What is only for context has no target' } }
  if (values.unit === 'percent' && values.denominator === null && values.measure === '') return { problems: { denominator: 'A percentage needs what it is counted out of' } }
  if (isOfPeople(values) && values.unit !== 'number' && values.denominator === null && values.measure === '') return { problems: { denominator: 'A figure of people that is entered by hand needs how many people it is out of, so that it can be checked' } }
  const measure = measures.find((each) => each.name === values.measure)
  if (measure !== undefined && measure.unit !== values.unit) return { problems: { unit: `“${measure.title}” is ${measuredIn[measure.unit]}` } }
  if (values.breaksDownBy !== '' && !measure?.breakdowns?.some((each) => each.name === values.breaksDownBy)) return { problems: { breaksDownBy: measure === undefined ? 'What is entered by hand is broken down with each value. Select “Not broken down”' : `“${measure.title}” cannot be broken down by this. ${measure.breakdowns === undefined ? 'It has no breakdown' : `It can be by ${listInWords(measure.breakdowns.map((each) => each.title), 'or')}`}` } }
  const compares = [...new Set([values.compare, values.compareToo].filter((each) => each !== ''))]
  const unlike = measures.find((each) => compares.includes(each.name) && (each.unit !== values.unit || each.name === values.measure))
  if (unlike !== undefined) return { problems: { [unlike.name === values.compare ? 'compare' : 'compareToo']: unlike.name === values.measure ? 'It cannot be put beside itself' : `“${unlike.title}” is ${measuredIn[unlike.unit]}, so it cannot be put beside this` } }
  if (others.some((each) => each.title === values.title && each.id !== before?.id)) return { problems: { title: 'Another indicator is called this. Enter another name' } }
  const [day, number] = (values.baseline ?? '').split(':')
  const baseline = values.baseline === null ? null : { on: readDay(day ?? '')?.toString() ?? '', value: readNumber(number ?? '') }
  if (baseline !== null && (baseline.on === '' || baseline.value === null)) return { problems: { baseline: 'Where it began must be a day and a number, like 31 March 2024: 61.5' } }
  const few = policies.public.threshold[values.about === 'sensitive' ? 'sensitive' : 'ordinary']
  if (isOfPeople(values) && values.unit === 'number' && baseline?.value != null && baseline.value > 0 && baseline.value < few) return { problems: { baseline: `A number from 1 to ${few - 1} people could name somebody. Leave out where it began` } }
  if (values.unit === 'percent' && baseline?.value != null && (baseline.value < 0 || baseline.value > 100)) return { problems: { baseline: 'A percentage must be between 0 and 100' } }
  return {
    id: before?.id ?? newId(), title: values.title, definition: values.definition, numerator: values.numerator, denominator: values.denominator ?? '', unit: values.unit, about: values.about, source: values.source, owner: { id: values.owner, name: people.find((each) => each.id === values.owner)?.name ?? '' },
    polarity: values.polarity, frequency: values.frequency, counted: values.counted, measure: values.measure === '' ? null : values.measure, breaksDownBy: values.breaksDownBy === '' ? null : values.breaksDownBy, compares, serves: before?.serves ?? null, baseline: baseline === null ? null : { on: baseline.on, value: baseline.value ?? 0 }, targets, isPublic: values.isPublic, version: (before?.version ?? 0) + 1,
  }
}

const told = (indicator: Indicator): Json => ({ ...indicator, compares: [...indicator.compares], owner: indicator.owner.name, targets: indicator.targets.map((each) => ({ ...each })), baseline: indicator.baseline === null ? null : { ...indicator.baseline }, serves: indicator.serves === null ? null : { ...indicator.serves } })

export const newIndicator = form({
  path: paths.newIndicator,
  load: (_at, house) => around(house),
  access: (person) => mayKeepIndicators(person),
  draft: true,
  fields: fieldsFor,
  starting: (_loaded, { person }) => ({ owner: person.id, measure: '', breaksDownBy: '', compare: '', compareToo: '' }),
  view: (loaded, answers) => ({
    title: 'Add an indicator', crumbs: [{ text: 'Indicators', href: paths.indicators.to() }], guide: 'indicators',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Add an indicator</h1>${questions(answers).form('Add this indicator', questionsOf(questions(answers), loaded), { cancel: paths.indicators.to() })}</div></div>`,
  }),
  async submit(values, loaded, { db, organisation, now }) {
    const made = indicatorFrom(values, loaded, null)
    if ('problems' in made) return made
    await insertIndicator(db, organisation.id, made, now)
    return { goTo: paths.indicator.to({ indicator: made.id }), said: 'The indicator was added.', entry: { did: 'indicators.indicator-added', on: { room: 'indicators', id: made.id }, after: told(made) } }
  },
})

export const editIndicator = form({
  path: paths.editIndicator,
  async load({ indicator: id }, house) { return { ...await around(house), ...await indicatorOrNone(house, id) } },
  access: (person) => mayKeepIndicators(person),
  draft: true,
  version: ({ indicator }) => String(indicator.version),
  fields: fieldsFor,
  starting: ({ indicator }) => ({
    title: indicator.title, definition: indicator.definition, numerator: indicator.numerator, denominator: indicator.denominator, unit: indicator.unit, about: indicator.about, source: indicator.source, owner: indicator.owner.id, polarity: indicator.polarity, frequency: indicator.frequency, counted: indicator.counted, measure: indicator.measure ?? '', breaksDownBy: indicator.breaksDownBy ?? '', compare: indicator.compares[0] ?? '', compareToo: indicator.compares[1] ?? '',
    baseline: indicator.baseline === null ? '' : `${indicator.baseline.on}: ${indicator.baseline.value}`, targets: targetsInLines(indicator.targets, indicator.polarity), ...(indicator.isPublic ? { isPublic: 'yes' } : {}),
  }),
  view: (loaded, answers) => ({
    title: 'Change this indicator', crumbs: crumbsTo(loaded.indicator), guide: 'indicators',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Change this indicator</h1><p class="govuk-body">Values that it has stay as they are. If it should mean something else from now on, add another indicator.</p>${questions(answers).form('Save', questionsOf(questions(answers), loaded), { cancel: paths.indicator.to({ indicator: loaded.indicator.id }) })}</div></div>`,
  }),
  async submit(values, loaded, { db, organisation }) {
    const { indicator, all } = loaded
    const changed = indicatorFrom(values, loaded, indicator)
    if ('problems' in changed) return changed
    if (all.length > 0 && (changed.unit !== indicator.unit || changed.frequency !== indicator.frequency || changed.about !== indicator.about || changed.counted !== indicator.counted || (changed.denominator === '') !== (indicator.denominator === ''))) return { problems: { unit: 'It has values already, so what it is measured in, what it is about and how often must stay. Add another indicator instead' } }
    if (!await saveIndicator(db, organisation.id, changed)) return { problems: { title: 'Someone else changed this indicator just now. Open it again to see what is different' } }
    return { goTo: paths.indicator.to({ indicator: indicator.id }), said: 'The indicator was saved.', entry: { did: 'indicators.indicator-changed', on: { room: 'indicators', id: indicator.id, version: changed.version }, before: told(indicator), after: told(changed) } }
  },
})
