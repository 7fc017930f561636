import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { choice, optional, text } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAgree, mayReadAssessment, mayScrutinise, mayWrite } from '../access.ts'
import { agree, isAuthor, mayGiveVerdict, newestVerdicts, sendBack, sendToScrutiny, sentWhy, standingVerdicts, verdicts as verdictKinds, type Interest, type IsAsItWas, type Verdict } from '../assessment.ts'
import { freeze, insertInterest, insertVerdict, listFrozen, listInterests, listVerdicts, saveAssessment, saveReply } from '../assessment-store.ts'
import { blocksFor } from '../checks.ts'
import { sectionCodes, type SectionCode } from '../content.ts'
import { paths } from '../paths.ts'
import { formEdition, sectionForm, sectionTitle } from '../sections.ts'
import { findSettings } from '../settings-store.ts'
import { back, changedMeanwhile, checkList, crumbsTo, loadAssessment, type Open } from './assessment-parts.ts'
import { changeInWords, changesInWords, isSameSection, sectionInWords, type Change } from './in-words.ts'
import { column, dayOf, lines, things, room } from './parts.ts'

export const send = form({
  path: paths.send,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => mayWrite(person, assessment) && isAuthor(assessment, person.id),
  version: ({ assessment }) => String(assessment.version),
  fields: { note: optional(text({ missing: '', max: 2000, subject: 'The note' })) },
  view({ assessment, findings }, answers) {
    const blocks = blocksFor(findings, 'sending')
    const warns = findings.filter(({ check }) => check.weight !== 'blocks' && check.at === 'sending')
    return {
      title: `Send: ${assessment.title}`, back: back(assessment), guide: 'scrutinise-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Send to the departmental group</h1>
        ${blocks.length > 0 ? html`<p class="govuk-body">This has to be mended first.</p>${checkList(findings.filter(({ check }) => check.weight === 'blocks' && check.at === 'sending'))}<p><a class="govuk-link" href="${back(assessment)}">Back to the assessment</a></p>` : html`
          <p class="govuk-body">A version is kept as it is now. The group reads it section by section, and agrees or says what is to be changed. You can answer each comment.</p>
          ${warns.length > 0 && html`<p class="govuk-body">${warns.length === 1 ? 'One thing' : `${things(warns.length)} things`} that you may still want to think about, and that the group will see, ${warns.length === 1 ? 'is' : 'are'} in the <a class="govuk-link" href="${paths.checks.to({ assessment: assessment.id })}">list of checks</a>.</p>`}
          ${questions(answers).form('Send it', questions(answers).lines('note', 'A note to the group (optional)', undefined, 3), { cancel: back(assessment) })}`}`),
    }
  },
  async submit({ note }, { assessment, content, findings }, { db, organisation, person, today, now }) {
    const sent = sendToScrutiny(assessment, blocksFor(findings, 'sending'), { id: person.id, name: person.name }, today, note ?? '')
    if ('refused' in sent) return { problems: { note: sent.refused } }
    if (!await saveAssessment(db, organisation.id, sent, now)) return { problems: { note: changedMeanwhile } }
    const frozen = await freeze(db, organisation.id, sent, content, formEdition, sentWhy(sent.round), person.name, now)
    return { goTo: back(assessment), said: 'It is with the departmental group.', entry: { did: 'impact-assessments.sent-to-scrutiny', on: { room, id: assessment.id, version: sent.version }, after: { round: sent.round, version: frozen.number, sha256: frozen.sha256, note: note ?? '' } } }
  },
})

type Given = Verdict & { readonly id: string }
interface Scrutinised extends Open {
  readonly verdicts: readonly Given[]; readonly interests: readonly Interest[]; readonly quorum: number; readonly isAsItWas: IsAsItWas
  readonly standing: ReadonlyMap<SectionCode, Verdict>
  /** The round that a section was last looked at in, before this one, and what is different since; null where nobody has since the assessment was opened. */
  readonly since: (section: SectionCode) => { readonly round: number; readonly changes: readonly Change[] } | null
}

async function load(at: { readonly assessment: string }, house: House): Promise<Scrutinised> {
  const { db, organisation } = house
  const [open, verdicts, interests, versions, settings] = await Promise.all([loadAssessment(at, house), listVerdicts(db, organisation.id, at.assessment), listInterests(db, organisation.id, at.assessment), listFrozen(db, organisation.id, at.assessment), findSettings(db, organisation.id)])
  const { assessment, content } = open
  const sent = (round: number) => versions.find((each) => each.why === sentWhy(round))?.content.sections
  const isAsItWas: IsAsItWas = (section, round) => { const was = sent(round); return was !== undefined && isSameSection(section, was, content) }
  const since = (section: SectionCode) => {
    const round = Math.max(...verdicts.filter((each) => each.section === section && each.round < assessment.round && each.round > assessment.openedAgainAfter).map((each) => each.round))
    const was = sent(round)
    return was === undefined ? null : { round, changes: changesInWords(section, was, content) }
  }
  return { ...open, verdicts, interests, isAsItWas, since, standing: standingVerdicts(assessment, verdicts, isAsItWas, interests), quorum: settings.quorum ?? 1 }
}

const me = (person: House['person']) => ({ id: person.id, name: person.name })
const mayLookAt = (person: House['person'], { assessment }: { readonly assessment: Open['assessment'] }): boolean => assessment.stage === 'in scrutiny' ? mayScrutinise(person, assessment) || isAuthor(assessment, person.id) || mayReadAssessment(person, assessment) : mayReadAssessment(person, assessment)

/** The group's own page: each section with its verdict. From the second round on, what changed stands first; what did not keeps the verdict that it had. */
export const scrutiny = page({
  path: paths.scrutiny,
  load,
  access: (person, loaded) => mayLookAt(person, loaded),
  view({ assessment, verdicts, interests, standing, since, quorum, findings }, { person }) {
    const at = { assessment: assessment.id }
    const refused = mayGiveVerdict(assessment, interests, me(person))
    const gives = refused === null && mayScrutinise(person, assessment)
    const kept = sectionCodes.filter((section) => (standing.get(section)?.round ?? assessment.round) < assessment.round)
    const toLookAt = sectionCodes.filter((section) => !kept.includes(section))
    const done = toLookAt.filter((section) => standing.has(section)).length
    const toBeChanged = [...standing.values()].some((each) => each.verdict === 'to be changed')
    const name = (section: SectionCode) => gives ? html`<a class="govuk-link" href="${paths.verdict.to({ ...at, section })}">${sectionTitle(section)}</a>` : sectionTitle(section)
    return {
      title: `Scrutiny: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'scrutinise-an-assessment',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l">${assessment.reference}, round ${String(assessment.round)}</span><h1 class="govuk-heading-l">${assessment.title}</h1><p class="dr-head__lead">${standing.size === sectionCodes.length ? 'Every section has a verdict.' : kept.length === 0 ? `${things(done)} of ${things(toLookAt.length)} sections have a verdict.` : toLookAt.length - done === 1 ? 'One section is to be looked at again.' : `${things(toLookAt.length - done)} sections are to be looked at again.`}</p></div>
          ${gives && html`<div class="dr-head__actions">${toBeChanged ? html`<a class="govuk-button" href="${paths.sendBack.to(at)}">Send it back</a>` : standing.size === sectionCodes.length && html`<a class="govuk-button" href="${paths.agreeAssessment.to(at)}">Agree it</a>`}<a class="govuk-link" href="${paths.read.to(at)}">Read it as a whole</a><a class="govuk-link" href="${paths.interest.to(at)}">Declare an interest</a></div>`}</div>
        ${refused !== null && mayAgree(person, assessment.department) && assessment.stage === 'in scrutiny' && html`<div class="dr-note"><p>${refused.refused}.</p></div>`}
        ${remarks(assessment)}
        ${quorum > 1 && html`<p class="govuk-body">${things(quorum)} people of the group have to look at it before it is agreed.</p>`}
        ${kept.length > 0 && toLookAt.length > 0 && html`<h2 class="govuk-heading-m">To look at in this round</h2>`}
        <ul class="dr-tasks">${toLookAt.map((section) => {
          const [verdict, before] = [standing.get(section), since(section)]
          const under = verdict !== undefined ? saidBy(verdict) : before === null ? sectionForm(section).lead : before.changes.length > 0 ? `Changed since round ${before.round}` : 'To be changed in the last round, and not changed'
          return html`<li class="dr-task"><div class="dr-task__what">${name(section)}<span class="dr-under">${under}</span>${verdict !== undefined && verdict.reply !== '' && html`<span class="dr-under">${verdict.repliedBy} answers: ${verdict.reply}</span>`}</div><div>${verdictTag(verdict)}</div></li>`
        })}</ul>
        ${kept.length > 0 && html`<h2 class="govuk-heading-m">Not changed since it was looked at</h2><ul class="dr-tasks">${kept.flatMap((section) => { const verdict = standing.get(section); return verdict === undefined ? [] : [html`<li class="dr-task"><div class="dr-task__what">${name(section)}<span class="dr-under">Round ${String(verdict.round)}. ${saidBy(verdict)}</span></div><div>${verdictTag(verdict)}</div></li>`] })}</ul>`}
        ${findings.some(({ check }) => check.at === 'sending') && html`<h2 class="govuk-heading-m">What the checks say</h2>${checkList(findings.filter(({ check }) => check.at === 'sending'))}`}
        ${(verdicts.some((each) => each.round < assessment.round) || assessment.remarks.some((each) => each.round < assessment.round && each.with === 'sent')) && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Every comment of earlier rounds</span></summary><div class="govuk-details__text"><ul class="govuk-list">${assessment.remarks.filter((each) => each.round < assessment.round && each.with === 'sent').map((each) => html`<li class="govuk-!-margin-bottom-4"><strong>Round ${String(each.round)}, to the group</strong>: ${each.words} <span class="dr-under">${each.by.name}, ${dayInWords(each.on)}</span></li>`)}${verdicts.filter((each) => each.round < assessment.round && each.verdict !== 'agreed').map((each) => html`<li class="govuk-!-margin-bottom-4"><strong>Round ${String(each.round)}, ${sectionTitle(each.section)}</strong>: ${each.comment} <span class="dr-under">${each.by.name}, ${dayOf(each.at)}</span>${each.reply !== '' && html`<span class="dr-under">${each.repliedBy} answers: ${each.reply}</span>`}</li>`)}</ul></div></details>`}`,
    }
  },
})

/** What the authors say to the group in this round, and why it was opened again. */
function remarks({ remarks, round }: Open['assessment']): Html {
  return html`${remarks.filter((each) => each.round === round || each.with === 'opened again').map((each) => html`<div class="dr-note"><p class="dr-note__heading">${each.with === 'sent' ? `${each.by.name} writes to the group, ${dayInWords(each.on)}` : `Opened again by ${each.by.name}, ${dayInWords(each.on)}`}</p>${lines(each.words)}</div>`)}`
}

const saidBy = ({ by, at, comment }: Verdict): string => `${by.name}, ${dayOf(at)}${comment === '' ? '' : `: ${comment}`}`
function verdictTag(verdict: Verdict | undefined): Html {
  if (verdict === undefined) return html`<span class="dr-rating dr-rating--not-started">No verdict</span>`
  return html`<span class="dr-rating dr-rating--${verdict.verdict === 'to be changed' ? 'late' : verdict.verdict === 'agreed' ? 'done' : 'on-track'}">${verdict.verdict.charAt(0).toUpperCase()}${verdict.verdict.slice(1)}</span>`
}

/** The next section without a verdict, after this one or from the beginning: in a first round the next of the form, in a second the next that changed. */
function nextOf(section: SectionCode, standing: ReadonlyMap<SectionCode, Verdict>): SectionCode | undefined {
  const place = sectionCodes.indexOf(section)
  return [...sectionCodes.slice(place + 1), ...sectionCodes.slice(0, place)].find((each) => !standing.has(each))
}

export const verdict = form({
  path: paths.verdict,
  async load({ assessment, section: code }, house) {
    const section = sectionCodes.find((each) => each === code)
    if (section === undefined) throw new NotFound(`section ${code}`)
    return { ...await load({ assessment }, house), section }
  },
  access: (person, { assessment, interests }) => mayScrutinise(person, assessment) && mayGiveVerdict(assessment, interests, me(person)) === null,
  draft: true,
  version: ({ assessment }) => String(assessment.version),
  fields: { verdict: choice({ from: verdictKinds, missing: 'Select a verdict' }), comment: optional(text({ missing: '', max: 4000, subject: 'The comment' })) },
  view({ assessment, content, section, verdicts, standing, since, findings }, answers) {
    const ask = questions(answers)
    const [before, own] = [since(section), findings.filter(({ check }) => check.section === section && check.at === 'sending')]
    const kept = [standing.get(section)].find((each) => each !== undefined && each.round < assessment.round)
    const earlier = verdicts.filter((each) => each.section === section && each.round < assessment.round && each.comment !== '')
    const whole = html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The whole section as it is now</span></summary><div class="govuk-details__text">${sectionInWords(section, content)}</div></details>`
    return {
      title: `${sectionTitle(section)}: ${assessment.title}`, back: paths.scrutiny.to({ assessment: assessment.id }), guide: 'scrutinise-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, section ${String(sectionCodes.indexOf(section) + 1)} of ${String(sectionCodes.length)}</span><h1 class="govuk-heading-l">${sectionTitle(section)}</h1>
        ${earlier.length > 0 && html`<div class="dr-note"><p class="dr-note__heading">What was said before</p>${earlier.map((each) => html`<p>${each.by.name}: ${each.comment}${each.reply !== '' && html` <br>${each.repliedBy} answers: ${each.reply}`}</p>`)}</div>`}
        ${before === null ? sectionInWords(section, content) : before.changes.length === 0 ? html`<p class="govuk-body">Nothing in this section has changed since round ${String(before.round)}.</p>${whole}` : html`<h2 class="govuk-heading-m">What changed since round ${String(before.round)}</h2>${before.changes.map(changeInWords)}${whole}`}
        ${own.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What the checks say of this section</span></summary><div class="govuk-details__text">${checkList(own)}</div></details>`}
        <h2 class="govuk-heading-m">Your verdict</h2>
        ${kept !== undefined && html`<p class="govuk-body">The verdict of round ${String(kept.round)} stands: ${kept.verdict}, ${kept.by.name}, ${dayOf(kept.at)}. You need not give another.</p>`}
        ${ask.form(nextOf(section, standing) === undefined ? 'Save' : 'Save and go to the next section', html`${ask.oneOf('verdict', 'What do you say of this section?', [{ value: 'agreed', text: 'Agreed' }, { value: 'agreed with a comment', text: 'Agreed, with a comment' }, { value: 'to be changed', text: 'To be changed' }])}${ask.lines('comment', 'Comment', 'Say what is missing or what to look at again, so that it can be answered', 3)}`, { cancel: paths.scrutiny.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit({ verdict, comment }, { assessment, section, interests, standing }, { db, organisation, person, now }) {
    const refused = mayGiveVerdict(assessment, interests, me(person))
    if (refused) return { problems: { verdict: refused.refused } }
    if (verdict !== 'agreed' && comment === null) return { problems: { comment: verdict === 'to be changed' ? 'Say what is to be changed' : 'Enter your comment' } }
    const made: Verdict = { section, round: assessment.round, verdict, comment: comment ?? '', by: me(person), at: now, reply: '', repliedBy: '' }
    await insertVerdict(db, organisation.id, assessment.id, newId(), made)
    const next = nextOf(section, standing)
    return {
      goTo: next === undefined ? paths.scrutiny.to({ assessment: assessment.id }) : paths.verdict.to({ assessment: assessment.id, section: next }), said: `“${sectionTitle(section)}”: ${verdict}.`,
      entry: { did: 'impact-assessments.verdict-given', on: { room, id: assessment.id, version: assessment.version }, after: { section, round: assessment.round, verdict, comment: made.comment } },
    }
  },
})

export const interest = form({
  path: paths.interest,
  load,
  access: (person, { assessment }) => mayScrutinise(person, assessment),
  fields: { interest: text({ missing: 'Enter what your interest is', max: 1000, subject: 'Your interest' }) },
  view: ({ assessment }, answers) => ({
    title: `Declare an interest: ${assessment.title}`, back: paths.scrutiny.to({ assessment: assessment.id }), guide: 'scrutinise-an-assessment',
    main: column(html`<span class="govuk-caption-l">${assessment.title}</span><h1 class="govuk-heading-l">Declare an interest</h1><p class="govuk-body">If you or people close to you gain or lose by this, say so. Others then scrutinise it. What you write stands in the record of the assessment.</p>${questions(answers).form('Declare it', questions(answers).lines('interest', 'What is your interest?', undefined, 3), { cancel: paths.scrutiny.to({ assessment: assessment.id }) })}`),
  }),
  async submit({ interest }, { assessment }, { db, organisation, person, now }) {
    await insertInterest(db, organisation.id, assessment.id, { person: person.id, name: person.name, interest }, now)
    return { goTo: paths.front.to(), said: 'You declared an interest. Others will scrutinise this assessment.', entry: { did: 'impact-assessments.interest-declared', on: { room, id: assessment.id, version: assessment.version }, after: { interest } } }
  },
})

export const agreeAssessment = form({
  path: paths.agreeAssessment,
  load,
  access: (person, { assessment, interests }) => mayScrutinise(person, assessment) && mayGiveVerdict(assessment, interests, me(person)) === null,
  version: ({ assessment }) => String(assessment.version),
  fields: { confirm: choice({ from: ['yes'], missing: 'Confirm that the group agrees' }) },
  view: ({ assessment }, answers) => ({
    title: `Agree: ${assessment.title}`, back: paths.scrutiny.to({ assessment: assessment.id }), guide: 'scrutinise-an-assessment',
    main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Agree it for the departmental group</h1><p class="govuk-body">Somebody who neither wrote nor scrutinised it signs it next.</p>${questions(answers).form('Agree it', questions(answers).oneOf('confirm', 'Does the departmental group agree?', [{ value: 'yes', text: 'Yes, the group has read it and agrees' }]), { cancel: paths.scrutiny.to({ assessment: assessment.id }) })}`),
  }),
  async submit(_values, { assessment, verdicts, isAsItWas, interests, quorum }, { db, organisation, person, today, now }) {
    const agreed = agree(assessment, verdicts, isAsItWas, interests, quorum, me(person), today)
    if ('refused' in agreed) return { problems: { confirm: agreed.refused } }
    if (!await saveAssessment(db, organisation.id, agreed, now)) return { problems: { confirm: changedMeanwhile } }
    return { goTo: back(assessment), said: 'The departmental group agreed it.', entry: { did: 'impact-assessments.agreed', on: { room, id: assessment.id, version: agreed.version }, after: { round: agreed.round } } }
  },
})

export const sendBackPage = form({
  path: paths.sendBack,
  load,
  access: (person, { assessment, interests }) => mayScrutinise(person, assessment) && mayGiveVerdict(assessment, interests, me(person)) === null,
  version: ({ assessment }) => String(assessment.version),
  fields: { confirm: choice({ from: ['yes'], missing: 'Confirm that it goes back' }) },
  view: ({ assessment, verdicts }, answers) => ({
    title: `Send back: ${assessment.title}`, back: paths.scrutiny.to({ assessment: assessment.id }), guide: 'scrutinise-an-assessment',
    main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Send it back to its authors</h1><ul class="govuk-list govuk-list--bullet">${[...newestVerdicts(verdicts, assessment.round).values()].filter((each) => each.verdict === 'to be changed').map((each) => html`<li>${sectionTitle(each.section)}: ${each.comment}</li>`)}</ul>
      ${questions(answers).form('Send it back', questions(answers).oneOf('confirm', 'Does it go back with these comments?', [{ value: 'yes', text: 'Yes, send it back' }]), { cancel: paths.scrutiny.to({ assessment: assessment.id }) })}`),
  }),
  async submit(_values, { assessment, verdicts, interests }, { db, organisation, person, now }) {
    const returned = sendBack(assessment, verdicts, interests, me(person))
    if ('refused' in returned) return { problems: { confirm: returned.refused } }
    if (!await saveAssessment(db, organisation.id, returned, now)) return { problems: { confirm: changedMeanwhile } }
    return { goTo: paths.front.to(), said: `It went back to ${assessment.lead.name}.`, entry: { did: 'impact-assessments.sent-back', on: { room, id: assessment.id, version: returned.version }, after: { round: assessment.round } } }
  },
})

export const reply = form({
  path: paths.reply,
  async load({ assessment, verdict: id }, house) {
    const loaded = await load({ assessment }, house)
    const verdict = loaded.verdicts.find((each) => each.id === id)
    if (!verdict || verdict.comment === '') throw new NotFound(`verdict ${id}`)
    return { ...loaded, verdict }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  fields: { reply: text({ missing: 'Enter your answer', max: 4000, subject: 'Your answer' }) },
  starting: ({ verdict }) => ({ reply: verdict.reply }),
  view: ({ assessment, verdict }, answers) => ({
    title: `Answer ${verdict.by.name}: ${assessment.title}`, back: back(assessment), guide: 'scrutinise-an-assessment',
    main: column(html`<span class="govuk-caption-l">${assessment.title}, ${sectionTitle(verdict.section as SectionCode)}</span><h1 class="govuk-heading-l">Answer ${verdict.by.name}</h1><div class="govuk-inset-text">${verdict.comment}</div>${questions(answers).form('Save the answer', questions(answers).lines('reply', 'Your answer', 'What you changed, or why not', 4), { cancel: back(assessment) })}`),
  }),
  async submit({ reply }, { assessment, verdict }, { db, organisation, person }) {
    await saveReply(db, organisation.id, verdict.id, reply, person.name)
    return { goTo: back(assessment), said: 'Your answer was saved.', entry: { did: 'impact-assessments.comment-answered', on: { room, id: assessment.id, version: assessment.version }, after: { section: verdict.section, reply } } }
  },
})
