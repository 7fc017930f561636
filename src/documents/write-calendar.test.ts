import { test } from 'node:test'
import assert from 'node:assert/strict'
import ICAL from 'ical.js'
import { writeCalendar } from './write.ts'

test('a calendar is read by another program: whole days, with their words, and nothing that blocks anybody’s time', () => {
  const text = writeCalendar({ name: 'What Barsetshire owes', host: 'equality.example', now: Temporal.Instant.from('2026-11-22T09:30:00Z'), days: [
    { id: 'equality-information-2027', on: Temporal.PlainDate.from('2027-03-28'), title: 'Publish equality information; “early”, if we can', words: 'Last done on 29 March 2026.\nA year beginning with that day, ends\\then', href: 'https://equality.example/clock/owed/equality-information' },
    { id: 'pay', on: Temporal.PlainDate.from('2027-03-30'), title: `A title that is longer than the seventy-five octets of one line of a calendar, é and all`, words: '', href: 'https://equality.example/clock' },
  ] })
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'lines are folded')
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  const [first, second] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
  assert.deepEqual([first?.startDate.toString(), first?.startDate.isDate, first?.endDate.toString()], ['2027-03-28', true, '2027-03-29'])
  assert.equal(first?.summary, 'Publish equality information; “early”, if we can')
  assert.equal(first?.description, 'Last done on 29 March 2026.\nA year beginning with that day, ends\\then')
  assert.equal(first?.uid, 'equality-information-2027@equality.example')
  assert.equal(second?.summary, 'A title that is longer than the seventy-five octets of one line of a calendar, é and all')
  assert.equal(calendar.getAllSubcomponents('vevent')[0]?.getFirstPropertyValue('transp'), 'TRANSPARENT')
})
