import { questions as monitoringQuestions, type QuestionId } from '#duty/monitoring/questions.ts'
import { html } from '#html/html.ts'
import { choice, choices, one, optional, text, wholeNumber, type Field } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepDatasets } from '../access.ts'
import { paths } from '../paths.ts'
import { pairId, questionPairs, type AgeBand, type MonitoringSettings } from '../settings.ts'
import { findSettings, saveSettings } from '../settings-store.ts'
import { home, pairName, twoThirds } from './parts.ts'

const noPair = 'none'
const onePair = choice({ from: [noPair, ...questionPairs.map(pairId)], missing: 'Select a pair, or “No pair”' })
const placed = (pairs: MonitoringSettings['pairs'], at: number): string => { const pair = pairs[at]; return pair === undefined ? noPair : pairId(pair) }
const pairOptions = [{ value: noPair, text: 'No pair' }, ...questionPairs.map((pair) => ({ value: pairId(pair), text: pairName(pair) }))]

/** What the body means by senior, and in which bands it counts ages. They hold for extracts that are taken in from now on. */
export const monitoringSettings = form({
  path: paths.monitoringSettings,
  load: (_at, { db, organisation }) => findSettings(db, organisation.id),
  access: mayKeepDatasets,
  version: (settings) => String(settings.version),
  fields: {
    seniorName: text({ missing: 'Enter what you call your senior grades', max: 100, subject: 'The name' }),
    seniorFrom: optional(wholeNumber({ missing: '', subject: 'The grade', min: 1, max: 99 })),
    seniorGrades: optional(text({ missing: '', max: 2000, subject: 'The grades' })),
    ageBands: bands(),
    publishes: choices<QuestionId>({ from: monitoringQuestions.map((each) => each.id) }),
    firstPair: onePair, secondPair: onePair, thirdPair: onePair, fourthPair: onePair,
  },
  starting: ({ seniorLine, ageBands, publishes, pairs }) => ({
    firstPair: placed(pairs, 0), secondPair: placed(pairs, 1), thirdPair: placed(pairs, 2), fourthPair: placed(pairs, 3),
    seniorName: seniorLine.name, seniorFrom: seniorLine.from === null ? '' : String(seniorLine.from), seniorGrades: seniorLine.grades.join('\n'), ageBands: ageBands.map((each) => each.label).join('\n'), publishes: [...publishes],
  }),
  view(_settings, answers) {
    const ask = questions(answers)
    return {
      title: 'Settings of monitoring', crumbs: [home], guide: 'monitoring-settings',
      main: twoThirds(html`<h1 class="govuk-heading-l">Settings of monitoring</h1>
        <p class="govuk-body">These hold for extracts that are taken in from now on. What has been counted stays as it was.</p>
        ${ask.form('Save', html`
          <h2 class="govuk-heading-m">Senior grades</h2>
          ${ask.line('seniorName', 'What do you call them?', 'For example, Grade 13 and above')}
          ${ask.number('seniorFrom', 'From which grade up? (optional)', 'A number, where your grades are numbered')}
          ${ask.lines('seniorGrades', 'Which other grades belong to them? (optional)', 'One on each line, as the extract writes them. For example, Chief officer', 3)}
          <h2 class="govuk-heading-m">Ages</h2>
          ${ask.lines('ageBands', 'In which bands do you count ages?', 'One on each line, youngest first, without a gap. Bands that the census has can be compared with it', 7)}
          <h2 class="govuk-heading-m">Two questions together</h2>
          <p class="govuk-body">For example, how many women there are in each ethnic group. The more pairs there are, and the more answers each question has, the more has to be withheld. Gender identity is told by itself alone.</p>
          ${ask.select('firstPair', 'First pair', pairOptions)}
          ${ask.select('secondPair', 'Second pair', pairOptions)}
          ${ask.select('thirdPair', 'Third pair', pairOptions)}
          ${ask.select('fourthPair', 'Fourth pair', pairOptions)}
          <h2 class="govuk-heading-m">What may be said in public</h2>
          ${ask.anyOf('publishes', 'Which questions may be published?', monitoringQuestions.map((each) => ({ value: each.id, text: each.name })), 'The others stay inside the organisation')}`, { cancel: paths.monitoring.to() })}
        <p class="govuk-body">What counts as a department is the column that you name as such for each source: <a class="govuk-link" href="${paths.sources.to()}">see the sources</a>.</p>`),
    }
  },
  async submit({ seniorName, seniorFrom, seniorGrades, ageBands, publishes, firstPair, secondPair, thirdPair, fourthPair }, before, { db, organisation }) {
    const grades = (seniorGrades ?? '').split('\n').map((each) => each.trim()).filter((each) => each !== '')
    if (seniorFrom === null && grades.length === 0) return { problems: { seniorFrom: 'Enter the grade from which people are senior, or name the grades below' } }
    const chosen = [firstPair, secondPair, thirdPair, fourthPair]
    const pairs = questionPairs.filter((pair) => chosen.includes(pairId(pair))).toSorted((one, other) => chosen.indexOf(pairId(one)) - chosen.indexOf(pairId(other)))
    const settings: MonitoringSettings = { seniorLine: { name: seniorName, grades, from: seniorFrom }, ageBands, areas: before.areas, publishes, pairs }
    if (!await saveSettings(db, organisation.id, settings, before.version)) return { problems: { seniorName: 'Someone else changed these settings just now. Open them again to see what is different' } }
    const words = ({ seniorLine, ageBands, publishes, pairs }: MonitoringSettings) => ({ pairs: pairs.map(pairId), seniorLine: { ...seniorLine, grades: [...seniorLine.grades] }, ageBands: ageBands.map((each) => each.label), publishes: [...publishes] })
    return { goTo: paths.monitoring.to(), said: 'The settings were saved.', entry: { did: 'equality-monitoring.settings-changed', on: { room: 'equality-monitoring', id: organisation.id, version: before.version + 1 }, before: words(before), after: words(settings) } }
  },
})

/** `16 to 24`, one on each line; the last may be `65 and over`. In order, and with no age between two bands that is in neither. */
function bands(): Field<readonly AgeBand[]> {
  return {
    read(body, name) {
      const lines = one(body, name).split('\n').map((each) => each.trim().replaceAll(/\s+/g, ' ')).filter((each) => each !== '')
      if (lines.length === 0) return { problem: 'Enter the bands, one on each line' }
      const read: AgeBand[] = []
      for (const line of lines) {
        const closed = /^(\d{1,3}) ?(?:to|-|–) ?(\d{1,3})$/.exec(line)
        const open = /^(\d{1,3}) ?(?:and over|\+|or over)$/i.exec(line)
        if (!closed && !open) return { problem: `“${line}” must be like 16 to 24, or 65 and over` }
        const from = Number((closed ?? open)![1])
        const to = closed ? Number(closed[2]) : null
        const before = read.at(-1)
        if (to !== null && to < from) return { problem: `“${line}” must begin with the younger age` }
        if (before && (before.to === null || from !== before.to + 1)) return { problem: `“${line}” must begin where “${before.label}” ends` }
        read.push({ label: to === null ? `${from} and over` : `${from} to ${to}`, from, to })
      }
      return { value: read }
    },
  }
}
