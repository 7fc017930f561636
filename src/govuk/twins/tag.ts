import { html, type Html } from '#html/html.ts'
import type { GovukTagOptions } from '../options.ts'
import { also, attributes, content } from './words.ts'

export function govukTag(tag: GovukTagOptions): Html {
  return html`<strong class="govuk-tag${also(tag.classes)}"${attributes(tag.attributes)}>${content(tag)}</strong>`
}
