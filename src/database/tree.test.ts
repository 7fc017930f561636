import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { addLeaves, fits, isConsistent, isIncluded, noPeaks, proveConsistency, proveInclusion, proveInclusions, rootOf, rootOfLeaves } from './tree.ts'

const sha = (...parts: (Uint8Array | string)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leaves = Array.from({ length: 130 }, (_, index) => sha(`entry ${index}`))

/** The definition of RFC 9162, 2.1.1, written down as it stands there. */
function bySection211(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return sha()
  if (entries.length === 1) return sha(Uint8Array.of(0), entries[0]!)
  let split = 1
  while (split * 2 < entries.length) split *= 2
  return sha(Uint8Array.of(1), bySection211(entries.slice(0, split)), bySection211(entries.slice(split)))
}

test('the root of every tree of 0 to 130 entries is the one that RFC 9162 defines', () => {
  for (let size = 0; size <= 130; size++) assert.deepEqual(Buffer.from(rootOfLeaves(leaves.slice(0, size))), bySection211(leaves.slice(0, size)), `size ${size}`)
})

test('the roots of known trees: the test vectors of the Certificate Transparency log', () => {
  // The eight inputs and their tree heads are those of the reference implementation's tests (RFC 6962 and 9162 hash alike).
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'))
  assert.equal(Buffer.from(rootOfLeaves([])).toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.equal(Buffer.from(rootOfLeaves(inputs.slice(0, 1))).toString('hex'), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  assert.equal(Buffer.from(rootOfLeaves(inputs)).toString('hex'), '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
})

test('a tree that grows entry by entry, or by many at once, has the same root', () => {
  let growing = noPeaks
  for (let size = 1; size <= 130; size++) {
    growing = addLeaves(growing, [leaves[size - 1]!])
    assert.ok(fits(growing))
    assert.deepEqual(Buffer.from(rootOf(growing)), bySection211(leaves.slice(0, size)))
  }
  assert.deepEqual(rootOf(addLeaves(addLeaves(noPeaks, leaves.slice(0, 57)), leaves.slice(57))), rootOf(growing))
})

test('every entry of every tree of up to 130 is proved, and no proof serves another entry, place or root', () => {
  for (let size = 1; size <= 130; size++) {
    const tree = leaves.slice(0, size)
    const root = bySection211(tree)
    for (let index = 0; index < size; index += size > 40 ? 7 : 1) {
      const proof = proveInclusion(tree, index)
      assert.ok(isIncluded(tree[index]!, index, size, proof, root), `${index} of ${size}`)
      assert.ok(!isIncluded(sha('another'), index, size, proof, root))
      assert.ok(!isIncluded(tree[index]!, index, size, proof, sha('another root')))
      if (size > 1) assert.ok(!isIncluded(tree[index]!, (index + 1) % size, size, proof, root), `${index} passed for another place of ${size}`)
      if (proof.length > 0) assert.ok(!isIncluded(tree[index]!, index, size, proof.slice(1), root))
      assert.ok(!isIncluded(tree[index]!, index, size, [...proof, sha('more')], root))
    }
  }
})

test('every shorter ledger is shown to begin every longer one of up to 66, and a rewritten one is not', () => {
  for (let size = 1; size <= 66; size++) {
    const now = { size, root: bySection211(leaves.slice(0, size)) }
    for (let before = 1; before <= size; before++) {
      const proof = proveConsistency(leaves.slice(0, size), before)
      const was = { size: before, root: bySection211(leaves.slice(0, before)) }
      assert.ok(isConsistent(was, now, proof), `${before} of ${size}`)
      assert.ok(!isConsistent({ ...was, root: sha('rewritten') }, now, proof), `${before} of ${size}, rewritten before`)
      if (before < size) assert.ok(!isConsistent(was, { ...now, root: sha('rewritten') }, proof), `${before} of ${size}, rewritten after`)
    }
  }
})

test('proofs of several entries, from a tree that is built once, are those of each entry by itself', () => {
  for (let size = 1; size <= 130; size++) {
    const indexes = [0, Math.floor(size / 2), size - 1]
    assert.deepEqual(proveInclusions(leaves.slice(0, size), indexes), indexes.map((index) => proveInclusion(leaves.slice(0, size), index)), `size ${size}`)
  }
  assert.throws(() => proveInclusions(leaves, [130]), RangeError)
})
