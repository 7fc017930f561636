/**
 * The Merkle tree of RFC 9162 (Certificate Transparency 2.0), section 2.1, over SHA-256. One 32-byte root stands for
 * a whole ledger; a few hashes prove that an entry is under it (inclusion), or that a longer ledger begins with a
 * shorter one (consistency). Leaves are the entries' own hashes. Pure.
 */
import { createHash } from 'node:crypto'

type Hash = Uint8Array

export function hashLeaf(entry: Uint8Array): Hash {
  return createHash('sha256').update(leafMark).update(entry).digest()
}

function hashPair(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(nodeMark).update(left).update(right).digest()
}

/** A leaf can never be taken for a node, nor a node for a leaf. */
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/**
 * The complete subtrees of a growing tree, largest first: all that is needed to add a leaf or to know the root. At most
 * one for each binary digit of the size.
 */
export interface Peaks { readonly size: number; readonly hashes: readonly Hash[] }

export const noPeaks: Peaks = { size: 0, hashes: [] }

export function addLeaves(peaks: Peaks, leaves: Iterable<Uint8Array>): Peaks {
  const hashes = [...peaks.hashes]
  let { size } = peaks
  for (const leaf of leaves) {
    hashes.push(hashLeaf(leaf))
    // Two subtrees of one size become one of twice the size, as in counting.
    for (let carry = size; carry % 2 === 1; carry = Math.floor(carry / 2)) hashes.splice(-2, 2, hashPair(hashes.at(-2)!, hashes.at(-1)!))
    size++
  }
  return { size, hashes }
}

export function rootOf(peaks: Peaks): Hash {
  if (peaks.hashes.length === 0) return createHash('sha256').digest()
  return peaks.hashes.reduceRight((right, left) => hashPair(left, right))
}

export function rootOfLeaves(leaves: readonly Uint8Array[]): Hash {
  return rootOf(addLeaves(noPeaks, leaves))
}

/** Is this a possible number of peaks for the size? One for each 1 in its binary digits. */
export function fits(peaks: Peaks): boolean {
  return peaks.hashes.length === peaks.size.toString(2).replaceAll('0', '').length
}

/** The hashes that lead from one leaf to the root. `index` counts from 0. RFC 9162, 2.1.3.1. */
export function proveInclusion(leaves: readonly Uint8Array[], index: number): readonly Hash[] {
  if (index < 0 || index >= leaves.length) throw new RangeError('There is no such entry.')
  if (leaves.length === 1) return []
  const split = largestPowerBelow(leaves.length)
  return index < split
    ? [...proveInclusion(leaves.slice(0, split), index), rootOfLeaves(leaves.slice(split))]
    : [...proveInclusion(leaves.slice(split), index - split), rootOfLeaves(leaves.slice(0, split))]
}

/**
 * The same for several leaves of one large tree, which is built once: level by level, where a node without a neighbour rises as it is.
 * Indexes count from 0.
 */
export function proveInclusions(leaves: readonly Uint8Array[], indexes: readonly number[]): readonly (readonly Hash[])[] {
  if (indexes.some((index) => index < 0 || index >= leaves.length)) throw new RangeError('There is no such entry.')
  const proofs = indexes.map((): Hash[] => [])
  let level: Hash[] = leaves.map(hashLeaf)
  for (let height = 0; level.length > 1; height++) {
    for (const [which, index] of indexes.entries()) {
      const other = level[Math.floor(index / 2 ** height) % 2 === 0 ? Math.floor(index / 2 ** height) + 1 : Math.floor(index / 2 ** height) - 1]
      if (other !== undefined) proofs[which]!.push(other)
    }
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, at) => at * 2 + 1 < level.length ? hashPair(level[at * 2]!, level[at * 2 + 1]!) : level[at * 2]!)
  }
  return proofs
}

/** RFC 9162, 2.1.3.2. */
export function isIncluded(entry: Uint8Array, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0 || index >= size) return false
  let position = BigInt(index)
  let last = BigInt(size - 1)
  let hash = hashLeaf(entry)
  for (const other of proof) {
    if (last === 0n) return false
    if (position % 2n === 1n || position === last) {
      hash = hashPair(other, hash)
      while (position % 2n === 0n && position !== 0n) { position /= 2n; last /= 2n }
    } else {
      hash = hashPair(hash, other)
    }
    position /= 2n
    last /= 2n
  }
  return last === 0n && equal(hash, root)
}

/** The hashes that show that the tree of all leaves begins with the tree of the first `size` of them. RFC 9162, 2.1.4.1. */
export function proveConsistency(leaves: readonly Uint8Array[], size: number): readonly Hash[] {
  if (size < 1 || size > leaves.length) throw new RangeError('There was no such ledger.')
  return subproof(leaves, size, true)
}

function subproof(leaves: readonly Uint8Array[], size: number, whole: boolean): readonly Hash[] {
  if (size === leaves.length) return whole ? [] : [rootOfLeaves(leaves)]
  const split = largestPowerBelow(leaves.length)
  return size <= split
    ? [...subproof(leaves.slice(0, split), size, whole), rootOfLeaves(leaves.slice(split))]
    : [...subproof(leaves.slice(split), size - split, false), rootOfLeaves(leaves.slice(0, split))]
}

/** RFC 9162, 2.1.4.2. */
export function isConsistent(before: { size: number; root: Hash }, after: { size: number; root: Hash }, proof: readonly Hash[]): boolean {
  if (before.size < 1 || before.size > after.size) return false
  if (before.size === after.size) return proof.length === 0 && equal(before.root, after.root)
  const path = isPowerOfTwo(before.size) ? [before.root, ...proof] : [...proof]
  const [first, ...rest] = path
  if (!first) return false
  let position = BigInt(before.size - 1)
  let last = BigInt(after.size - 1)
  while (position % 2n === 1n) { position /= 2n; last /= 2n }
  let old = first
  let now = first
  for (const hash of rest) {
    if (last === 0n) return false
    if (position % 2n === 1n || position === last) {
      old = hashPair(hash, old)
      now = hashPair(hash, now)
      while (position % 2n === 0n && position !== 0n) { position /= 2n; last /= 2n }
    } else {
      now = hashPair(now, hash)
    }
    position /= 2n
    last /= 2n
  }
  return last === 0n && equal(old, before.root) && equal(now, after.root)
}

function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size))
}

function equal(a: Hash, b: Hash): boolean {
  return Buffer.compare(a, b) === 0
}
