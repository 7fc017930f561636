import { html, type Html } from '#html/html.ts'
import { official } from '../official.ts'
import type { GovukServiceNavigationOptions } from '../options.ts'
import { also, attributes, content, present } from './words.ts'

type Link = Exclude<NonNullable<GovukServiceNavigationOptions['navigation']>[number], false | null | undefined>

const withSlots = official<GovukServiceNavigationOptions>('govuk', 'service-navigation')

/** On every page. One with slots of markup is left to the official template. */
export function govukServiceNavigation(bar: GovukServiceNavigationOptions): Html {
  if (bar.slots) return withSlots(bar)
  const inner = html`<div class="govuk-width-container"><div class="govuk-service-navigation__container">
${bar.serviceName && html`<span class="govuk-service-navigation__service-name">${bar.serviceUrl ? html`<a href="${bar.serviceUrl}" class="govuk-service-navigation__link">${bar.serviceName}</a>` : html`<span class="govuk-service-navigation__text">${bar.serviceName}</span>`}</span>`}
${places(bar)}
</div></div>`
  const common = html`class="govuk-service-navigation${also(bar.classes)}" data-module="govuk-service-navigation"${attributes(bar.attributes)}`
  return bar.serviceName ? html`<section aria-label="${bar.ariaLabel ?? 'Service information'}" ${common}>${inner}</section>` : html`<div ${common}>${inner}</div>`
}

function places(bar: GovukServiceNavigationOptions): Html | null {
  const links = present(bar.navigation)
  if (links.length === 0) return null
  const menu = bar.menuButtonText || 'Menu'
  const id = bar.navigationId || 'navigation'
  return html`<nav aria-label="${bar.navigationLabel || menu}" class="govuk-service-navigation__wrapper${also(bar.navigationClasses)}">
${(bar.collapseNavigationOnMobile ?? links.length > 1) && html`<button type="button" class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" aria-controls="${id}"${bar.menuButtonLabel && bar.menuButtonLabel !== menu && html` aria-label="${bar.menuButtonLabel}"`} hidden aria-hidden="true">${menu}</button>`}
<ul class="govuk-service-navigation__list" id="${id}">
${links.map(place)}</ul>
</nav>`
}

function place(link: Link): Html {
  const here = Boolean(link.active || link.current)
  const words = here ? html`<strong class="govuk-service-navigation__active-fallback">${content(link)}</strong>` : content(link)
  const current = here && html` aria-current="${link.current ? 'page' : 'true'}"`
  return html`<li class="govuk-service-navigation__item${here && ' govuk-service-navigation__item--active'}">${link.href
    ? html`<a class="govuk-service-navigation__link" href="${link.href}"${current}${attributes(link.attributes)}>${words}</a>`
    : (link.html || link.text) && html`<span class="govuk-service-navigation__text"${current}>${words}</span>`}</li>`
}
