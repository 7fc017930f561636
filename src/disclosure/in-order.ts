import { total } from './release.ts'
import type { Dimension, ReadRelease, Table } from './release.ts'

/** A release with everything in one order, and the way back: the order that a file happens to have must not change what is withheld. */
export interface InOrder {
  readonly release: ReadRelease
  /** For each table in order, its number in the file; and for each of its leaves, the leaf in the file. */
  readonly tables: readonly { readonly number: number, readonly leaves: readonly number[] }[]
}

export function inOrder(release: ReadRelease): InOrder {
  const dimensions = new Map<string, { readonly dimension: Dimension, readonly back: readonly number[] }>()
  for (const name of [...release.dimensions.keys()].sort()) {
    const given = release.dimensions.get(name)
    if (given === undefined) continue
    const back = given.leaves.map((_, at) => at).sort((a, b) => alphabetically(given.leaves[a] ?? '', given.leaves[b] ?? ''))
    const nodes = given.nodes.map((node) => ({ name: node.name, leaves: node.leaves.map((leaf) => back.indexOf(leaf)).sort((a, b) => a - b) }))
    const isLeaf = (node: { readonly name: string }) => given.leaves.includes(node.name)
    dimensions.set(name, {
      back,
      dimension: {
        name, leaves: back.map((at) => given.leaves[at] ?? ''),
        nodes: [
          ...nodes.filter(isLeaf).sort((a, b) => alphabetically(a.name, b.name)),
          ...nodes.filter((node) => !isLeaf(node) && node.name !== total).sort((a, b) => alphabetically(a.name, b.name)),
          ...nodes.filter((node) => node.name === total),
        ],
      },
    })
  }
  const tables = release.tables.map((table, number) => ({ number, ...tableInOrder(table, (name) => dimensions.get(name)?.back ?? []) }))
    .sort((a, b) => alphabetically(JSON.stringify([a.table.by, a.table.counts, a.table.id]), JSON.stringify([b.table.by, b.table.counts, b.table.id])))
  return {
    release: { ...release, dimensions: new Map([...dimensions].map(([name, { dimension }]) => [name, dimension])), tables: tables.map(({ table }) => table) },
    tables: tables.map(({ number, leaves }) => ({ number, leaves })),
  }
}

function tableInOrder(table: Table, backOf: (name: string) => readonly number[]): { readonly table: Table, readonly leaves: readonly number[] } {
  const by = [...table.by].sort()
  const from = by.map((name) => table.by.indexOf(name))
  const sizes = from.map((at) => table.sizes[at] ?? 0)
  const strides = table.sizes.map((_, at) => table.sizes.slice(at + 1).reduce((product, size) => product * size, 1))
  let leaves = [0]
  by.forEach((name, at) => {
    const stride = strides[from[at] ?? 0] ?? 1
    leaves = leaves.flatMap((leaf) => backOf(name).map((category) => leaf + category * stride))
  })
  return { table: { ...table, by, sizes, counts: leaves.map((leaf) => table.counts[leaf] ?? null) }, leaves }
}

function alphabetically(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
