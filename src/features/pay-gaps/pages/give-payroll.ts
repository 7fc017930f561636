import { enqueue } from '#database/jobs.ts'
import { newId } from '#database/identity.ts'
import { html } from '#html/html.ts'
import { choice, file, wholeNumber } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepPayrolls } from '../access.ts'
import { surveyPayroll } from '../jobs/read-payroll.ts'
import { insertPayroll, listPayrolls } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import { snapshotOf } from '../payroll.ts'
import { home } from './parts.ts'

/** Give the extract: it is kept, and read beside the pages. */
export const givePayroll = form({
  path: paths.newPayroll,
  load: async (_at, { db, organisation }) => ({ last: (await listPayrolls(db, organisation.id, 1))[0] ?? null }),
  access: (person) => mayKeepPayrolls(person),
  fields: (_loaded, { today }) => ({
    regime: choice({ from: ['public', 'private'], missing: 'Select what kind of employer you are' }),
    year: wholeNumber({ missing: 'Enter the year of the snapshot', subject: 'The year', min: 2017, max: today.year }),
    extract: file({ missing: 'Select the payroll extract', kinds: [], otherKind: 'The selected file must be a CSV, Excel (.xlsx) or OpenDocument (.ods) file' }),
  }),
  starting: ({ last }, { today }) => ({ regime: last?.regime ?? 'public', year: String(today.month > 3 ? today.year : today.year - 1) }),
  view(_loaded, answers, { deployment }) {
    const ask = questions(answers)
    return {
      title: 'Give a payroll extract', crumbs: [home], guide: 'give-a-payroll',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Give a payroll extract</h1>
        <p class="govuk-body-l">Everybody employed on the snapshot day, with their pay in the pay period in which it lies. You check how it is understood before anything is counted.</p>
        <p class="govuk-body">A row for each employee or a row for each payment will do. You need sex, weekly hours and pay; grade, ethnic group and disability let you look further. Leave out names, addresses and bank details.</p>
        ${ask.form('Give this extract', html`
          ${ask.oneOf('regime', 'What kind of employer are you?', [{ value: 'public', text: 'A public authority', hint: 'Snapshot day 31 March' }, { value: 'private', text: 'A private or voluntary employer', hint: 'Snapshot day 5 April' }])}
          ${ask.number('year', 'Year of the snapshot')}
          ${ask.file('extract', 'The extract', `CSV, Excel (.xlsx) or OpenDocument (.ods). Up to ${deployment.uploadMegabytes} MB; 100,000 rows are read in well under a minute.`, '.csv,.tsv,.txt,.xlsx,.xlsm,.ods')}`, { upload: true, cancel: paths.home.to() })}
        <p class="govuk-body">What the extract says about people is seen by analysts only. Every look at it is on record, and its rows are deleted when their time is over.</p></div></div>`,
    }
  },
  async submit({ regime, year, extract }, _loaded, { db, organisation, person, now, files, today }) {
    const snapshot = snapshotOf(regime, year)
    if (Temporal.PlainDate.compare(snapshot, today) > 0) return { problems: { year: 'The snapshot day must be today or in the past' } }
    const [id, sha256] = [newId(), await files.keep(extract.bytes)]
    await insertPayroll(db, organisation.id, { id, regime, snapshot, fileName: extract.fileName, sha256, by: { id: person.id, name: person.name }, at: now })
    await enqueue(db, organisation.id, surveyPayroll, { payroll: id }, { attempts: 3 })
    return { goTo: paths.payroll.to({ payroll: id }), entry: { did: 'pay-gaps.payroll-given', on: { room: 'pay-gaps', id }, after: { fileName: extract.fileName, sha256, snapshot: snapshot.toString() } } }
  },
})
