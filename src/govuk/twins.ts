/** The components that have a hand-written twin in `twins/`: hot in lists or on every page, with the same options, and held to all of the component's own fixtures. */
export const twins: readonly string[] = ['govuk/breadcrumbs', 'govuk/button', 'govuk/pagination', 'govuk/select', 'govuk/service-navigation', 'govuk/summary-list', 'govuk/table', 'govuk/tag']
