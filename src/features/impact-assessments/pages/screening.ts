import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { listDepartments, type Department } from '#features/people/index.ts'
import { choice, choices, date, optional, text, type Fields } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAgree, mayReadAssessments, mayReadScreening, mayScreen, readableScreenings } from '../access.ts'
import { saveSection } from '../assessment-store.ts'
import { paths } from '../paths.ts'
import { agreeNotNeeded, anythingChanges, expectations, needAssessment, nextStep, outcomeOf, questionsFor, screeningStates, sendBack, signReason, type Expected, type Screening, type ScreeningAnswers } from '../screening.ts'
import type { ScreeningForm, ScreeningQuestion } from '../screening-form.ts'
import { findScreening, insertScreening, listScreenings, saveScreening } from '../screening-store.ts'
import { findSettings, formOf } from '../settings-store.ts'
import { quarterOf } from '../programme.ts'
import { insertItem, listProgramme, saveItem } from '../programme-store.ts'
import { findUndertaking, insertUndertaking, listUndertakingNames } from '../undertaking-store.ts'
import { beginAssessment } from './assessments.ts'
import { column, dayOf, front, idIn, lines, nameOf, room, screeningTag, stateWords, summaryRows } from './parts.ts'

const changedMeanwhile = 'Someone else changed this just now. Open it again to see what is different'

interface Loaded { readonly screening: Screening; readonly form: ScreeningForm; readonly departments: readonly Department[]; readonly about: string | null }

async function load({ screening: id }: { readonly screening: string }, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<Loaded> {
  const screening = await findScreening(db, organisation.id, id)
  if (!screening || screening.state === 'thrown away') throw new NotFound(`screening ${id}`)
  const [settings, departments, about] = await Promise.all([findSettings(db, organisation.id), listDepartments(db, organisation.id, { closedToo: true }), screening.undertaking === null ? null : findUndertaking(db, organisation.id, screening.undertaking)])
  return { screening, form: formOf(settings), departments, about: about?.name ?? null }
}

const isOpen = (screening: Screening): boolean => screening.state === 'answering' || screening.state === 'sent back'
/** Only its author answers, and only while it is open. */
const mayAnswer = (person: House['person'], { screening }: Loaded): boolean => screening.by.id === person.id && isOpen(screening)

/** The step that comes next; the result when there is none. */
function onward(screening: Screening, form: ScreeningForm): string {
  const at = { screening: screening.id }
  switch (nextStep(screening.answers, form)) {
    case 'kinds': return paths.screeningKinds.to(at)
    case 'triggers': return paths.screeningTriggers.to(at)
    case 'impact': return paths.screeningImpact.to(at)
    case null: return paths.screening.to(at)
  }
}

export const start = form({
  path: paths.start,
  load: async (_at, { db, organisation }) => ({ departments: await listDepartments(db, organisation.id), undertakings: await listUndertakingNames(db, organisation.id) }),
  access: mayScreen,
  draft: true,
  fields: ({ departments, undertakings }) => ({
    title: text({ missing: 'Enter what is proposed', max: 200, subject: 'What is proposed' }),
    proposal: text({ missing: 'Enter what would change', max: 4000, subject: 'What would change' }),
    department: choice({ from: ['whole', ...departments.map((each) => each.id)], missing: 'Select the department' }),
    undertaking: optional(choice({ from: undertakings.map((each) => each.id), missing: '' })),
    decision: optional(date({ missing: '', subject: 'The date of the decision' })),
  }),
  starting: (_loaded, { query }) => ({ undertaking: query.get('about') }),
  view({ departments, undertakings }, answers) {
    const ask = questions(answers)
    return {
      title: 'Do I need an impact assessment?', crumbs: [front], guide: 'do-i-need-an-assessment',
      main: column(html`<h1 class="govuk-heading-l">Do I need an impact assessment?</h1>
        <p class="govuk-body">A few plain questions, under five minutes. They end in a short reason why an assessment is not needed, or in an assessment. You can stop and come back at any time.</p>
        ${ask.form('Continue', html`${ask.line('title', 'What is proposed?', 'A few words that people will know it by, such as “New opening hours at Plumstead library”')}
          ${ask.lines('proposal', 'What would change, and for whom?', 'Two or three sentences', 4)}
          ${ask.select('department', 'Which department is it for?', [...departments.map((each) => ({ value: each.id, text: each.name })), { value: 'whole', text: 'The whole body' }])}
          ${undertakings.length > 0 && ask.select('undertaking', 'Which policy or service is it about? (optional)', undertakings.map((each) => ({ value: each.id, text: each.name })), undefined, 'None of these, or something new')}
          ${ask.date('decision', 'When will it be decided? (optional)', 'The duty has to be met before then')}`)}`),
    }
  },
  async submit(values, _loaded, { db, organisation, person, now }) {
    const settings = await findSettings(db, organisation.id)
    const screening: Screening = {
      id: newId(), title: values.title, proposal: values.proposal, undertaking: values.undertaking, department: values.department === 'whole' ? null : values.department, form: formOf(settings).edition, answers: {}, state: 'answering', outcome: null,
      reason: '', decisionDue: values.decision, by: { id: person.id, name: person.name }, signedAt: null, agreed: null, note: '', version: 1,
    }
    await insertScreening(db, organisation.id, screening, now)
    return { goTo: paths.screeningKinds.to({ screening: screening.id }), entry: { did: 'impact-assessments.screening-started', on: { room, id: screening.id }, after: { title: values.title, department: screening.department } } }
  },
})

/** Keeps one step's answers and goes on to the next. */
async function keep(house: House & { readonly db: import('#database/database.ts').Database }, { screening, form }: Loaded, answers: ScreeningAnswers, step: string) {
  const changed: Screening = { ...screening, answers, form: form.edition, version: screening.version + 1 }
  if (!await saveScreening(house.db, house.organisation.id, changed)) return null
  return { goTo: onward(changed, form), entry: { did: 'impact-assessments.screening-answered' as const, on: { room, id: screening.id, version: changed.version }, detail: { step } } }
}

export const screeningKinds = form({
  path: paths.screeningKinds,
  load,
  access: mayAnswer,
  version: ({ screening }) => String(screening.version),
  fields: ({ form }) => ({ kinds: choices({ from: form.kinds.map((each) => each.code), missing: 'Select what sort of change it is' }) }),
  starting: ({ screening }) => ({ kinds: [...screening.answers.kinds ?? []] }),
  view({ screening, form }, answers) {
    const ask = questions(answers)
    return {
      title: `What sort of change is it? ${screening.title}`, back: paths.front.to(), guide: 'do-i-need-an-assessment',
      main: column(html`<span class="govuk-caption-l">${screening.title}</span><h1 class="govuk-heading-l">What sort of change is it?</h1>
        ${ask.form('Continue', ask.anyOf('kinds', 'Select all that it is', form.kinds.map((each) => ({ value: each.code, text: each.name, ...(each.hint === '' ? {} : { hint: each.hint }) })), 'Each sort has one or two questions of its own'))}`),
    }
  },
  async submit({ kinds }, loaded, house) {
    const { triggers = {} } = loaded.screening.answers
    // Answers to questions of a sort that it is no longer do not count; they were never about this proposal.
    const asked = questionsFor(loaded.form, kinds)
    const kept = Object.fromEntries(Object.entries(triggers).filter(([code]) => asked.some((question) => question.code === code)))
    return await keep(house, loaded, { ...loaded.screening.answers, kinds, triggers: kept }, 'sort of change') ?? { problems: { kinds: changedMeanwhile } }
  },
})

const triggerAnswers = ['yes', 'no', 'not known'] as const

export const screeningTriggers = form({
  path: paths.screeningTriggers,
  load,
  access: (person, loaded) => mayAnswer(person, loaded) && nextStep(loaded.screening.answers, loaded.form) !== 'kinds',
  draft: true,
  version: ({ screening }) => String(screening.version),
  fields: ({ screening, form }): Fields => Object.fromEntries(questionsFor(form, screening.answers.kinds ?? []).map((question) => [fieldOf(question.code), choice({ from: triggerAnswers, missing: `Select an answer: ${question.asks.charAt(0).toLowerCase()}${question.asks.slice(1)}` })])),
  starting: ({ screening }) => Object.fromEntries(Object.entries(screening.answers.triggers ?? {}).map(([code, answer]) => [fieldOf(code), answer])),
  view({ screening, form }, answers) {
    const ask = questions(answers)
    return {
      title: `What would change? ${screening.title}`, back: paths.screeningKinds.to({ screening: screening.id }), guide: 'do-i-need-an-assessment',
      main: column(html`<span class="govuk-caption-l">${screening.title}</span><h1 class="govuk-heading-l">What would change?</h1>
        <p class="govuk-body">Answer for the proposal as it is now. “Not known” is a good answer: it means that we should find out.</p>
        ${ask.form('Continue', html`${inParts(form, screening.answers.kinds ?? []).map((part) => html`${part.about !== '' && html`<h2 class="govuk-heading-m">${part.about}</h2>`}${part.asked.map((question) => ask.oneOf(fieldOf(question.code), question.asks, [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, { value: 'not known', text: 'Not known' }], question.hint === '' ? undefined : question.hint, { inline: true }))}`)}`)}`),
    }
  },
  async submit(values, loaded, house) {
    const asked = questionsFor(loaded.form, loaded.screening.answers.kinds ?? [])
    const triggers = Object.fromEntries(asked.map((question) => [question.code, triggerAnswers.find((each) => each === values[fieldOf(question.code)]) ?? 'not known' as const]))
    const answers: ScreeningAnswers = { ...loaded.screening.answers, triggers }
    const { impact: _impact, who: _who, evidence: _evidence, ...withoutPeople } = answers
    const first = asked[0] ? fieldOf(asked[0].code) : 'triggers'
    return await keep(house, loaded, anythingChanges(answers, loaded.form) ? answers : withoutPeople, 'what would change') ?? { problems: { [first]: changedMeanwhile } }
  },
})

/** The questions for all first; then those of each sort of change, under its name. */
function inParts(form: ScreeningForm, kinds: readonly string[]): readonly { readonly about: string; readonly asked: readonly ScreeningQuestion[] }[] {
  const parts = Map.groupBy(questionsFor(form, kinds), (question) => question.kinds === undefined ? '' : form.kinds.find((kind) => kinds.includes(kind.code) && question.kinds?.includes(kind.code) === true)?.name ?? '')
  return [...parts].map(([about, asked]) => ({ about, asked })).toSorted((a, b) => Number(a.about !== '') - Number(b.about !== ''))
}

const fieldOf = (code: string): string => `q-${code.replaceAll(/[^a-z0-9]+/g, '-')}`

const expectationWords: Record<Expected, { readonly text: string; readonly hint: string }> = {
  positive: { text: 'Better for them', hint: 'And worse for nobody' },
  neutral: { text: 'No difference to them', hint: 'You have looked, and found none' },
  negative: { text: 'Worse for some of them', hint: 'Even if it is better for others' },
  unknown: { text: 'Not known', hint: 'You have not looked yet, or could not tell. This is not the same as no difference' },
}

export const screeningImpact = form({
  path: paths.screeningImpact,
  load,
  access: (person, loaded) => mayAnswer(person, loaded) && !['kinds', 'triggers'].includes(nextStep(loaded.screening.answers, loaded.form) ?? ''),
  draft: true,
  version: ({ screening }) => String(screening.version),
  fields: {
    who: text({ missing: 'Enter who would be affected', max: 2000, subject: 'Who would be affected' }),
    impact: choice({ from: expectations, missing: 'Select what you expect it to mean for them' }),
    evidence: text({ missing: 'Enter how you know', max: 2000, subject: 'How you know' }),
  },
  starting: ({ screening: { answers } }) => ({ who: answers.who ?? '', impact: answers.impact ?? '', evidence: answers.evidence ?? '' }),
  view({ screening }, answers) {
    const ask = questions(answers)
    return {
      title: `Who would be affected? ${screening.title}`, back: paths.screeningTriggers.to({ screening: screening.id }), guide: 'do-i-need-an-assessment',
      main: column(html`<span class="govuk-caption-l">${screening.title}</span><h1 class="govuk-heading-l">Who would be affected?</h1>
        ${ask.form('Continue', html`${ask.lines('who', 'Who uses it, works in it or lives with it?', 'Think of age, disability, gender reassignment, marriage and civil partnership, pregnancy and maternity, race, religion or belief, sex and sexual orientation; and of carers and people with little money', 4)}
          ${ask.oneOf('impact', 'What do you expect it to mean for them?', expectations.map((value) => ({ value, ...expectationWords[value] })))}
          ${ask.lines('evidence', 'How do you know?', 'Figures, complaints, what people told you, or that nobody has looked yet', 3)}`)}`),
    }
  },
  async submit({ who, impact, evidence }, loaded, house) {
    return await keep(house, loaded, { ...loaded.screening.answers, who, impact, evidence }, 'who would be affected') ?? { problems: { who: changedMeanwhile } }
  },
})

/** What the answers come to, and all that was answered. */
export const screening = page({
  path: paths.screening,
  load,
  access: (person, { screening }) => mayReadScreening(person, screening),
  view(loaded, { person, today }) {
    const { screening, form, departments, about } = loaded
    const at = { screening: screening.id }
    const step = nextStep(screening.answers, form)
    const outcome = screening.outcome ?? (step === null ? outcomeOf(screening.answers, form) : null)
    const mine = mayAnswer(person, loaded)
    const late = screening.decisionDue !== null && Temporal.PlainDate.compare(screening.decisionDue, today) < 0
    return {
      title: screening.title, crumbs: [front, { text: 'Screenings', href: paths.screenings.to() }], guide: 'do-i-need-an-assessment',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l">Do we need an impact assessment?</span><h1 class="govuk-heading-l">${screening.title}</h1>
          <p class="dr-head__lead">${screeningTag(screening)}</p></div></div>
        ${screening.state === 'sent back' && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">The departmental group sent this back</p>${lines(screening.note)}</div>`}
        ${outcome !== null && !('refused' in outcome) && outcomeNote(outcome, screening)}
        ${mine && next(loaded, step, outcome)}
        ${screening.state === 'to agree' && mayAgree(person, screening.department) && screening.by.id !== person.id && html`<p><a class="govuk-button" href="${paths.agree.to(at)}">Agree this or send it back</a></p>`}
        ${screening.reason !== '' && html`<h2 class="govuk-heading-m">Why no assessment is needed</h2>${lines(screening.reason)}
          <p class="govuk-body dr-dated">Signed by ${screening.by.name}${screening.signedAt && html` on ${dayOf(screening.signedAt)}`}.${screening.agreed && html` Agreed by ${screening.agreed.name} on ${dayOf(screening.agreed.at)}.`}</p>`}
        <h2 class="govuk-heading-m">What was answered</h2>
        ${summaryRows([
          ['What would change', lines(screening.proposal)], ['Department', nameOf(departments, screening.department)],
          ['Policy or service', about !== null && screening.undertaking !== null && html`<a class="govuk-link" href="${paths.undertaking.to({ undertaking: screening.undertaking })}">${about}</a>`],
          ['To be decided', screening.decisionDue !== null && html`${dayInWords(screening.decisionDue)}${late && isOpen(screening) && html` <strong>This day has passed. The duty has to be met before a decision</strong>`}`],
          ['Asked by', screening.by.name],
          ['Sort of change', form.kinds.filter((each) => screening.answers.kinds?.includes(each.code)).map((each) => each.name).join('; ')],
          ['Who would be affected', screening.answers.who !== undefined && lines(screening.answers.who)],
          ['What is expected', screening.answers.impact !== undefined && expectationWords[screening.answers.impact].text], ['How we know', screening.answers.evidence !== undefined && lines(screening.answers.evidence)],
        ])}
        ${screening.answers.triggers !== undefined && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Every question and its answer</span></summary><div class="govuk-details__text">
          ${summaryRows(questionsFor(form, screening.answers.kinds ?? []).filter((question) => isOpen(screening) || screening.answers.triggers?.[question.code] !== undefined).map((question) => [question.asks, ({ yes: 'Yes', no: 'No', 'not known': 'Not known' } as const)[screening.answers.triggers?.[question.code] ?? 'not known']] as const))}
          <p class="govuk-body-s">Questions: ${screening.form}.</p></div></details>`}
        ${mine && html`<p class="govuk-body"><a class="govuk-link" href="${paths.screeningKinds.to(at)}">Change the answers</a> &nbsp; <a class="govuk-link" href="${paths.throwAway.to(at)}">Throw this away</a></p>`}`,
    }
  },
})

function outcomeNote(outcome: { readonly needs: 'full' | 'reason'; readonly because: readonly string[] }, screening: Screening): Html {
  const full = outcome.needs === 'full'
  return html`<div class="dr-note dr-note--${full ? 'at-risk' : 'on-track'}"><p class="dr-note__heading">${full ? 'A full assessment is needed' : screening.state === 'not needed' ? 'No assessment is needed' : 'An assessment does not seem to be needed'}</p>
    <ul class="govuk-list govuk-list--bullet">${outcome.because.map((each) => html`<li>${each}</li>`)}</ul></div>`
}

function next({ screening, form }: Loaded, step: ReturnType<typeof nextStep>, outcome: ReturnType<typeof outcomeOf> | null): Html {
  const at = { screening: screening.id }
  if (step !== null) return html`<p><a class="govuk-button" href="${onward(screening, form)}">Go on with the questions</a></p>`
  if (outcome === null || 'refused' in outcome) return html``
  return outcome.needs === 'full'
    ? html`<p><a class="govuk-button" href="${paths.choose.to(at)}">Go on to the assessment</a></p>`
    : html`<div class="govuk-button-group"><a class="govuk-button" href="${paths.sign.to(at)}">Say why not, and sign</a><a class="govuk-link" href="${paths.choose.to(at)}">Make a full assessment all the same</a></div>`
}

export const sign = form({
  path: paths.sign,
  load,
  access: mayAnswer,
  draft: true,
  version: ({ screening }) => String(screening.version),
  fields: { reason: text({ missing: 'Say why nobody will be worse off, and how you know', max: 4000, subject: 'The reason' }) },
  starting: ({ screening }) => ({ reason: screening.reason }),
  view({ screening }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: `Why no assessment is needed: ${screening.title}`, back: paths.screening.to({ screening: screening.id }), guide: 'do-i-need-an-assessment',
      main: column(html`<span class="govuk-caption-l">${screening.title}</span><h1 class="govuk-heading-l">Why is no assessment needed?</h1>
        <p class="govuk-body">Your reason is kept with your name and today’s date. If somebody asks in three years why there was no assessment, this is the answer they will read.</p>
        ${ask.form('Sign and send to the departmental group', html`${ask.lines('reason', 'Say why nobody will be worse off, and how you know', 'Two or three sentences. “It treats everyone the same” is not a reason in law: the same rule can leave some people worse off than others', 6)}
          <p class="govuk-body">Signed: ${person.name}</p>`, { cancel: paths.screening.to({ screening: screening.id }) })}`),
    }
  },
  async submit({ reason }, { screening, form }, { db, organisation, person, now }) {
    const signed = signReason(screening, reason, { id: person.id, name: person.name }, form, now)
    if ('refused' in signed) return { problems: { reason: signed.refused } }
    if (!await saveScreening(db, organisation.id, signed)) return { problems: { reason: changedMeanwhile } }
    return { goTo: paths.screening.to({ screening: screening.id }), said: 'You signed it. The departmental group will read your reason.', entry: { did: 'impact-assessments.not-needed-signed', on: { room, id: screening.id, version: signed.version }, after: { reason: signed.reason } } }
  },
})

export const agree = form({
  path: paths.agree,
  load,
  access: (person, { screening }) => screening.state === 'to agree' && mayAgree(person, screening.department) && screening.by.id !== person.id,
  version: ({ screening }) => String(screening.version),
  fields: { verdict: choice({ from: ['agree', 'send back'], missing: 'Select whether you agree' }), note: optional(text({ missing: '', max: 2000, subject: 'What is missing' })) },
  view({ screening, form }, answers) {
    const ask = questions(answers)
    const outcome = outcomeOf(screening.answers, form)
    return {
      title: `Agree: ${screening.title}`, back: paths.screening.to({ screening: screening.id }), guide: 'do-i-need-an-assessment',
      main: column(html`<span class="govuk-caption-l">${screening.title}</span><h1 class="govuk-heading-l">Is no assessment needed?</h1>
        <h2 class="govuk-heading-s">What would change</h2>${lines(screening.proposal)}
        ${!('refused' in outcome) && html`<ul class="govuk-list govuk-list--bullet">${outcome.because.map((each) => html`<li>${each}</li>`)}</ul>`}
        ${screening.answers.who !== undefined && html`<h2 class="govuk-heading-s govuk-!-margin-top-5">Who would be affected</h2>${lines(screening.answers.who)}`}
        ${screening.answers.evidence !== undefined && html`<h2 class="govuk-heading-s govuk-!-margin-top-5">How it is known</h2>${lines(screening.answers.evidence)}`}
        <h2 class="govuk-heading-s govuk-!-margin-top-5">The reason that ${screening.by.name} signed</h2><div class="govuk-inset-text">${lines(screening.reason)}</div>
        ${ask.form('Send', html`${ask.oneOf('verdict', 'Do you agree for the departmental group?', [{ value: 'agree', text: 'Agree: no assessment is needed' }, { value: 'send back', text: 'Send it back', hint: 'Something is missing, or an assessment is needed' }])}
          ${ask.lines('note', 'If you send it back, what is missing?', undefined, 3)}`, { cancel: paths.screening.to({ screening: screening.id }) })}`),
    }
  },
  async submit({ verdict, note }, { screening }, { db, organisation, person, now }) {
    const by = { id: person.id, name: person.name }
    const decided = verdict === 'agree' ? agreeNotNeeded(screening, by, now) : sendBack(screening, note ?? '', by)
    if ('refused' in decided) return { problems: { [verdict === 'agree' ? 'verdict' : 'note']: decided.refused } }
    if (!await saveScreening(db, organisation.id, decided)) return { problems: { verdict: changedMeanwhile } }
    return {
      goTo: paths.screening.to({ screening: screening.id }), said: verdict === 'agree' ? 'You agreed that no assessment is needed.' : `It went back to ${screening.by.name}.`,
      entry: { did: verdict === 'agree' ? 'impact-assessments.not-needed-agreed' : 'impact-assessments.screening-sent-back', on: { room, id: screening.id, version: decided.version }, ...(verdict === 'agree' ? {} : { after: { note: decided.note } }) },
    }
  },
})

export const choose = form({
  path: paths.choose,
  load,
  access: (person, loaded) => mayAnswer(person, loaded) && nextStep(loaded.screening.answers, loaded.form) === null,
  version: ({ screening }) => String(screening.version),
  fields: {},
  view({ screening, form }, answers) {
    const outcome = outcomeOf(screening.answers, form)
    const asked = !('refused' in outcome) && outcome.needs === 'full'
    return {
      title: `A full assessment: ${screening.title}`, back: paths.screening.to({ screening: screening.id }),
      main: column(html`<span class="govuk-caption-l">${screening.title}</span><h1 class="govuk-heading-l">${asked ? 'A full assessment is needed' : 'Make a full assessment'}</h1>
        <p class="govuk-body">The screening ends here, with your answers kept as they are. An assessment is begun that has them in it already, with you as its lead. It joins the programme.</p>
        ${questions(answers).form('Begin the assessment', html``, { cancel: paths.screening.to({ screening: screening.id }) })}`),
    }
  },
  async submit(_values, { screening, form }, { db, organisation, now, today }) {
    const decided = needAssessment(screening, form, true)
    if ('refused' in decided) return { problems: {} }
    // A proposal that nobody had planned joins the programme, in the quarter of its decision; what it is about joins the register.
    const about = screening.undertaking ?? newId()
    if (screening.undertaking === null) await insertUndertaking(db, organisation.id, { id: about, kind: 'project', name: screening.title, does: screening.proposal, serves: screening.answers.who ?? '', department: screening.department, owner: { id: screening.by.id, name: screening.by.name }, endedOn: null, version: 1 }, now)
    const waiting = (await listProgramme(db, organisation.id, { undertaking: about })).find((item) => item.ended === null && item.started === null && item.finished === null && item.screening === null)
    const begun = await beginAssessment(db, organisation.id, { title: screening.title, undertaking: about, department: screening.department, decisionMaker: '', decisionDue: screening.decisionDue, budgetRound: '', lead: screening.by }, today, now)
    // What was answered is not asked again.
    await saveSection(db, organisation.id, begun.assessment, 'proposal', { changes: screening.proposal, nature: naturesOf(screening) }, 0, screening.by.name, now)
    await saveSection(db, organisation.id, begun.assessment, 'people', screening.answers.who === undefined ? {} : { who: screening.answers.who }, 0, screening.by.name, now)
    const planned = quarterOf(decided.decisionDue !== null && Temporal.PlainDate.compare(decided.decisionDue, today) > 0 ? decided.decisionDue : today)
    const item = waiting ? { ...waiting, screening: screening.id, assessment: begun.assessment.id, started: today, version: waiting.version + 1 } : { id: newId(), undertaking: about, planned, why: screening.title, outside: true, screening: screening.id, assessment: begun.assessment.id, started: today, finished: null, published: null, reviewed: null, address: '', ended: null, version: 1 }
    if (waiting ? !await saveItem(db, organisation.id, item) : (await insertItem(db, organisation.id, item), false)) return { problems: {} }
    if (!await saveScreening(db, organisation.id, { ...decided, undertaking: about })) return { problems: {} }
    return {
      goTo: paths.assessment.to({ assessment: begun.assessment.id }), said: `${begun.assessment.reference} was begun. What you answered is in it already.`,
      entry: [begun.entry, { did: 'impact-assessments.assessment-needed', on: { room, id: screening.id, version: decided.version }, after: { because: [...decided.outcome?.because ?? []] } }, { did: 'impact-assessments.programme-joined', on: { room, id: item.id }, after: { about, outside: item.outside, until: item.planned.to.toString() } }],
    }
  },
})

/** What the screening’s answers say that the assessment has to know of the proposal. */
function naturesOf({ answers }: Screening): readonly string[] {
  const yes = (code: string) => answers.triggers?.[code] === 'yes' || answers.triggers?.[code] === 'not known'
  return [...(answers.kinds?.some((kind) => kind === 'budget' || kind === 'decommissioning') === true ? ['budget'] : []), ...(yes('staff') ? ['workforce'] : []), ...(yes('powers') ? ['care or housing'] : []), ...(yes('consultation') ? ['consultation'] : [])]
}

export const throwAway = form({
  path: paths.throwAway,
  load,
  access: mayAnswer,
  version: ({ screening }) => String(screening.version),
  fields: {},
  view: ({ screening }, answers) => ({
    title: `Throw away: ${screening.title}`, back: paths.screening.to({ screening: screening.id }),
    main: column(html`<h1 class="govuk-heading-l">Throw this screening away?</h1><p class="govuk-body">“${screening.title}” and its answers go from the lists. What was done stays in the ledger.</p>
      ${questions(answers).form('Throw it away', html``, { warning: true, cancel: paths.screening.to({ screening: screening.id }) })}`),
  }),
  async submit(_values, { screening }, { db, organisation }) {
    const gone: Screening = { ...screening, state: 'thrown away', version: screening.version + 1 }
    if (!await saveScreening(db, organisation.id, gone)) return { problems: {} }
    return { goTo: paths.front.to(), said: `“${screening.title}” was thrown away.`, entry: { did: 'impact-assessments.screening-thrown-away', on: { room, id: screening.id, version: gone.version } } }
  },
})

export const screenings = listing({
  path: paths.screenings,
  async load(_at, { db, organisation, query, person }, asked) {
    const state = query.oneOf('state', screeningStates)
    const department = idIn(query.get('department'))
    const [departments, found] = await Promise.all([listDepartments(db, organisation.id, { closedToo: true }), listScreenings(db, organisation.id, { ...(state ? { state } : {}), ...(department === '' ? {} : { department }), readable: readableScreenings(person), words: query.get('words'), sort: asked.sort, limit: asked.limit, offset: asked.offset })])
    return { departments, rows: found }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: () => 'Screenings',
  none: 'Nobody has asked yet whether an assessment is needed.',
  search: 'Words in the title',
  filters: ({ departments }) => [
    { name: 'state', label: 'How it stands', options: screeningStates.filter((each) => each !== 'thrown away').map((each) => ({ value: each, text: stateWords(each) })) },
    { name: 'department', label: 'Department', options: departments.map((each) => ({ value: each.id, text: each.name })) },
  ],
  columns: ({ departments }) => [
    { heading: 'What is proposed', sort: 'title', text: (row) => row.title, cell: (row) => html`<a class="govuk-link" href="${paths.screening.to({ screening: row.id })}">${row.title}</a>` },
    { heading: 'Department', text: (row) => nameOf(departments, row.department) },
    { heading: 'Asked by', text: (row) => row.by.name },
    { heading: 'Asked on', sort: 'made', kind: 'date', text: (row) => dayOf(row.madeAt) },
    { heading: 'How it stands', sort: 'state', text: (row) => stateWords(row.state), cell: (row) => screeningTag(row) },
    { heading: 'Reason', text: (row) => row.state === 'not needed' ? row.reason : row.outcome?.because.join(' ') ?? '' },
  ],
  view: (_loaded, list) => ({
    title: 'Screenings', crumbs: [front], wide: true, guide: 'do-i-need-an-assessment',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Screenings</h1><p class="dr-head__lead">Every time somebody asked whether an assessment was needed, and what was agreed.</p></div>
      <div class="dr-head__actions"><a class="govuk-button" href="${paths.start.to()}">Do I need an assessment?</a></div></div>${list}`,
  }),
})
