import { dialogOf } from '../dom/dialog.ts'
import { button, element, isolated } from '../dom/element.ts'
import { fieldsOf } from '../model/json.ts'
import type { Intent } from '../model/intent.ts'
import type { Client } from '../server/client.ts'
import { contentInWords } from '../words/content.ts'
import { idInWords, plainly } from '../words/text.ts'

/** Asks whether to give up a message of unknown outcome, and explains the consequence. */
export const openGiveUp = (intent: Intent, client: Client, onDone: () => void): void => {
  const dialog = dialogOf('small-dialog', ['Give up on this message?'])
  const problem = element('p', { class: 'problem', role: 'alert' })
  const giveUp = button('Give up', 'danger', () => {
    giveUp.disabled = true
    void send(intent, client).then((trouble) => {
      giveUp.disabled = false
      problem.textContent = trouble ?? ''
      if (trouble !== null) return
      onDone()
      dialog.close()
    })
  })
  dialog.body.append(
    element(
      'p',
      {},
      `It is not known whether the ${contentInWords(intent.content)} to `,
      isolated(idInWords(intent.recipient)),
      ' was sent. The customer may already have it.',
    ),
    element(
      'p',
      {},
      'Giving up ends the wait: the message leaves this list. Its key ',
      isolated(plainly(intent.key), 'mono'),
      ' stays used, so the same request is never sent again. To send the message again, use another key.',
    ),
    problem,
    element('div', { class: 'choices' }, button('Keep waiting', 'plain', dialog.close), giveUp),
  )
  dialog.open()
}

/** `null` if it is done, else the problem. */
const send = async ({ phoneNumberId, recipient, key }: Intent, client: Client): Promise<string | null> => {
  const reply = await client.post('/intents/give-up', { phoneNumberId, recipient, key })
  if (reply.is === 'ok')
    return fieldsOf(reply.body)['gaveUp'] === true
      ? null
      : 'It was not given up: its outcome is known by now.'
  return reply.is === 'failed' ? `It was not given up: ${reply.reason}.` : 'It was not given up.'
}
