import { html, type Html } from '#html/html.ts'
import { at, type Picture } from './plotted.ts'

export interface StructureBox {
  readonly id: string
  readonly name: string
  /** A quieter line below: what kind it is. */
  readonly under: string
  readonly tone: 'first' | 'second' | 'third' | 'fourth'
  /** It stands for several that are alike: drawn as a pile. */
  readonly many: boolean
}

export interface StructureLine {
  /** As the list beside the picture numbers it. */
  readonly number: string
  readonly from: string
  readonly to: string
  /** `up` places the sender below the receiver; the others change no place. */
  readonly way: 'up' | 'across' | 'down'
}

/**
 * Who answers to whom, drawn twice: side by side for a wide screen, one below the other for a narrow one; the stylesheet shows the one that
 * fits. The drawing is for the eye alone: whoever shows it puts the same as a list beside it, and the numbers on the lines lead there.
 */
export function structureChart({ id, title, boxes, lines, tree }: Picture & { readonly boxes: readonly StructureBox[]; readonly lines: readonly StructureLine[]; readonly tree: readonly StructureBranch[] }): Html {
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
${wide(boxes, lines)}
${narrow(tree, lines)}
<ul class="dr-chart__key dr-structure__key">${([['up', 'Reports to'], ['across', 'Advises, scrutinises or challenges'], ['down', 'Delegates or feeds back']] as const).filter(([way]) => lines.some((line) => line.way === way)).map(([way, words]) => html`<li><svg class="dr-structure__swatch" viewBox="0 0 34 14" aria-hidden="true" focusable="false"><path class="dr-structure__line dr-structure__line--${way}" d="M1 7H28"></path><path class="dr-structure__head" d="M33 7l-8 -4.5v9z"></path></svg><span>${words}</span></li>`)}</ul>
</figure>`
}

export interface StructureBranch { readonly box: StructureBox; readonly below: readonly StructureBranch[] }

/* Wide: rows of boxes, lines in the spaces between the rows and at the sides, where no box stands. */

const boxHeight = 94
const room = 26 // for a number or the head of an arrow, next to a box
const lane = 15
const aside = 17

interface Placed extends StructureBox { readonly row: number; readonly x: number; readonly width: number }
interface Route { readonly line: StructureLine; readonly other: StructureLine | null; readonly a: Placed; readonly b: Placed }

function wide(boxes: readonly StructureBox[], lines: readonly StructureLine[]): Html {
  const rows = rowsOf(boxes, lines)
  const most = Math.max(1, ...rows.map((row) => row.length))
  const routes = pairsOf(lines)
  const far = (a: number, b: number): boolean => Math.abs(a - b) > 1
  const rowOf = new Map(rows.flatMap((row, place) => row.map((box) => [box.id, place] as const)))
  const long = routes.filter(({ line }) => far(rowOf.get(line.from)!, rowOf.get(line.to)!)).length
  const side = long === 0 ? 8 : 14 + Math.ceil(long / 2) * aside
  const gap = 54
  const width = Math.max(1000, most * 172 + (most - 1) * gap + 2 * side)
  const boxWidth = Math.min(236, (width - 2 * side - (most - 1) * gap) / most)
  const placed = new Map<string, Placed>(rows.flatMap((row, place) => row.map((box, column): [string, Placed] => {
    const whole = row.length * boxWidth + (row.length - 1) * gap
    return [box.id, { ...box, row: place, width: boxWidth, x: (width - whole) / 2 + column * (boxWidth + gap) }]
  })))
  const drawn = routes.map(({ line, other }): Route => ({ line, other, a: placed.get(line.from)!, b: placed.get(line.to)! }))

  // Every line has a lane of its own in each space between rows that it runs through; space 0 is above the first row.
  const lanes = rows.map((): number => 0)
  const takeLane = (space: number): number => lanes[space]!++
  const ports = new Map<string, string[]>()
  const port = (key: string, route: string): void => { ports.set(key, [...ports.get(key) ?? [], route]) }
  const plans = drawn.map((route, place) => {
    const [low, high] = route.a.row >= route.b.row ? [route.a, route.b] : [route.b, route.a]
    const neighbours = low.row === high.row && Math.abs(low.x - high.x) < boxWidth + gap + 1
    if (neighbours) return { route, place, low, high, kind: 'beside' as const, lanes: [] as number[], side: 0 }
    port(`${low.id} top`, String(place))
    port(low.row === high.row ? `${high.id} top` : `${high.id} bottom`, String(place))
    if (low.row - high.row <= 1) return { route, place, low, high, kind: low.row === high.row ? 'over' as const : 'next' as const, lanes: [takeLane(low.row)], side: 0 }
    return { route, place, low, high, kind: 'far' as const, lanes: [takeLane(low.row), takeLane(high.row + 1)], side: 0 }
  })
  let sides = 0
  const spaceHeight = lanes.map((many, space) => many === 0 ? space === 0 ? 6 : 24 : 2 * room + many * lane)
  const tops = rows.map((_, row) => spaceHeight.slice(0, row + 1).reduce((sum, each) => sum + each, 0) + row * boxHeight)
  const height = (tops.at(-1) ?? 0) + boxHeight + 14
  const laneAt = (space: number, number: number): number => (tops[space] ?? 0) - room - (number + 0.5) * lane
  const portAt = (box: Placed, edge: 'top' | 'bottom', route: number): number => {
    const all = [...ports.get(`${box.id} ${edge}`) ?? []].sort((a, b) => leaning(Number(a), box) - leaning(Number(b), box))
    return box.x + box.width * (all.indexOf(String(route)) + 1) / (all.length + 1)
  }
  /** Ports stand in the order of what they lead to, so that lines cross as little as they can. */
  const leaning = (route: number, box: Placed): number => {
    const { low, high, kind } = plans[route]!
    const other = low === box ? high : low
    return kind === 'far' ? other.x + (route % 2 === 0 ? -10_000 : 10_000) : other.x
  }

  const arrows = plans.map(({ route, place, low, high, kind, lanes: own }) => {
    const { line, other, a, b } = route
    const [lowTop, highTop] = [tops[low.row]!, tops[high.row]!]
    if (kind === 'beside') {
      const [left, right] = a.x < b.x ? [a, b] : [b, a]
      const [from, to, y] = [left.x + left.width, right.x, lowTop + boxHeight / 2]
      const forward = left === a
      return [
        html`<path class="dr-structure__line dr-structure__line--${line.way}" d="M${at(from)} ${at(y)}H${at(to)}"></path>`,
        head(forward ? to : from, y, forward ? 'right' : 'left'), other !== null && head(forward ? from : to, y, forward ? 'left' : 'right'),
        badge((from + to) / 2, y - (other === null ? 0 : 12), line.number, line.way), other !== null && badge((from + to) / 2, y + 12, other.number, other.way),
      ]
    }
    const [xLow, xHigh] = [portAt(low, 'top', place), portAt(high, kind === 'over' ? 'top' : 'bottom', place)]
    const [yLow, yHigh] = [lowTop, kind === 'over' ? highTop : highTop + boxHeight]
    const edge = sides % 2 === 0 ? 8 + Math.floor(sides / 2) * aside : width - 8 - Math.floor(sides / 2) * aside
    if (kind === 'far') sides++
    const way = kind === 'far' ? `V${at(laneAt(low.row, own[0]!))}H${at(edge)}V${at(laneAt(high.row + 1, own[1]!))}H${at(xHigh)}` : `V${at(laneAt(low.row, own[0]!))}H${at(xHigh)}`
    const upwards = a === low
    const inward = kind === 'over' ? 'down' : 'up'
    return [
      html`<path class="dr-structure__line dr-structure__line--${line.way}" d="M${at(xLow)} ${at(yLow)}${way}V${at(yHigh)}"></path>`,
      upwards ? head(xHigh, yHigh, inward) : head(xLow, yLow, 'down'),
      other !== null && (upwards ? head(xLow, yLow, 'down') : head(xHigh, yHigh, inward)),
      upwards ? badge(xLow, yLow - (other === null ? 15 : 20), line.number, line.way) : badge(xHigh, yHigh + (kind === 'over' ? -15 : 15), line.number, line.way),
      other !== null && (upwards ? badge(xHigh, yHigh + (kind === 'over' ? -20 : 20), other.number, other.way) : badge(xLow, yLow - 20, other.number, other.way)),
    ]
  })
  return html`<svg class="dr-structure__wide" viewBox="0 0 ${at(width)} ${at(height)}" aria-hidden="true" focusable="false">${arrows}${[...placed.values()].map((box) => drawnBox(box, tops[box.row]!))}</svg>`
}

/** Who only advises, scrutinises or challenges stands beside the one it speaks to; who reports stands below all that it reports to. */
function rowsOf(boxes: readonly StructureBox[], lines: readonly StructureLine[]): readonly (readonly StructureBox[])[] {
  const up = (id: string) => lines.filter((line) => line.from === id && line.way === 'up').map((line) => line.to)
  const across = (id: string) => lines.filter((line) => line.from === id && line.way === 'across').map((line) => line.to)
  const depth = (id: string, seen: readonly string[]): number => {
    const above = up(id).filter((each) => !seen.includes(each))
    if (above.length > 0) return 1 + Math.max(...above.map((each) => depth(each, [...seen, each])))
    const besides = across(id).filter((each) => !seen.includes(each))
    return besides.length > 0 ? Math.max(...besides.map((each) => depth(each, [...seen, each]))) : 0
  }
  const all: StructureBox[][] = []
  for (const box of boxes) (all[depth(box.id, [box.id])] ??= []).push(box)
  const rows = Array.from(all, (row) => row ?? []).filter((row) => row.length > 0).flatMap((row) => row.length <= 5 ? [row] : Array.from({ length: Math.ceil(row.length / 5) }, (_, part) => row.slice(part * 5, part * 5 + 5)))
  // Those that others stand below come into the middle, and who stands beside somebody comes next to them.
  return rows.map((row) => {
    const inRow = new Set(row.map((box) => box.id))
    const beside = (box: StructureBox): string | undefined => up(box.id).length === 0 ? across(box.id).find((each) => inRow.has(each) && each !== box.id) : undefined
    const ordered: StructureBox[] = []
    for (const box of row.filter((each) => beside(each) === undefined)) {
      const own = row.filter((each) => beside(each) === box.id)
      const half = Math.floor(own.length / 2)
      ordered.push(...own.slice(0, half), box, ...own.slice(half))
    }
    return [...ordered, ...row.filter((each) => !ordered.includes(each))]
  })
}

/** What goes both ways between two boxes is one line with two heads. */
function pairsOf(lines: readonly StructureLine[]): readonly { readonly line: StructureLine; readonly other: StructureLine | null }[] {
  const taken = new Set<StructureLine>()
  return lines.flatMap((line) => {
    if (taken.has(line)) return []
    const other = lines.find((each) => each !== line && !taken.has(each) && each.from === line.to && each.to === line.from) ?? null
    taken.add(line)
    if (other !== null) taken.add(other)
    return [{ line, other }]
  })
}

function drawnBox(box: Placed, top: number): Html {
  const words = wrapped(box.name, Math.floor((box.width - 12) / 8.9)).slice(0, 3)
  const start = top + boxHeight / 2 - (words.length * 19 + 16) / 2 + 14
  const middle = at(box.x + box.width / 2)
  return html`${box.many && html`<rect class="dr-structure__box dr-structure__box--${box.tone}" x="${at(box.x + 8)}" y="${at(top + 8)}" width="${at(box.width)}" height="${at(boxHeight)}" rx="6"></rect><rect class="dr-structure__box dr-structure__box--${box.tone}" x="${at(box.x + 4)}" y="${at(top + 4)}" width="${at(box.width)}" height="${at(boxHeight)}" rx="6"></rect>`}<rect class="dr-structure__box dr-structure__box--${box.tone}" x="${at(box.x)}" y="${at(top)}" width="${at(box.width)}" height="${at(boxHeight)}" rx="6"></rect>${words.map((each, line) => html`<text class="dr-structure__name" x="${middle}" y="${at(start + line * 19)}" text-anchor="middle">${each}</text>`)}<text class="dr-structure__under" x="${middle}" y="${at(start + words.length * 19 - 1)}" text-anchor="middle">${box.under}</text>`
}

function head(x: number, y: number, way: 'up' | 'down' | 'left' | 'right'): Html {
  const shape = { up: 'l-4.5 8h9z', down: 'l-4.5 -8h9z', left: 'l8 -4.5v9z', right: 'l-8 -4.5v9z' }[way]
  return html`<path class="dr-structure__head" d="M${at(x)} ${at(y)}${shape}"></path>`
}

function badge(x: number, y: number, number: string, way: StructureLine['way']): Html {
  return html`<circle class="dr-structure__dot dr-structure__dot--${way}" cx="${at(x)}" cy="${at(y)}" r="10"></circle><text class="dr-structure__number" x="${at(x)}" y="${at(y + 4.2)}" text-anchor="middle">${number}</text>`
}

/* Narrow: one box below the other, each a little in from the one that it reports to. */

function narrow(tree: readonly StructureBranch[], lines: readonly StructureLine[]): Html {
  const [width, step, between] = [320, 16, 16]
  const drawn: Html[] = []
  let y = 4
  const draw = ({ box, below }: StructureBranch, depth: number): number => {
    const x = 2 + Math.min(depth, 5) * step
    const boxWidth = width - x - 10
    const numbers = lines.filter((line) => line.from === box.id)
    const words = wrapped(box.name, Math.floor((boxWidth - 24) / 8.6)).slice(0, 3)
    const top = y
    const tall = 14 + words.length * 20 + 20 + (numbers.length > 0 ? 28 : 0)
    y = top + tall + between
    const middles = below.map((each) => draw(each, depth + 1))
    const spine = at(x + 8)
    for (const middle of middles) drawn.push(html`<path class="dr-structure__line dr-structure__line--tree" d="M${spine} ${at(top + tall)}V${at(middle)}H${at(x + step)}"></path>`)
    drawn.push(html`${box.many && html`<rect class="dr-structure__box dr-structure__box--${box.tone}" x="${at(x + 6)}" y="${at(top + 6)}" width="${at(boxWidth)}" height="${at(tall)}" rx="6"></rect>`}<rect class="dr-structure__box dr-structure__box--${box.tone}" x="${at(x)}" y="${at(top)}" width="${at(boxWidth)}" height="${at(tall)}" rx="6"></rect>${words.map((each, line) => html`<text class="dr-structure__name" x="${at(x + 12)}" y="${at(top + 24 + line * 20)}">${each}</text>`)}<text class="dr-structure__under" x="${at(x + 12)}" y="${at(top + 24 + words.length * 20 - 2)}">${box.under}</text>${numbers.map((line, place) => badge(x + 22 + place * 26, top + tall - 18, line.number, line.way))}`)
    return top + 24
  }
  for (const branch of tree) draw(branch, 0)
  return html`<svg class="dr-structure__narrow" viewBox="0 0 ${at(width)} ${at(y)}" aria-hidden="true" focusable="false">${drawn}</svg>`
}

/** Lines of at most so many letters, broken between words; a word that is longer has a line of its own. */
function wrapped(words: string, most: number): readonly string[] {
  return words.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1)
    return last !== undefined && `${last} ${word}`.length <= most ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word]
  }, [])
}
