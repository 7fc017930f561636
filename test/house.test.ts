import { test } from 'node:test'
import assert from 'node:assert/strict'
import { house } from './house.ts'

test('a house opens with the example council in it, and somebody signs in as a person does', async () => {
  await using council = await house()
  const somebody = council.visitor()
  const door = await somebody.visit('/home')
  assert.equal(door.heading, 'Sign in')
  const wrong = await somebody.press(door, 'Sign in', { 'Email address': 'priya.nair@barsetshire.example', Password: 'three plum kettle' })
  assert.equal(wrong.status, 422)
  assert.equal(wrong.field('Email address'), 'priya.nair@barsetshire.example')
  assert.equal(wrong.field('Password'), '')
  const home = await somebody.send(wrong, 'Sign in', { Password: 'three plum kettles' })
  assert.equal(home.heading, 'Hello, Priya')
  assert.ok(somebody.cookies.has('session'))
})

test('two houses do not know of each other, and each has its own time', async () => {
  await using one = await house()
  await using other = await house()
  const [priya, tom] = [await one.as('priya.nair@barsetshire.example'), await other.as('tom.aldous@barsetshire.example')]
  one.wait({ days: 3 })
  assert.equal(one.today().toString(), '2026-11-25')
  assert.equal(other.today().toString(), '2026-11-22')
  assert.match((await tom.visit('/home')).heading, /Tom/)
  assert.equal((await priya.visit('/home')).heading, 'Sign in')
})
