import type { Place } from '#documents/document.ts'
import type { Entry } from './assemble.ts'
import { matchHeading } from './column-headings.ts'
import { looksLikeDoing, looksLikeLead, pageFurniture } from './evidence.ts'
import { type Chunk, type Words, beginsRow, chunksOf, joined, wordsOf } from './flowing-table.ts'
import { isTitle, readCode } from './plan-headings.ts'
import type { ColumnField, ReadColumn } from './plan-reading.ts'
import type { FieldCell } from './table-cells.ts'

/**
 * A plan that is no table: under each heading its actions, then "Lead" and a name, "How will we measure success?" and
 * some sentences, each label on a line of its own or before a colon. What a label says holds for every action of its section.
 */
export function readLabelledText(blocks: readonly Words[]): readonly (Entry | Words)[] | null {
  const items = withoutRunningWords(itemsOf(blocks))
  const labels = items.flatMap((item) => item.kind === 'label' && tellingLabels.has(item.field) ? [item.field] : [])
  if (labels.length < 2 || !namesFollow(items)) return null
  const lastLabel = items.findLastIndex((item) => item.kind === 'label' && tellingLabels.has(item.field))
  const out: (Entry | Words)[] = []
  let section = newSection()
  let target: ColumnField | null = null
  const close = (keep = false): void => {
    out.push(...sectionEntries(section))
    const before = keep ? [...section.fields].filter(([name, field]) => field.before && tellingLabels.has(name)) : []
    section = newSection()
    for (const [name, field] of before) section.fields.set(name, field)
    target = null
  }
  items.forEach((item, index) => {
    if (item.kind === 'heading') { close(); section.headings.push(item); return }
    if (item.kind === 'label' && (item.field === 'rationale' || item.field === 'reference') && item.value !== '') {
      // "Issue identified: …" begins what follows, as a heading does.
      close()
      section.headings.push({ kind: 'heading', text: item.value, place: item.place, words: [headingFrom(item, 0.6)] })
      return
    }
    if (item.kind === 'label') {
      const next = items.slice(index + 1, index + 10).find((each) => each.kind === 'label')
      if (isTarget(item.heading) && item.value !== '' && next?.kind === 'label' && next.field === 'action') {
        close()
        section.headings.push({ kind: 'heading', text: item.value, place: item.place, words: [headingFrom(item, 0.7)] })
        return
      }
      // The next action, or the next card of one whose lead stands first.
      if (section.actions.length > 0 && (item.field === 'action' || section.fields.get(item.field)?.before === true)) close(item.field === 'action')
      target = item.field
      if (item.field !== 'action') section.fields.set(item.field, section.fields.get(item.field) ?? { heading: item.heading, texts: [], place: item.place, before: section.actions.length === 0, whole: item.value !== '' })
      if (item.value !== '') take(item.value, item, index)
      return
    }
    take(item.text, item, index)
  })
  close()
  return out.some((entry) => entry.kind === 'action') ? out : null

  function take(text: string, item: Item, index: number): void {
    const held = target === null || target === 'action' ? undefined : section.fields.get(target)
    // Paragraphs before a wide gap are not what the next label speaks of.
    if (item.kind === 'text' && item.gap >= 2 && section.fields.size === 0 && section.actions.length >= 2) close()
    const listed = section.actions.some((each) => each.depth > 0)
    const begins = item.kind === 'text' && ((held !== undefined && held.whole && listed && item.depth > 0) || item.gap >= 2 || (held !== undefined && held.texts.length > 0 && endsOf(text, target, held.texts)) || (actionNumber.test(text) && held !== undefined))
    if (held !== undefined && begins && held.texts.length > 0 && (item.kind !== 'text' || item.depth === 0 || (held.whole && listed) || actionNumber.test(text)) && anotherLabel(index)) close(held.whole)
    const field = target === null || target === 'action' ? undefined : section.fields.get(target)
    if (field) field.texts.push(text)
    else section.actions.push({ text, place: item.place, depth: item.kind === 'text' ? item.depth : 0, gap: item.kind === 'text' ? item.gap : 0, words: item.words, labelled: target === 'action' })
  }

  /** Words may begin a new section only where its labels are still to come. */
  function anotherLabel(index: number): boolean {
    return lastLabel > index
  }
}

/** "… the outcomes" and, on the next line, "that we want to see": a line of a sentence, and no label. */
function withoutRunningWords(items: readonly Item[]): readonly Item[] {
  return items.map((item, index): Item => {
    const next = items[index + 1]
    return item.kind === 'label' && item.value === '' && next?.kind === 'text' && next.depth === 0 && /^\p{Ll}/u.test(next.text) ? { kind: 'text', text: item.heading, depth: 0, gap: 0, place: item.place, words: item.words } : item
  })
}

/** After "Lead" comes a name. Where it mostly does not, the labels are what is left of a table's headings, and say nothing of the words below them. */
function namesFollow(items: readonly Item[]): boolean {
  const names = items.flatMap((item, index) => {
    if (item.kind !== 'label' || item.field !== 'lead') return []
    const next = items[index + 1]
    return [item.value !== '' ? item.value : next?.kind === 'text' ? next.text : '']
  })
  return names.length === 0 || names.filter((name) => looksLikeLead(name) >= 0.45).length >= names.length * 0.75
}

const tellingLabels: ReadonlySet<ColumnField> = new Set(['lead', 'deadline', 'measure', 'outcome', 'output'])
const actionNumber = /^action\s+(?:point\s+)?\d{1,3}(?:\.\d{1,3})*[a-z]?\b/i

interface HeadingItem { readonly kind: 'heading'; readonly text: string; readonly place: Place; readonly words: readonly (Entry | Words)[] }
interface LabelItem { readonly kind: 'label'; readonly field: ColumnField; readonly heading: string; readonly value: string; readonly place: Place; readonly words: readonly (Entry | Words)[] }
interface TextItem { readonly kind: 'text'; readonly text: string; readonly depth: number; readonly gap: number; readonly place: Place; readonly words: readonly (Entry | Words)[] }
type Item = HeadingItem | LabelItem | TextItem

function itemsOf(blocks: readonly Words[]): readonly Item[] {
  return chunksOf(blocks).flatMap((chunk): readonly Item[] => {
    const first = chunk.lines[0]?.block
    if (!first || chunk.kind === 'furniture') return []
    const whole = joined(chunk.lines)
    const place = first.place
    const own = chunk.lines.length === 1 || !chunk.lines.some((line) => labelOf(line.text, line.block.place, [], true)) ? labelOf(whole, place, wordsOf(chunk), chunk.lines.length > 1) : null
    if (own) return [own]
    if (chunk.kind === 'heading' && !actionNumber.test(whole)) return [{ kind: 'heading', text: whole, place, words: wordsOf(chunk) }]
    const words = (index: number): readonly (Entry | Words)[] => { const line = chunk.lines[index]; return line && chunk.lines[index - 1]?.block !== line.block ? [line.block] : [] }
    // Lines of one paragraph may each have a label of their own: "Lead: Estates", "By when: June 2027".
    const labels = chunk.lines.map((line, index) => labelOf(line.text, line.block.place, words(index), true))
    const bullets = chunk.lines.length > 1 && chunk.lines.every((line) => depthOf(line.block) > 0)
    if (!bullets && labels.every((label) => label === null)) return [{ kind: 'text', text: whole, depth: depthOf(first), gap: chunk.gap, place, words: wordsOf(chunk) }]
    return chunk.lines.reduce<readonly Item[]>((items, line, index) => {
      const label = labels[index]
      const last = items.at(-1)
      if (label) return [...items, label]
      const goesOn = depthOf(line.block) === 0 && last !== undefined
      if (goesOn && last.kind === 'label' && last.value !== '' && /^\p{Ll}/u.test(line.text)) return [...items.slice(0, -1), { ...last, value: `${last.value} ${line.text}`, words: [...last.words, ...words(index)] }]
      if (goesOn && last.kind === 'text' && !actionNumber.test(line.text)) return [...items.slice(0, -1), { ...last, text: `${last.text} ${line.text}`, words: [...last.words, ...words(index)] }]
      return [...items, { kind: 'text', text: line.text, depth: depthOf(line.block), gap: index === 0 ? chunk.gap : 0, place: line.block.place, words: words(index) }]
    }, [])
  })
}

function headingFrom(label: LabelItem, confidence: number): Entry {
  return { kind: 'heading', text: label.value, source: 'paragraph', level: 8, confidence, place: label.place }
}

function depthOf(block: Words): number {
  return block.kind === 'paragraph' ? block.listDepth ?? 0 : 0
}

function isTarget(heading: string): boolean {
  return /^(?:key )?(?:target|aim|goal)s?$/i.test(heading.trim())
}

const labelFields: ReadonlySet<ColumnField> = new Set(['lead', 'support', 'elected lead', 'deadline', 'start', 'measure', 'outcome', 'output', 'action', 'progress', 'status', 'resources', 'baseline', 'characteristics', 'aims', 'rationale', 'reference', 'notes'])

function labelOf(text: string, place: Place, words: readonly (Entry | Words)[], amongLines: boolean): LabelItem | null {
  const inline = /^([\p{L}][^:.?]{2,60}?)\s*[:?]\s+(\S.*)$/su.exec(text)
  const label = inline ? inline[1] ?? '' : text.replace(/\s*[:?]\s*$/, '')
  if (label.split(/\s+/).length > 9 || (!inline && amongLines && !/[:?]\s*$/.test(text))) return null
  const match = /^actions?\b/i.test(label) && /:\s*$/.test(text) && label.split(/\s+/).length <= 4 ? { field: 'action' as const, strength: 1, coverage: 1 } : matchHeading(label)
  if (!match || !labelFields.has(match.field) || match.coverage < 0.75 || match.strength < (inline ? 0.9 : 0.75)) return null
  // A line that only happens to hold such words is no label: one without a colon is a heading's own words and nothing else.
  if (!inline && !/[:?]\s*$/.test(text) && (match.coverage < 1 || match.strength < 0.95 || !/^\p{Lu}/u.test(text))) return null
  return { kind: 'label', field: match.field, heading: label, value: inline?.[2]?.trim() ?? '', place, words }
}

// ---------------------------------------------------------------- sections

/** `before`: it stands before the actions, so it holds for those that follow too. `whole`: it was said on the label's own line. */
interface SharedField { readonly heading: string; readonly texts: string[]; readonly place: Place; readonly before: boolean; readonly whole: boolean }

interface Section {
  readonly headings: HeadingItem[]
  readonly fields: Map<ColumnField, SharedField>
  readonly actions: { readonly text: string; readonly place: Place; readonly depth: number; readonly gap: number; readonly words: readonly (Entry | Words)[]; readonly labelled: boolean }[]
}

function newSection(): Section {
  return { headings: [], fields: new Map(), actions: [] }
}

function hasTelling(section: Section): boolean {
  return [...section.fields.keys()].some((field) => tellingLabels.has(field))
}

/** A name has one paragraph; a second that is no name is the next section's. */
function endsOf(text: string, target: ColumnField | null, texts: readonly string[]): boolean {
  return (target === 'lead' && looksLikeLead(text) < 0.4 && texts.length >= 1) || (target === 'deadline' && texts.length >= 1)
}

function sectionEntries(section: Section): (Entry | Words)[] {
  const out: (Entry | Words)[] = []
  const asWords = (): void => { for (const each of section.actions) out.push(...each.words) }
  if (!hasTelling(section)) {
    for (const heading of section.headings) out.push(...heading.words)
    asWords()
    for (const field of section.fields.values()) out.push({ kind: 'unplaced', text: [field.heading, ...field.texts].join('\n'), because: 'no action stands beside it', place: field.place })
    return out
  }
  let actions = section.actions
  const last = section.headings.at(-1)
  if (actions.length === 0 && last && readCode(last.text) === null && !isTitle(last.text)) {
    // The heading itself says what will be done.
    for (const heading of section.headings.slice(0, -1)) out.push(...heading.words)
    actions = [{ text: last.text, place: last.place, depth: 0, gap: 0, words: last.words, labelled: false }]
  } else for (const heading of section.headings) out.push(...heading.words)
  const [title, second] = actions
  if (title && second && !title.labelled && title.depth === 0 && second.gap >= 2 && !/[.:]$/.test(title.text)) {
    out.push({ kind: 'heading', text: title.text, source: 'paragraph', level: 8, confidence: 0.75, place: title.place })
    actions = actions.slice(1)
  }
  const listed = actions.some((each) => each.depth > 0)
  const kept: { text: string; place: Place }[] = []
  for (const each of actions) {
    const lastKept = kept.at(-1)
    const introduces = each.text.endsWith(':') || (listed && each.depth === 0 && looksLikeDoing(each.text) < 0.6) || (!each.labelled && each.text.split(' ').length > 15 && /^(this|these|the|we (are|know|have|recognise|believe)|in|it|our|there|as|while|although)\b/i.test(each.text))
    if (introduces && !each.labelled) out.push(...each.words)
    else if (lastKept && (each.depth > 1 || (each.labelled && kept.length > 0 && each.depth === 0 && !beginsRow(each.text) && actions.length > 1 && looksLikeDoing(each.text) < 0.6))) kept[kept.length - 1] = { ...lastKept, text: `${lastKept.text}\n${each.text}` }
    else kept.push({ text: each.text, place: each.place })
  }
  const columns: ReadColumn[] = [{ field: 'action', heading: '', confidence: 0.75 }, ...[...section.fields].map(([field, { heading }]): ReadColumn => ({ field, heading, confidence: 0.8 }))]
  const shared = kept.length > 1
  const cells = [...section.fields].flatMap(([field, { heading, texts, place }], index): FieldCell[] => texts.length === 0 ? [] : [{
    column: index + 1, field, heading, text: texts.join('\n'), place, confidence: shared ? 0.7 : 0.8, because: shared ? `under “${heading}”, which stands once for ${kept.length} actions` : `under “${heading}”`,
  }])
  for (const { text, place } of kept) out.push({ kind: 'action', columns, cells: [{ column: 0, field: 'action', heading: '', text, place, confidence: 0.75, because: 'it stands before its lead or measure' }, ...cells], place, table: null, joined: false })
  if (kept.length === 0) for (const each of cells) out.push({ kind: 'unplaced', text: `${each.heading}: ${each.text}`, because: 'no action stands beside it', place: each.place })
  return out
}

// ---------------------------------------------------------------- lists

const opens = /\bwe (?:will|shall)\b[^.:]{0,40}:$|\b(?:we|the (?:council|trust|college|authority|board|service)|our council) (?:will|shall|plans? to|(?:are|is) going to|intends? to)(?: (?:also|therefore|now))?\s*:$|^(?:key |our |specific |planned |main )?actions?(?: (?:are|include|points?))?\s*:$|\bwhat we will do\s*[:?]?$|^we will$/i

/** Actions that are only a list: the items under "We will:" or under a heading "Actions". Nested items stay with the item above them. */
export function readPromisedLists(blocks: readonly Words[]): readonly (Entry | Words)[] | null {
  const out: (Entry | Words)[] = []
  let open: { heading: string; items: { texts: string[]; place: Place }[]; depth: number; numbered: boolean } | null = null
  let found = 0
  const close = (): void => {
    if (open === null) return
    const columns: ReadColumn[] = [{ field: 'action', heading: open.heading, confidence: 0.65 }]
    for (const { texts, place } of open.items) {
      found++
      out.push({ kind: 'action', columns, cells: [{ column: 0, field: 'action', heading: open.heading, text: texts.join('\n'), place, confidence: 0.65, because: `in the list under “${open.heading}”` }], place, table: null, joined: false })
    }
    open = null
  }
  for (const chunk of chunksOf(blocks)) for (const item of splitItems(chunk)) {
    const text = item.text
    if (opens.test(text) && text.length <= 300) { close(); if (item.isHeading) out.push(...wordsOf(chunk)); open = { heading: text.replace(/\s*:$/, ''), items: [], depth: 0, numbered: false }; continue }
    // A numbered line after bullets is the next chapter.
    if (open !== null && item.depth > 0 && (open.items.length === 0 || open.numbered === item.numbered)) {
      if (open.items.length === 0) open = { ...open, depth: item.depth, numbered: item.numbered }
      const last: { texts: string[] } | undefined = open.items.at(-1)
      if (item.depth > open.depth && last) last.texts.push(text)
      else open.items.push({ texts: [text], place: item.place })
      continue
    }
    if (chunk.kind === 'furniture') { out.push({ kind: 'unplaced', text, because: pageFurniture, place: item.place }); continue }
    const runsOn = (item.sameChunk && item.depth === 0) || (/^\p{Ll}/u.test(text) && !/[.!?:;]$/.test(open?.items.at(-1)?.texts.at(-1) ?? '.'))
    if (open !== null && open.items.length > 0 && runsOn && !item.isHeading && !text.endsWith(':')) { open.items.at(-1)?.texts.splice(-1, 1, `${open.items.at(-1)?.texts.at(-1) ?? ''} ${text}`); continue }
    close()
    out.push(...item.words)
  }
  close()
  return found > 0 ? out : null
}

interface ListItem { readonly text: string; readonly depth: number; readonly place: Place; readonly words: readonly (Entry | Words)[]; readonly isHeading: boolean; readonly sameChunk: boolean; readonly numbered: boolean }

function splitItems(chunk: Chunk): readonly ListItem[] {
  const first = chunk.lines[0]
  if (!first) return []
  if (chunk.kind !== 'words') return [{ text: joined(chunk.lines), depth: 0, place: first.block.place, words: wordsOf(chunk), isHeading: chunk.kind === 'heading', sameChunk: false, numbered: false }]
  return chunk.lines.map((line, index): ListItem => {
    const numbered = beginsRow(line.text) || /^(?:[a-z]|[ivx]{1,4})[.)]\s/.test(line.text)
    return { text: line.text, depth: Math.max(depthOf(line.block), numbered ? 1 : 0), place: line.block.place, words: index > 0 && line.block === chunk.lines[index - 1]?.block ? [] : [line.block], isHeading: false, sameChunk: index > 0, numbered: numbered && depthOf(line.block) === 0 }
  })
}
