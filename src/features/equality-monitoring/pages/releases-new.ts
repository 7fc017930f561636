import { html } from '#html/html.ts'
import { questions as monitoringQuestions, type QuestionId } from '#duty/monitoring/questions.ts'
import { choice, choices, oneOf, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepDatasets, mayPrepareRelease } from '../access.ts'
import { cutsOf } from '../cuts.ts'
import type { Dataset, Field } from '../dataset.ts'
import { listDatasets } from '../dataset-store.ts'
import { paths } from '../paths.ts'
import { publicCuts, usualCuts, usualDatasets, usualTitle } from '../release-asking.ts'
import { policyFor } from '../release-making.ts'
import { findReleaseOf, insertRelease } from '../release-store.ts'
import { pairId, type QuestionPair } from '../settings.ts'
import { findSettings } from '../settings-store.ts'
import { datasetTitle, fieldName, home, kindOf, pairName, twoThirds } from './parts.ts'

/** By what the workforce can be told beside each question alone. Never by team and department together: see release-contents.ts. */
const crossings = ['department', 'grade', 'contract', 'working pattern'] as const satisfies readonly Field[]

/** Somebody says for whom and of what; making and proving it is done beside the pages. */
export const newRelease = form({
  path: paths.newRelease,
  async load(_at, { db, organisation }) {
    const current = await listDatasets(db, organisation.id, { states: ['current'] })
    return { workforce: current.filter((each) => each.source.kind === 'workforce').slice(0, 24), current, settings: await findSettings(db, organisation.id) }
  },
  access: mayPrepareRelease,
  fields: ({ workforce, settings }) => ({
    audience: choice({ from: ['board', 'public'], missing: 'Select who it is for' }),
    dataset: oneOf({ from: workforce, missing: 'Select the day that it describes' }),
    crossed: choices({ from: crossings }),
    pairs: choices({ from: settings.pairs.map(pairId) }),
    processes: choices({ from: ['yes'] }),
    mode: choice({ from: ['withhold', 'rounded'], missing: 'Select how small numbers are protected' }),
    title: optional(text({ missing: '', max: 150, subject: 'The title' })),
  }),
  starting: ({ workforce, settings }) => ({ audience: 'public', dataset: workforce[0]?.id ?? '', crossed: ['department', 'grade'], pairs: settings.pairs.map(pairId), processes: ['yes'], mode: 'withhold' }),
  view({ workforce, settings }, answers, { person }) {
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
          ${settings.pairs.length > 0 && ask.anyOf('pairs', 'Tell two questions together', settings.pairs.map((pair) => ({ value: pairId(pair), text: pairName(pair) })), 'They are added after everything else, and left out where no proof is found in time')}
          ${ask.anyOf('processes', 'What happened up to that day', [{ value: 'yes', text: 'Show who joined, left, applied, was trained and so on' }])}
          ${ask.oneOf('mode', 'How are small numbers protected?', [{ value: 'withhold', text: 'Some numbers are withheld and the others are exact' }, { value: 'rounded', text: 'Every number is rounded', hint: 'Totals still add up. Small communities show as nought or as the smallest multiple' }])}
          ${ask.line('title', 'A title (optional)', 'For example, Our workforce 2026')}`)}
        ${mayKeepDatasets(person) && html`<p class="govuk-body">Which questions can be told together, and which may be published at all, is in the <a class="govuk-link" href="${paths.monitoringSettings.to()}">settings of monitoring</a>.</p>`}`}`),
    }
  },
  async submit({ audience, dataset, crossed, pairs, processes, mode, title }, { current, settings }, { db, organisation, person, now }) {
    const datasets = processes.length > 0 ? usualDatasets(dataset, current) : [dataset]
    const corrected = dataset.replaces === null ? null : await findReleaseOf(db, organisation.id, dataset.replaces, audience)
    const named = title ?? usualTitle(dataset)
    const release = await insertRelease(db, organisation.id, {
      audience, title: named, on: dataset.to, policy: policyFor(audience, mode).edition, wanted: { mode, datasets: datasets.map((each) => ({ dataset: each.id, cuts: cutsFor(each, crossed, audience === 'public' ? settings.publishes : null, settings.pairs.filter((pair) => pairs.includes(pairId(pair)))) })).filter(({ cuts }) => cuts.length > 0) }, corrects: corrected?.id ?? null,
      note: corrected === null ? '' : dataset.correctionNote, by: { id: person.id, name: person.name }, at: now,
    })
    return { goTo: paths.release.to({ release }), entry: { did: 'equality-monitoring.release-asked', on: { room: 'equality-monitoring', id: release }, after: { title: named, audience, mode, on: dataset.to.toString(), of: datasets.map((each) => `${kindOf(each.source.kind).name} ${each.to.toString()}`) } } }
  },
})

/** @param publishes the questions that may be told; null for readers who may see all of them */
function cutsFor(dataset: Dataset, crossed: readonly Field[], publishes: readonly QuestionId[] | null, pairs: readonly QuestionPair[]): readonly string[] {
  const fields = (dataset.columns ?? []).map(({ field }) => field)
  const chosen = chosenCuts(dataset, fields, crossed, pairs)
  return publishes === null ? chosen : publicCuts(dataset.source.kind, fields, chosen, publishes)
}

function chosenCuts(dataset: Dataset, fields: readonly Field[], crossed: readonly Field[], pairs: readonly QuestionPair[]): readonly string[] {
  const usual = usualCuts(dataset.source.kind, fields, [])
  if (dataset.source.kind !== 'workforce') return usual
  const isCrossed = cutsOf('workforce', fields).filter(({ by: [question, field, third] }) => third === undefined && field !== undefined && crossed.includes(field) && question !== 'gender identity' && monitoringQuestions.some(({ id }) => id === question)).map(({ id }) => id)
  return [...new Set([...usual.filter((id) => !id.includes(' by ')), ...isCrossed, ...usualCuts('workforce', fields, pairs).filter((id) => pairs.map(pairId).includes(id))])]
}
