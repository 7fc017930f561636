import { govukErrorMessage, govukFieldset, govukHint, govukInput, govukRadios } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { one, type Body, type Field } from '#web/fields.ts'
import type { Asked, AskedOption } from '../asked.ts'
import type { Given } from '../declaration.ts'

const preferNotToSay = 'prefer-not-to-say'

/**
 * Reads the answer to one question, in one step or two. Without script both steps are on the page, so a second step may
 * be answered without its first. Null where nothing was chosen: every question may be left out.
 */
export function answerTo(asked: Asked): Field<Given | null> {
  return {
    read(body, name) {
      const chosen = one(body, name)
      const seconds = asked.options.filter((each) => each.next?.options.some(({ value }) => value === one(body, `${name}-${each.value}`)))
      const option = asked.options.find((each) => each.value === chosen)
      if (chosen === preferNotToSay) return { value: { meaning: { state: 'prefer not to say' }, ownWords: '' } }
      if (chosen !== '' && option === undefined) return { problem: 'Select from the answers shown' }
      const meant = option ?? (seconds.length === 1 ? seconds[0] : undefined)
      if (meant === undefined) return seconds.length > 1 ? { problem: 'Select only one group' } : { value: null }
      const second = meant.next === undefined ? '' : one(body, `${name}-${meant.value}`)
      const known = meant.next?.options.some(({ value }) => value === second) === true
      const category = known ? second : meant.category
      if (category === null) return { problem: `Select an answer below “${meant.text}”, or choose “Prefer not to say”` }
      const ownWords = meant.ownWords ? one(body, `${name}-${meant.value}-own`) : ''
      if (ownWords.length > 100) return { problem: 'Your own words must be 100 characters or fewer' }
      return { value: { meaning: { category }, ownWords } }
    },
  }
}

/** What stands in the boxes for an answer that is held. */
export function startingWith(asked: Asked, name: string, given: Given | null): Body {
  if (given === null) return {}
  if ('state' in given.meaning) return { [name]: preferNotToSay }
  const { category } = given.meaning
  const option = asked.options.find((each) => each.category === category || each.next?.options.some(({ value }) => value === category))
  if (option === undefined) return {}
  return { [name]: option.value, ...(option.category === category ? {} : { [`${name}-${option.value}`]: category }), ...(given.ownWords === '' ? {} : { [`${name}-${option.value}-own`]: given.ownWords }) }
}

/**
 * The question with its answers; `heading` where it is the whole page. A second step stands right behind its option and is
 * shown by the stylesheet once that is chosen, so that it needs no script, and older browsers show all of them.
 */
export function questionView(asked: Asked, name: string, body: Body, problem: string | undefined, how: { readonly heading: boolean }): Html {
  const chosen = one(body, name)
  const [hintId, problemId] = [`${name}-hint`, `${name}-error`]
  const described = [...(asked.hint === undefined ? [] : [hintId]), ...(problem === undefined ? [] : [problemId])].join(' ')
  const option = (value: string, text: string, place: number, hint?: string): Html => govukRadios({
    name, idPrefix: place === 0 ? name : `${name}-${String(place)}`, formGroup: { classes: 'dr-option' }, items: [{ value, text, checked: chosen === value, ...(hint === undefined ? {} : { hint: { text: hint } }) }],
  })
  return html`<div class="govuk-form-group${problem !== undefined && ' govuk-form-group--error'}">${govukFieldset({
    legend: { text: asked.title, isPageHeading: how.heading, classes: how.heading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--m' },
    ...(described === '' ? {} : { describedBy: described }),
    html: html`
      ${asked.hint !== undefined && govukHint({ id: hintId, text: asked.hint })}
      ${problem !== undefined && govukErrorMessage({ id: problemId, text: problem })}
      ${asked.options.map((each, place) => html`${option(each.value, each.text, place, each.hint)}${(each.next !== undefined || each.ownWords) && html`<div class="dr-then">${more(each, name, body)}</div>`}`)}
      <p class="dr-or">or</p>
      ${option(preferNotToSay, 'Prefer not to say', asked.options.length)}`,
  })}</div>`
}

function more(option: AskedOption, name: string, body: Body): Html {
  const own = `${name}-${option.value}-own`
  const second = `${name}-${option.value}`
  return html`
    ${option.next !== undefined && govukRadios({
      name: second, idPrefix: second, classes: 'govuk-radios--small', fieldset: { legend: { text: option.next.legend, classes: 'govuk-fieldset__legend--s' } },
      items: option.next.options.map(({ value, text }) => ({ value, text, checked: one(body, second) === value })),
    })}
    ${option.ownWords && govukInput({ name: own, id: own, label: { text: 'In your own words (optional)' }, classes: 'govuk-!-width-two-thirds', value: one(body, own), spellcheck: false, autocomplete: 'off' })}`
}

/** Who sees what is answered, in the words of every page that asks. */
export function whoSees(body: string, contact: string): Html {
  return html`
    <ul class="govuk-list govuk-list--bullet">
      <li>You see your answers, and can change them or take them back at any time.</li>
      <li>Trained analysts at ${body} may use them to count. Each time they do is written down.</li>
      <li>Your manager, HR case workers and recruiters cannot see them. They are never used to decide anything about you.</li>
      <li>What is reported are numbers of people, never so small that you could be picked out.</li>
    </ul>
    <p class="govuk-body">${body} may keep these answers because the law lets employers monitor equality (Data Protection Act 2018, Schedule 1, paragraph 8). They are kept for as long as you work here.
      ${contact !== '' && html`Questions: <a class="govuk-link" href="mailto:${contact}">${contact}</a>.`}</p>`
}
