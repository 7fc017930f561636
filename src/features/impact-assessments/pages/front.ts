import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { page } from '#web/page.ts'
import { mayKeepMethod, mayReadAssessments } from '../access.ts'
import type { Assessment } from '../assessment.ts'
import { paths } from '../paths.ts'
import { stateOf } from '../programme.ts'
import { listProgramme, type Planned } from '../programme-store.ts'
import type { ListedScreening } from '../screening-store.ts'
import { itemTag, quarterWords, screeningTag, things } from './parts.ts'
import { waitsFor } from './waiting.ts'

/** Where everybody begins: ask whether an assessment is needed, go on with what was begun, agree what waits. */
export const assessments = page({
  path: paths.front,
  async load(_at, { db, organisation, person }) {
    const [found, items] = await Promise.all([waitsFor(db, organisation.id, person), listProgramme(db, organisation.id)])
    return { ...found, items, keepsMethod: mayKeepMethod(person) }
  },
  access: mayReadAssessments,
  view({ mine, begun: open, toAgree, unagreed, items, keepsMethod, writing, toScrutinise, toSign, toRead }, { today }) {
    const late = items.filter((item) => stateOf(item, today) === 'late')
    const soon = items.filter((item) => ['planned', 'started'].includes(stateOf(item, today)) && Temporal.PlainDate.compare(item.planned.to, today.add({ months: 3 })) <= 0)
    const waiting = toAgree.length + unagreed.length
    return {
      title: 'Impact assessments', guide: 'do-i-need-an-assessment',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Impact assessments</h1><p class="dr-head__lead">Before something changes: who would it touch, and what should we do about it?</p></div>
          <div class="dr-head__actions"><a class="govuk-button" href="${paths.start.to()}">Do I need an assessment?</a></div></div>
        ${toRead.length > 0 && assessmentTasks('read', 'For you to read before you decide', toRead.map((each) => each.assessment), (each) => paths.papers.to({ assessment: each.id, number: String(toRead.find((one) => one.assessment.id === each.id)?.number ?? 1) }))}
        ${toScrutinise.length > 0 && assessmentTasks('scrutinise', 'Waiting for your group to scrutinise', toScrutinise, (each) => paths.scrutiny.to({ assessment: each.id }))}
        ${toSign.length > 0 && assessmentTasks('sign', 'Waiting for a signature', toSign, (each) => paths.assessment.to({ assessment: each.id }))}
        ${writing.length > 0 && assessmentTasks('writing', 'What you are writing', writing, (each) => paths.assessment.to({ assessment: each.id }))}
        ${waiting > 0 && html`<section aria-labelledby="waiting"><h2 class="govuk-heading-m" id="waiting">Waiting for you to agree</h2><ul class="dr-tasks">
          ${toAgree.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.agree.to({ screening: each.id })}">${each.title}</a><span class="dr-under">${each.by.name} says that no assessment is needed</span></div><div>${each.decisionDue !== null && html`to be decided on ${dayInWords(each.decisionDue)}`}</div></li>`)}
          ${unagreed.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.undertaking.to({ undertaking: each.id })}">${each.name}</a><span class="dr-under">Said to be not relevant to equality</span></div></li>`)}</ul></section>`}
        ${open.length > 0 && html`<section aria-labelledby="begun"><h2 class="govuk-heading-m" id="begun">What you have begun</h2>${screeningTasks(open)}</section>`}
        <ul class="dr-cards">
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.all.to()}">Assessments</a></h2><p class="dr-card__words">Every full assessment, at every stage.</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.together.to()}">Impacts together</a></h2><p class="dr-card__words">What all proposals come to for the same people.</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.challenges.to()}">Challenges</a></h2><p class="dr-card__words">What groups, staff networks and residents say against an assessment, and what we answer.</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.audits.to()}">Audits</a></h2><p class="dr-card__words">A sample of what was signed, read by somebody who had no part in it.</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.figures.to()}">Figures that they rest on</a></h2><p class="dr-card__words">From a figure to every assessment, and which have been overtaken.</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.programme.to()}">Programme</a></h2><p class="dr-card__words">What is to be assessed, and when, over three years.</p><p class="dr-card__foot">${things(items.filter((item) => item.ended === null).length)} in it${late.length > 0 && html`, <strong>${things(late.length)} late</strong>`}</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.register.to()}">Policies and services</a></h2><p class="dr-card__words">What we do, and how much it matters to equality.</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.screenings.to()}">Screenings</a></h2><p class="dr-card__words">Every time somebody asked, and what was agreed.</p></li>
          <li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.groups.to()}">Groups that we look at</a></h2><p class="dr-card__words">Beside the nine protected characteristics: carers, and others.</p></li>
          ${keepsMethod && html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.method.to()}">Our method and questions</a></h2><p class="dr-card__words">How relevance is scored here, and how we word the questions.</p></li>`}
        </ul>
        ${(late.length > 0 || soon.length > 0) && html`<section aria-labelledby="soon"><h2 class="govuk-heading-m" id="soon">Late, or due in the next three months</h2>${itemTasks([...late, ...soon].slice(0, 20), today)}</section>`}
        ${mine.length > open.length && html`<section aria-labelledby="earlier"><h2 class="govuk-heading-m" id="earlier">What you asked before</h2>${screeningTasks(mine.filter((each) => !open.includes(each)))}</section>`}`,
    }
  },
})

function assessmentTasks(id: string, heading: string, assessments: readonly Assessment[], href: (each: Assessment) => string): Html {
  return html`<section aria-labelledby="${id}"><h2 class="govuk-heading-m" id="${id}">${heading}</h2><ul class="dr-tasks">${assessments.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${href(each)}">${each.title}</a><span class="dr-under">${each.reference}, ${each.lead.name}</span></div><div>${each.decisionDue !== null && each.decision === null && html`to be decided on ${dayInWords(each.decisionDue)}`}</div></li>`)}</ul></section>`
}

function screeningTasks(screenings: readonly ListedScreening[]): Html {
  return html`<ul class="dr-tasks">${screenings.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.screening.to({ screening: each.id })}">${each.title}</a></div><div>${screeningTag(each)}</div></li>`)}</ul>`
}

function itemTasks(items: readonly Planned[], today: Temporal.PlainDate): Html {
  return html`<ul class="dr-tasks">${items.map((item) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.item.to({ item: item.id })}">${item.name}</a><span class="dr-under">${quarterWords(item.planned)}</span></div><div>${itemTag(item, today)}</div></li>`)}</ul>`
}
