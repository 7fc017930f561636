import { html, type Html } from '#html/html.ts'
import type { SelectGroup } from './parts.ts'

/** A list to choose one of, in groups, as a question of a form. */
export function groupedSelect(asked: { readonly name: string; readonly label: string; readonly hint?: string; readonly groups: readonly SelectGroup[]; readonly chosen: string; readonly none: string; readonly problem?: string | undefined; readonly inFilter?: true }): Html {
  const { name, label, hint, groups, chosen, none, problem, inFilter } = asked
  const described = [hint === undefined ? '' : `${name}-hint`, problem === undefined ? '' : `${name}-error`].filter((each) => each !== '').join(' ')
  return html`<div class="govuk-form-group${inFilter && html` dr-filter__item`}${problem !== undefined && html` govuk-form-group--error`}"><label class="govuk-label govuk-label--s" for="${name}">${label}</label>
    ${hint !== undefined && html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}
    ${problem !== undefined && html`<p class="govuk-error-message" id="${name}-error"><span class="govuk-visually-hidden">Error:</span> ${problem}</p>`}
    <select class="govuk-select${problem !== undefined && html` govuk-select--error`}" id="${name}" name="${name}"${described !== '' && html` aria-describedby="${described}"`}>
      <option value="">${none}</option>
      ${groups.filter((group) => group.options.length > 0).map((group) => html`<optgroup label="${group.label}">${group.options.map(({ value, text }) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`)}</optgroup>`)}</select></div>`
}
