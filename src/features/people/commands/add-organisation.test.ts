import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHost, shortNameOf } from './add-organisation.ts'

test('a web address is taken by its name alone, as a browser sends it', () => {
  for (const [written, host] of [['equality.barsetshire.example', 'equality.barsetshire.example'], [' Equality.Barsetshire.Example ', 'equality.barsetshire.example'], ['city.localhost', 'city.localhost'], ['xn--ynys-mn-x0a.example', 'xn--ynys-mn-x0a.example']] as const) {
    assert.deepEqual(readHost(written), { host })
  }
  for (const written of ['https://equality.example', 'equality.example:443', 'equality.example/']) assert.match(JSON.stringify(readHost(written)), /the name of the address alone/)
  for (const written of ['', 'localhost', '.example', 'a..example', '-a.example', 'a_b.example', '127.0.0.1', `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`]) assert.match(JSON.stringify(readHost(written)), /is not the name of a web address/, written)
})

test('a short name has plain letters only, and is never empty', () => {
  assert.deepEqual(['Cyngor Sir Ynys Môn', 'St. Ogg’s & District NHS Trust', '“”', 'A'.repeat(60)].map(shortNameOf), ['cyngor-sir-ynys-mon', 'st-ogg-s-district-nhs-trust', 'organisation', 'a'.repeat(40)])
})
