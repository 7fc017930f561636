import { capital } from '#duty/capital.ts'
import { govukPagination } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { readingInWords } from '#duty/due.ts'
import { listKnown } from '#features/people/index.ts'
import { choice, optional, text } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayImport } from '../access.ts'
import { decideRows, findImport, findRow, listRows, mendRow } from '../import-store.ts'
import { paths } from '../paths.ts'
import { asItStands, mendable, toLookAt, trustIn, understand, type ImportRow, type Mended, type Party, type PlanImport } from '../plan-import.ts'
import type { ReadField } from '../reading/plan-reading.ts'
import { placeInWords } from '../reading/read-plan.ts'
import { stateWords } from './import-upload.ts'
import { lines, summaryRows, things } from './parts.ts'

const crumbsTo = (found: PlanImport) => [{ text: 'My work', href: paths.myWork.to() }, { text: 'Documents read', href: paths.imports.to() }, { text: found.fileName, href: paths.import.to({ import: found.id }) }]

/** Progress while it is read, the refusal if it could not be, and then the way through the review. */
export const importOverview = page({
  path: paths.import,
  async load({ import: id }, { db, organisation }) {
    const found = await wanted(db, organisation.id, id)
    return { found, rows: await listRows(db, organisation.id, id) }
  },
  access: mayImport,
  view({ found, rows }) {
    const crumbs = crumbsTo(found).slice(0, 2)
    if (found.state === 'waiting' || found.state === 'reading') {
      return {
        title: `Reading ${found.fileName}`, crumbs,
        main: html`<h1 class="govuk-heading-l">Reading ${found.fileName}</h1>
          <div class="dr-waiting" id="waiting" role="status" data-refresh="2">${found.state === 'waiting' ? 'Waiting for its turn.' : 'Finding the tables, headings and rows.'}</div>
          <p class="govuk-body">This page moves on by itself. If it does not, <a class="govuk-link" href="${paths.import.to({ import: found.id })}">look again</a>.</p>
          <p class="govuk-body">You can leave this page. The document will be under <a class="govuk-link" href="${paths.imports.to()}">Documents read</a> when you come back.</p>`,
      }
    }
    if (found.state === 'unreadable') {
      return {
        title: 'This document could not be read', crumbs,
        main: html`<h1 class="govuk-heading-l">This document could not be read</h1><p class="govuk-body-l">${found.refusal}</p>
          <p class="govuk-body">Nothing was added, and nothing was kept of it.</p><a class="govuk-button" href="${paths.newImport.to()}">Try another document</a>`,
      }
    }
    if (rows.length === 0) {
      return {
        title: 'No actions were found', crumbs,
        main: html`<h1 class="govuk-heading-l">No actions were found in ${found.fileName}</h1>
          <p class="govuk-body">We looked for tables or lists with columns such as action, lead, deadline and success measure. What we did read is kept so that you can see it.</p>
          ${notesOf(found)}
          <p class="govuk-body"><a class="govuk-link" href="${paths.unplaced.to({ import: found.id })}">See everything that was read (${things(found.found?.unplaced.length ?? 0)})</a></p>
          <a class="govuk-button" href="${paths.newImport.to()}">Try another document</a>`,
      }
    }
    return overview(found, rows)
  },
})

function overview(found: PlanImport, rows: readonly ImportRow[]) {
  const tables = [...new Set(rows.map((row) => row.table))]
  const left = rows.filter((row) => row.decision === 'to review').length
  const unplaced = found.found?.unplaced.length ?? 0
  const done = found.state !== 'to review'
  return {
    title: found.fileName, crumbs: crumbsTo(found).slice(0, 2), guide: 'import-a-plan',
    main: html`<h1 class="govuk-heading-l">${done ? found.fileName : `Review ${found.fileName}`}</h1>
      ${done ? html`<p class="govuk-body-l">${stateWords[found.state]}.</p>` : html`<p class="govuk-body-l">We found ${things(rows.length)} ${rows.length === 1 ? 'action' : 'actions'}. Check them against the document, then add them to the plan. Nothing is in the plan yet.</p>`}
      ${notesOf(found)}
      <ol class="dr-tasks">
        ${tables.map((table) => tableTask(found, table, rows.filter((row) => row.table === table)))}
        ${unplaced > 0 && html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.unplaced.to({ import: found.id })}">What we could not place</a><p class="govuk-body-s govuk-!-margin-bottom-0">Words in the document that are not part of an action, each with its place. Nothing was dropped.</p></div><div class="dr-task__do">${things(unplaced)}</div></li>`}
      </ol>
      ${found.state === 'to review' && html`<div class="govuk-button-group">
        ${left === 0 ? html`<a class="govuk-button" href="${paths.acceptImport.to({ import: found.id })}">Add to the plan</a>`
          : html`<p class="govuk-body">${left === 1 ? '1 row is still to be reviewed' : `${things(left)} rows are still to be reviewed`} before you can add them to the plan.</p>`}
        <a class="govuk-link" href="${paths.throwAwayImport.to({ import: found.id })}">Throw this reading away</a></div>`}
      ${found.state === 'accepted' && found.strategy !== null && html`<div class="govuk-button-group"><a class="govuk-button" href="${paths.plan.to({ strategy: found.strategy })}">Go to the plan</a><a class="govuk-link" href="${paths.undoImport.to({ import: found.id })}">Take it all out again</a></div>`}`,
  }
}

function tableTask(found: PlanImport, table: number, rows: readonly ImportRow[]): Html {
  const looks = rows.filter((row) => row.decision === 'to review' && toLookAt(row).length > 0).length
  const left = rows.filter((row) => row.decision === 'to review').length
  const objectives = [...new Set(rows.map((row) => asItStands(row).objective).filter((each) => each !== ''))]
  const first = rows[0]
  return html`<li class="dr-task"><div class="dr-task__what">
    <a class="govuk-link" href="${paths.reviewTable.to({ import: found.id, table: String(table) })}">${table === -1 ? 'Actions in the text' : first ? capital(placeInWords(found.found?.tables[table]?.place ?? first.reading.place)) : 'Table'}</a>
    <p class="govuk-body-s govuk-!-margin-bottom-0">${rows.length === 1 ? '1 action' : `${things(rows.length)} actions`}${objectives.length > 0 && html` · ${objectives.length === 1 ? objectives[0] : `${things(objectives.length)} objectives`}`}</p>
    ${looks > 0 && html`<p class="govuk-body-s govuk-!-margin-bottom-0"><strong>${looks === 1 ? '1 row has something to check' : `${things(looks)} rows have something to check`}</strong></p>`}
  </div><div class="dr-task__do">${left === 0 ? html`<span class="dr-rating dr-rating--done">Reviewed</span>` : html`<span class="dr-rating dr-rating--asked">${things(left)} to review</span>`}</div></li>`
}

function notesOf(found: PlanImport): Html | false {
  const notes = found.found?.notes ?? []
  return notes.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">About this document</p><ul class="govuk-list govuk-list--bullet">${notes.map((each) => html`<li>${each}</li>`)}</ul></div>`
}

/** One table of the document, row by row: its own words and place on the left, what was understood on the right. */
const rowsOnAPage = 25

export const reviewTable = form({
  path: paths.reviewTable,
  async load({ import: id, table }, { db, organisation, query }) {
    const found = await wanted(db, organisation.id, id)
    if (!/^-?\d{1,5}$/.test(table)) throw new NotFound('no such table')
    const all = await listRows(db, organisation.id, id, Number(table))
    if (all.length === 0 || found.state === 'thrown away') throw new NotFound('no rows')
    const number = Math.min(Math.max(1, Number(/^\d{1,4}$/.exec(query.get('page'))?.[0] ?? 1)), Math.ceil(all.length / rowsOnAPage))
    return { found, all, rows: all.slice((number - 1) * rowsOnAPage, number * rowsOnAPage), number, table: Number(table), known: await listKnown(db, organisation.id) }
  },
  access: mayImport,
  fields: { rows: choice({ from: ['accept all', 'accept sure', 'leave out all'], missing: 'Choose what to do with these rows' }) },
  view({ found, all, rows, number, table, known }, answers) {
    const pages = Math.ceil(all.length / rowsOnAPage)
    const where = table === -1 ? 'Actions in the text' : capital(placeInWords(found.found?.tables[table]?.place ?? rows[0]!.reading.place))
    const left = rows.filter((row) => row.decision === 'to review')
    const looks = left.filter((row) => toLookAt(row).length > 0)
    const columns = found.found?.tables[table]?.columns ?? []
    return {
      title: `${where}: ${found.fileName}`, crumbs: crumbsTo(found), wide: true, guide: 'import-a-plan',
      main: html`<h1 class="govuk-heading-l">${where}</h1>
        ${pages > 1 && html`<p class="govuk-body">Rows ${things((number - 1) * rowsOnAPage + 1)} to ${things((number - 1) * rowsOnAPage + rows.length)} of ${things(all.length)}.</p>`}
        <p class="govuk-body">On the left are the document’s own words. On the right is how they will stand in the plan. Change a row wherever we read it wrongly.</p>
        ${columns.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">How the columns were understood</span></summary><div class="govuk-details__text">
          <ul class="govuk-list">${columns.map((column) => html`<li><span class="dr-written">${column.heading === '' ? 'no heading' : column.heading}</span> ${column.field === null ? 'kept as it is, without a place in the plan' : `is the ${column.field}`}</li>`)}</ul></div></details>`}
        ${rows.map((row) => rowCard(found, row, known))}
        ${pages > 1 && govukPagination({ ...(number > 1 ? { previous: { href: `?page=${number - 1}` } } : {}), ...(number < pages ? { next: { href: `?page=${number + 1}` } } : {}) })}
        ${left.length > 0 && found.state === 'to review' && html`<div class="dr-note"><h2 class="govuk-heading-m">${pages > 1 ? 'When you have checked the rows on this page' : 'When you have checked these rows'}</h2>
          ${questions(answers).form('Save and go on', questions(answers).oneOf('rows', 'What should happen to the rows that are still to be reviewed?', [
            { value: 'accept all', text: `Accept all ${things(left.length)}`, ...(looks.length > 0 ? { hint: `${things(looks.length)} of them have something marked to check` } : {}) },
            ...(looks.length > 0 && looks.length < left.length ? [{ value: 'accept sure', text: `Accept the ${things(left.length - looks.length)} with nothing to check` }] : []),
            { value: 'leave out all', text: 'Leave all of them out of the plan', hint: 'For a table that is not part of the plan' },
          ]))}</div>`}
        <p class="govuk-body"><a class="govuk-link" href="${paths.import.to({ import: found.id })}">Back to the whole document</a></p>`,
    }
  },
  async submit({ rows: asked }, { found, all, rows, table }, { db, organisation }) {
    if (found.state !== 'to review') return { problems: { rows: 'This document has been dealt with already' } }
    const left = rows.filter((row) => row.decision === 'to review')
    const chosen = asked === 'accept sure' ? left.filter((row) => toLookAt(row).length === 0) : left
    await decideRows(db, organisation.id, found.id, chosen.map((row) => row.place), asked === 'leave out all' ? 'left out' : 'accepted')
    const rest = all.filter((row) => row.decision === 'to review' && !chosen.includes(row))
    return {
      goTo: rest[0] ? `${paths.reviewTable.to({ import: found.id, table: String(table) })}?page=${Math.floor(all.indexOf(rest[0]) / rowsOnAPage) + 1}` : paths.import.to({ import: found.id }),
      said: asked === 'leave out all' ? `${chosen.length === 1 ? '1 row was' : `${chosen.length} rows were`} left out.` : `${chosen.length === 1 ? '1 row was' : `${chosen.length} rows were`} accepted.`,
      entry: { did: 'action-plan.rows-reviewed', on: { room: 'action-plan', id: found.id }, detail: { table, decision: asked, rows: chosen.map((row) => row.place) } },
    }
  },
})

function rowCard(found: PlanImport, row: ImportRow, known: readonly Party[]): Html {
  const words = asItStands(row)
  const { deadline, leads } = understand(words, known, {})
  const looks = toLookAt(row)
  const { reading } = row
  const lead = leads.accountable === null ? null : leads.parts[leads.accountable]
  return html`<article class="dr-review" id="row-${String(row.place)}">
    <div class="dr-source"><p class="dr-source__place">${capital(placeInWords(reading.place))}${reading.cut && html` · <strong>the document ends in this row</strong>`}</p>
      <dl class="dr-source__cells">
        ${sourceCell('Objective', reading.objective)}${sourceCell('Group', reading.group)}${sourceCell('Reference', reading.reference)}${sourceCell('Action', reading.action)}
        ${sourceCell('Lead', reading.leads)}${sourceCell('Deadline', reading.deadline)}${sourceCell('Measure', reading.measures)}
        ${reading.others.map((each) => html`<dt>${each.heading === '' ? 'No heading' : each.heading}</dt><dd>${each.written}</dd>`)}
      </dl></div>
    <div class="dr-reading${looks.length > 0 && row.decision === 'to review' && html` dr-reading--doubt`}">
      <h2 class="govuk-heading-s">${words.reference !== '' && `${words.reference} `}${words.action}</h2>
      <dl>
        ${readRow('Objective', words.objective === '' ? 'None found' : words.objective, row, 'objective')}
        ${words.group !== '' && readRow('Group', words.group, row, 'group')}
        ${readRow('Lead', html`${lead ? html`${known.find((each) => each.id === lead.id)?.name ?? lead.words}${lead.id === null && html`<br><span class="govuk-hint">Not one of your people, posts or groups yet</span>`}` : words.leads === '' ? 'Nobody is named' : words.leads}
          ${leads.parts.length > (lead ? 1 : 0) && lead && html`<br>with ${leads.parts.filter((part) => part !== lead).map((part) => part.words).join(', ')}`}`, row, 'leads')}
        ${readRow('Deadline', html`${words.deadline === '' ? 'None' : readingInWords(deadline.reading)}${deadline.questions.map((each) => html`<br><span class="govuk-hint">To answer later: ${each.question}</span>`)}`, row, 'deadline')}
        ${readRow('Measure', words.measures === '' ? 'None' : lines(words.measures), row, 'measures')}
      </dl>
      ${leads.question !== null && words.leads !== '' && html`<p class="govuk-hint">To answer later: ${leads.question}</p>`}
      <p class="govuk-body-s govuk-!-margin-bottom-0">${row.decision === 'accepted' ? html`<span class="dr-rating dr-rating--done">Accepted</span> ` : row.decision === 'left out' && html`<span class="dr-rating dr-rating--stopped">Left out</span> `}
        ${row.mended && 'Changed by a person. '}${found.state === 'to review' && html`<a class="govuk-link" href="${paths.mendRow.to({ import: found.id, row: String(row.place) })}">Change or leave out<span class="govuk-visually-hidden"> row ${String(row.place)}</span></a>`}</p>
    </div>
  </article>`
}

function sourceCell(name: string, field: ReadField): Html | false {
  return field.written !== null && html`<dt>${name}</dt><dd>${field.written}</dd>`
}

function readRow(name: string, value: Html | string, row: ImportRow, field: keyof Mended): Html {
  const read = row.reading[field]
  const trust = row.mended || read.written === null ? 'sure' : trustIn(read.confidence)
  return html`<div class="dr-reading__row"><dt>${name}</dt><dd>${value}</dd>
    <dd>${trust !== 'sure' && html`<span class="dr-sure dr-sure--${trust === 'check' ? 'middle' : 'low'}">${trust === 'check' ? 'Check this' : 'Doubtful'}</span> <span class="govuk-hint">${read.because}</span>`}</dd></div>`
}

export const mendRowPage = form({
  path: paths.mendRow,
  async load({ import: id, row: place }, { db, organisation }) {
    const found = await wanted(db, organisation.id, id)
    const row = /^\d{1,6}$/.test(place) ? await findRow(db, organisation.id, id, Number(place)) : null
    if (!row || found.state !== 'to review') throw new NotFound('no such row')
    return { found, row }
  },
  access: mayImport,
  draft: true,
  version: ({ row }) => String(row.version),
  starting: ({ row }) => ({ ...asItStands(row), decision: row.decision === 'left out' ? 'left out' : 'accepted' }),
  fields: {
    action: text({ missing: 'Enter the action', max: 4000, subject: 'The action' }),
    reference: optional(text({ missing: '', max: 60, subject: 'The reference' })), objective: optional(text({ missing: '', max: 1000, subject: 'The objective' })),
    theme: optional(text({ missing: '', max: 300, subject: 'The theme' })), group: optional(text({ missing: '', max: 300, subject: 'The group' })),
    leads: optional(text({ missing: '', max: 1000, subject: 'The leads' })), deadline: optional(text({ missing: '', max: 500, subject: 'The deadline' })),
    measures: optional(text({ missing: '', max: 4000, subject: 'The measure' })),
    decision: choice({ from: ['accepted', 'left out'], missing: 'Choose what should happen to this row' }),
  },
  view({ found, row }, answers) {
    const ask = questions(answers)
    return {
      title: `Change row ${row.place}`, crumbs: crumbsTo(found), back: `${paths.reviewTable.to({ import: found.id, table: String(row.table) })}#row-${row.place}`, wide: true,
      main: html`<h1 class="govuk-heading-l">Change this row</h1>
        <div class="dr-review"><div class="dr-source"><p class="dr-source__place">${capital(placeInWords(row.reading.place))}</p><dl class="dr-source__cells">
          ${mendable.map((name) => sourceCell(inWords[name], row.reading[name]))}${row.reading.others.map((each) => html`<dt>${each.heading}</dt><dd>${each.written}</dd>`)}</dl></div>
        <div>${ask.form('Save this row', html`
          ${ask.lines('action', 'Action', undefined, 4)}${ask.line('reference', 'Reference')}${ask.lines('objective', 'Objective', undefined, 2)}${ask.line('theme', 'Theme')}${ask.line('group', 'Group within the objective')}
          ${ask.lines('leads', 'Lead and others', 'As written. Names of your people, posts and groups are recognised', 2)}${ask.line('deadline', 'Deadline', 'As written. For example, by the end of March 2027, or within six weeks of the end of each quarter')}${ask.lines('measures', 'Success measure', undefined, 3)}
          ${ask.oneOf('decision', 'What should happen to this row?', [{ value: 'accepted', text: 'Accept it as it stands here' }, { value: 'left out', text: 'Leave it out of the plan', hint: 'It stays visible in this review' }])}`,
          { cancel: paths.reviewTable.to({ import: found.id, table: String(row.table) }) })}</div></div>`,
    }
  },
  async submit({ decision, ...words }, { found, row }, { db, organisation }) {
    const mended: Mended = { ...words, reference: words.reference ?? '', objective: words.objective ?? '', theme: words.theme ?? '', group: words.group ?? '', leads: words.leads ?? '', deadline: words.deadline ?? '', measures: words.measures ?? '' }
    await mendRow(db, organisation.id, found.id, row.place, mended, decision)
    return {
      goTo: `${paths.reviewTable.to({ import: found.id, table: String(row.table) })}#row-${row.place}`, said: decision === 'accepted' ? 'The row was saved and accepted.' : 'The row was left out.',
      entry: { did: 'action-plan.row-mended', on: { room: 'action-plan', id: found.id }, before: { ...asItStands(row) }, after: { ...mended, decision, row: row.place } },
    }
  },
})

const inWords: Record<keyof Mended, string> = { reference: 'Reference', objective: 'Objective', theme: 'Theme', group: 'Group', action: 'Action', leads: 'Lead', deadline: 'Deadline', measures: 'Measure' }

export const unplaced = page({
  path: paths.unplaced,
  load: ({ import: id }, { db, organisation }) => wanted(db, organisation.id, id),
  access: mayImport,
  view: (found) => ({
    title: 'What we could not place', crumbs: crumbsTo(found), guide: 'import-a-plan',
    main: html`<h1 class="govuk-heading-l">What we could not place</h1>
      <p class="govuk-body">These words are in ${found.fileName} and are not part of an action as we read it. If one of them is an action, add it by hand once the rest is in the plan.</p>
      ${(found.found?.unplaced ?? []).length === 0 ? html`<p class="govuk-body">Everything in the document found its place.</p>`
        : summaryRows((found.found?.unplaced ?? []).slice(0, 2_000).map((each) => [placeInWords(each.place), html`${lines(each.written)}<p class="govuk-hint">${each.because}</p>`]))}`,
  }),
})

export async function wanted(db: House['db'], organisation: string, id: string): Promise<PlanImport> {
  const found = await findImport(db, organisation, id)
  if (!found) throw new NotFound(`import ${id}`)
  return found
}
