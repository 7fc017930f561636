// Keeps what a person types, so that a closed lid or an ended session loses nothing, and looks again at work that takes a while.
// Everything here can be done without it: a form that keeps drafts has its own button for that, and a page can be reloaded.

const pause = 1500
const longestPause = 20000
// A browser sends no more than this after the page has gone.
const keepaliveLimit = 60000

for (const form of document.querySelectorAll('form[data-draft]')) keepDraftsOf(form)
for (const place of document.querySelectorAll('[data-refresh]')) lookAgainAt(place)

function keepDraftsOf(form) {
  const said = document.createElement('p')
  said.className = 'dr-saved'
  said.setAttribute('role', 'status')
  const buttons = form.querySelector('.govuk-button-group')
  if (buttons) buttons.before(said)
  else form.append(said)

  let kept = answersOf(form).toString()
  let since = null
  let timer = null
  let sending = null

  form.addEventListener('input', later)
  form.addEventListener('change', later)
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    sending?.abort()
    form.removeEventListener('input', later)
    form.removeEventListener('change', later)
    document.removeEventListener('visibilitychange', whenLeaving)
  })
  document.addEventListener('visibilitychange', whenLeaving)

  function later() {
    since ??= Date.now()
    clearTimeout(timer)
    timer = setTimeout(keep, Date.now() - since > longestPause ? 0 : pause)
  }

  function whenLeaving() {
    if (document.visibilityState === 'hidden' && since !== null) void keep()
  }

  async function keep() {
    clearTimeout(timer)
    if (sending) return later()
    since = null
    const answers = answersOf(form)
    const text = answers.toString()
    if (text === kept) return
    answers.set('_draft', '1')
    const body = answers.toString()
    sending = new AbortController()
    try {
      const answer = await fetch(form.getAttribute('action') || location.href, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        body,
        credentials: 'same-origin',
        redirect: 'manual',
        keepalive: body.length < keepaliveLimit,
        signal: sending.signal,
      })
      if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
        say('You have been signed out, so what you type now is not being saved. It is still on this page. Sign in again in another tab, then come back here.', true)
      } else if (answer.ok) {
        const { kept: at } = await answer.json()
        kept = text
        say(`Saved ${at}`)
      } else {
        tryAgain()
      }
    } catch (problem) {
      if (problem.name !== 'AbortError') tryAgain()
    } finally {
      sending = null
    }
  }

  function tryAgain() {
    say('What you typed could not be saved just now. It is still on this page. We will try again.', true)
    since ??= Date.now()
    clearTimeout(timer)
    timer = setTimeout(keep, 15000)
  }

  // The same words twice would not be read out, and need not be.
  function say(words, trouble = false) {
    said.classList.toggle('dr-saved--trouble', trouble)
    if (said.textContent !== words) said.textContent = words
  }
}

function answersOf(form) {
  const answers = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || form.querySelector(`[type=password][name="${CSS.escape(name)}"]`)) continue
    answers.append(name, value)
  }
  return answers
}

function lookAgainAt(place) {
  const every = Math.max(2, Number(place.dataset.refresh) || 3) * 1000
  place.setAttribute('aria-live', 'polite')
  let troubles = 0
  const timer = setInterval(look, every)

  async function look() {
    if (document.visibilityState === 'hidden') return
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', headers: { accept: 'text/html' } })
      if (!answer.ok) throw new Error(String(answer.status))
      // The work is done and its page says where to go: go there.
      if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
        clearInterval(timer)
        location.assign(answer.url)
        return
      }
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = place.id === '' ? page.querySelector('[data-refresh]') : page.getElementById(place.id)
      troubles = 0
      if (!fresh || !('refresh' in fresh.dataset)) {
        // Finished: the page now says something else, and is shown whole.
        clearInterval(timer)
        location.reload()
        return
      }
      if (fresh.innerHTML === place.innerHTML) return
      const held = place.contains(document.activeElement) ? document.activeElement.id : ''
      place.replaceChildren(...fresh.childNodes)
      if (held !== '') document.getElementById(held)?.focus()
    } catch {
      troubles += 1
      if (troubles === 5) clearInterval(timer)
    }
  }
}
