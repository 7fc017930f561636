import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import fc from 'fast-check'
import { bodyStylesheet, colourProblem, contrast } from './body-colours.ts'

test('the contrast of two colours is that of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#ffffff', '#ffffff'), 1)
  // Published examples: #767676 is the palest grey that passes on white; #777777 fails.
  assert.ok(contrast('#767676', '#ffffff') >= 4.5)
  assert.ok(contrast('#777777', '#ffffff') < 4.5)
})

test('whatever colours a body chooses, white words on them and links in them on white can be read', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)
  fc.assert(fc.property(colour, colour, (header, accent) => {
    const made = Object.fromEntries([...bodyStylesheet({ header, accent }).matchAll(/(--dr-[\w-]+):(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]))
    for (const name of ['--dr-header', '--dr-accent', '--dr-accent-dark']) assert.ok(contrast(made[name] ?? '', '#ffffff') >= 4.5, `${name} of ${header} and ${accent}`)
    // The link’s colour on the tint of the hero.
    assert.ok(contrast(made['--dr-accent-dark'] ?? '', made['--dr-accent-tint'] ?? '') >= 4.5)
  }))
})

test('a colour that can be read is kept as the body gave it', () => {
  assert.match(bodyStylesheet({ header: '#17324d', accent: '#14507f' }), /--dr-header:#17324d;.*--dr-accent:#14507f;/)
  assert.equal(colourProblem('#14507f'), null)
  assert.match(colourProblem('#ffcc00') ?? '', /too hard to read/)
  assert.match(colourProblem('yellow') ?? '', /^Enter a colour/)
})

test('nothing but a colour gets into a stylesheet', () => {
  assert.throws(() => bodyStylesheet({ header: 'red;}body{display:none', accent: '#14507f' }), TypeError)
  assert.throws(() => bodyStylesheet({ header: '#14507f', accent: '#fff' }), TypeError)
})
