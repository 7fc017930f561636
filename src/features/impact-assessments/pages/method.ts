import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html, type Html } from '#html/html.ts'
import { choice, optional, text, wholeNumber, type Fields } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepMethod } from '../access.ts'
import { paths } from '../paths.ts'
import { houseMethod } from '../relevance.ts'
import { houseScreening, type ScreeningQuestion } from '../screening-form.ts'
import { formEdition, plainSections, sectionForm } from '../sections.ts'
import { changesBetween, findSettings, listEditions, saveSettings, type Edition, type Settings } from '../settings-store.ts'
import { column, front, room } from './parts.ts'

/** Room for this many questions of the body's own. */
const ownQuestions = [1, 2, 3, 4, 5] as const

const scales = ['scale', 'severity', 'concern'] as const
const steps = [0, 1, 2, 3] as const

const fields: Fields = {
  name: text({ missing: 'Enter what the method is called', max: 200, subject: 'The name' }),
  high: wholeNumber({ missing: 'Enter from which sum it is high', subject: 'The sum for high', min: 2, max: 9 }),
  quorum: wholeNumber({ missing: 'Enter how many people look at an assessment', subject: 'How many people look at an assessment', min: 1, max: 12 }),
  ...Object.fromEntries(scales.flatMap((scale) => [[`${scale}-asks`, optional(text({ missing: '', max: 200, subject: 'The question' }))], ...steps.map((step) => [`${scale}-${step}`, optional(text({ missing: '', max: 200, subject: 'The step' }))])])),
  medium: wholeNumber({ missing: 'Enter from which sum it is medium', subject: 'The sum for medium', min: 1, max: 8 }),
  ...Object.fromEntries(houseScreening.questions.map((question) => [`asks-${slug(question.code)}`, optional(text({ missing: '', max: 300, subject: 'The question' }))])),
  ...Object.fromEntries(ownQuestions.flatMap((at) => [[`own-${at}`, optional(text({ missing: '', max: 300, subject: 'The question' }))], [`own-yes-${at}`, optional(choice({ from: ['screen', 'full'], missing: '' }))]])),
}

function slug(code: string): string {
  return code.replaceAll(/[^a-z0-9]+/g, '-')
}

/** What the body has made its own: where its levels begin, how it words the questions, and which it adds. What the duty needs cannot be taken out. */
export const method = form({
  path: paths.method,
  load: async (_at, { db, organisation }) => ({ settings: await findSettings(db, organisation.id), editions: await listEditions(db, organisation.id) }),
  access: (person) => mayKeepMethod(person),
  version: ({ settings }) => String(settings.version),
  fields,
  starting: ({ settings }) => ({
    name: settings.method.name ?? houseMethod.name, high: String(settings.method.highFrom ?? houseMethod.highFrom), medium: String(settings.method.mediumFrom ?? houseMethod.mediumFrom), quorum: String(settings.quorum ?? 1),
    ...Object.fromEntries(scales.flatMap((scale) => { const words = settings.method.words?.[scale] ?? houseMethod[scale]; return [[`${scale}-asks`, words.asks], ...steps.map((step) => [`${scale}-${step}`, words.steps[step]])] })),
    ...Object.fromEntries(houseScreening.questions.map((question) => [`asks-${slug(question.code)}`, settings.wording[question.code]?.asks ?? question.asks])),
    ...Object.fromEntries(settings.own.flatMap((question, at) => [[`own-${at + 1}`, question.asks], [`own-yes-${at + 1}`, question.yes]])),
  }),
  view({ editions }, answers) {
    const ask = questions(answers)
    return {
      title: 'Our method and questions', crumbs: [front], guide: 'relevance-and-programme',
      main: column(html`<h1 class="govuk-heading-l">Our method and questions</h1>
        <p class="govuk-body">What was answered and assessed before keeps the method and the wording that it was made with.</p>
        ${ask.form('Save', html`<h2 class="govuk-heading-m">Relevance</h2>${ask.line('name', 'What is the method called?')}${ask.number('high', 'From which sum is it high?', 'From 2 to 9. A 3 for how much it matters is always high')}${ask.number('medium', 'From which sum is it medium?')}
          <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">How scale, severity and concern are worded</span></summary><div class="govuk-details__text">${scales.map((scale) => html`${ask.line(`${scale}-asks`, `What ${scale} asks`, 'An empty box brings back our wording')}${steps.map((step) => ask.line(`${scale}-${step}`, `Its step ${step}`))}`)}</div></details>
          <h2 class="govuk-heading-m">Scrutiny</h2>${ask.number('quorum', 'How many people of the departmental group look at an assessment before it is agreed?', 'Whoever agrees counts. Authors and people who declared an interest do not')}
          <h2 class="govuk-heading-m">“Do I need an assessment?”</h2><p class="govuk-body">Word the questions as your colleagues would understand them. None of them can be taken out: each is there because of what the duty needs. An empty box brings back our wording.</p>
          ${houseScreening.questions.map((question) => ask.line(`asks-${slug(question.code)}`, question.asks, question.why))}
          <h2 class="govuk-heading-m">Questions of our own</h2>
          ${ownQuestions.map((at) => html`${ask.line(`own-${at}`, `Question ${at} (optional)`)}${ask.oneOf(`own-yes-${at}`, `If the answer to question ${at} is yes`, [{ value: 'screen', text: 'Ask who would be affected' }, { value: 'full', text: 'A full assessment is needed' }], undefined, { inline: true })}`)}`, { cancel: paths.front.to() })}
        <h2 class="govuk-heading-m">The form of the full assessment</h2><p class="govuk-body">Each section can have your own wording and questions of your own. Impact, human rights, evidence and what will be done keep their shape: the duty needs it.</p>
        <ul class="govuk-list govuk-list--bullet">${plainSections.map((section) => html`<li><a class="govuk-link" href="${paths.wording.to({ section })}">${sectionForm(section).title}</a></li>`)}</ul>
        <p class="govuk-body"><a class="govuk-link" href="${paths.groups.to()}">Groups that we look at</a></p>
        <h2 class="govuk-heading-m">Editions</h2>${editions.length === 0 ? html`<p class="govuk-body">Everything is as it was given: ${houseMethod.edition}, ${houseScreening.edition}, ${formEdition}.</p>` : editionsTable(editions)}`),
    }
  },
  async submit(values, { settings }, { db, organisation, person, today }) {
    const [high, medium] = [Number(values['high']), Number(values['medium'])]
    if (medium >= high) return { problems: { medium: 'The sum for medium must be lower than the sum for high' } }
    const said = (name: string): string => typeof values[name] === 'string' ? values[name] : ''
    const own: ScreeningQuestion[] = []
    for (const at of ownQuestions) {
      const asks = said(`own-${at}`)
      if (asks === '') continue
      const yes = said(`own-yes-${at}`)
      if (yes !== 'screen' && yes !== 'full') return { problems: { [`own-yes-${at}`]: 'Select what a yes means' } }
      own.push({ code: `own ${at}`, asks, hint: '', yes, why: 'We ask this here ourselves.', source: organisation.name, required: false })
    }
    const words = Object.fromEntries(scales.flatMap((scale) => {
      const made = { asks: said(`${scale}-asks`) || houseMethod[scale].asks, steps: steps.map((step) => said(`${scale}-${step}`) || houseMethod[scale].steps[step]) }
      return JSON.stringify(made) === JSON.stringify(houseMethod[scale]) ? [] : [[scale, made]]
    })) as NonNullable<Settings['method']['words']>
    const changed: Settings = {
      ...settings, quorum: Number(values['quorum']),
      method: { ...(Object.keys(words).length === 0 ? {} : { words }), ...(said('name') === houseMethod.name ? {} : { name: said('name') }), ...(high === houseMethod.highFrom ? {} : { highFrom: high }), ...(medium === houseMethod.mediumFrom ? {} : { mediumFrom: medium }) },
      wording: Object.fromEntries(houseScreening.questions.flatMap((question) => {
        const asks = said(`asks-${slug(question.code)}`)
        return asks === '' || asks === question.asks ? [] : [[question.code, { asks }]]
      })),
      own, version: settings.version + 1,
    }
    if (changesBetween(settings, changed).length === 0) return { problems: { name: 'Nothing is different from what is kept' } }
    if (!await saveSettings(db, organisation.id, changed, person.name, today)) return { problems: { name: 'Someone else changed this just now. Open it again to see what is different' } }
    const told = ({ method: { words, ...method }, wording, own, quorum = 1 }: Settings) => ({ method: { ...method, words: Object.keys(words ?? {}) }, quorum, wording: Object.fromEntries(Object.entries(wording).map(([code, { asks = '' }]) => [code, asks])), own: own.map((question) => question.asks) })
    return { goTo: paths.method.to(), said: 'Saved. It counts from now on.', entry: { did: 'impact-assessments.method-changed', on: { room, id: organisation.id, version: changed.version }, before: told(settings), after: told(changed) } }
  },
})

function editionsTable(editions: readonly Edition[]): Html {
  const first: Settings = { method: {}, wording: {}, own: [], version: 0 }
  return reflowingTable({
    caption: 'Editions', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Edition' }, { text: 'From' }, { text: 'By' }, { text: 'What was changed' }],
    rows: editions.map(({ settings, from, by }, at) => [{ text: String(settings.version) }, { text: dayInWords(from) }, { text: by }, { html: html`${changesBetween(editions[at + 1]?.settings ?? first, settings).map((each) => html`${each}<br>`)}` }]),
  })
}

/** Room for this many questions of the body's own in a section. */
const ownInSection = [1, 2, 3] as const

/** One section of the full form in the body's own words, with its own questions. None of ours can be taken out: an empty box brings our wording back. */
export const wording = form({
  path: paths.wording,
  async load({ section: code }, { db, organisation }) {
    const section = plainSections.find((each) => each === code)
    if (section === undefined) throw new NotFound(`section ${code}`)
    return { section, settings: await findSettings(db, organisation.id) }
  },
  access: (person) => mayKeepMethod(person),
  version: ({ settings }) => String(settings.version),
  fields: ({ section }): Fields => ({
    ...Object.fromEntries(sectionForm(section).questions.flatMap((question) => [[`asks-${slug(question.code)}`, optional(text({ missing: '', max: 300, subject: 'The question' }))], [`hint-${slug(question.code)}`, optional(text({ missing: '', max: 500, subject: 'The hint' }))]])),
    ...Object.fromEntries(ownInSection.flatMap((at) => [[`own-${at}`, optional(text({ missing: '', max: 300, subject: 'The question' }))], [`own-hint-${at}`, optional(text({ missing: '', max: 500, subject: 'The hint' }))]])),
  }),
  starting: ({ section, settings }) => ({
    ...Object.fromEntries(sectionForm(section).questions.flatMap((question) => { const own = settings.form?.wording[`${section}/${question.code}`]; return [[`asks-${slug(question.code)}`, own?.asks ?? question.asks], [`hint-${slug(question.code)}`, own?.hint ?? question.hint ?? '']] })),
    ...Object.fromEntries(ownIn(settings, section).flatMap((question, at) => [[`own-${at + 1}`, question.asks], [`own-hint-${at + 1}`, question.hint]])),
  }),
  view({ section }, answers) {
    const ask = questions(answers)
    const own = sectionForm(section)
    return {
      title: `${own.title}: our wording`, crumbs: [front, { text: 'Our method and questions', href: paths.method.to() }], guide: 'relevance-and-programme',
      main: column(html`<span class="govuk-caption-l">The form of the full assessment</span><h1 class="govuk-heading-l">${own.title}</h1><p class="govuk-body">What you change is asked from today in every assessment that is being written. What was signed keeps the wording that it was answered with. No question can be taken out; an empty box brings back our wording.</p>
        ${ask.form('Save', html`${own.questions.map((question) => html`${ask.line(`asks-${slug(question.code)}`, question.asks)}${ask.line(`hint-${slug(question.code)}`, `Hint for “${question.asks}”`, question.hint === undefined ? 'There is none' : `Ours: ${question.hint}`)}`)}
          <h2 class="govuk-heading-m">Questions of our own</h2>${ownInSection.map((at) => html`${ask.line(`own-${at}`, `Our question ${at} (optional)`)}${ask.line(`own-hint-${at}`, `Hint for our question ${at} (optional)`)}`)}`, { cancel: paths.method.to() })}`),
    }
  },
  async submit(values, { section, settings }, { db, organisation, person, today }) {
    const said = (name: string): string => typeof values[name] === 'string' ? values[name] : ''
    const changes = sectionForm(section).questions.flatMap((question): [string, { asks?: string; hint?: string }][] => {
      const [asks, hint] = [said(`asks-${slug(question.code)}`), said(`hint-${slug(question.code)}`)]
      const own = { ...(asks === '' || asks === question.asks ? {} : { asks }), ...(hint === '' || hint === (question.hint ?? '') ? {} : { hint }) }
      return Object.keys(own).length === 0 ? [] : [[`${section}/${question.code}`, own]]
    })
    const asked = ownInSection.flatMap((at) => said(`own-${at}`) === '' ? [] : [{ asks: said(`own-${at}`), hint: said(`own-hint-${at}`) }])
    const twice = asked.find((each, at) => asked.findIndex((one) => one.asks === each.asks) !== at)
    if (twice) return { problems: { 'own-1': `“${twice.asks}” is asked twice` } }
    const before = (settings.form?.own ?? []).filter((each) => each.section === section)
    // A question that was there keeps its code, so that what was answered stays with it, reworded or not; one that goes is asked no more.
    const kept = ownIn(settings, section)
    const own = [...asked.map((each, at) => ({ section, code: kept.find((one) => one.asks === each.asks)?.code ?? kept[at]?.code ?? `own ${newId().slice(-12)}`, ...each })), ...before]
      .filter((each, at, all) => all.findIndex((one) => one.code === each.code) === at).map((each) => asked.some((one) => one.asks === each.asks) ? each : { ...each, retired: true as const })
    const changed: Settings = {
      ...settings, version: settings.version + 1,
      form: { wording: { ...Object.fromEntries(Object.entries(settings.form?.wording ?? {}).filter(([code]) => !code.startsWith(`${section}/`))), ...Object.fromEntries(changes) }, own: [...(settings.form?.own ?? []).filter((each) => each.section !== section), ...own] },
    }
    const different = changesBetween(settings, changed)
    if (different.length === 0) return { problems: { 'own-1': 'Nothing is different from what is kept' } }
    if (!await saveSettings(db, organisation.id, changed, person.name, today)) return { problems: { 'own-1': 'Someone else changed this just now. Open it again to see what is different' } }
    return { goTo: paths.method.to(), said: 'Saved. It counts from now on.', entry: { did: 'impact-assessments.form-changed', on: { room, id: organisation.id, version: changed.version }, after: { section, changes: [...different] } } }
  },
})

const ownIn = (settings: Settings, section: string) => (settings.form?.own ?? []).filter((each) => each.section === section && each.retired !== true)
