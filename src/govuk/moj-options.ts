/**
 * The options of the Ministry of Justice's components, which ship no macro-options.json: drawn from its templates and
 * its guidance, in one line a level. A question mark means that an option may be left out; `content` is text or markup, one of them.
 * `generate.test.ts` holds this against the templates themselves: an option they never read, or one missing here, fails.
 */
export type Level = { readonly [option: string]: Kind }
export type Kind = 'string' | 'boolean' | 'integer' | 'html' | 'attributes' | 'messages' | 'content' | `govuk:${string}` | `moj:${string}` | Level | readonly [Level | Kind] | { readonly oneOf: readonly string[] }

const box = { 'classes?': 'string', 'attributes?': 'attributes' } as const
const link = { href: 'string', content: 'content', 'active?': 'boolean', 'attributes?': 'attributes' } as const

export const mojOptions: { readonly [component: string]: Level } = {
  alert: {
    'content?': 'content', title: 'string', 'variant?': { oneOf: ['information', 'success', 'warning', 'error'] }, 'headingTag?': { oneOf: ['h2', 'h3', 'h4'] }, 'showTitleAsHeading?': 'boolean',
    'dismissible?': 'boolean', 'dismissText?': 'string', 'disableAutoFocus?': 'boolean', 'focusOnDismissSelector?': 'string', 'role?': 'string', ...box,
  },
  badge: { content: 'content', 'label?': 'string', ...box },
  banner: { content: 'content', 'type?': { oneOf: ['success', 'warning', 'information'] }, 'iconFallbackText?': 'string', ...box },
  'button-menu': {
    'button?': { 'text?': 'string', 'classes?': 'string' }, 'alignMenu?': { oneOf: ['left', 'right'] }, ...box,
    items: [{ content: 'content', 'element?': 'string', 'name?': 'string', 'type?': 'string', 'value?': 'string', 'href?': 'string', 'disabled?': 'boolean', ...box }],
  },
  'date-picker': {
    id: 'string', name: 'string', 'value?': 'string', label: 'govuk:label', 'hint?': 'govuk:hint', 'errorMessage?': 'govuk:error-message', 'formGroup?': box,
    'minDate?': 'string', 'maxDate?': 'string', 'excludedDates?': 'string', 'excludedDays?': 'string', 'leadingZeros?': 'boolean', 'weekStartDay?': 'string', ...box,
  },
  filter: {
    heading: 'content', 'selectedFilters?': {
      heading: 'content', 'clearLink?': { text: 'string', href: 'string' },
      categories: [{ heading: 'content', items: [{ href: 'string', text: 'string' }] }],
    },
    'submit?': { 'text?': 'string', 'attributes?': 'attributes' }, optionsHtml: 'html', 'attributes?': 'attributes',
  },
  'identity-bar': { 'title?': 'content', 'menus?': ['moj:button-menu'], ...box },
  messages: { 'id?': 'string', 'label?': 'string', ...box, items: [{ 'id?': 'string', content: 'content', sender: 'string', timestamp: 'string', type: { oneOf: ['sent', 'received'] } }] },
  'multi-file-upload': {
    'uploadedFiles?': { heading: 'content', items: [{ message: 'content', fileName: 'string', originalFileName: 'string', deleteButton: { text: 'string' } }] }, uploadHtml: 'html', ...box,
  },
  'notification-badge': { text: 'string', 'visuallyHiddenText?': 'string', ...box },
  'organisation-switcher': { 'id?': 'string', content: 'content', 'label?': 'string', 'link?': { href: 'string', 'text?': 'string', 'id?': 'string', ...box }, ...box },
  'page-header-actions': { heading: { content: 'content', 'level?': 'integer', 'classes?': 'string' }, 'items?': ['govuk:button'], ...box },
  pagination: {
    'items?': [{ 'number?': 'string', 'text?': 'string', 'href?': 'string', 'current?': 'boolean', 'selected?': 'boolean', 'ellipsis?': 'boolean', 'type?': { oneOf: ['dots'] } }],
    'previous?': { href: 'string', 'content?': 'content', 'labelText?': 'string', 'attributes?': 'attributes' }, 'next?': { href: 'string', 'content?': 'content', 'labelText?': 'string', 'attributes?': 'attributes' },
    'results?': { 'text?': 'string', 'from?': 'string', 'to?': 'string', 'count?': 'string', 'pages?': { current: 'string', count: 'string' } }, 'landmarkLabel?': 'string', ...box,
  },
  'primary-navigation': { 'label?': 'string', items: [link], 'searchHtml?': 'html', 'containerClasses?': 'string', ...box },
  'progress-bar': { 'id?': 'string', 'label?': 'string', ...box, items: [{ 'id?': 'string', label: { content: 'content', 'classes?': 'string' }, 'active?': 'boolean', 'complete?': 'boolean', ...box }] },
  search: {
    'layout?': { oneOf: ['stacked'] }, 'iconButton?': 'boolean', action: 'string', 'method?': { oneOf: ['get', 'post'] }, 'csrf?': { 'name?': 'string', value: 'string' }, 'label?': 'govuk:label', 'hint?': 'govuk:hint', ...box,
    'button?': { content: 'content', 'id?': 'string', 'name?': 'string', 'value?': 'string', 'preventDoubleClick?': 'boolean', ...box },
    'input?': {
      'id?': 'string', 'name?': 'string', 'value?': 'string', 'type?': 'string', 'errorMessage?': 'govuk:error-message', 'disabled?': 'boolean', 'spellcheck?': 'boolean', 'autocomplete?': 'string',
      'pattern?': 'string', 'inputmode?': 'string', 'describedBy?': 'string', ...box,
    },
  },
  'side-navigation': { 'label?': 'string', 'items?': [link], 'sections?': [{ heading: { content: 'content', 'headingLevel?': 'integer', ...box }, items: [link] }], ...box },
  'sub-navigation': { 'label?': 'string', items: [{ ...link, 'classes?': 'string' }], ...box },
  'task-list': {
    ...box, sections: [{
      heading: { content: 'content', 'headingLevel?': 'integer', ...box },
      items: [{ href: 'string', content: 'content', 'complete?': 'boolean', 'attributes?': 'attributes' }], 'attributes?': 'attributes',
    }],
  },
  'ticket-panel': { ...box, items: [{ content: 'content', ...box }] },
  timeline: {
    'headingLevel?': 'integer', ...box,
    items: [{
      label: 'content', content: 'content', 'byline?': 'content', ...box,
      datetime: { timestamp: 'string', type: { oneOf: ['datetime', 'shortdatetime', 'date', 'shortdate', 'time'] } },
    }],
  },
}

/**
 * Not offered. `header` carries the Royal Arms of the Ministry, and a public body has its own name at the top; `interruption-card`
 * takes its words from a Nunjucks caller, which a function has not. `add-another` (its id) and `currency-input` (its label) print
 * text without escaping it: `govukInput` has a prefix for the pound sign. `cookie-banner` gives a button the class “undefined”, and we set no cookie that needs one.
 */
export const notOffered: readonly string[] = ['add-another', 'cookie-banner', 'currency-input', 'header', 'interruption-card']
