import { html, type Html } from '#html/html.ts'
import type { GovukButtonOptions } from '../options.ts'
import { also, attributes, content } from './words.ts'

export function govukButton(button: GovukButtonOptions): Html {
  const common = html` class="govuk-button${also(button.classes)}${button.isStartButton && ' govuk-button--start'}" data-module="govuk-button"${attributes(button.attributes)}${button.id && html` id="${button.id}"`}`
  // A start button is laid out in a row, which would take the spaces from between its elements.
  const words = button.html && button.isStartButton ? html`<span>${button.html}</span>` : content(button)
  if (button.href) return html`<a href="${button.href}" role="button" draggable="false"${common}>${words}${button.isStartButton && startIcon}</a>`
  return html`<button type="${button.type || 'submit'}"${button.value && html` value="${button.value}"`}${button.name && html` name="${button.name}"`}${button.disabled && html` disabled aria-disabled="true"`}${button.preventDoubleClick !== undefined && html` data-prevent-double-click="${String(button.preventDoubleClick)}"`}${common}>${words}${button.isStartButton && startIcon}</button>`
}

const startIcon = html`<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>`
