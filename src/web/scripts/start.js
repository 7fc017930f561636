// Starts the scripts of GOV.UK Frontend and of the Ministry of Justice's components, unchanged, on the page as it came.
import { initAll } from 'govuk-frontend'
import { initAll as initAllOfMoj } from '@ministryofjustice/frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
initAllOfMoj()

// On a narrow screen the filters of a list begin folded; without this they are open, and above the list.
if (matchMedia('(max-width: 899px)').matches) {
  for (const filter of document.querySelectorAll('details.dr-filter')) filter.open = filter.contains(document.activeElement)
}
