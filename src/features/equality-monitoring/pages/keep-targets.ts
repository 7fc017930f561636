import { dayInWords } from '#duty/dates.ts'
import { defaultQuestionSet } from '#duty/monitoring/question-sets.ts'
import { questions as monitoringQuestions, type QuestionId } from '#duty/monitoring/questions.ts'
import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { addLink, createAction, findAction, listActionsLinkedWith, listActionsOfStrategy, listObjectives, listStrategies } from '#features/action-plan/index.ts'
import { choice, date, decimalNumber, oneOf, optional, text } from '#web/fields.ts'
import { form, type Answers, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepTargets } from '../access.ts'
import { paths } from '../paths.ts'
import { inOrder, listParts } from '../profile.ts'
import { kindsOfTarget, wantsInWords, type Group, type Target, type Wants } from '../target.ts'
import { findTarget, insertTarget, saveTarget } from '../target-store.ts'
import { groupedSelect } from './choosing.ts'
import { fieldName, twoThirds } from './parts.ts'
import { crumbsToTargets, loadFigures } from './targets.ts'

/** What can be chosen: the groups that figures tell of, and until there are any, those of the usual questions. */
interface Choices {
  readonly groups: readonly { readonly label: string; readonly question: QuestionId; readonly options: readonly (Group & { readonly id: string })[] }[]
  readonly parts: readonly { readonly label: string; readonly options: readonly (NonNullable<Target['part']> & { readonly id: string })[] }[]
  readonly days: readonly Temporal.PlainDate[]
}

async function loadChoices(house: House): Promise<Choices> {
  const figures = (await loadFigures(house)).toSorted((one, other) => Temporal.PlainDate.compare(other.on, one.on))
  const newest = figures[0] ?? null
  const groups = monitoringQuestions.flatMap(({ id: question }) => {
    const counted = newest?.tables.find((table) => table.kind === 'workforce' && table.by.length === 1 && table.by[0]?.field === question)?.by[0]
    if (newest !== null && counted === undefined) return []
    const named: readonly Group[] = counted === undefined
      ? [...new Set(defaultQuestionSet(question).categories.flatMap(({ parent }) => parent ?? []))].map((name) => ({ name, label: name })).concat(defaultQuestionSet(question).categories.map(({ code, output }) => ({ name: code, label: output })))
      : inOrder(counted).map(({ name, label }) => ({ name, label }))
    return [{ label: fieldName(question), question, options: [...named, ...everybodyBut(question, named)].map((each) => ({ ...each, id: `${question}|${each.besides === true ? 'not ' : ''}${each.name}` })) }]
  })
  const parts = newest === null ? [] : listParts(newest).map(({ name, parts }) => ({ label: name, options: parts.map((each) => ({ ...each, id: `${each.field}|${each.name}` })) }))
  return { groups, parts, days: figures.map(({ on }) => on) }
}

/** A body mostly asks about all who are not of its largest group. */
function everybodyBut(question: QuestionId, groups: readonly Group[]): readonly Group[] {
  const largest = question === 'ethnic group' ? groups.find(({ label }) => label === 'White') : question === 'sexual orientation' ? groups.find(({ label }) => /^straight|^heterosexual/i.test(label)) : undefined
  return largest === undefined ? [] : [{ ...largest, label: question === 'ethnic group' ? 'All ethnic groups other than White' : `All sexual orientations other than ${largest.label.toLowerCase()}`, besides: true }]
}

const targetFields = ({ groups, parts, days }: Choices) => ({
  title: text({ missing: 'Enter what the target is called', max: 200, subject: 'The name of the target' }),
  group: oneOf({ from: groups.flatMap(({ options }) => options), missing: 'Select the group that the target is about' }),
  part: optional(oneOf({ from: parts.flatMap(({ options }) => options), missing: 'Select a part of the workforce from the list' })),
  kind: choice({ from: kindsOfTarget.map(({ kind }) => kind), missing: 'Select what kind of target it is' }),
  number: optional(decimalNumber({ missing: '', subject: 'The number', places: 2 })),
  baseline: choice({ from: ['', ...days.map((day) => day.toString())], missing: 'Select a day from the list' }),
  due: optional(date({ missing: '', subject: 'The day' })),
  why: optional(text({ missing: '', max: 2000, subject: 'Why' })),
})
type TargetFields = ReturnType<typeof targetFields>

function targetQuestions(choices: Choices, answers: Answers<TargetFields>): Html {
  const ask = questions(answers)
  const chosen = (name: string): string => { const value = answers.body[name]; return typeof value === 'string' ? value : '' }
  return html`${ask.line('title', 'What is the target called?', 'For example, More disabled people in senior posts')}
    <h2 class="govuk-heading-m">Whose share is it?</h2>
    ${groupedSelect({ name: 'group', label: 'Group', groups: choices.groups.map(({ label, options }) => ({ label, options: options.map((each) => ({ value: each.id, text: each.label })) })), chosen: chosen('group'), none: 'Choose', problem: answers.problems.group })}
    ${groupedSelect({ name: 'part', label: 'Part of the workforce (optional)', groups: choices.parts.map(({ label, options }) => ({ label, options: options.map((each) => ({ value: each.id, text: each.label })) })), chosen: chosen('part'), none: 'Everybody', problem: answers.problems.part })}
    ${ask.oneOf('kind', 'What do you want?', kindsOfTarget.map(({ kind, name, hint }) => ({ value: kind, text: name, hint })))}
    ${ask.line('number', 'Number (optional)', 'In per cent for a share to be reached; in percentage points for a gap or for parity. Leave it empty to maintain or improve, or to close a gap completely', { classes: 'govuk-input--width-5', inputmode: 'decimal' })}
    ${ask.select('baseline', 'Counted from which day? (optional)', choices.days.map((day) => ({ value: day.toString(), text: dayInWords(day) })), 'The figures of that day say where it began', 'No day')}
    ${ask.date('due', 'By when? (optional)')}
    ${ask.lines('why', 'Why, and where was it decided? (optional)', 'For example, Objective EO1 of our strategy', 3)}`
}

type TargetValues = { readonly title: string; readonly group: Choices['groups'][number]['options'][number]; readonly part: Choices['parts'][number]['options'][number] | null; readonly kind: Wants['kind']; readonly number: string | null; readonly baseline: string; readonly due: Temporal.PlainDate | null; readonly why: string | null }

/** The target that was asked for, or what is wrong with it. */
function targetFrom(values: TargetValues, { groups }: Choices): Pick<Target, 'title' | 'why' | 'question' | 'group' | 'part' | 'wants' | 'baselineOn' | 'dueOn'> | { readonly problems: { readonly number?: string; readonly part?: string; readonly baseline?: string } } {
  const { kind, number, part } = values
  if (kind === 'reach' && (number === null || Number(number) <= 0 || Number(number) > 100)) return { problems: { number: 'Enter the share to be reached, from 0.01 to 100 per cent' } }
  if (kind !== 'reach' && number !== null && (Number(number) < 0 || Number(number) > 100)) return { problems: { number: 'The number of percentage points must be between 0 and 100' } }
  if (kind === 'parity' && part === null) return { problems: { part: 'Select the part of the workforce that should be like everybody else' } }
  if (kind === 'maintain or improve' && values.baseline === '') return { problems: { baseline: 'Select the day from which it is counted' } }
  const question = groups.find(({ options }) => options.includes(values.group))?.question
  if (question === undefined) throw new TypeError('A group belongs to a question.')
  const { name, label, besides } = values.group
  const points = number === null ? '0' : String(Number(number))
  return {
    title: values.title, why: values.why ?? '', question, group: { name, label, ...(besides === true ? { besides } : {}) }, part: part === null ? null : { field: part.field, name: part.name, label: part.label },
    wants: kind === 'reach' ? { kind, percent: String(Number(number)) } : kind === 'maintain or improve' ? { kind } : { kind, points }, baselineOn: values.baseline === '' ? null : Temporal.PlainDate.from(values.baseline), dueOn: values.due,
  }
}

const told = (target: Pick<Target, 'title' | 'wants' | 'group' | 'part' | 'dueOn' | 'baselineOn' | 'why'>) => ({ title: target.title, wants: wantsInWords(target), from: target.baselineOn?.toString() ?? null, why: target.why })

export const newTarget = form({
  path: paths.newTarget,
  load: (_at, house) => loadChoices(house),
  access: (person) => mayKeepTargets(person),
  draft: true,
  fields: targetFields,
  view: (choices, answers) => ({
    title: 'Add a target', crumbs: crumbsToTargets, guide: 'targets',
    main: twoThirds(html`<h1 class="govuk-heading-l">Add a target</h1>${questions(answers).form('Add this target', targetQuestions(choices, answers), { cancel: paths.targets.to() })}`),
  }),
  async submit(values, choices, { db, organisation, person, now }) {
    const made = targetFrom(values, choices)
    if ('problems' in made) return made
    const target: Target = { id: newId(), ...made, endedOn: null, endedBecause: '', madeAt: now, byName: person.name, version: 1 }
    await insertTarget(db, organisation.id, target)
    return { goTo: paths.target.to({ target: target.id }), said: 'The target was added.', entry: { did: 'equality-monitoring.target-added', on: { room: 'equality-monitoring', id: target.id }, after: told(target) } }
  },
})

async function wantedTarget(id: string, { db, organisation }: House): Promise<Target> {
  const target = await findTarget(db, organisation.id, id)
  if (!target || target.endedOn !== null) throw new NotFound(`target ${id}`)
  return target
}

export const editTarget = form({
  path: paths.editTarget,
  async load({ target: id }, house) {
    const target = await wantedTarget(id, house)
    const choices = await loadChoices(house)
    return { target, choices: withOwn(choices, target) }
  },
  access: (person) => mayKeepTargets(person),
  draft: true,
  version: ({ target }) => String(target.version),
  fields: ({ choices }) => targetFields(choices),
  starting: ({ target }) => ({
    title: target.title, group: `${target.question}|${target.group.besides === true ? 'not ' : ''}${target.group.name}`, part: target.part === null ? '' : `${target.part.field}|${target.part.name}`, kind: target.wants.kind,
    number: target.wants.kind === 'reach' ? target.wants.percent : target.wants.kind === 'maintain or improve' ? '' : target.wants.points, baseline: target.baselineOn?.toString() ?? '', why: target.why,
    ...(target.dueOn === null ? {} : { 'due-day': String(target.dueOn.day), 'due-month': String(target.dueOn.month), 'due-year': String(target.dueOn.year) }),
  }),
  view: ({ target, choices }, answers) => ({
    title: `Change ${target.title}`, crumbs: [...crumbsToTargets, { text: target.title, href: paths.target.to({ target: target.id }) }], guide: 'targets',
    main: twoThirds(html`<h1 class="govuk-heading-l">Change this target</h1><p class="govuk-body">What it was before stays in the ledger.</p>${questions(answers).form('Save', targetQuestions(choices, answers), { cancel: paths.target.to({ target: target.id }) })}`),
  }),
  async submit(values, { target, choices }, { db, organisation }) {
    const made = targetFrom(values, choices)
    if ('problems' in made) return made
    const changed: Target = { ...target, ...made }
    if (!await saveTarget(db, organisation.id, changed)) return { problems: { title: 'Someone else changed this target just now. Open it again to see what is different' } }
    return { goTo: paths.target.to({ target: target.id }), said: 'The target was saved.', entry: { did: 'equality-monitoring.target-changed', on: { room: 'equality-monitoring', id: target.id, version: target.version + 1 }, before: told(target), after: told(changed) } }
  },
})

/** A target keeps its own group, part and day on its form, whatever the newest figures tell of. */
function withOwn(choices: Choices, { question, group, part, baselineOn }: Target): Choices {
  const [groupId, partId] = [`${question}|${group.besides === true ? 'not ' : ''}${group.name}`, part === null ? '' : `${part.field}|${part.name}`]
  const [hasGroup, hasPart] = [choices.groups.some(({ options }) => options.some(({ id }) => id === groupId)), part === null || choices.parts.some(({ options }) => options.some(({ id }) => id === partId))]
  return {
    groups: hasGroup ? choices.groups : [...choices.groups, { label: fieldName(question), question, options: [{ ...group, id: groupId }] }],
    parts: hasPart || part === null ? choices.parts : [...choices.parts, { label: fieldName(part.field), options: [{ ...part, id: partId }] }],
    days: baselineOn === null || choices.days.some((day) => day.equals(baselineOn)) ? choices.days : [...choices.days, baselineOn],
  }
}

export const endTarget = form({
  path: paths.endTarget,
  load: ({ target: id }, house) => wantedTarget(id, house),
  access: (person) => mayKeepTargets(person),
  version: (target) => String(target.version),
  fields: { because: text({ missing: 'Enter why it ends', max: 1000, subject: 'Why it ends' }) },
  view: (target, answers) => ({
    title: `End ${target.title}`, crumbs: [...crumbsToTargets, { text: target.title, href: paths.target.to({ target: target.id }) }], guide: 'targets',
    main: twoThirds(html`<h1 class="govuk-heading-l">End this target</h1><p class="govuk-body">${wantsInWords(target)}.</p><p class="govuk-body">It stays to be looked back at, and is not pursued any more.</p>
      ${questions(answers).form('End this target', questions(answers).lines('because', 'Why does it end?', 'For example, its day has come, or another target takes its place', 3), { warning: true, cancel: paths.target.to({ target: target.id }) })}`),
  }),
  async submit({ because }, target, { db, organisation, today }) {
    if (!await saveTarget(db, organisation.id, { ...target, endedOn: today, endedBecause: because })) return { problems: { because: 'Someone else changed this target just now. Open it again to see what is different' } }
    return { goTo: paths.targets.to(), said: `${target.title} has ended.`, entry: { did: 'equality-monitoring.target-ended', on: { room: 'equality-monitoring', id: target.id, version: target.version + 1 }, detail: { because } } }
  },
})

/** What is done for a target is an action of the plan: one that is there already, or a new one. */
export const actionForTarget = form({
  path: paths.actionForTarget,
  async load({ target: id }, house) {
    const { db, organisation } = house
    const target = await wantedTarget(id, house)
    const linked = await listActionsLinkedWith(db, organisation.id, 'equality-monitoring', id)
    const [actions, objectives] = [[], []] as [{ id: string; text: string }[], { id: string; text: string }[]]
    for (const strategy of (await listStrategies(db, organisation.id)).filter(({ status }) => status === 'live')) {
      for (const each of await listActionsOfStrategy(db, organisation.id, strategy.id)) if (!linked.includes(each.id)) actions.push({ id: each.id, text: `${each.reference === '' ? '' : `${each.reference} `}${each.words.slice(0, 120)}` })
      for (const each of await listObjectives(db, organisation.id, strategy.id)) objectives.push({ id: each.id, text: `${each.code === '' ? '' : `${each.code}: `}${each.words.slice(0, 120)}` })
    }
    return { target, actions, objectives }
  },
  access: (person) => mayKeepTargets(person),
  fields: ({ actions, objectives }) => ({
    which: choice({ from: ['there', 'new'], missing: 'Select whether the action is in the plan already' }),
    action: optional(oneOf({ from: actions, missing: 'Select an action from the list' })), objective: optional(oneOf({ from: objectives, missing: 'Select an objective from the list' })),
    words: optional(text({ missing: '', max: 2000, subject: 'The action' })), deadline: optional(text({ missing: '', max: 200, subject: 'The deadline' })),
  }),
  starting: () => ({ which: 'there' }),
  view({ target, actions, objectives }, answers) {
    const ask = questions(answers)
    const options = (all: readonly { readonly id: string; readonly text: string }[]) => all.map(({ id, text }) => ({ value: id, text }))
    return {
      title: `An action for ${target.title}`, crumbs: [...crumbsToTargets, { text: target.title, href: paths.target.to({ target: target.id }) }], guide: 'targets',
      main: twoThirds(html`<span class="govuk-caption-l">${target.title}</span><h1 class="govuk-heading-l">What is done for it</h1>
        ${ask.form('Save', html`${ask.oneOf('which', 'Is the action in the plan already?', [{ value: 'there', text: 'Yes, link it' }, { value: 'new', text: 'No, add it to the plan' }])}
          <h2 class="govuk-heading-m">An action that is there</h2>${ask.select('action', 'Action', options(actions))}
          <h2 class="govuk-heading-m">A new action</h2>${ask.select('objective', 'Under which objective?', options(objectives))}${ask.lines('words', 'What will be done?', undefined, 3)}${ask.line('deadline', 'By when? (optional)', 'In words. For example, by the end of March 2028')}`, { cancel: paths.target.to({ target: target.id }) })}`),
    }
  },
  async submit({ which, action, objective, words, deadline }, { target }, house) {
    const { db, organisation } = house
    const goTo = paths.target.to({ target: target.id })
    if (which === 'there') {
      if (action === null || !await findAction(db, organisation.id, action.id)) return { problems: { action: 'Select the action' } }
      await addLink(db, organisation.id, { action: action.id, room: 'equality-monitoring', thing: target.id, version: String(target.version), why: `It serves the target “${target.title}”` })
      return { goTo, said: 'The action is linked with this target.', entry: { did: 'equality-monitoring.target-linked', on: { room: 'equality-monitoring', id: target.id }, detail: { action: action.id } } }
    }
    if (objective === null) return { problems: { objective: 'Select the objective that the action serves' } }
    if (words === null) return { problems: { words: 'Enter what will be done' } }
    const { characteristic } = monitoringQuestions.find(({ id }) => id === target.question) ?? { characteristic: null }
    const made = await createAction(house, {
      objective: objective.id, words, deadline, lead: null, department: null, measures: [{ kind: 'outcome', words: wantsInWords(target) }], characteristics: characteristic === null ? [] : [characteristic], aims: ['advance'],
      madeBy: { room: 'equality-monitoring', thing: target.id, version: String(target.version) },
    })
    return { goTo, said: 'The action was added to the plan.', entry: [made.entry, { did: 'equality-monitoring.target-linked', on: { room: 'equality-monitoring', id: target.id }, detail: { action: made.id } }] }
  },
})
