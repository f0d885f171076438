import {
  WebhookPayloadSchema,
  WhatsAppBusinessSDK,
  WhatsAppBusinessSDKError,
} from '@microfox/whatsapp-business'
import type { Client, ClientMaker, Heard, Told } from './client.ts'
import { passesEveryScenario } from './passes-every-scenario.ts'

/** What its errors keep of WhatsApp’s answer; its types leave it open. */
interface KeptAnswer {
  readonly error?: { readonly error_data?: { readonly details?: string } }
}

const told = async <Answer, Value>(
  answer: Promise<Answer>,
  value: (answer: Answer) => Value,
): Promise<Told<Value>> => {
  try {
    return { ok: true, value: value(await answer) }
  } catch (error) {
    if (!(error instanceof WhatsAppBusinessSDKError)) throw error
    const kept: KeptAnswer = error.originalError
    return { ok: false, code: Number(error.code), details: kept.error?.error_data?.details ?? '' }
  }
}

/** Its `baseUrl` names WhatsApp’s address and version; nothing else is changed. */
const microfox: ClientMaker = ({ url, token, phoneNumberId, account }) => {
  const sdk = new WhatsAppBusinessSDK({
    phoneNumberId,
    businessAccountId: account,
    accessToken: token,
    baseUrl: `${url}/v24.0`,
    version: 'v24.0',
  })
  const sent = (answer: ReturnType<typeof sdk.sendTextMessage>): Promise<Told<string>> =>
    told(answer, ({ data }) => data.messages[0].id)
  const titled = (titles: readonly string[]): { id: string; title: string }[] =>
    titles.map((title) => ({ id: title, title }))
  const client: Client = {
    text: (to, body) => sent(sdk.sendTextMessage(to, body)),
    template: (to, name, language, parameters) =>
      sent(
        sdk.sendTemplateMessage(to, name, language, [
          { type: 'body', parameters: parameters.map((text) => ({ type: 'text', text })) },
        ]),
      ),
    image: (to, id, caption) => sent(sdk.sendImageMessage(to, { id, caption })),
    buttons: (to, text, titles) =>
      sent(
        sdk.sendInteractiveMessage(to, {
          type: 'button',
          body: { text },
          action: { buttons: titled(titles).map((reply) => ({ type: 'reply', reply })) },
        }),
      ),
    list: (to, text, rows) =>
      sent(
        sdk.sendInteractiveMessage(to, {
          type: 'list',
          body: { text },
          action: { button: 'Choose', sections: [{ title: 'All', rows: titled(rows) }] },
        }),
      ),
    reaction: (to, message, emoji) => sent(sdk.sendReaction(to, message, emoji)),
    markRead: (message) => told(sdk.markMessageAsRead(message), ({ success }) => success),
    upload: (file) => told(sdk.uploadMedia(file, 'image'), ({ data }) => data.id),
    describe: (media) =>
      told(sdk.getMediaUrl(media), ({ data }) => ({ url: data.url, size: Number(data.file_size) })),
    download: (media) => told(sdk.downloadMedia(media), ({ data }) => new Uint8Array(data)),
    hear: async ({ body }) =>
      WebhookPayloadSchema.parse(JSON.parse(body)).entry.flatMap(({ changes }) =>
        changes.flatMap(({ value: { messages = [], statuses = [] } }): Heard[] => [
          ...messages.map(({ id, from, type, ...part }): Heard => ({
            is: 'message',
            id,
            from,
            type,
            text: 'text' in part ? part.text.body : '',
          })),
          ...statuses.map(({ id, status, errors }): Heard => ({
            is: 'status',
            id,
            status,
            code: errors?.[0]?.code ?? null,
            data: null,
          })),
        ]),
      ),
  }
  return client
}

passesEveryScenario('@microfox/whatsapp-business', microfox, [
  'textWithData',
  'remove',
  'block',
  'check signatures',
])
