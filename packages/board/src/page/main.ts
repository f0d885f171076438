import { keyIn } from './address.ts'
import { openBoard } from './board.ts'
import { memoryIn } from './dom/memory.ts'
import { signIn } from './parts/sign-in.ts'

const root = document.getElementById('board') ?? document.body
const session = memoryIn(() => sessionStorage)
const memory = memoryIn(() => localStorage)
let close = (): void => {}

const askForKey = (message: string | null): void => {
  close()
  close = () => {}
  session.write('guichet-key', null)
  document.title = 'Guichet'
  signIn(root, message, enter)
}

const enter = (key: string): void => {
  session.write('guichet-key', key)
  close()
  close = openBoard(root, {
    key,
    memory,
    onWrongKey: () => askForKey('The server does not accept this key.'),
    onSignOut: () => askForKey(null),
  })
}

/** A key in the address is used, and removed from the address. */
const takeKey = (): string | null => {
  const key = keyIn(location.hash)
  if (location.hash.startsWith('#key=')) history.replaceState(null, '', location.pathname + location.search)
  return key
}

const key = takeKey() ?? session.read('guichet-key')
if (key === null) askForKey(null)
else enter(key)
addEventListener('hashchange', () => {
  const given = takeKey()
  if (given !== null) enter(given)
})
