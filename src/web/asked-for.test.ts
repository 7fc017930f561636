import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAskedFor } from './asked-for.ts'

const form = readAskedFor(`<main><form>
  <input type="hidden" name="_version" value="1">
  <label for="name">What is it <strong>called</strong>?</label><input id="name" name="name" value="a &quot;b&quot;">
  <fieldset><legend><h1>Is it &lt;urgent&gt;?</h1></legend><input type="radio" id="u" name="urgent" value="yes &amp; now"><label for="u">Yes, now</label><input type="radio" id="u-2" name="urgent" value="no"><label for="u-2">No</label></fieldset>
  <fieldset><legend>When is it due?</legend><label for="due-day">Day</label><input id="due-day" name="due-day"></fieldset>
  <label for="who">Who leads it?</label><select id="who" name="who"><option value="">Choose</option><option value="7">Priya Nair</option></select>
  <label for="why">Why</label><textarea id="why" name="why"></textarea>
</form></main>`)

test('a field is called by the question that the form asks', () => {
  assert.deepEqual(['name', 'urgent', 'due-day', 'who', 'why', '_version', 'not-there', '.*'].map((name) => form.question(name)), ['What is it called?', 'Is it <urgent>?', 'When is it due?, Day', 'Who leads it?', 'Why', null, null, null])
})

test('an answer that is one of several is called by its words, and typed words are left as they are', () => {
  assert.deepEqual([['urgent', 'yes & now'], ['urgent', 'no'], ['who', '7'], ['who', '8'], ['name', 'a "b"'], ['why', '']].map(([name, value]) => form.option(name!, value!)), ['Yes, now', 'No', 'Priya Nair', null, null, null])
})
