import { writeCsv } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import { download, page, type House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets } from '../access.ts'
import type { Dataset } from '../dataset.ts'
import { findQuality } from '../dataset-store.ts'
import { readsRows } from '../entries.ts'
import { paths } from '../paths.ts'
import { mostProblems, type Problem, type Quality } from '../quality.ts'
import { crumbsToDataset, exactly, periodWords, things, wantedDataset } from './parts.ts'

async function load({ dataset: id }: { readonly dataset: string }, { db, organisation }: House): Promise<{ readonly dataset: Dataset; readonly quality: Quality }> {
  const [dataset, quality] = [await wantedDataset(db, organisation.id, id), await findQuality(db, organisation.id, id)]
  if (!quality) throw new NotFound('the rows have not been looked through')
  return { dataset, quality }
}

/** What is wrong with an extract, or looks as if it might be: which rows, what they say, what was expected and what to do. */
export const qualityPage = page({
  path: paths.quality,
  load,
  access: mayKeepDatasets,
  reads: ({ dataset }) => readsRows(dataset.id, 'words', { of: 'problems' }),
  view({ dataset, quality }) {
    const [errors, warnings] = [quality.problems.filter((each) => each.grave === 'stops'), quality.problems.filter((each) => each.grave === 'warns')]
    return {
      title: `Data quality: ${dataset.source.name}, ${periodWords(dataset)}`, crumbs: crumbsToDataset(dataset), guide: 'data-quality', wide: true,
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Data quality of ${dataset.fileName}</h1><p class="dr-head__lead">Row numbers are those that your spreadsheet shows.</p></div>
        ${quality.problems.length > 0 && html`<div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.qualityFile.to({ dataset: dataset.id })}">Download all rows as CSV</a></div>`}</div>
        ${quality.problems.length === 0 && html`<p class="govuk-body-l">There is nothing to mend and nothing to look at.</p>`}
        ${errors.length > 0 && html`<h2 class="govuk-heading-m">To mend before it can be taken in</h2><p class="govuk-body">Mend these where the extract is made, and upload it again. Words that are not understood can be given their meaning here.</p>${errors.map((each) => problemCard(dataset, each))}`}
        ${quality.moreProblems > 0 && html`<p class="govuk-body">There are ${exactly(quality.moreProblems, 'more problems', dataset)} more. Only the first ${things(mostProblems)} are listed: a file with so many is most often the wrong file, or has its columns moved.</p>`}
        ${warnings.length > 0 && html`<h2 class="govuk-heading-m">To look at</h2><p class="govuk-body">These may be right. Say why when you take the extract in.</p>${warnings.map((each) => problemCard(dataset, each))}`}
        <p class="govuk-body"><a class="govuk-link" href="${paths.dataset.to({ dataset: dataset.id })}">Back to the extract</a></p>`,
    }
  },
})

function problemCard(dataset: Dataset, problem: Problem): Html {
  const rows = problem.rows.slice(0, 12).map(String)
  return html`<article class="dr-note dr-note--${problem.grave === 'stops' ? 'late' : 'at-risk'}"><h3 class="dr-note__heading">${problem.sentence}</h3>
    ${(problem.column !== '' || problem.words !== '') && html`<p>${problem.column !== '' && html`Column <strong>${problem.column}</strong>`}${problem.column !== '' && problem.words !== '' && ' says '}${problem.words !== '' && html`<span class="dr-written">${problem.words}</span>`}</p>`}
    ${rows.length > 0 && html`<p>${problem.rowCount === 1 ? 'Row' : 'Rows'} ${rows.join(', ')}${problem.rowCount > rows.length && html` and ${exactly(problem.rowCount - rows.length, 'rows', dataset)} more`}</p>`}
    <p><strong>What to do:</strong> ${problem.remedy}</p></article>`
}

/** Every row of every problem, to be mended in a spreadsheet. */
export const qualityFile = download({
  path: paths.qualityFile,
  load,
  access: mayKeepDatasets,
  reads: ({ dataset }) => readsRows(dataset.id, 'rows', { of: 'problems' }),
  async send({ dataset, quality }) {
    const rows = quality.problems.flatMap((each) => {
      const told = [each.grave === 'stops' ? 'To mend' : 'To look at', each.sentence, each.column, each.words, each.remedy]
      return each.rows.length === 0 ? [['', ...told]] : each.rows.map((row) => [String(row), ...told])
    })
    const headings = ['Row', 'How grave', 'What is wrong', 'Column', 'What it says', 'What to do'].map((text) => ({ text, kind: 'text' as const }))
    return { fileName: `data-quality-${dataset.to.toString()}.csv`, type: 'text/csv; charset=utf-8', bytes: await writeCsv({ title: `Data quality: ${dataset.source.name}, ${periodWords(dataset)}`, notes: [], headings, rows }) }
  },
})
