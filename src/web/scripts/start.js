// Starts the scripts of GOV.UK Frontend and of the Ministry of Justice's components, unchanged, on the page as it came.
import { initAll } from 'govuk-frontend'
import { initAll as initAllOfMoj } from '@ministryofjustice/frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
initAllOfMoj()
