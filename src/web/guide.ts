import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { html, type Html } from '#html/html.ts'
import { publicPage, type Room } from './page.ts'
import { path } from './path.ts'
import { NotFound } from './refusals.ts'

const paths = { list: path('/guide'), page: path('/guide/:page') }

/** One page of the guide: a file of Markdown whose first line is its title. */
export interface GuidePage {
  /** The name of its file without `.md`, which is also its address under `/guide`. */
  readonly name: string
  readonly title: string
  readonly body: Html
}

/** `index.md` is the list of all the others. */
export interface Guide { readonly list: GuidePage; readonly pages: ReadonlyMap<string, GuidePage> }

/** Reads every page in the folder. Throws at the first that uses something that the guide does not show: a mistake in a page is found at the start, not by a reader. */
export function readGuide(folder: string): Guide {
  const pages = readdirSync(folder).filter((file) => file.endsWith('.md')).map((file) => readPage(file.slice(0, -'.md'.length), readFileSync(join(folder, file), 'utf8')))
  const list = pages.find((each) => each.name === 'index')
  if (!list) throw new Error('The guide has no index.md, which is its list of pages.')
  return { list, pages: new Map(pages.filter((each) => each !== list).map((each) => [each.name, each])) }
}

export function readPage(name: string, markdown: string): GuidePage {
  const [first, ...rest] = fromMarkdown(markdown).children
  if (first?.type !== 'heading' || first.depth !== 1) throw new Error(`${name}.md must begin with its title: # Title`)
  return { name, title: wordsIn(first), body: blocks(rest, name) }
}

type Block = ReturnType<typeof fromMarkdown>['children'][number]
type Inline = Extract<Block, { type: 'paragraph' }>['children'][number]

function blocks(all: readonly Block[], page: string): Html {
  return html`${all.map((each) => block(each, page))}`
}

function block(node: Block, page: string): Html {
  if (node.type === 'paragraph') return html`<p class="govuk-body">${inlines(node.children, page)}</p>`
  if (node.type === 'heading' && node.depth === 2) return html`<h2 class="govuk-heading-m" id="${placeOf(wordsIn(node))}">${inlines(node.children, page)}</h2>`
  if (node.type === 'heading' && node.depth === 3) return html`<h3 class="govuk-heading-s" id="${placeOf(wordsIn(node))}">${inlines(node.children, page)}</h3>`
  if (node.type === 'blockquote') return html`<div class="govuk-inset-text">${blocks(node.children, page)}</div>`
  if (node.type === 'code') return html`<pre class="dr-guide__code" tabindex="0"><code>${node.value}</code></pre>`
  if (node.type === 'list') {
    const items = node.children.map((item) => html`<li>${item.children.map((each) => each.type === 'paragraph' ? inlines(each.children, page) : block(each, page))}</li>`)
    return node.ordered ? html`<ol class="govuk-list govuk-list--number">${items}</ol>` : html`<ul class="govuk-list govuk-list--bullet">${items}</ul>`
  }
  throw new Error(`${page}.md: the guide does not show ${node.type === 'heading' ? 'a title below the first line' : `“${node.type}”`}.`)
}

/** One after the other, without the white space that a list in `html` puts between. */
function inlines(all: readonly Inline[], page: string): Html {
  return all.reduce((before, each) => html`${before}${inline(each, page)}`, html``)
}

function inline(node: Inline, page: string): Html {
  if (node.type === 'text') return html`${node.value.replaceAll('\n', ' ')}`
  if (node.type === 'strong') return html`<strong>${inlines(node.children, page)}</strong>`
  if (node.type === 'inlineCode') return html`<code>${node.value}</code>`
  if (node.type === 'link') return html`<a class="govuk-link" href="${addressOf(node.url)}">${inlines(node.children, page)}</a>`
  throw new Error(`${page}.md: the guide does not show “${node.type}”.`)
}

/** Pages link to each other by their files, so that the links work in the folder too. */
function addressOf(written: string): string {
  const [, name, place = ''] = /^([a-z-]+)\.md(#[a-z0-9-]+)?$/.exec(written) ?? []
  return name === undefined ? written : `${name === 'index' ? paths.list.to() : paths.page.to({ page: name })}${place}`
}

function wordsIn(node: { readonly children: readonly Inline[] }): string {
  return node.children.map((each) => 'value' in each ? each.value : 'children' in each ? wordsIn(each) : '').join('')
}

const placeOf = (words: string): string => words.toLowerCase().replaceAll(/[’']/g, '').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')

const read = readGuide(resolve(import.meta.dirname, '..', '..', 'docs', 'guide'))

const column = (page: GuidePage): Html => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">${page.title}</h1>${page.body}</div></div>`

const list = publicPage({
  path: paths.list,
  load: async () => read.list,
  show: (page) => ({ title: page.title, crumbs: [{ text: 'Home', href: '/' }], main: column(page) }),
})

const page = publicPage({
  path: paths.page,
  async load({ page: name }) {
    const found = read.pages.get(name)
    if (!found) throw new NotFound(`no page ${name} in the guide`)
    return found
  },
  show: (page) => ({ title: page.title, crumbs: [{ text: 'Home', href: '/' }, { text: read.list.title, href: paths.list.to() }], main: column(page) }),
})

/** The room that shows the guide for those who use the product. Anyone may read it, signed in or not. */
export const guide: Room = { name: 'Guide', pages: [list, page] }
