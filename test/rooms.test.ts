/** What the rooms must agree on, seen without opening a house: quick, so that it is run before each change goes in. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { rooms } from '../src/rooms.ts'

/** `/plans/:strategy` and `/plans/:plan` are one address. */
const shapeOf = (pattern: string): string => pattern.replaceAll(/:\w+/g, ':')

function claimedTwice(all: readonly { readonly name: string; readonly pages: readonly { readonly path: { readonly pattern: string } }[] }[]): readonly string[] {
  const claims = all.flatMap((room) => room.pages.map((page) => ({ room: room.name, pattern: page.path.pattern })))
  return claims.flatMap((each, at) => {
    const first = claims.findIndex((other) => shapeOf(other.pattern) === shapeOf(each.pattern))
    return first === at ? [] : [`${each.pattern} of ${each.room} is ${claims[first]!.pattern} of ${claims[first]!.room}`]
  })
}

test('no two pages claim the same address, whatever they call its parts', () => {
  assert.ok(rooms.flatMap((room) => room.pages).length > 300, 'too few pages were read to know')
  assert.deepEqual(claimedTwice(rooms), [])
  const twin = (name: string, pattern: string) => ({ name, pages: [{ path: { pattern } }] })
  assert.deepEqual(claimedTwice([twin('A', '/things/:thing'), twin('B', '/things/:one'), twin('C', '/things/new')]), ['/things/:one of B is /things/:thing of A'])
})

test('every room has a name of its own', () => {
  assert.equal(new Set(rooms.map((room) => room.name)).size, rooms.length)
})
