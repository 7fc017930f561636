/* Made by generate.ts from govuk-frontend 6.6.0 and @ministryofjustice/frontend 11.1.0: run `npm run generate`, do not edit. */
import type * as options from './options.ts'
import { official } from './official.ts'
import { govukBreadcrumbs as govukBreadcrumbsTwin } from './twins/breadcrumbs.ts'
import { govukButton as govukButtonTwin } from './twins/button.ts'
import { govukPagination as govukPaginationTwin } from './twins/pagination.ts'
import { govukSelect as govukSelectTwin } from './twins/select.ts'
import { govukServiceNavigation as govukServiceNavigationTwin } from './twins/service-navigation.ts'
import { govukSummaryList as govukSummaryListTwin } from './twins/summary-list.ts'
import { govukTable as govukTableTwin } from './twins/table.ts'
import { govukTag as govukTagTwin } from './twins/tag.ts'

export const govukAccordion = official<options.GovukAccordionOptions>('govuk', 'accordion')
export const govukBackLink = official<options.GovukBackLinkOptions>('govuk', 'back-link')
export const govukBreadcrumbs = govukBreadcrumbsTwin
export const govukButton = govukButtonTwin
export const govukCharacterCount = official<options.GovukCharacterCountOptions>('govuk', 'character-count')
export const govukCheckboxes = official<options.GovukCheckboxesOptions>('govuk', 'checkboxes')
export const govukCookieBanner = official<options.GovukCookieBannerOptions>('govuk', 'cookie-banner')
export const govukDateInput = official<options.GovukDateInputOptions>('govuk', 'date-input')
export const govukDetails = official<options.GovukDetailsOptions>('govuk', 'details')
export const govukErrorMessage = official<options.GovukErrorMessageOptions>('govuk', 'error-message')
export const govukErrorSummary = official<options.GovukErrorSummaryOptions>('govuk', 'error-summary')
export const govukExitThisPage = official<options.GovukExitThisPageOptions>('govuk', 'exit-this-page')
export const govukFeedback = official<options.GovukFeedbackOptions>('govuk', 'feedback')
export const govukFieldset = official<options.GovukFieldsetOptions>('govuk', 'fieldset')
export const govukFileUpload = official<options.GovukFileUploadOptions>('govuk', 'file-upload')
export const govukGenericHeader = official<options.GovukGenericHeaderOptions>('govuk', 'generic-header')
export const govukHint = official<options.GovukHintOptions>('govuk', 'hint')
export const govukInput = official<options.GovukInputOptions>('govuk', 'input')
export const govukInsetText = official<options.GovukInsetTextOptions>('govuk', 'inset-text')
export const govukLabel = official<options.GovukLabelOptions>('govuk', 'label')
export const govukLanguageNavigation = official<options.GovukLanguageNavigationOptions>('govuk', 'language-navigation')
export const govukNotificationBanner = official<options.GovukNotificationBannerOptions>('govuk', 'notification-banner')
export const govukPagination = govukPaginationTwin
export const govukPanel = official<options.GovukPanelOptions>('govuk', 'panel')
export const govukPasswordInput = official<options.GovukPasswordInputOptions>('govuk', 'password-input')
export const govukPhaseBanner = official<options.GovukPhaseBannerOptions>('govuk', 'phase-banner')
export const govukRadios = official<options.GovukRadiosOptions>('govuk', 'radios')
export const govukSelect = govukSelectTwin
export const govukServiceNavigation = govukServiceNavigationTwin
export const govukSkipLink = official<options.GovukSkipLinkOptions>('govuk', 'skip-link')
export const govukSummaryList = govukSummaryListTwin
export const govukTable = govukTableTwin
export const govukTabs = official<options.GovukTabsOptions>('govuk', 'tabs')
export const govukTag = govukTagTwin
export const govukTaskList = official<options.GovukTaskListOptions>('govuk', 'task-list')
export const govukTextarea = official<options.GovukTextareaOptions>('govuk', 'textarea')
export const govukWarningText = official<options.GovukWarningTextOptions>('govuk', 'warning-text')
export const mojAlert = official<options.MojAlertOptions>('moj', 'alert')
export const mojBadge = official<options.MojBadgeOptions>('moj', 'badge')
export const mojBanner = official<options.MojBannerOptions>('moj', 'banner')
export const mojButtonMenu = official<options.MojButtonMenuOptions>('moj', 'button-menu')
export const mojDatePicker = official<options.MojDatePickerOptions>('moj', 'date-picker')
export const mojFilter = official<options.MojFilterOptions>('moj', 'filter')
export const mojIdentityBar = official<options.MojIdentityBarOptions>('moj', 'identity-bar')
export const mojMessages = official<options.MojMessagesOptions>('moj', 'messages')
export const mojMultiFileUpload = official<options.MojMultiFileUploadOptions>('moj', 'multi-file-upload')
export const mojNotificationBadge = official<options.MojNotificationBadgeOptions>('moj', 'notification-badge')
export const mojOrganisationSwitcher = official<options.MojOrganisationSwitcherOptions>('moj', 'organisation-switcher')
export const mojPageHeaderActions = official<options.MojPageHeaderActionsOptions>('moj', 'page-header-actions')
export const mojPagination = official<options.MojPaginationOptions>('moj', 'pagination')
export const mojPrimaryNavigation = official<options.MojPrimaryNavigationOptions>('moj', 'primary-navigation')
export const mojProgressBar = official<options.MojProgressBarOptions>('moj', 'progress-bar')
export const mojSearch = official<options.MojSearchOptions>('moj', 'search')
export const mojSideNavigation = official<options.MojSideNavigationOptions>('moj', 'side-navigation')
export const mojSubNavigation = official<options.MojSubNavigationOptions>('moj', 'sub-navigation')
export const mojTaskList = official<options.MojTaskListOptions>('moj', 'task-list')
export const mojTicketPanel = official<options.MojTicketPanelOptions>('moj', 'ticket-panel')
export const mojTimeline = official<options.MojTimelineOptions>('moj', 'timeline')
