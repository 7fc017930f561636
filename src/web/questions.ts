import { html, type Html } from '#html/html.ts'
import { govukButton, govukCheckboxes, govukDateInput, govukFileUpload, govukInput, govukPasswordInput, govukRadios, govukSelect, govukTextarea } from '#govuk/components.ts'
import type { Answers } from './page.ts'
import { one, several, type Fields } from './fields.ts'

export interface Option { readonly value: string; readonly text: string; readonly hint?: string }

/** The questions of one form, with name, id, value and error already tied together. */
export function questions<F extends Fields>({ body, problems, parts, hidden, address, keepsDraft }: Answers<F>) {
  type Name = keyof F & string
  const asked = (name: Name, label: string, hint?: string) => {
    const problem = problems[name]
    return {
      name, id: name,
      label: { text: label, classes: 'govuk-label--s' },
      ...(hint === undefined ? {} : { hint: { text: hint } }),
      ...(problem === undefined ? {} : { errorMessage: { text: problem } }),
    }
  }
  const grouped = (name: Name, legend: string, hint: string | undefined, size: 's' | 'l' = 's') => {
    const { label: _, id: __, ...rest } = asked(name, legend, hint)
    return { ...rest, fieldset: { legend: { text: legend, classes: `govuk-fieldset__legend--${size}`, isPageHeading: size === 'l' } } }
  }
  const items = (options: readonly Option[], chosen: readonly string[]) => options.map(({ value, text, hint }) => ({ value, text, checked: chosen.includes(value), ...(hint === undefined ? {} : { hint: { text: hint } }) }))

  return {
    line: (name: Name, label: string, hint?: string, more: { readonly autocomplete?: string; readonly classes?: string; readonly inputmode?: string; readonly type?: string; readonly spellcheck?: boolean } = {}): Html =>
      govukInput({ ...asked(name, label, hint), value: one(body, name), ...more }),
    lines: (name: Name, label: string, hint?: string, rows = 5): Html => govukTextarea({ ...asked(name, label, hint), value: one(body, name), rows: String(rows) }),
    password: (name: Name, label: string, hint?: string, autocomplete = 'current-password'): Html => govukPasswordInput({ ...asked(name, label, hint), autocomplete }),
    number: (name: Name, label: string, hint?: string): Html => govukInput({ ...asked(name, label, hint), value: one(body, name), inputmode: 'numeric', classes: 'govuk-input--width-5', spellcheck: false }),
    oneOf: (name: Name, legend: string, options: readonly Option[], hint?: string, more: { readonly inline?: boolean; readonly size?: 's' | 'l' } = {}): Html =>
      govukRadios({ ...grouped(name, legend, hint, more.size), idPrefix: name, ...(more.inline ? { classes: 'govuk-radios--inline' } : {}), items: items(options, [one(body, name)]) }),
    anyOf: (name: Name, legend: string, options: readonly Option[], hint?: string): Html =>
      govukCheckboxes({ ...grouped(name, legend, hint), idPrefix: name, classes: 'govuk-checkboxes--small', items: items(options, several(body, name)) }),
    tick: (name: Name, text: string, hint?: string): Html =>
      govukCheckboxes({ name, idPrefix: name, ...(problems[name] === undefined ? {} : { errorMessage: { text: problems[name] } }), items: items([{ value: 'yes', text, ...(hint === undefined ? {} : { hint }) }], [one(body, name)]) }),
    /** A long list to choose one of: people, departments. The first line says that nothing is chosen yet. */
    select: (name: Name, label: string, options: readonly Option[], hint?: string, none = 'Choose'): Html =>
      govukSelect({ ...asked(name, label, hint), items: [{ value: '', text: none }, ...options.map(({ value, text }) => ({ value, text, selected: value === one(body, name) }))] }),
    date: (name: Name, legend: string, hint?: string): Html => {
      const part = (each: string, width: number) => {
        const [id, value] = [`${name}-${each}`, one(body, `${name}-${each}`)]
        // The part that is wrong, and each that is missing.
        const isWrong = parts[name] === id || (parts[name] !== undefined && value === '')
        return { name: each, id, value, classes: `govuk-input--width-${width}${isWrong ? ' govuk-input--error' : ''}` }
      }
      return govukDateInput({ ...grouped(name, legend, hint), id: name, namePrefix: name, items: [part('day', 2), part('month', 2), part('year', 4)] })
    },
    file: (name: Name, label: string, hint?: string, accept?: string): Html => govukFileUpload({ ...asked(name, label, hint), ...(accept === undefined ? {} : { attributes: { accept } }) }),
    /** The whole form: hidden fields, the questions, the button, and a second button that keeps a draft where script is off. */
    form: (button: string, inside: Html, more: { readonly upload?: boolean; readonly warning?: boolean; readonly cancel?: string; readonly action?: string } = {}): Html => html`
      <form method="post" action="${more.action ?? address}" novalidate${more.upload === true && html` enctype="multipart/form-data"`}${keepsDraft && html` data-draft="yes"`}>
        ${hidden}
        ${inside}
        <div class="govuk-button-group">
          ${govukButton({ text: button, preventDoubleClick: true, ...(more.warning ? { classes: 'govuk-button--warning' } : {}) })}
          ${keepsDraft && html`<button type="submit" class="govuk-button govuk-button--secondary" name="_draft" value="yes">Save and finish later</button>`}
          ${more.cancel !== undefined && html`<a class="govuk-link" href="${more.cancel}">Cancel</a>`}
        </div>
      </form>`,
  }
}
