/** What a page says, read the way a person reads it: fields by their labels, errors, links and tables by their words. */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** An answer to one question: words, the label of an option, several labels, yes or no, a day, or a file. */
export type Answer = string | boolean | readonly string[] | Temporal.PlainDate | Sent
export interface Sent { readonly fileName: string; readonly bytes: Uint8Array | string; readonly type?: string }

export interface Response {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly body: string
  readonly bytes: Uint8Array
}

/** A form that was filled in, as the browser would send it. */
export interface Filled { readonly to: string; readonly upload: boolean; readonly fields: readonly (readonly [name: string, value: string | Sent])[] }

export type Screen = ReturnType<typeof screen>

type Element = Tree.Element

export function screen(response: Response, address: string) {
  const isPage = String(response.headers['content-type'] ?? '').startsWith('text/html')
  const elements = isPage ? allIn(parse(response.body)) : []
  const byId = (id: string | undefined): Element | undefined => id === undefined ? undefined : elements.find((each) => attr(each, 'id') === id)
  const first = (tag: string, within = elements): Element | undefined => within.find((each) => each.tagName === tag)
  const main = first('main')
  const inMain = main ? allIn(main) : []
  const links = elements.filter((each) => each.tagName === 'a' && attr(each, 'href') !== undefined).map((each) => ({ text: textOf(each), href: attr(each, 'href')! }))
  const legendOf = (fieldset: Element): string => { const legend = first('legend', allIn(fieldset)); return legend ? textOf(legend) : '' }
  const fieldset = (legend: string): Element | undefined => elements.find((each) => each.tagName === 'fieldset' && legendOf(each) === legend)
  const labelled = (label: string, within = elements): Element | undefined => {
    const found = within.find((each) => each.tagName === 'label' && textOf(each) === label)
    return found && byId(attr(found, 'for'))
  }
  const optionsIn = (group: Element) => allIn(group).filter((each) => each.tagName === 'input' && /^(radio|checkbox)$/.test(attr(each, 'type') ?? ''))
    .map((input) => ({ input, label: textOf(elements.find((each) => each.tagName === 'label' && attr(each, 'for') === attr(input, 'id'))) }))
  const asked = (): readonly string[] => [...elements.filter((each) => each.tagName === 'fieldset').map(legendOf), ...elements.filter((each) => each.tagName === 'label').map((each) => textOf(each))].filter((each) => each !== '')
  const notFound = (label: string): never => { throw new Error(`Nothing on “${title()}” is labelled “${label}”. There are: ${asked().join(' | ') || 'no questions'}. The page says: ${textOf(main).slice(0, 300)}`) }
  const title = (): string => textOf(first('title')) || `${response.statusCode} ${address}`
  const valueOf = (input: Element): string => input.tagName === 'textarea' ? rawText(input).replace(/^\n/, '')
    : input.tagName === 'select' ? attr(allIn(input).find((each) => each.tagName === 'option' && attr(each, 'selected') !== undefined) ?? allIn(input).find((each) => each.tagName === 'option')!, 'value') ?? ''
    : attr(input, 'value') ?? ''

  return {
    status: response.statusCode,
    headers: response.headers,
    html: response.body,
    bytes: response.bytes,
    address,
    /** Where the answer sends the browser next, when it does. */
    goesTo: response.headers['location'] === undefined ? null : String(response.headers['location']),
    title: title(),
    heading: textOf(first('h1')),
    /** Every word of the main part, in order, with single spaces. */
    text: textOf(main),
    /** The banner that says what was done. */
    said: textOf(elements.find((each) => /notification-banner__heading/.test(attr(each, 'class') ?? ''))),
    links,
    /** The address of the link with these words; of one that begins with them where none is just them. */
    link(words: string): string {
      const found = links.find((each) => each.text === words) ?? links.find((each) => each.text.startsWith(words))
      if (!found) throw new Error(`No link on “${title()}” says “${words}”. There are: ${[...new Set(links.map((each) => each.text))].join(' | ')}`)
      return found.href
    },
    hasLink: (words: string): boolean => links.some((each) => each.text === words || each.text.startsWith(words)),
    buttons: elements.filter((each) => each.tagName === 'button').map((each) => textOf(each)),
    /** The error summary: each sentence and the field that it leads to. */
    errors: allInClass(elements, 'govuk-error-summary').filter((each) => each.tagName === 'a').map((each) => ({ text: textOf(each), href: attr(each, 'href') ?? '' })),
    /** The error that stands beside one question. */
    errorAt(label: string): string {
      const around = fieldset(label) ?? labelled(label) ?? notFound(label)
      const described = (attr(around, 'aria-describedby') ?? '').split(' ').map(byId).filter((each) => /error-message/.test(attr(each!, 'class') ?? ''))
      return described.map((each) => textOf(each).replace(/^Error: /, '')).join(' ')
    },
    hasField: (label: string): boolean => fieldset(label) !== undefined || labelled(label) !== undefined,
    /** What stands in a box, or the labels of what is chosen. */
    field(label: string): string {
      const group = fieldset(label)
      if (group) {
        const options = optionsIn(group)
        if (options.length > 0) return options.filter(({ input }) => attr(input, 'checked') !== undefined).map((each) => each.label).join(', ')
        return allIn(group).filter((each) => each.tagName === 'input').map(valueOf).join(' ')
      }
      const input = labelled(label) ?? notFound(label)
      if (attr(input, 'type') === 'checkbox' || attr(input, 'type') === 'radio') return attr(input, 'checked') === undefined ? '' : 'yes'
      return input.tagName === 'select' ? textOf(allIn(input).find((each) => each.tagName === 'option' && attr(each, 'value') === valueOf(input))) : valueOf(input)
    },
    /** What can be chosen under a question. */
    options(label: string): readonly string[] {
      const group = fieldset(label)
      if (group) return optionsIn(group).map((each) => each.label)
      const input = labelled(label) ?? notFound(label)
      return allIn(input).filter((each) => each.tagName === 'option').map((each) => textOf(each))
    },
    /** A table by its caption: its headings, then its rows, in words. */
    table(caption: string): readonly (readonly string[])[] {
      const found = elements.find((each) => each.tagName === 'table' && textOf(first('caption', allIn(each))) === caption)
      if (!found) throw new Error(`No table on “${title()}” is captioned “${caption}”`)
      return allIn(found).filter((each) => each.tagName === 'tr').map((row) => allIn(row).filter((each) => /^t[hd]$/.test(each.tagName)).map((each) => textOf(each)))
    },
    /** The rows of a summary list by their keys. */
    summary(key: string): string | null {
      const term = inMain.find((each) => each.tagName === 'dt' && textOf(each) === key)
      const row = term?.parentNode
      return row && 'childNodes' in row ? allIn(row).filter((each) => each.tagName === 'dd').map((each) => textOf(each)).join(' ') : null
    },
    /** The form with this button, with these answers put into it as a person would: by the labels of its questions. */
    fill(button: string, answers: Readonly<Record<string, Answer>>): Filled {
      const pressed = elements.find((each) => each.tagName === 'button' && textOf(each) === button)
      if (!pressed) throw new Error(`No button on “${title()}” says “${button}”. There are: ${elements.filter((each) => each.tagName === 'button').map((each) => textOf(each)).join(' | ')}. The page says: ${textOf(main).slice(0, 300)}`)
      const form = formAround(pressed)
      const inside = allIn(form)
      const within = (label: string) => labelled(label, inside)
      const group = (legend: string) => inside.find((each) => each.tagName === 'fieldset' && legendOf(each) === legend)
      const given = new Map<Element, readonly (string | Sent)[]>()
      for (const [label, answer] of Object.entries(answers)) {
        const set = group(label)
        if (set) {
          const options = optionsIn(set)
          if (options.length === 0) {
            const boxes = allIn(set).filter((each) => each.tagName === 'input')
            const parts = answer instanceof Temporal.PlainDate ? [answer.day, answer.month, answer.year].map(String) : String(answer).split(' ')
            boxes.forEach((box, index) => given.set(box, [parts[index] ?? '']))
          } else {
            const chosen = Array.isArray(answer) ? answer as readonly string[] : [String(answer)]
            const missing = chosen.filter((each) => each !== '' && !options.some((option) => option.label === each))
            if (missing.length > 0) throw new Error(`“${label}” has no answer “${missing.join('”, “')}”. It has: ${options.map((each) => each.label).join(' | ')}`)
            for (const { input, label: words } of options) given.set(input, chosen.includes(words) ? [attr(input, 'value') ?? 'on'] : [])
          }
          continue
        }
        const input = within(label) ?? notFound(label)
        if (input.tagName === 'select') {
          const option = allIn(input).find((each) => each.tagName === 'option' && (textOf(each) === answer || textOf(each).startsWith(`${String(answer)}, `)))
          if (!option) throw new Error(`“${label}” has no answer “${String(answer)}”. It has: ${allIn(input).filter((each) => each.tagName === 'option').map((each) => textOf(each)).join(' | ')}`)
          given.set(input, [attr(option, 'value') ?? textOf(option)])
        } else if (attr(input, 'type') === 'checkbox') given.set(input, answer === true ? [attr(input, 'value') ?? 'on'] : [])
        else given.set(input, [typeof answer === 'object' && 'bytes' in answer ? answer : String(answer)])
      }
      const fields = inside.flatMap((each): (readonly [string, string | Sent])[] => {
        const name = attr(each, 'name')
        if (name === undefined || attr(each, 'disabled') !== undefined) return []
        const mine = given.get(each)
        if (mine) return mine.map((value) => [name, value] as const)
        if (each.tagName === 'button') return each === pressed ? [[name, attr(each, 'value') ?? '']] : []
        if (each.tagName === 'input' && /^(radio|checkbox)$/.test(attr(each, 'type') ?? '')) return attr(each, 'checked') === undefined ? [] : [[name, attr(each, 'value') ?? 'on']]
        if (each.tagName === 'input' && attr(each, 'type') === 'file') return [[name, { fileName: '', bytes: '' }]]
        return /^(input|textarea|select)$/.test(each.tagName) ? [[name, valueOf(each)]] : []
      })
      return { to: attr(form, 'action') ?? address, upload: attr(form, 'enctype') === 'multipart/form-data', fields }
    },
  }
}

/** The words of an element as they are read: inner spaces made one, nothing of what is only for machines. */
function textOf(node: Tree.Node | undefined): string {
  return node === undefined ? '' : rawText(node).replaceAll(/\s+/g, ' ').trim()
}

function rawText(node: Tree.Node): string {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value
  if ('tagName' in node && /^(script|style|template)$/.test(node.tagName)) return ''
  if (!('childNodes' in node)) return ''
  const words = node.childNodes.map(rawText).join('')
  return 'tagName' in node && /^(p|div|h[1-6]|li|ul|ol|dl|d[dt]|t[dhr]|table|caption|section|article|br|label|legend|summary|option)$/.test(node.tagName) ? ` ${words} ` : words
}

export function attr(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value
}

function allIn(node: Tree.Node): readonly Element[] {
  return 'childNodes' in node ? node.childNodes.flatMap((child) => 'tagName' in child ? [child, ...allIn(child)] : []) : []
}

function allInClass(elements: readonly Element[], name: string): readonly Element[] {
  return elements.filter((each) => (attr(each, 'class') ?? '').split(' ').includes(name)).flatMap(allIn)
}

function formAround(element: Element): Element {
  let node: Tree.ParentNode | null = element.parentNode
  while (node && !('tagName' in node && node.tagName === 'form')) node = 'parentNode' in node ? node.parentNode : null
  if (!node) throw new Error('The button stands in no form')
  return node as Element
}
