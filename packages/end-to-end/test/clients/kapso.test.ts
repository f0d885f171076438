import { GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api'
import { normalizeWebhook, verifySignature } from '@kapso/whatsapp-cloud-api/server'
import type { Client, ClientMaker, Told } from './client.ts'
import { passesEveryScenario } from './passes-every-scenario.ts'

/** Takes an answer, or an error of the SDK’s own type. */
const told = async <Value>(answer: Promise<Value>): Promise<Told<Value>> => {
  try {
    return { ok: true, value: await answer }
  } catch (error) {
    if (!(error instanceof GraphApiError)) throw error
    return { ok: false, code: error.code, details: error.details ?? '' }
  }
}

/** Its `baseUrl` names WhatsApp’s address; nothing else is changed. */
const kapso: ClientMaker = ({ url, token, phoneNumberId, appSecret }) => {
  const { messages, media } = new WhatsAppClient({ accessToken: token, baseUrl: url, graphVersion: 'v24.0' })
  const sent = (answer: ReturnType<typeof messages.sendText>): Promise<Told<string>> =>
    told(answer.then(({ messages: [message] }) => message?.id ?? ''))
  const client: Client = {
    text: (to, body) => sent(messages.sendText({ phoneNumberId, to, body })),
    textWithData: (to, body, data) =>
      sent(messages.sendText({ phoneNumberId, to, body, bizOpaqueCallbackData: data })),
    template: (to, name, language, parameters) =>
      sent(
        messages.sendTemplate({
          phoneNumberId,
          to,
          template: {
            name,
            language: { code: language },
            components: [{ type: 'body', parameters: parameters.map((text) => ({ type: 'text', text })) }],
          },
        }),
      ),
    image: (to, id, caption) => sent(messages.sendImage({ phoneNumberId, to, image: { id, caption } })),
    buttons: (to, bodyText, titles) =>
      sent(
        messages.sendInteractiveButtons({
          phoneNumberId,
          to,
          bodyText,
          buttons: titles.map((title) => ({ id: title, title })),
        }),
      ),
    list: (to, bodyText, rows) =>
      sent(
        messages.sendInteractiveList({
          phoneNumberId,
          to,
          bodyText,
          buttonText: 'Choose',
          sections: [{ title: 'All', rows: rows.map((title) => ({ id: title, title })) }],
        }),
      ),
    reaction: (to, messageId, emoji) =>
      sent(messages.sendReaction({ phoneNumberId, to, reaction: { messageId, emoji } })),
    markRead: (messageId) =>
      told(messages.markRead({ phoneNumberId, messageId }).then(({ success }) => success)),
    upload: (file) =>
      told(
        media.upload({ phoneNumberId, type: file.type, file, fileName: 'photo.png' }).then(({ id }) => id),
      ),
    describe: (mediaId) =>
      told(media.get({ mediaId }).then(({ url: at, fileSize }) => ({ url: at, size: Number(fileSize) }))),
    // Without `always` it sends its token to none but its maker’s own hosts.
    download: async (mediaId) => {
      const answer = await media.download({ mediaId, auth: 'always', as: 'response' })
      if (!(answer instanceof Response)) throw new Error('it gave no response')
      if (answer.ok) return { ok: true, value: new Uint8Array(await answer.arrayBuffer()) }
      return told(answer.json().then((body) => Promise.reject(GraphApiError.fromResponse(answer, body))))
    },
    remove: (mediaId) => told(media.delete({ mediaId }).then(({ success }) => success)),
    hear: async ({ body, headers }) => {
      const signatureHeader = headers['x-hub-signature-256'] ?? ''
      if (!verifySignature({ appSecret, rawBody: body, signatureHeader })) throw new Error('not signed')
      const read = normalizeWebhook(JSON.parse(body))
      return [
        ...read.messages.map(({ id, from = '', type, text }) => ({
          is: 'message' as const,
          id,
          from,
          type,
          text: text?.body ?? '',
        })),
        ...read.statuses.map(({ id, status, errors, bizOpaqueCallbackData: data }) => ({
          is: 'status' as const,
          id,
          status,
          code: errors?.[0] === undefined ? null : Number(errors[0]['code']),
          data: typeof data === 'string' ? data : null,
        })),
      ]
    },
  }
  return client
}

passesEveryScenario('@kapso/whatsapp-cloud-api', kapso, ['block'])
