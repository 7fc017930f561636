/* Made by generate.ts from govuk-frontend 6.6.0 and @ministryofjustice/frontend 11.1.0: run `npm run generate`, do not edit. */
import type { Html } from '#html/html.ts'
import type { Attributes, List, Messages, OneOf, OneOrNone } from './option-words.ts'

export type GovukAccordionOptions = {
  readonly id: string
  readonly headingLevel?: number
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly rememberExpanded?: boolean
  readonly hideAllSectionsText?: string
  readonly hideSectionText?: string
  readonly hideSectionAriaLabelText?: string
  readonly showAllSectionsText?: string
  readonly showSectionText?: string
  readonly showSectionAriaLabelText?: string
  readonly items: List<{
    readonly heading: OneOf<'text', 'html'>
    readonly summary?: OneOrNone<'text', 'html'> | false | null
    readonly content: OneOf<'text', 'html'>
    readonly expanded?: boolean
  }>
}

export type GovukBackLinkOptions = {
  readonly href: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOrNone<'text', 'html'>

export type GovukBreadcrumbsOptions = {
  readonly items: List<{
    readonly href?: string
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'>>
  readonly classes?: string
  readonly collapseOnMobile?: boolean
  readonly attributes?: Attributes | false | null
  readonly labelText?: string
}

export type GovukButtonOptions = {
  readonly type?: string
  readonly name?: string
  readonly value?: string | null
  readonly disabled?: boolean
  readonly href?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly preventDoubleClick?: boolean
  readonly isStartButton?: boolean
  readonly id?: string
} & OneOrNone<'text', 'html'>

export type GovukCharacterCountOptions = {
  readonly id?: string
  readonly name: string
  readonly rows?: string
  readonly value?: string | null
  readonly maxlength?: string
  readonly threshold?: string
  readonly countType?: string
  readonly label: GovukLabelOptions
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInput?: OneOf<'text', 'html'> | false | null
    readonly afterInput?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly spellcheck?: boolean
  readonly countMessage?: {
    readonly classes?: string
  } | false | null
  readonly textareaDescriptionText?: string
  readonly charactersUnderLimitText?: Messages | false | null
  readonly charactersAtLimitText?: string
  readonly charactersOverLimitText?: Messages | false | null
  readonly wordsUnderLimitText?: Messages | false | null
  readonly wordsAtLimitText?: string
  readonly wordsOverLimitText?: Messages | false | null
}

export type GovukCheckboxesOptions = {
  readonly describedBy?: string
  readonly fieldset?: GovukFieldsetOptions | false | null
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInputs?: OneOf<'text', 'html'> | false | null
    readonly afterInputs?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly idPrefix?: string
  readonly name: string
  readonly items: List<{
    readonly id?: string
    readonly name?: string
    readonly value?: string | null
    readonly label?: {
      readonly classes?: string
      readonly attributes?: Attributes | false | null
    } | false | null
    readonly hint?: GovukHintOptions | false | null
    readonly checked?: boolean
    readonly conditional?: {
      readonly html: Html
    } | false | null
    readonly behaviour?: string
    readonly disabled?: boolean
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'> | { readonly divider: string }>
  readonly values?: readonly string[]
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukCookieBannerOptions = {
  readonly ariaLabel?: string
  readonly hidden?: boolean
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly messages: List<{
    readonly actions?: List<{
      readonly text: string
      readonly type?: string
      readonly href?: string
      readonly name?: string
      readonly value?: string | null
      readonly classes?: string
      readonly attributes?: Attributes | false | null
    }>
    readonly hidden?: boolean
    readonly role?: string
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  } & OneOrNone<'headingText', 'headingHtml'> & OneOrNone<'text', 'html'>>
}

export type GovukDateInputOptions = {
  readonly id: string
  readonly namePrefix?: string
  readonly items?: List<{
    readonly id?: string
    readonly name?: string
    readonly label?: string
    readonly value?: string | null
    readonly error?: boolean
    readonly autocomplete?: string
    readonly pattern?: string
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  }>
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInputs?: OneOf<'text', 'html'> | false | null
    readonly afterInputs?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly fieldset?: GovukFieldsetOptions | false | null
  readonly day?: NonNullable<GovukDateInputOptions['items']>[number] | false | null
  readonly month?: NonNullable<GovukDateInputOptions['items']>[number] | false | null
  readonly year?: NonNullable<GovukDateInputOptions['items']>[number] | false | null
  readonly values?: Readonly<Record<string, string | undefined>> | false | null
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukDetailsOptions = {
  readonly id?: string
  readonly open?: boolean
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'summaryText', 'summaryHtml'> & OneOrNone<'text', 'html'>

export type GovukErrorMessageOptions = {
  readonly id?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly visuallyHiddenText?: string
} & OneOf<'text', 'html'>

export type GovukErrorSummaryOptions = {
  readonly errorList?: List<{
    readonly href?: string
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'>>
  readonly disableAutoFocus?: boolean
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'titleText', 'titleHtml'> & OneOrNone<'descriptionText', 'descriptionHtml'>

export type GovukExitThisPageOptions = {
  readonly redirectUrl?: string
  readonly id?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly activatedText?: string
  readonly timedOutText?: string
  readonly pressTwoMoreTimesText?: string
  readonly pressOneMoreTimeText?: string
} & OneOrNone<'text', 'html'>

export type GovukFeedbackOptions = {
  readonly headingLevel?: number
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'titleText', 'titleHtml'> & OneOrNone<'text', 'html'>

export type GovukFieldsetOptions = {
  readonly describedBy?: string
  readonly legend?: {
    readonly classes?: string
    readonly isPageHeading?: boolean
  } & OneOf<'text', 'html'> | false | null
  readonly classes?: string
  readonly role?: string
  readonly attributes?: Attributes | false | null
  readonly html?: Html
}

export type GovukFileUploadOptions = {
  readonly name: string
  readonly id?: string
  readonly disabled?: boolean
  readonly multiple?: boolean
  readonly describedBy?: string
  readonly label: GovukLabelOptions
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInput?: OneOf<'text', 'html'> | false | null
    readonly afterInput?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly javascript?: boolean
  readonly chooseFilesButtonText?: string
  readonly dropInstructionText?: string
  readonly multipleFilesChosenText?: Messages | false | null
  readonly noFileChosenText?: string
  readonly enteredDropZoneText?: string
  readonly leftDropZoneText?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly wrapperClasses?: string
  readonly wrapperAttributes?: Attributes | false | null
}

export type GovukGenericHeaderOptions = {
  readonly url?: string
  readonly containerClasses?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOrNone<'logoText', 'logoHtml'>

export type GovukHintOptions = {
  readonly id?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'text', 'html'>

export type GovukInputOptions = {
  readonly id?: string
  readonly name: string
  readonly type?: string
  readonly inputmode?: string
  readonly value?: string | null
  readonly disabled?: boolean
  readonly describedBy?: string
  readonly label: GovukLabelOptions
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly prefix?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'> | false | null
  readonly suffix?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'> | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInput?: OneOf<'text', 'html'> | false | null
    readonly afterInput?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly classes?: string
  readonly autocomplete?: string
  readonly pattern?: string
  readonly spellcheck?: boolean
  readonly autocapitalize?: string
  readonly inputWrapper?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  } | false | null
  readonly attributes?: Attributes | false | null
}

export type GovukInsetTextOptions = {
  readonly id?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'text', 'html'>

export type GovukLabelOptions = {
  readonly for?: string
  readonly isPageHeading?: boolean
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'text', 'html'>

export type GovukLanguageNavigationOptions = {
  readonly items: List<{
    readonly lang: string
    readonly hrefLang?: string
    readonly dir?: string
    readonly href?: string
    readonly current?: boolean
    readonly languageDescriptionText?: string
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'>>
  readonly ariaLabel?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukNotificationBannerOptions = {
  readonly titleHeadingLevel?: string
  readonly type?: string
  readonly role?: string
  readonly titleId?: string
  readonly disableAutoFocus?: boolean
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOrNone<'text', 'html'> & OneOrNone<'titleText', 'titleHtml'>

export type GovukPaginationOptions = {
  readonly items?: List<{
    readonly number?: string
    readonly visuallyHiddenText?: string
    readonly href?: string
    readonly current?: boolean
    readonly ellipsis?: boolean
    readonly attributes?: Attributes | false | null
  }>
  readonly previous?: {
    readonly labelText?: string
    readonly href: string
    readonly attributes?: Attributes | false | null
  } & OneOrNone<'text', 'html'> | false | null
  readonly next?: {
    readonly labelText?: string
    readonly href: string
    readonly attributes?: Attributes | false | null
  } & OneOrNone<'text', 'html'> | false | null
  readonly landmarkLabel?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukPanelOptions = {
  readonly headingLevel?: number
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly actions?: {
    readonly items?: List<{
      readonly text: string
      readonly type?: string
      readonly href?: string
      readonly classes?: string
      readonly attributes?: Attributes | false | null
    }>
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  } | false | null
} & OneOf<'titleText', 'titleHtml'> & OneOrNone<'text', 'html'>

export type GovukPasswordInputOptions = {
  readonly id?: string
  readonly name: string
  readonly value?: string | null
  readonly disabled?: boolean
  readonly describedBy?: string
  readonly label: GovukLabelOptions
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInput?: OneOf<'text', 'html'> | false | null
    readonly afterInput?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly classes?: string
  readonly autocomplete?: string
  readonly attributes?: Attributes | false | null
  readonly showPasswordText?: string
  readonly hidePasswordText?: string
  readonly showPasswordAriaLabelText?: string
  readonly hidePasswordAriaLabelText?: string
  readonly passwordShownAnnouncementText?: string
  readonly passwordHiddenAnnouncementText?: string
  readonly button?: {
    readonly classes?: string
  } | false | null
}

export type GovukPhaseBannerOptions = {
  readonly tag: GovukTagOptions
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'text', 'html'>

export type GovukRadiosOptions = {
  readonly fieldset?: GovukFieldsetOptions | false | null
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInputs?: OneOf<'text', 'html'> | false | null
    readonly afterInputs?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly idPrefix?: string
  readonly name: string
  readonly items: List<{
    readonly id?: string
    readonly value?: string | null
    readonly label?: {
      readonly classes?: string
      readonly attributes?: Attributes | false | null
    } | false | null
    readonly hint?: GovukHintOptions | false | null
    readonly checked?: boolean
    readonly conditional?: {
      readonly html: Html
    } | false | null
    readonly disabled?: boolean
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'> | { readonly divider: string }>
  readonly value?: string | null
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukSelectOptions = {
  readonly id?: string
  readonly name: string
  readonly items: List<{
    readonly value?: string | null
    readonly text?: string
    readonly selected?: boolean
    readonly disabled?: boolean
    readonly attributes?: Attributes | false | null
  }>
  readonly value?: string | null
  readonly disabled?: boolean
  readonly describedBy?: string
  readonly label: GovukLabelOptions
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInput?: OneOf<'text', 'html'> | false | null
    readonly afterInput?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukServiceNavigationOptions = {
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly ariaLabel?: string
  readonly menuButtonText?: string
  readonly menuButtonLabel?: string
  readonly navigationLabel?: string
  readonly navigationId?: string
  readonly navigationClasses?: string
  readonly collapseNavigationOnMobile?: boolean
  readonly serviceName?: string
  readonly serviceUrl?: string
  readonly navigation?: List<{
    readonly current?: boolean
    readonly active?: boolean
    readonly href?: string
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'>>
  readonly slots?: {
    readonly start?: Html
    readonly end?: {
      readonly html?: Html
      readonly align?: string
    } | false | null
    readonly navigationStart?: Html
    readonly navigationEnd?: Html
  } | false | null
}

export type GovukSkipLinkOptions = {
  readonly href?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'text', 'html'>

export type GovukSummaryListOptions = {
  readonly rows: List<{
    readonly classes?: string
    readonly key: {
      readonly classes?: string
    } & OneOf<'text', 'html'>
    readonly value: {
      readonly classes?: string
    } & OneOf<'text', 'html'>
    readonly actions?: {
      readonly items?: List<{
        readonly href: string
        readonly visuallyHiddenText?: string
        readonly classes?: string
        readonly attributes?: Attributes | false | null
      } & OneOf<'text', 'html'>>
      readonly classes?: string
    } | false | null
  }>
  readonly card?: {
    readonly title?: {
      readonly headingLevel?: number
      readonly classes?: string
    } & OneOrNone<'text', 'html'> | false | null
    readonly actions?: {
      readonly items?: List<{
        readonly href: string
        readonly visuallyHiddenText?: string
        readonly classes?: string
        readonly attributes?: Attributes | false | null
      } & OneOf<'text', 'html'>>
      readonly classes?: string
    } | false | null
    readonly classes?: string
    readonly attributes?: Attributes | false | null
  } | false | null
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukTableOptions = {
  readonly rows: List<List<{
    readonly format?: string
    readonly classes?: string
    readonly colspan?: number
    readonly rowspan?: number
    readonly attributes?: Attributes | false | null
  } & OneOf<'text', 'html'>>>
  readonly head?: List<{
    readonly format?: string
    readonly classes?: string
    readonly colspan?: number
    readonly rowspan?: number
    readonly attributes?: Attributes | false | null
  } & OneOrNone<'text', 'html'>>
  readonly caption?: string
  readonly captionClasses?: string
  readonly firstCellIsHeader?: boolean
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukTabsOptions = {
  readonly id?: string
  readonly idPrefix?: string
  readonly title?: string
  readonly items: List<{
    readonly id?: string
    readonly label: string
    readonly attributes?: Attributes | false | null
    readonly panel: {
      readonly attributes?: Attributes | false | null
    } & OneOf<'text', 'html'>
  }>
  readonly classes?: string
  readonly attributes?: Attributes | false | null
}

export type GovukTagOptions = {
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'text', 'html'>

export type GovukTaskListOptions = {
  readonly items: List<{
    readonly title: {
      readonly classes?: string
    } & OneOf<'text', 'html'>
    readonly hint?: OneOf<'text', 'html'> | false | null
    readonly status?: {
      readonly tag?: GovukTagOptions | false | null
      readonly classes?: string
    } & OneOrNone<'text', 'html'> | false | null
    readonly href?: string
    readonly classes?: string
  }>
  readonly classes?: string
  readonly attributes?: Attributes | false | null
  readonly idPrefix?: string
}

export type GovukTextareaOptions = {
  readonly id?: string
  readonly name: string
  readonly spellcheck?: boolean
  readonly rows?: string
  readonly value?: string | null
  readonly disabled?: boolean
  readonly describedBy?: string
  readonly label: GovukLabelOptions
  readonly hint?: GovukHintOptions | false | null
  readonly errorMessage?: GovukErrorMessageOptions | false | null
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes | false | null
    readonly beforeInput?: OneOf<'text', 'html'> | false | null
    readonly afterInput?: OneOf<'text', 'html'> | false | null
  } | false | null
  readonly classes?: string
  readonly autocomplete?: string
  readonly attributes?: Attributes | false | null
}

export type GovukWarningTextOptions = {
  readonly iconFallbackText?: string
  readonly classes?: string
  readonly attributes?: Attributes | false | null
} & OneOf<'text', 'html'>

export type MojAlertOptions = {
  readonly title: string
  readonly variant?: 'information' | 'success' | 'warning' | 'error'
  readonly headingTag?: 'h2' | 'h3' | 'h4'
  readonly showTitleAsHeading?: boolean
  readonly dismissible?: boolean
  readonly dismissText?: string
  readonly disableAutoFocus?: boolean
  readonly focusOnDismissSelector?: string
  readonly role?: string
  readonly classes?: string
  readonly attributes?: Attributes
} & OneOrNone<'text', 'html'>

export type MojBadgeOptions = {
  readonly label?: string
  readonly classes?: string
  readonly attributes?: Attributes
} & OneOf<'text', 'html'>

export type MojBannerOptions = {
  readonly type?: 'success' | 'warning' | 'information'
  readonly iconFallbackText?: string
  readonly classes?: string
  readonly attributes?: Attributes
} & OneOf<'text', 'html'>

export type MojButtonMenuOptions = {
  readonly button?: {
    readonly text?: string
    readonly classes?: string
  } | false | null
  readonly alignMenu?: 'left' | 'right'
  readonly classes?: string
  readonly attributes?: Attributes
  readonly items: List<{
    readonly element?: string
    readonly name?: string
    readonly type?: string
    readonly value?: string
    readonly href?: string
    readonly disabled?: boolean
    readonly classes?: string
    readonly attributes?: Attributes
  } & OneOf<'text', 'html'>>
}

export type MojDatePickerOptions = {
  readonly id: string
  readonly name: string
  readonly value?: string
  readonly label: GovukLabelOptions
  readonly hint?: GovukHintOptions
  readonly errorMessage?: GovukErrorMessageOptions
  readonly formGroup?: {
    readonly classes?: string
    readonly attributes?: Attributes
  } | false | null
  readonly minDate?: string
  readonly maxDate?: string
  readonly excludedDates?: string
  readonly excludedDays?: string
  readonly leadingZeros?: boolean
  readonly weekStartDay?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojFilterOptions = {
  readonly heading: OneOf<'text', 'html'>
  readonly selectedFilters?: {
    readonly heading: OneOf<'text', 'html'>
    readonly clearLink?: {
      readonly text: string
      readonly href: string
    } | false | null
    readonly categories: List<{
      readonly heading: OneOf<'text', 'html'>
      readonly items: List<{
        readonly href: string
        readonly text: string
      }>
    }>
  } | false | null
  readonly submit?: {
    readonly text?: string
    readonly attributes?: Attributes
  } | false | null
  readonly optionsHtml: Html
  readonly attributes?: Attributes
}

export type MojIdentityBarOptions = {
  readonly title?: OneOf<'text', 'html'>
  readonly menus?: List<MojButtonMenuOptions>
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojMessagesOptions = {
  readonly id?: string
  readonly label?: string
  readonly classes?: string
  readonly attributes?: Attributes
  readonly items: List<{
    readonly id?: string
    readonly sender: string
    readonly timestamp: string
    readonly type: 'sent' | 'received'
  } & OneOf<'text', 'html'>>
}

export type MojMultiFileUploadOptions = {
  readonly uploadedFiles?: {
    readonly heading: OneOf<'text', 'html'>
    readonly items: List<{
      readonly message: OneOf<'text', 'html'>
      readonly fileName: string
      readonly originalFileName: string
      readonly deleteButton: {
        readonly text: string
      }
    }>
  } | false | null
  readonly uploadHtml: Html
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojNotificationBadgeOptions = {
  readonly text: string
  readonly visuallyHiddenText?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojOrganisationSwitcherOptions = {
  readonly id?: string
  readonly label?: string
  readonly link?: {
    readonly href: string
    readonly text?: string
    readonly id?: string
    readonly classes?: string
    readonly attributes?: Attributes
  } | false | null
  readonly classes?: string
  readonly attributes?: Attributes
} & OneOf<'text', 'html'>

export type MojPageHeaderActionsOptions = {
  readonly heading: {
    readonly level?: number
    readonly classes?: string
  } & OneOf<'text', 'html'>
  readonly items?: List<GovukButtonOptions>
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojPaginationOptions = {
  readonly items?: List<{
    readonly number?: string
    readonly text?: string
    readonly href?: string
    readonly current?: boolean
    readonly selected?: boolean
    readonly ellipsis?: boolean
    readonly type?: 'dots'
  }>
  readonly previous?: {
    readonly href: string
    readonly labelText?: string
    readonly attributes?: Attributes
  } & OneOrNone<'text', 'html'> | false | null
  readonly next?: {
    readonly href: string
    readonly labelText?: string
    readonly attributes?: Attributes
  } & OneOrNone<'text', 'html'> | false | null
  readonly results?: {
    readonly text?: string
    readonly from?: string
    readonly to?: string
    readonly count?: string
    readonly pages?: {
      readonly current: string
      readonly count: string
    } | false | null
  } | false | null
  readonly landmarkLabel?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojPrimaryNavigationOptions = {
  readonly label?: string
  readonly items: List<{
    readonly href: string
    readonly active?: boolean
    readonly attributes?: Attributes
  } & OneOf<'text', 'html'>>
  readonly searchHtml?: Html
  readonly containerClasses?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojProgressBarOptions = {
  readonly id?: string
  readonly label?: string
  readonly classes?: string
  readonly attributes?: Attributes
  readonly items: List<{
    readonly id?: string
    readonly label: {
      readonly classes?: string
    } & OneOf<'text', 'html'>
    readonly active?: boolean
    readonly complete?: boolean
    readonly classes?: string
    readonly attributes?: Attributes
  }>
}

export type MojSearchOptions = {
  readonly layout?: 'stacked'
  readonly iconButton?: boolean
  readonly action: string
  readonly method?: 'get' | 'post'
  readonly csrf?: {
    readonly name?: string
    readonly value: string
  } | false | null
  readonly label?: GovukLabelOptions
  readonly hint?: GovukHintOptions
  readonly classes?: string
  readonly attributes?: Attributes
  readonly button?: {
    readonly id?: string
    readonly name?: string
    readonly value?: string
    readonly preventDoubleClick?: boolean
    readonly classes?: string
    readonly attributes?: Attributes
  } & OneOf<'text', 'html'> | false | null
  readonly input?: {
    readonly id?: string
    readonly name?: string
    readonly value?: string
    readonly type?: string
    readonly errorMessage?: GovukErrorMessageOptions
    readonly disabled?: boolean
    readonly spellcheck?: boolean
    readonly autocomplete?: string
    readonly pattern?: string
    readonly inputmode?: string
    readonly describedBy?: string
    readonly classes?: string
    readonly attributes?: Attributes
  } | false | null
}

export type MojSideNavigationOptions = {
  readonly label?: string
  readonly items?: List<{
    readonly href: string
    readonly active?: boolean
    readonly attributes?: Attributes
  } & OneOf<'text', 'html'>>
  readonly sections?: List<{
    readonly heading: {
      readonly headingLevel?: number
      readonly classes?: string
      readonly attributes?: Attributes
    } & OneOf<'text', 'html'>
    readonly items: List<{
      readonly href: string
      readonly active?: boolean
      readonly attributes?: Attributes
    } & OneOf<'text', 'html'>>
  }>
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojSubNavigationOptions = {
  readonly label?: string
  readonly items: List<{
    readonly href: string
    readonly active?: boolean
    readonly attributes?: Attributes
    readonly classes?: string
  } & OneOf<'text', 'html'>>
  readonly classes?: string
  readonly attributes?: Attributes
}

export type MojTaskListOptions = {
  readonly classes?: string
  readonly attributes?: Attributes
  readonly sections: List<{
    readonly heading: {
      readonly headingLevel?: number
      readonly classes?: string
      readonly attributes?: Attributes
    } & OneOf<'text', 'html'>
    readonly items: List<{
      readonly href: string
      readonly complete?: boolean
      readonly attributes?: Attributes
    } & OneOf<'text', 'html'>>
    readonly attributes?: Attributes
  }>
}

export type MojTicketPanelOptions = {
  readonly classes?: string
  readonly attributes?: Attributes
  readonly items: List<{
    readonly classes?: string
    readonly attributes?: Attributes
  } & OneOf<'text', 'html'>>
}

export type MojTimelineOptions = {
  readonly headingLevel?: number
  readonly classes?: string
  readonly attributes?: Attributes
  readonly items: List<{
    readonly label: OneOf<'text', 'html'>
    readonly byline?: OneOf<'text', 'html'>
    readonly classes?: string
    readonly attributes?: Attributes
    readonly datetime: {
      readonly timestamp: string
      readonly type: 'datetime' | 'shortdatetime' | 'date' | 'shortdate' | 'time'
    }
  } & OneOf<'text', 'html'>>
}
