import { html, type Html } from '#html/html.ts'
import type { GovukPaginationOptions } from '../options.ts'
import { also, attributes, present } from './words.ts'

type Item = Exclude<NonNullable<GovukPaginationOptions['items']>[number], false | null | undefined>
type Way = Exclude<NonNullable<GovukPaginationOptions['previous']>, false>

export function govukPagination(pages: GovukPaginationOptions): Html {
  const block = !pages.items && Boolean(pages.previous || pages.next)
  return html`<nav class="govuk-pagination${block && ' govuk-pagination--block'}${also(pages.classes)}" aria-label="${pages.landmarkLabel || 'Pagination'}"${attributes(pages.attributes)}>
${pages.previous && pages.previous.href && way(pages.previous, 'prev', block)}
${pages.items && html`<ul class="govuk-pagination__list">
${present(pages.items).filter((item) => Object.keys(item).length > 0).map(page)}</ul>`}
${pages.next && pages.next.href && way(pages.next, 'next', block)}
</nav>`
}

function page(item: Item): Html {
  if (item.ellipsis) return html`<li class="govuk-pagination__item${item.current && ' govuk-pagination__item--current'} govuk-pagination__item--ellipsis">&ctdot;</li>`
  return html`<li class="govuk-pagination__item${item.current && ' govuk-pagination__item--current'}"><a class="govuk-link govuk-pagination__link" href="${item.href}" aria-label="${item.visuallyHiddenText ?? `Page ${item.number ?? ''}`}"${item.current && html` aria-current="page"`}${attributes(item.attributes)}>${item.number}</a></li>`
}

function way(link: Way, to: 'prev' | 'next', block: boolean): Html {
  const words = link.html ?? link.text ?? html`${to === 'prev' ? 'Previous' : 'Next'}<span class="govuk-visually-hidden"> page</span>`
  return html`<div class="govuk-pagination__${to}"><a class="govuk-link govuk-pagination__link" href="${link.href}" rel="${to}"${attributes(link.attributes)}>
${(block || to === 'prev') && arrows[to]}
<span class="govuk-pagination__link-title${block && !link.labelText && ' govuk-pagination__link-title--decorated'}">${words}</span>
${block && link.labelText && html`<span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">${link.labelText}</span>`}
${!block && to === 'next' && arrows.next}
</a></div>`
}

const arrows = {
  prev: html`<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>`,
  next: html`<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>`,
}
