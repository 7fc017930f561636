import { test } from 'node:test'
import assert from 'node:assert/strict'
import { isEasilyGuessed, passwordProblem } from './password.ts'
import { hashPassword, isPassword } from './password-store.ts'

const priya = ['Priya Nair', 'priya.nair@barsetshire.example', 'Barsetshire County Council']

test('what guessing programs begin with is refused, however it is dressed up', () => {
  for (const guess of ['password1234', 'Password2026!', 'P4ssw0rd!2026', 'qwertyuiop12', '123456789012', 'liverpoolfc1892', 'summer2026!!', 'passwordpassword', 'aaaaaaaaaaaa', 'abcabcabcabc', '1q2w3e4r5t6y', 'administrator1', 'iloveyou1234', 'manchesterunited', 'letmein123456', 'Welcome12345', 'zxcvbnm,./12345', 'equality2026!', 'monkeydragon99']) {
    assert.equal(isEasilyGuessed(guess, []), true, guess)
  }
})

test('one’s own name, address and council are what would be tried first', () => {
  for (const guess of ['priyanair1234', 'Barsetshire2026', 'NairPriya!!!!', 'countycouncil1']) assert.equal(isEasilyGuessed(guess, priya), true, guess)
})

test('three words that have nothing to do with each other are welcome, and so is anything that chance made', () => {
  for (const good of ['kettle violin harbour', 'orbit-mango-lantern', 'coffeetrainfish', 'mossy bridge teacup', 'T7#kq9vLp2xZ', 'ydych chi’n gwybod', 'дом река лампа окно']) assert.equal(passwordProblem(good, priya), null, good)
})

test('a password is as long as its characters, from 12 to 200, and may be of any kind', () => {
  assert.match(passwordProblem('elevenchars', []) ?? '', /12 characters or more/)
  assert.match(passwordProblem('🦊🐢🦉🐝🦋🐙🦀🐬🦆', []) ?? '', /12 characters or more/)
  assert.equal(passwordProblem('mossy bridge '.repeat(15) + 'end', []), null)
  assert.match(passwordProblem('k'.repeat(100) + 'z'.repeat(101), []) ?? '', /200 characters or fewer/)
})

test('a password is checked as it was typed: capitals, spaces and every character to the last count', async () => {
  const long = 'mossy Bridge teacup '.repeat(9).trim()
  const hash = await hashPassword(long)
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await isPassword(long, hash), true)
  for (const other of [long.toLowerCase(), `${long} `, long.slice(0, -1), ` ${long}`]) assert.equal(await isPassword(other, hash), false)
  assert.notEqual(await hashPassword(long), hash, 'each has a salt of its own')
})

test('an accented letter is the same from every keyboard', async () => {
  assert.equal(await isPassword('cafe\u0301 au lait noir', await hashPassword('caf\u00e9 au lait noir')), true)
})

test('nobody’s password is never right', async () => {
  assert.equal(await isPassword('anything', null), false)
})
