/** The reporting structure as it is drawn: bodies that stand alike are one box, and each line has a number that its words are found by. Pure. */
import type { Body, Flow, FlowKind } from './body.ts'
import { flowKinds } from './body.ts'
import { typeOf } from './body-types.ts'

/** What the drawing needs of a body: the live records have it, and so has what was published. */
export type DrawnBody = Pick<Body, 'id' | 'name' | 'type'>
export interface DrawnFlow extends Pick<Flow, 'from' | 'to' | 'kind' | 'what' | 'often'> { readonly last: { readonly on: Temporal.PlainDate; readonly what: string } | null }

export interface Box {
  readonly id: string
  readonly name: string
  readonly type: string
  /** The bodies that it stands for, one as a rule. */
  readonly bodies: readonly DrawnBody[]
}

export interface Line {
  readonly number: number
  readonly from: Box
  readonly to: Box
  readonly kind: FlowKind
  readonly flows: readonly DrawnFlow[]
}

export interface Structure { readonly boxes: readonly Box[]; readonly lines: readonly Line[] }

/** Kinds of body of which there are usually several that stand alike, with the same words on the same lines: one box with all their names. */
const alike = ['departmental group', 'network', 'task group', 'forum']

export function structureOf(bodies: readonly DrawnBody[], flows: readonly DrawnFlow[]): Structure {
  const patternOf = (body: DrawnBody): string => alike.includes(body.type)
    ? [body.type, ...flows.flatMap((flow) => flow.from === body.id ? [`${flow.kind} to ${flow.to}: ${flow.what}, ${flow.often}`] : flow.to === body.id ? [`${flow.kind} from ${flow.from}: ${flow.what}, ${flow.often}`] : []).filter((each, at, all) => all.indexOf(each) === at).sort()].join('\n')
    : body.id
  const groups = [...Map.groupBy(bodies, patternOf).values()]
  const boxes = groups.map((group): Box => group.length === 1
    ? { id: group[0]!.id, name: group[0]!.name, type: group[0]!.type, bodies: group }
    : { id: group[0]!.id, name: `${typeOf(group[0]!.type).plural} (${group.length})`, type: group[0]!.type, bodies: group })
  const boxOf = new Map(boxes.flatMap((box) => box.bodies.map((body) => [body.id, box] as const)))
  const known = flows.flatMap((flow) => {
    const [from, to] = [boxOf.get(flow.from), boxOf.get(flow.to)]
    return from && to && from !== to ? [{ flow, from, to }] : []
  })
  const lines = [...Map.groupBy(known, ({ flow, from, to }) => `${from.id} ${flow.kind} ${to.id}`).values()]
    .sort((a, b) => flowKinds.indexOf(a[0]!.flow.kind) - flowKinds.indexOf(b[0]!.flow.kind) || boxes.indexOf(a[0]!.to) - boxes.indexOf(b[0]!.to) || boxes.indexOf(a[0]!.from) - boxes.indexOf(b[0]!.from))
    .map((all, at): Line => ({ number: at + 1, from: all[0]!.from, to: all[0]!.to, kind: all[0]!.flow.kind, flows: inOneLine(all.map(({ flow }) => flow)) }))
  return { boxes, lines }
}

/** What several bodies of one box send alike is said once, with the day on which the last of them did. */
function inOneLine(flows: readonly DrawnFlow[]): readonly DrawnFlow[] {
  return [...Map.groupBy(flows, (flow) => `${flow.what.toLowerCase()}\n${flow.often.toLowerCase()}`).values()].map((same) => ({
    ...same[0]!, last: same.map((each) => each.last).filter((each) => each !== null).sort((a, b) => Temporal.PlainDate.compare(b.on, a.on))[0] ?? null,
  }))
}

export interface Branch { readonly box: Box; readonly lines: readonly Line[]; readonly below: readonly Branch[] }

/** The same as a list in a list: under each box those that report to it first of all, and those that only advise, scrutinise or challenge it. */
export function asTree({ boxes, lines }: Structure): readonly Branch[] {
  const above = new Map(boxes.map((box) => {
    const up = lines.filter((line) => line.from === box && (line.kind === 'reports' || !lines.some((other) => other.from === box && other.kind === 'reports')) && line.kind !== 'delegates' && line.kind !== 'feeds back')
    return [box, nearest(up.map((line) => line.to), box, lines)] as const
  }))
  const grow = (box: Box, way: readonly Box[]): Branch => ({
    box, lines: lines.filter((line) => line.from === box),
    below: boxes.filter((each) => above.get(each) === box && !way.includes(each)).map((each) => grow(each, [...way, each])),
  })
  return boxes.filter((box) => above.get(box) === null).map((box) => grow(box, [box]))
}

/** Of several that a body reports to, the one lowest in the structure: an annual report that also goes to the cabinet does not make the board a group of the cabinet. */
function nearest(above: readonly Box[], box: Box, lines: readonly Line[]): Box | null {
  const depth = (each: Box, seen: readonly Box[]): number => Math.max(0, ...lines.filter((line) => line.kind === 'reports' && line.from === each && !seen.includes(line.to)).map((line) => 1 + depth(line.to, [...seen, line.to])))
  // Two that only advise each other would each stand under the other, and neither be seen: the second of them keeps its own place.
  return above.filter((each) => each !== box && !lines.some((line) => line.from === each && line.to === box && line.kind !== 'delegates' && line.kind !== 'feeds back')).sort((a, b) => depth(b, [b]) - depth(a, [a]))[0] ?? null
}
