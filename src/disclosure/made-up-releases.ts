import type { Counts, Release } from './release.ts'
import { randomNumbers } from './suppress.ts'

/** Small releases of every shape, for tests: people at random, tables of them, hierarchies, rings, structural zeros. */
export type Shape = 'two ways' | 'three ways' | 'linked' | 'hierarchical' | 'ring' | 'one way' | 'impossible cells'
export const shapes: readonly Shape[] = ['two ways', 'three ways', 'linked', 'hierarchical', 'ring', 'one way', 'impossible cells']

export function madeUpRelease(shape: Shape, seed: number, options: { readonly most?: number, readonly threshold?: number } = {}): Release {
  const random = randomNumbers(seed * 7919 + shapes.indexOf(shape))
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const most = options.most ?? 4
  const dimensions: Record<string, string[]> = {}
  for (const name of ['faith', 'place', 'grade', 'sex']) dimensions[name] = Array.from({ length: name === 'sex' ? 2 : between(2, most) }, (_, at) => `${name} ${at + 1}`)
  const by = { 'one way': [['faith']], 'two ways': [['faith', 'place']], 'three ways': [['faith', 'place', 'sex']], 'linked': [['faith', 'place'], ['grade', 'place'], ['sex', 'place']], 'hierarchical': [['faith', 'place']], 'ring': [['faith', 'place'], ['place', 'grade'], ['grade', 'faith']], 'impossible cells': [['faith', 'place'], ['place', 'sex']] }[shape]
  if (shape === 'hierarchical') dimensions['faith'] = Array.from({ length: between(4, most + 3) }, (_, at) => `faith ${at + 1}`)
  const used = [...new Set(by.flat())]
  const weights = new Map(used.map((name) => [name, (dimensions[name] ?? []).map(() => random() ** 3 + 0.02)]))
  const barred = new Set<string>()
  if (shape === 'impossible cells') for (let at = 0; at < 2; at++) barred.add(`faith ${between(1, 2)} place ${between(1, 2)}`)
  const people = Array.from({ length: between(8, 70) }, () => Object.fromEntries(used.map((name) => [name, pick(dimensions[name] ?? [], weights.get(name) ?? [], random)])))
    .filter((person) => !barred.has(`${person['faith']} ${person['place']}`))
  const count = (dims: readonly string[], chosen: Record<string, string>): Counts => {
    const [next, ...rest] = dims
    if (next === undefined) {
      const where = `${chosen['faith']} ${chosen['place']}`
      if (chosen['faith'] !== undefined && chosen['place'] !== undefined && barred.has(where)) return null
      return people.filter((person) => Object.entries(chosen).every(([name, value]) => person[name] === value)).length
    }
    return (dimensions[next] ?? []).map((value) => count(rest, { ...chosen, [next]: value }))
  }
  return {
    schema: 'release/1', threshold: options.threshold ?? between(3, 6),
    dimensions: Object.fromEntries(used.map((name) => [name, dimensions[name] ?? []])),
    ...(shape === 'hierarchical' ? { parents: { faith: Object.fromEntries((dimensions['faith'] ?? []).map((name, at) => [name, at < 2 ? 'family 1' : at < 4 ? 'family 2' : 'family 3'])) } } : {}),
    tables: by.map((dims, at) => ({ id: `t${at + 1}`, by: dims, counts: count(dims, {}) })),
  }
}

function pick(list: readonly string[], weights: readonly number[], random: () => number): string {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [at, name] of list.entries()) if ((left -= weights[at] ?? 0) < 0) return name
  return list.at(-1) ?? ''
}
