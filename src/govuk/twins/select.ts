import { html, type Html } from '#html/html.ts'
import type { GovukSelectOptions } from '../options.ts'
import { quickMacros } from '../quick-macros.ts'
import { also, attributes, content, fromMacro, present } from './words.ts'

/** Lists of every lead and department have hundreds of options. */
export function govukSelect(select: GovukSelectOptions): Html {
  const id = select.id || select.name
  const { hint, errorMessage, formGroup } = select
  const describedBy = [select.describedBy, hint && `${id}-hint`, errorMessage && `${id}-error`].filter(Boolean).join(' ')
  return html`<div class="govuk-form-group${errorMessage && ' govuk-form-group--error'}${also(formGroup ? formGroup.classes : undefined)}"${attributes(formGroup ? formGroup.attributes : null)}>
${fromMacro(quickMacros.govukLabel, { ...select.label, for: id })}
${hint && fromMacro(quickMacros.govukHint, { ...hint, id: `${id}-hint` })}
${errorMessage && fromMacro(quickMacros.govukErrorMessage, { ...errorMessage, id: `${id}-error` })}
${formGroup && formGroup.beforeInput && content(formGroup.beforeInput)}
<select class="govuk-select${also(select.classes)}${errorMessage && ' govuk-select--error'}" id="${id}" name="${select.name}"${select.disabled && html` disabled`}${describedBy && html` aria-describedby="${describedBy}"`}${attributes(select.attributes)}>
${present(select.items).map((item) => {
  const chosen = item.selected || Boolean(select.value) && String(item.value ?? item.text) === String(select.value) && item.selected !== false
  return html`<option${item.value !== undefined && html` value="${String(item.value)}"`}${chosen && html` selected`}${item.disabled && html` disabled`}${attributes(item.attributes)}>${item.text}</option>`
})}</select>
${formGroup && formGroup.afterInput && content(formGroup.afterInput)}
</div>`
}
