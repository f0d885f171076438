import type { WhatsApp } from './whatsapp.ts'
import { secrets } from './whatsapp.ts'

/** What is wrong with a bot behind an address; empty when it does all that its page says. */
export const botProblems = async (url: string, world: WhatsApp): Promise<readonly string[]> => {
  const { searchParams } = new URL('http://query.example')
  searchParams.set('hub.mode', 'subscribe')
  searchParams.set('hub.challenge', '1158')
  searchParams.set('hub.verify_token', secrets.verifyToken)
  const handshake = await (await fetch(`${url}/?${searchParams}`)).text()
  const { status } = await fetch(url, { method: 'POST', body: '{}' })
  await world.hears('Bonjour')
  await world.hears('Merci')
  return [
    ...unlike('the handshake', handshake, '1158'),
    ...unlike('the status of a webhook without a signature', String(status), '401'),
    ...answerProblems(world, ['Bonjour', 'Merci']),
  ]
}

/** What is wrong with the answers to what a customer wrote. */
export const answerProblems = (world: WhatsApp, said: readonly string[]): readonly string[] =>
  unlike(
    'what was answered',
    world.delivered().join(' | '),
    said.map((text) => `You wrote: ${text}`).join(' | '),
  )

const unlike = (what: string, found: string, wanted: string): readonly string[] =>
  found === wanted ? [] : [`${what} is "${found}", not "${wanted}"`]
