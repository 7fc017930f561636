import { html } from '#html/html.ts'
import { choice, file, optional, text, tick, wholeNumber } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayRecordProgress } from '../access.ts'
import { isOverdue, ownRatings, recordProgress as decide } from '../action.ts'
import { paths } from '../paths.ts'
import { crumbsOf, findInPlan, nameOf } from './action.ts'
import { dueWords, howLate } from './parts.ts'
import { keepEvidence, saveChange, savedWords } from './saving.ts'

export const progressFields = {
  account: text({ missing: 'Enter where it is now', max: 4000, subject: 'Where it is now' }),
  next: optional(text({ missing: '', max: 2000, subject: 'What comes next' })),
  own: choice({ from: ownRatings, missing: 'Select how it is going' }),
  reason: optional(text({ missing: '', max: 1000, subject: 'What is in the way' })),
  percent: optional(wholeNumber({ missing: '', subject: 'How much is done', min: 0, max: 100 })),
  evidence: optional(file({ missing: '', kinds: [], otherKind: '' })),
  isPrivate: tick(),
}

/** A lead says where it is, what comes next, how it is going: one page, saved as it is typed. */
export const recordProgress = form({
  path: paths.recordProgress,
  load: ({ action: id }, { db, organisation }) => findInPlan(db, organisation.id, id),
  access: (person, { action }) => mayRecordProgress(person, action),
  draft: true,
  version: ({ action }) => String(action.version),
  fields: progressFields,
  starting: ({ action }) => ({ own: action.own?.rating ?? '', percent: action.percentDone === null ? '' : String(action.percentDone) }),
  view(loaded, answers, { today }) {
    const ask = questions(answers)
    const { action } = loaded
    return {
      title: `Record progress: ${nameOf(action)}`, crumbs: crumbsOf(loaded), guide: 'record-progress',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <span class="govuk-caption-l">${action.reference !== '' && `${action.reference} `}${action.words}</span>
        <h1 class="govuk-heading-l">Record progress</h1>
        <p class="govuk-body">Due: ${dueWords(action)}${howLate(action, today) !== '' && html` (${howLate(action, today)})`}. ${loaded.strategy.notesPublishAtOnce && !action.isPrivate && 'What you write is published at once, unless you mark it private.'}</p>
        ${ask.form('Save progress', progressQuestions(ask, isOverdue(action, today)), { upload: true, cancel: paths.action.to({ action: action.id }) })}</div></div>`,
    }
  },
  async submit(values, { action, strategy }, house) {
    const decided = decide(action, { account: values.account, next: values.next ?? '', own: values.own, reason: values.reason ?? '', percentDone: values.percent }, house.today)
    if ('refused' in decided) return { problems: { [values.own !== 'on track' && values.reason === null && !isOverdue(action, house.today) ? 'reason' : values.own !== 'on track' && values.reason === null ? 'reason' : 'own']: decided.refused } }
    if (values.evidence) await keepEvidence(house, action.id, { what: values.evidence.fileName, file: values.evidence, link: null, effectiveOn: house.today, isPrivate: values.isPrivate }, house.person.name)
    const saved = await saveChange(house, strategy, action, decided, {
      kind: 'progress', told: { account: values.account, next: values.next ?? '', rating: values.own, reason: values.reason ?? '', ...(values.percent === null ? {} : { percent: String(values.percent) }) }, isPrivate: values.isPrivate,
    }, house.person)
    return 'refused' in saved ? { problems: { account: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: savedWords('Your progress was saved', saved.published), entry: saved.entry }
  },
})

export function progressQuestions(ask: ReturnType<typeof questions<typeof progressFields>>, isLate: boolean, short = false) {
  return html`
    ${ask.lines('account', 'Where is it now?', 'Two or three sentences are enough. Say what was done and what is different for people, if anything is yet', 4)}
    ${ask.lines('next', 'What comes next? (optional)', undefined, 2)}
    ${ask.oneOf('own', 'How is it going?', [{ value: 'on track', text: 'On track', ...(isLate ? { hint: 'Not while it is past its date: give it a new date first, and say why' } : {}) }, { value: 'at risk', text: 'At risk', hint: 'It may be late or may not do what was promised' }, { value: 'off track', text: 'Off track' }])}
    ${ask.lines('reason', 'If it is not on track, what is in the way?', undefined, 2)}
    ${!short && ask.number('percent', 'About how much is done? (optional)', 'A number from 0 to 100')}
    ${ask.file('evidence', 'A file that shows it (optional)')}
    ${ask.tick('isPrivate', 'Keep this note private', 'Only people who work on the plan will see it')}`
}

