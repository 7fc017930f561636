import { html, type Html } from '#html/html.ts'
import type { GovukBreadcrumbsOptions } from '../options.ts'
import { also, attributes, content, present } from './words.ts'

export function govukBreadcrumbs(crumbs: GovukBreadcrumbsOptions): Html {
  return html`<nav class="govuk-breadcrumbs${also(crumbs.classes)}${crumbs.collapseOnMobile && ' govuk-breadcrumbs--collapse-on-mobile'}" aria-label="${crumbs.labelText ?? 'Breadcrumb'}"${attributes(crumbs.attributes)}>
<ol class="govuk-breadcrumbs__list">
${present(crumbs.items).map((crumb) => crumb.href
    ? html`<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="${crumb.href}"${attributes(crumb.attributes)}>${content(crumb)}</a></li>`
    : html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${content(crumb)}</li>`)}</ol>
</nav>`
}
