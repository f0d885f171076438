import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { emulator, type WebhookRequest } from '@guichet/emulator'

/** What the bot is set up with; WhatsApp's emulator knows the same. */
export const secrets = {
  accessToken: 'EAAG-the-access-token',
  appSecret: 'the-app-secret',
  verifyToken: 'the-verify-token',
}
const customer = '33639980001'

/** A web-standard handler behind a port of this machine. */
export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves a handler on a port that is free. */
export const served = (handler: (request: Request) => Response | Promise<Response>): Promise<Served> =>
  new Promise((resolve) => {
    const server = serve(
      { fetch: handler, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false },
      ({ port }: AddressInfo) =>
        resolve({
          url: `http://127.0.0.1:${port}`,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed())
              if ('closeAllConnections' in server) server.closeAllConnections()
            }),
        }),
    )
  })

/** An emulated WhatsApp in which a customer writes. */
export interface WhatsApp {
  /** What stands in the place of `https://graph.facebook.com`. */
  readonly url: string
  readonly answer: (request: Request) => Promise<Response>
  /** A customer writes; resolves when the webhook was taken, and what the business sent in return was delivered. */
  readonly hears: (text: string) => Promise<void>
  /** What the business sent that was delivered. */
  readonly delivered: () => readonly string[]
  readonly close: () => Promise<void>
}

/** Starts it. It goes by the machine's clock as of now, as the bot does. */
export const whatsapp = async (
  deliver: (webhook: WebhookRequest) => Promise<{ readonly status: number }>,
): Promise<WhatsApp> => {
  const made = emulator({
    accessToken: secrets.accessToken,
    appSecret: secrets.appSecret,
    start: Date.now(),
    readShare: 1,
    webhook: 'http://webhook.example/',
    deliver,
  })
  const graph = await served((request) => made.fetch(request))
  await made.settle()
  return {
    url: graph.url,
    answer: async (request) => made.fetch(request),
    hears: async (text) => {
      const done = made.perform({ do: 'say', customer, text })
      if (!done.ok) throw new Error(done.reason)
      await made.advance(made.now() + 1000)
    },
    delivered: () => made.truth().messages.map(({ summary }) => summary),
    close: graph.close,
  }
}

/** What a bot is started with, as its page says. */
export const environment = (graphUrl: string): Readonly<Record<string, string>> => ({
  WHATSAPP_ACCESS_TOKEN: secrets.accessToken,
  WHATSAPP_APP_SECRET: secrets.appSecret,
  WHATSAPP_VERIFY_TOKEN: secrets.verifyToken,
  WHATSAPP_GRAPH_URL: graphUrl,
})
