import { html, type Html } from '#html/html.ts'
import { whenInWords, type CitedFigure } from '../cited-figure.ts'
import { paths } from '../paths.ts'
import { findSubject } from '../topics.ts'

export const crumbs = [{ text: 'Who lives here', href: paths.profile.to() }] as const
export const toFigures = [...crumbs, { text: 'Figures with a source', href: paths.figures.to() }] as const

export const subjectTitle = (id: string): string => findSubject(id)?.title ?? id

/** A figure in one line, as a list and a page's heading say it: “3,524 people registered blind …”. */
export function inOneLine({ content }: Pick<CitedFigure, 'content'>): string {
  return content.kind === 'not known' ? `Not known: ${content.what}` : `${content.what}: ${content.value}`
}

/** What stands under a figure: place, time, source and what to know. */
export function citedDetails({ content }: Pick<CitedFigure, 'content'>): Html {
  const rows: readonly (readonly [string, string | Html])[] = [
    ['Figure', content.kind === 'not known' ? 'Nobody has an accurate figure' : content.value], ['Share of', content.base], ['Where', content.place], ['When', whenInWords(content)], ['Source', content.source],
    ['Link', content.link === '' ? '' : html`<a class="govuk-link" href="${content.link}" rel="external">${content.link}</a>`], ['What to know', content.remark],
  ]
  return html`<dl class="govuk-summary-list">${rows.filter(([, words]) => words !== '').map(([name, words]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${words}</dd></div>`)}</dl>`
}
