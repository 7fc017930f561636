import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

/**
 * What a browser would make of some markup, as text to compare: attributes in order of name, spaces as HTML counts them.
 * Space at the edges of elements is left out (no browser shows it in blocks); inside a textarea or pre every letter counts.
 */
export function asPage(markup: string): string {
  return parseFragment(markup).childNodes.map((node) => told(node, false)).join('')
}

function told(node: Node, exact: boolean): string {
  if (node.nodeName === '#text') {
    const { value } = node as DefaultTreeAdapterTypes.TextNode
    if (exact) return JSON.stringify(value)
    const text = value.replace(/[\t\n\f\r ]+/g, ' ').trim()
    return text === '' ? '' : `${text}\n`
  }
  if (!('tagName' in node)) return ''
  const attributes = node.attrs.map(({ name, value }) => ` ${name}=${JSON.stringify(name === 'class' || name === 'aria-describedby' ? value.trim().replace(/\s+/g, ' ') : value)}`).sort()
  const inside = node.childNodes.map((child) => told(child, exact || node.tagName === 'textarea' || node.tagName === 'pre')).join('')
  return `<${node.tagName}${attributes.join('')}>\n${inside}</${node.tagName}>\n`
}
