import { createRequire } from 'node:module'
import { escape } from '#html/html.ts'

/**
 * The small macros that the official templates call for every cell and every field, as JavaScript. They do what the macros
 * of the same names do, which the fixtures of all components that use them hold them to.
 */
export const quickMacros = {
  govukAttributes: (attributes: Given) => safe(attributesOf(attributes)),
  govukLabel: (label: Given) => safe(labelOf(label)),
  govukHint: (hint: Given) => safe(`<div${idOf(hint)} class="govuk-hint${classesOf(hint)}"${attributesOf(hint?.['attributes'])}>${wordsOf(hint)}</div>`),
  govukErrorMessage: (message: Given) => safe(errorMessageOf(message)),
}

/** Options as a template gives them: its own marks for markup among them. */
type Given = { readonly [option: string]: unknown } | null | undefined

const { markSafe, SafeString } = createRequire(import.meta.url)('nunjucks/src/runtime') as { markSafe(markup: string): object; SafeString: new () => object }

/**
 * Attributes with `optional` are left out when they have no value, and are a name alone when it is true; others are written with the value they have, if any.
 */
export function attributesOf(attributes: unknown): string {
  if (typeof attributes === 'string' || attributes instanceof SafeString) return String(attributes)
  if (attributes === null || typeof attributes !== 'object' || Array.isArray(attributes)) return ''
  let markup = ''
  for (const [name, item] of Object.entries(attributes)) {
    const { value, optional } = item !== null && typeof item === 'object' && !(item instanceof SafeString) ? item as { value?: unknown; optional?: boolean } : { value: item, optional: false }
    const absent = value === undefined || value === null
    if (optional === true && value === true) markup += ` ${escape(name)}`
    else if (optional !== true || !(absent || value === false)) markup += ` ${escape(name)}="${absent ? '' : textOf(value)}"`
  }
  return markup
}

function labelOf(label: Given): string {
  if (!label?.['html'] && !label?.['text']) return ''
  const markup = `<label class="govuk-label${classesOf(label)}"${attributesOf(label['attributes'])}${label['for'] ? ` for="${textOf(label['for'])}"` : ''}>${wordsOf(label)}</label>`
  return label['isPageHeading'] ? `<h1 class="govuk-label-wrapper">${markup}</h1>` : markup
}

function errorMessageOf(message: Given): string {
  const before = message?.['visuallyHiddenText'] === undefined ? 'Error' : message['visuallyHiddenText']
  return `<p${idOf(message)} class="govuk-error-message${classesOf(message)}"${attributesOf(message?.['attributes'])}>${before ? `<span class="govuk-visually-hidden">${textOf(before)}:</span> ` : ''}${wordsOf(message)}</p>`
}

function wordsOf(given: Given): string {
  return given?.['html'] ? String(given['html']).trim() : textOf(given?.['text'])
}

function idOf(given: Given): string {
  return given?.['id'] ? ` id="${textOf(given['id'])}"` : ''
}

function classesOf(given: Given): string {
  return given?.['classes'] ? ` ${textOf(given['classes'])}` : ''
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : value instanceof SafeString ? String(value) : escape(String(value))
}

function safe(markup: string): object {
  return markSafe(markup)
}
