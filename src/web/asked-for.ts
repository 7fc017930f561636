import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** What a form calls its fields and their options: as people read them, not as they are named in the address. */
export interface AskedFor {
  /** The legend over its options, or its label; both for one box of a date. Null where the form has no such field. */
  question(name: string): string | null
  /** What an option is called, where the answer is one of several. Null where any words may be typed. */
  option(name: string, value: string): string | null
}

interface Box { readonly id: string; readonly isChoice: boolean; readonly legend: string | null }

/** Reads a page that was rendered, however its form was written: `questions()`, a component or a table of boxes. */
export function readAskedFor(markup: string): AskedFor {
  const [labels, boxes, options] = [new Map<string, string>(), new Map<string, Box>(), new Map<string, () => string | null>()]
  const walk = (element: Tree.Element, legend: string | null): void => {
    const at = attributesOf(element)
    const [name, id, kind] = [at.get('name') ?? '', at.get('id') ?? '', at.get('type')]
    const isChoice = kind === 'radio' || kind === 'checkbox'
    if (element.tagName === 'label') labels.set(at.get('for') ?? '', wordsOf(element))
    if (['input', 'select', 'textarea'].includes(element.tagName) && name !== '' && kind !== 'hidden') {
      if (!boxes.has(name)) boxes.set(name, { id, isChoice, legend })
      if (isChoice) options.set(key(name, at.get('value') ?? 'on'), () => labels.get(id) ?? null)
      if (element.tagName === 'select') for (const option of elementsIn(element)) options.set(key(name, attributesOf(option).get('value') ?? wordsOf(option)), () => wordsOf(option))
    }
    const within = element.tagName === 'fieldset' ? elementsIn(element).find((each) => each.tagName === 'legend') : undefined
    for (const each of elementsIn(element)) walk(each, within === undefined ? legend : wordsOf(within))
  }
  for (const each of parseFragment(markup).childNodes) if (isElement(each)) walk(each, null)
  return {
    question(name) {
      const box = boxes.get(name)
      if (box === undefined) return null
      const words = [box.legend, box.isChoice && box.legend !== null ? null : labels.get(box.id) ?? null].filter((each) => each !== null && each !== '')
      return words.length === 0 ? null : words.join(', ')
    },
    option: (name, value) => options.get(key(name, value))?.() ?? null,
  }
}

const key = (name: string, value: string): string => `${name}\n${value}`
const isElement = (node: Tree.ChildNode): node is Tree.Element => 'tagName' in node
const elementsIn = (element: Tree.Element): readonly Tree.Element[] => element.childNodes.filter(isElement)
const attributesOf = (element: Tree.Element): ReadonlyMap<string, string> => new Map(element.attrs.map(({ name, value }) => [name, value]))

function wordsOf(element: Tree.Element): string {
  const all = (node: Tree.ChildNode): string => 'value' in node ? node.value : isElement(node) ? node.childNodes.map(all).join('') : ''
  return all(element).replaceAll(/\s+/g, ' ').trim()
}
