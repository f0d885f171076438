import { WhatsAppAPI } from 'whatsapp-api-js'
import {
  ActionButtons,
  ActionList,
  Body,
  BodyComponent,
  BodyParameter,
  Button,
  Image,
  Interactive,
  ListSection,
  Reaction,
  Row,
  Template,
  Text,
} from 'whatsapp-api-js/messages'
import type { ServerErrorResponse } from 'whatsapp-api-js/types'
import type { Client, ClientMaker, Heard, Told } from './client.ts'
import { passesEveryScenario } from './passes-every-scenario.ts'

/** It throws no errors of WhatsApp’s: its type of error is an answer with `error` in it. */
const told = async <Answer extends object, Value>(
  answer: Promise<Answer | ServerErrorResponse>,
  value: (answer: Answer) => Value,
): Promise<Told<Value>> => {
  const given = await answer
  return isError(given)
    ? { ok: false, code: given.error.code, details: given.error.error_data.details }
    : { ok: true, value: value(given) }
}

const isError = (answer: object): answer is ServerErrorResponse =>
  'error' in answer && answer.error !== undefined

/** Its lists must not be empty, which is in their types. */
const some = <Value>([first, ...others]: readonly Value[]): [Value, ...Value[]] => {
  if (first === undefined) throw new Error('one is needed')
  return [first, ...others]
}

const graph = 'https://graph.facebook.com'

/** WhatsApp’s address is fixed in it, so the `fetch` that it takes turns that origin, and nothing else. */
const turned =
  (url: string): typeof fetch =>
  (input, init) => {
    const asked = input instanceof Request ? input.url : String(input)
    return fetch(asked.startsWith(`${graph}/`) ? url + asked.slice(graph.length) : asked, init)
  }

const whatsappApiJs: ClientMaker = ({ url, token, phoneNumberId, appSecret }) => {
  const api = new WhatsAppAPI({ token, appSecret, v: 'v24.0', ponyfill: { fetch: turned(url) } })
  const send = (
    to: string,
    message: Parameters<typeof api.sendMessage>[2],
    data?: string,
  ): Promise<Told<string>> =>
    told(api.sendMessage(phoneNumberId, to, message, undefined, data), (answer) =>
      'messages' in answer ? answer.messages[0].id : '',
    )
  const client: Client = {
    text: (to, body) => send(to, new Text(body)),
    textWithData: (to, body, data) => send(to, new Text(body), data),
    template: (to, name, language, parameters) => {
      const body = new BodyComponent(...some(parameters.map((text) => new BodyParameter(text))))
      return send(to, new Template(name, language, body))
    },
    image: (to, media, caption) => send(to, new Image(media, true, caption)),
    buttons: (to, body, titles) => {
      const buttons = new ActionButtons(...some(titles.map((title) => new Button(title, title))))
      return send(to, new Interactive(buttons, new Body(body)))
    },
    list: (to, body, rows) => {
      const section = new ListSection('All', ...some(rows.map((title) => new Row(title, title))))
      return send(to, new Interactive(new ActionList('Choose', section), new Body(body)))
    },
    reaction: (to, message, emoji) => send(to, new Reaction(message, emoji)),
    markRead: (message) => told(api.markAsRead(phoneNumberId, message), ({ success }) => success),
    upload: (file) => {
      const form = new FormData()
      form.set('file', file, 'photo.png')
      return told(api.uploadMedia(phoneNumberId, form), ({ id }) => id)
    },
    describe: (media) =>
      told(api.retrieveMedia(media), ({ url: at, file_size }) => ({ url: at, size: Number(file_size) })),
    download: async (media) => {
      const described = await api.retrieveMedia(media)
      if (isError(described)) return told(Promise.resolve(described), () => new Uint8Array())
      const answer = await api.fetchMedia(described.url)
      return answer.ok
        ? { ok: true, value: new Uint8Array(await answer.arrayBuffer()) }
        : told(answer.json() as Promise<ServerErrorResponse>, () => new Uint8Array())
    },
    remove: (media) => told(api.deleteMedia(media), ({ success }) => success),
    block: (to, isBlocked) =>
      told(
        isBlocked ? api.blockUser(phoneNumberId, to) : api.unblockUser(phoneNumberId, to),
        ({ block_users: users }) => ('added_users' in users ? users.added_users : users.removed_users).length,
      ),
    hear: async ({ body, headers }) => {
      const heard: Heard[] = []
      api.on.message = ({ message: { id, type, ...part }, from }) => {
        heard.push({ is: 'message', id, from, type, text: 'text' in part ? part.text.body : '' })
      }
      api.on.status = ({ id, status, error, biz_opaque_callback_data: data = null }) => {
        heard.push({ is: 'status', id, status, code: error?.code ?? null, data })
      }
      await api.post(JSON.parse(body), body, headers['x-hub-signature-256'] ?? '')
      return heard
    },
  }
  return client
}

passesEveryScenario('whatsapp-api-js', whatsappApiJs)
