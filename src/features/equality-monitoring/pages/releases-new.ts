import { html } from '#html/html.ts'
import { questions as monitoringQuestions } from '#duty/monitoring/questions.ts'
import { choice, choices, oneOf, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayPrepareRelease } from '../access.ts'
import { cutsOf } from '../cuts.ts'
import type { Dataset, Field } from '../dataset.ts'
import { listDatasets } from '../dataset-store.ts'
import { paths } from '../paths.ts'
import { usualCuts, usualDatasets, usualTitle } from '../release-asking.ts'
import { policyFor } from '../release-making.ts'
import { findReleaseOf, insertRelease } from '../release-store.ts'
import { datasetTitle, fieldName, home, kindOf, twoThirds } from './parts.ts'

/** By what the workforce can be told beside each question alone. Never by team and department together: see release-contents.ts. */
const crossings = ['department', 'grade', 'contract', 'working pattern'] as const satisfies readonly Field[]

/** Somebody says for whom and of what; making and proving it is done beside the pages. */
export const newRelease = form({
  path: paths.newRelease,
  async load(_at, { db, organisation }) {
    const current = await listDatasets(db, organisation.id, { states: ['current'] })
    return { workforce: current.filter((each) => each.source.kind === 'workforce').slice(0, 24), current }
  },
  access: mayPrepareRelease,
  fields: ({ workforce }) => ({
    audience: choice({ from: ['board', 'public'], missing: 'Select who it is for' }),
    dataset: oneOf({ from: workforce, missing: 'Select the day that it describes' }),
    crossed: choices({ from: crossings }),
    processes: choices({ from: ['yes'] }),
    mode: choice({ from: ['withhold', 'rounded'], missing: 'Select how small numbers are protected' }),
    title: optional(text({ missing: '', max: 150, subject: 'The title' })),
  }),
  starting: ({ workforce }) => ({ audience: 'public', dataset: workforce[0]?.id ?? '', crossed: ['department', 'grade'], processes: ['yes'], mode: 'withhold' }),
  view({ workforce }, answers) {
    const ask = questions(answers)
    return {
      title: 'New release', crumbs: [home, { text: 'Releases', href: paths.releases.to() }], guide: 'releases',
      main: twoThirds(html`<h1 class="govuk-heading-l">New release</h1>
        ${workforce.length === 0 ? html`<p class="govuk-body">A release is made of a snapshot of the workforce, and none has been taken in yet. <a class="govuk-link" href="${paths.sources.to()}">Upload one</a>.</p>` : html`
        <p class="govuk-body">All tables of a release are protected together, and with everything that its readers hold already. That takes some minutes. Nothing can be read before it is proved.</p>
        ${ask.form('Make the release', html`
          ${ask.oneOf('audience', 'Who is it for?', [{ value: 'public', text: 'The public', hint: 'A publisher who is somebody else lets it out' }, { value: 'board', text: 'The board and those who answer for equality here', hint: 'It can be read as soon as it has been proved' }])}
          ${ask.select('dataset', 'Which day does it describe?', workforce.map((each) => ({ value: each.id, text: datasetTitle(each) })))}
          ${ask.anyOf('crossed', 'Show each question also by', crossings.map((field) => ({ value: field, text: fieldName(field) })), 'The more is shown, the more has to be withheld')}
          ${ask.anyOf('processes', 'What happened up to that day', [{ value: 'yes', text: 'Show who joined, left, applied, was trained and so on' }])}
          ${ask.oneOf('mode', 'How are small numbers protected?', [{ value: 'withhold', text: 'Some numbers are withheld and the others are exact' }, { value: 'rounded', text: 'Every number is rounded', hint: 'Totals still add up. Small communities show as nought or as the smallest multiple' }])}
          ${ask.line('title', 'A title (optional)', 'For example, Our workforce 2026')}`)}`}`),
    }
  },
  async submit({ audience, dataset, crossed, processes, mode, title }, { current }, { db, organisation, person, now }) {
    const datasets = processes.length > 0 ? usualDatasets(dataset, current) : [dataset]
    const corrected = dataset.replaces === null ? null : await findReleaseOf(db, organisation.id, dataset.replaces, audience)
    const named = title ?? usualTitle(dataset)
    const release = await insertRelease(db, organisation.id, {
      audience, title: named, on: dataset.to, policy: policyFor(audience, mode).edition, wanted: { mode, datasets: datasets.map((each) => ({ dataset: each.id, cuts: cutsFor(each, crossed) })) }, corrects: corrected?.id ?? null,
      note: corrected === null ? '' : dataset.correctionNote, by: { id: person.id, name: person.name }, at: now,
    })
    return { goTo: paths.release.to({ release }), entry: { did: 'equality-monitoring.release-asked', on: { room: 'equality-monitoring', id: release }, after: { title: named, audience, mode, on: dataset.to.toString(), of: datasets.map((each) => `${kindOf(each.source.kind).name} ${each.to.toString()}`) } } }
  },
})

function cutsFor(dataset: Dataset, crossed: readonly Field[]): readonly string[] {
  const fields = (dataset.columns ?? []).map(({ field }) => field)
  const usual = usualCuts(dataset.source.kind, fields)
  if (dataset.source.kind !== 'workforce') return usual
  const isCrossed = cutsOf('workforce', fields).filter(({ by: [question, field, third] }) => third === undefined && field !== undefined && crossed.includes(field) && question !== 'gender identity' && monitoringQuestions.some(({ id }) => id === question)).map(({ id }) => id)
  return [...new Set([...usual.filter((id) => !id.includes(' by ')), ...isCrossed])]
}
