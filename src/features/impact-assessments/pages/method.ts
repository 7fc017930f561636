import { html } from '#html/html.ts'
import { choice, optional, text, wholeNumber, type Fields } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepMethod } from '../access.ts'
import { paths } from '../paths.ts'
import { houseMethod } from '../relevance.ts'
import { houseScreening, type ScreeningQuestion } from '../screening-form.ts'
import { findSettings, saveSettings, type Settings } from '../settings-store.ts'
import { column, front, room } from './parts.ts'

/** Room for this many questions of the body's own. */
const ownQuestions = [1, 2, 3, 4, 5] as const

const fields: Fields = {
  name: text({ missing: 'Enter what the method is called', max: 200, subject: 'The name' }),
  high: wholeNumber({ missing: 'Enter from which sum it is high', subject: 'The sum for high', min: 2, max: 9 }),
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
  load: async (_at, { db, organisation }) => findSettings(db, organisation.id),
  access: mayKeepMethod,
  version: (settings) => String(settings.version),
  fields,
  starting: (settings) => ({
    name: settings.method.name ?? houseMethod.name, high: String(settings.method.highFrom ?? houseMethod.highFrom), medium: String(settings.method.mediumFrom ?? houseMethod.mediumFrom),
    ...Object.fromEntries(houseScreening.questions.map((question) => [`asks-${slug(question.code)}`, settings.wording[question.code]?.asks ?? question.asks])),
    ...Object.fromEntries(settings.own.flatMap((question, at) => [[`own-${at + 1}`, question.asks], [`own-yes-${at + 1}`, question.yes]])),
  }),
  view(_settings, answers) {
    const ask = questions(answers)
    return {
      title: 'Our method and questions', crumbs: [front], guide: 'relevance-and-programme',
      main: column(html`<h1 class="govuk-heading-l">Our method and questions</h1>
        <p class="govuk-body">What was answered and assessed before keeps the method and the wording that it was made with.</p>
        ${ask.form('Save', html`<h2 class="govuk-heading-m">Relevance</h2>${ask.line('name', 'What is the method called?')}${ask.number('high', 'From which sum is it high?', 'From 2 to 9. A 3 for how much it matters is always high')}${ask.number('medium', 'From which sum is it medium?')}
          <h2 class="govuk-heading-m">“Do I need an assessment?”</h2><p class="govuk-body">Word the questions as your colleagues would understand them. None of them can be taken out: each is there because of what the duty needs. An empty box brings back our wording.</p>
          ${houseScreening.questions.map((question) => ask.line(`asks-${slug(question.code)}`, question.asks, question.why))}
          <h2 class="govuk-heading-m">Questions of our own</h2>
          ${ownQuestions.map((at) => html`${ask.line(`own-${at}`, `Question ${at} (optional)`)}${ask.oneOf(`own-yes-${at}`, `If the answer to question ${at} is yes`, [{ value: 'screen', text: 'Ask who would be affected' }, { value: 'full', text: 'A full assessment is needed' }], undefined, { inline: true })}`)}`, { cancel: paths.front.to() })}`),
    }
  },
  async submit(values, settings, { db, organisation }) {
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
    const changed: Settings = {
      method: { ...(said('name') === houseMethod.name ? {} : { name: said('name') }), ...(high === houseMethod.highFrom ? {} : { highFrom: high }), ...(medium === houseMethod.mediumFrom ? {} : { mediumFrom: medium }) },
      wording: Object.fromEntries(houseScreening.questions.flatMap((question) => {
        const asks = said(`asks-${slug(question.code)}`)
        return asks === '' || asks === question.asks ? [] : [[question.code, { asks }]]
      })),
      own, version: settings.version + 1,
    }
    if (!await saveSettings(db, organisation.id, changed)) return { problems: { name: 'Someone else changed this just now. Open it again to see what is different' } }
    const told = ({ method, wording, own }: Settings) => ({ method: { ...method }, wording: Object.fromEntries(Object.entries(wording).map(([code, { asks = '' }]) => [code, asks])), own: own.map((question) => question.asks) })
    return { goTo: paths.method.to(), said: 'Saved. It counts from now on.', entry: { did: 'impact-assessments.method-changed', on: { room, id: organisation.id, version: changed.version }, before: told(settings), after: told(changed) } }
  },
})
