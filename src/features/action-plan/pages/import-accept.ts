import { html } from '#html/html.ts'
import { newId } from '#database/identity.ts'
import { listKnown } from '#features/people/index.ts'
import { choice, one, optional, text, tick, wholeNumber, type Body } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayImport } from '../access.ts'
import { insertActions, nextPlace, recordHappenings } from '../action-store.ts'
import { linkRows, listRows, listWorkedOn, setImportState, takeOut } from '../import-store.ts'
import { paths } from '../paths.ts'
import type { Strategy } from '../plan.ts'
import { meantOtherwise, toPlan, type ImportRow, type PlanImport } from '../plan-import.ts'
import { insertObjectives, insertStrategy, insertThemes, listObjectives, listStrategies, listThemes } from '../plan-store.ts'
import { placeInWords } from '../reading/read-plan.ts'
import { wanted } from './import-review.ts'
import { summaryRows, things } from './parts.ts'
import { takeDown } from './publishing.ts'

const crumbsTo = (found: PlanImport) => [{ text: 'My work', href: paths.myWork.to() }, { text: 'Documents read', href: paths.imports.to() }, { text: found.fileName, href: paths.import.to({ import: found.id }) }]

/** The last step: which plan the accepted rows belong to. Everything is added in one transaction, or nothing is. */
export const acceptImport = form({
  path: paths.acceptImport,
  async load({ import: id }, { db, organisation }) {
    const found = await wanted(db, organisation.id, id)
    if (found.state !== 'to review') throw new NotFound('not to be accepted')
    return { found, rows: await listRows(db, organisation.id, id), strategies: await listStrategies(db, organisation.id) }
  },
  access: mayImport,
  fields: ({ strategies }) => ({
    into: choice({ from: ['new', ...strategies.map((each) => each.id)], missing: 'Select the plan that these actions belong to' }),
    title: optional(text({ missing: '', max: 200, subject: 'The title' })),
    from: optional(wholeNumber({ missing: '', subject: 'The first year', min: 1990, max: 2100 })),
    to: optional(wholeNumber({ missing: '', subject: 'The last year', min: 1990, max: 2100 })),
    looked: tick(),
  }),
  starting: ({ found, strategies }) => ({ into: strategies.length === 0 ? 'new' : '', title: titleFrom(found.fileName), ...yearsFrom(found.fileName) }),
  view({ found, rows, strategies }, answers) {
    const ask = questions(answers)
    const accepted = rows.filter((row) => row.decision === 'accepted').length
    return {
      title: 'Add to the plan', crumbs: crumbsTo(found), guide: 'import-a-plan',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Add ${accepted === 1 ? '1 action' : `${things(accepted)} actions`} to the plan</h1>
        ${accepted < rows.length && html`<p class="govuk-body">${rows.length - accepted === 1 ? '1 row was' : `${things(rows.length - accepted)} rows were`} left out.</p>`}
        ${ask.form('Add them', html`
          ${strategies.length > 0 ? ask.oneOf('into', 'Which plan do they belong to?', [...strategies.map((each) => ({ value: each.id, text: each.title })), { value: 'new', text: 'A new plan' }]) : html`<input type="hidden" name="into" value="new">`}
          ${ask.line('title', strategies.length > 0 ? 'Title, for a new plan' : 'What is the plan called?')}
          ${ask.number('from', 'First year', 'The plan’s years say what “year 2” or “the end of the plan” mean')}
          ${ask.number('to', 'Last year')}
          ${answers.problems.looked !== undefined && html`<h2 class="govuk-heading-m">Deadlines that these years change</h2>${summaryRows(otherwise(answers.body, strategies, rows).map((each) => [each.written, html`${each.meant}<p class="govuk-hint">Without the years: ${each.seen}</p>`]))}
            ${ask.tick('looked', 'I have looked at these')}`}`)}
      </div></div>`,
    }
  },
  async submit({ into, title, from, to, looked }, { found, rows, strategies }, { db, organisation, person, now, today }) {
    const kept = strategies.find((each) => each.id === into)
    if (!kept && title === null) return { problems: { title: 'Enter what the plan is called' } }
    if (from !== null && to !== null && to < from) return { problems: { to: 'The last year must be the same as or after the first year' } }
    if (rows.some((row) => row.decision === 'to review')) return { problems: { into: 'Some rows are still to be reviewed. Go back and review them first' } }
    if (rows.every((row) => row.decision === 'left out')) return { problems: { into: 'Every row was left out, so there is nothing to add' } }
    const strategy: Strategy = kept ?? {
      id: newId(), title: title ?? '', from: from === null ? null : new Temporal.PlainDate(from, 4, 1), to: to === null ? null : lastDay(from, to), vision: '', aims: '', status: 'live', notesPublishAtOnce: true, version: 1,
    }
    const changed = meantOtherwise(rows, strategy)
    if (changed.length > 0 && !looked) return { problems: { looked: `With these years ${changed.length === 1 ? '1 deadline means' : `${changed.length} deadlines mean`} something else than you saw in the review. Look at ${changed.length === 1 ? 'it' : 'them'} below, then tick the box` } }
    if (!kept) await insertStrategy(db, organisation.id, strategy, now)
    const [themes, objectives, known, place] = [await listThemes(db, organisation.id, strategy.id), await listObjectives(db, organisation.id, strategy.id), await listKnown(db, organisation.id), await nextPlace(db, organisation.id, strategy.id)]
    const additions = toPlan(rows, { strategy, themes, objectives, headings: found.found?.headings ?? [], known, today, newId })
    await insertThemes(db, organisation.id, additions.themes)
    await insertObjectives(db, organisation.id, additions.objectives)
    await insertActions(db, organisation.id, additions.actions.map((action, index) => [action, place + index]))
    const placeOf = new Map([...additions.actionOfRow].map(([row, action]) => [action, rows.find((each) => each.place === row)?.reading.place]))
    await recordHappenings(db, organisation.id, additions.actions.map((action) => {
      const where = placeOf.get(action.id)
      return [action.id, { at: now, person: person.id, name: person.name, kind: 'imported', told: { from: `${found.fileName}${where ? `, ${placeInWords(where)}` : ''}` }, isPrivate: false }]
    }))
    await linkRows(db, organisation.id, found.id, additions.actionOfRow)
    await setImportState(db, organisation.id, found.id, 'accepted', { strategy: strategy.id, endedAt: now })
    return {
      goTo: paths.mend.to({ strategy: strategy.id }),
      said: `${additions.actions.length === 1 ? '1 action was' : `${additions.actions.length} actions were`} added to ${strategy.title}.`,
      entry: {
        did: 'action-plan.document-added', on: { room: 'action-plan', id: strategy.id },
        after: { document: found.fileName, sha256: found.sha256, objectives: additions.objectives.length, actions: additions.actions.map((action) => ({ id: action.id, reference: action.reference, words: action.words })) },
      },
    }
  },
})

/** A plan for 2016 to 2020 runs over financial years, to 31 March of its last; a plan of one year to the end of March after it. */
function lastDay(from: number | null, to: number): Temporal.PlainDate {
  return new Temporal.PlainDate(from === to ? to + 1 : to, 3, 31)
}

/** The same question for the page, out of what was typed. */
function otherwise(body: Body, strategies: readonly Strategy[], rows: readonly ImportRow[]) {
  const year = (name: string): number | null => /^\d{4}$/.test(one(body, name)) ? Number(one(body, name)) : null
  const [from, to] = [year('from'), year('to')]
  return meantOtherwise(rows, strategies.find((each) => each.id === one(body, 'into')) ?? { from: from === null ? null : new Temporal.PlainDate(from, 4, 1), to: to === null ? null : lastDay(from, to) })
}

function titleFrom(fileName: string): string {
  const words = fileName.replace(/\.[a-z0-9]{2,5}$/i, '').replaceAll(/[_-]+/g, ' ').trim()
  return words === '' ? '' : words.charAt(0).toUpperCase() + words.slice(1)
}

function yearsFrom(fileName: string): { readonly from?: string; readonly to?: string } {
  const found = /(20\d\d)\D{1,4}(20)?(\d\d)\b/.exec(fileName)
  return found ? { from: found[1]!, to: `20${found[3]!}` } : {}
}

export const undoImport = form({
  path: paths.undoImport,
  async load({ import: id }, { db, organisation }) {
    const found = await wanted(db, organisation.id, id)
    if (found.state !== 'accepted' || found.strategy === null) throw new NotFound('nothing to undo')
    return { found, strategy: found.strategy, workedOn: await listWorkedOn(db, organisation.id, id) }
  },
  access: mayImport,
  fields: { sure: choice({ from: ['yes'], missing: 'Tick the box to show that you have read this' }) },
  view({ found, workedOn }, answers) {
    const ask = questions(answers)
    return {
      title: 'Take it out again', crumbs: crumbsTo(found),
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Take everything from ${found.fileName} out of the plan</h1>
        <p class="govuk-body">The actions that were read from this document go, with the objectives that have no other action. The record of both stays in the ledger, and you can read the document again.</p>
        ${workedOn.length > 0 && html`<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span>Somebody has worked on ${workedOn.length === 1 ? 'one of these actions' : 'some of these actions'} since. What was recorded on ${workedOn.length === 1 ? 'it' : 'them'} goes too.</strong></div>
          <ul class="govuk-list govuk-list--bullet">${workedOn.map((words) => html`<li>${words}</li>`)}</ul>`}
        ${ask.form('Take it all out', ask.anyOf('sure', 'Are you sure?', [{ value: 'yes', text: 'Yes, take these actions out of the plan' }]), { warning: true, cancel: paths.import.to({ import: found.id }) })}</div></div>`,
    }
  },
  async submit(_values, { found, strategy }, house) {
    const { db, organisation, now } = house
    const gone = await takeOut(db, organisation.id, found.id, strategy)
    await takeDown(house, gone, house.person, 'This action is no longer part of the plan.')
    await setImportState(db, organisation.id, found.id, 'undone', { endedAt: now })
    return {
      goTo: paths.imports.to(), said: `${gone.length === 1 ? '1 action was' : `${gone.length} actions were`} taken out of the plan.`,
      entry: { did: 'action-plan.document-undone', on: { room: 'action-plan', id: strategy }, detail: { document: found.fileName, actions: [...gone] } },
    }
  },
})

export const throwAwayImport = form({
  path: paths.throwAwayImport,
  async load({ import: id }, { db, organisation }) {
    const found = await wanted(db, organisation.id, id)
    if (found.state !== 'to review' && found.state !== 'unreadable') throw new NotFound('nothing to throw away')
    return found
  },
  access: mayImport,
  fields: {},
  view: (found, answers) => ({
    title: 'Throw this reading away', crumbs: crumbsTo(found),
    main: html`<h1 class="govuk-heading-l">Throw away what was read from ${found.fileName}?</h1><p class="govuk-body">Anything you changed in it goes too. Your plan is not changed.</p>
      ${questions(answers).form('Throw it away', html``, { warning: true, cancel: paths.import.to({ import: found.id }) })}`,
  }),
  async submit(_values, found, { db, organisation, now }) {
    await setImportState(db, organisation.id, found.id, 'thrown away', { endedAt: now })
    return { goTo: paths.imports.to(), said: 'The reading was thrown away.', entry: { did: 'action-plan.reading-thrown-away', on: { room: 'action-plan', id: found.id }, detail: { fileName: found.fileName } } }
  },
})
