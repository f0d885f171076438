import { element } from '../dom/element.ts'
import { isPossibleKey } from '../server/client.ts'

/** Asks for the API key; `message` gives the reason, if any. */
export const signIn = (root: HTMLElement, message: string | null, onKey: (key: string) => void): void => {
  const field = element('input', {
    id: 'key',
    name: 'key',
    type: 'password',
    autocomplete: 'current-password',
    spellcheck: 'false',
    required: true,
    ...(message === null ? {} : { 'aria-invalid': 'true' }),
    'aria-describedby': 'key-hint key-problem',
  })
  const problem = element('p', { id: 'key-problem', class: 'problem', role: 'alert' }, message)
  const form = element(
    'form',
    { class: 'sign-in' },
    element('h1', { class: 'brand' }, 'Guichet'),
    element('p', { class: 'lead' }, 'Which customer service windows close next, and what may be sent.'),
    element('label', { for: 'key' }, 'API key'),
    field,
    element(
      'p',
      { id: 'key-hint', class: 'quiet' },
      'One of GUICHET_API_KEY. It stays in this tab and is forgotten when the tab is closed.',
    ),
    problem,
    element('button', { type: 'submit', class: 'primary' }, 'Sign in'),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const key = field.value.trim()
    if (isPossibleKey(key)) onKey(key)
    else problem.textContent = 'A key has no blanks and no accented letters. Copy the key again.'
  })
  root.replaceChildren(element('main', { class: 'door' }, form))
  field.focus()
}
