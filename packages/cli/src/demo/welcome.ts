export interface WelcomeInput {
  /** Where the gateway listens. */
  readonly gateway: string
  /** Where the emulated WhatsApp does. */
  readonly whatsapp: string
  readonly apiKey: string
  /** The SQLite file. */
  readonly path: string
}

/** What somebody reads who has just started the demo. */
export const welcome = ({ gateway, whatsapp, apiKey, path }: WelcomeInput): string => `
  Guichet is running before an emulated WhatsApp; a day of a shop is being played.

  The board      ${gateway}/#key=${apiKey}
  The emulator   ${whatsapp}/   (let customers write, move the clock, break things)
  The store      ${path}   (gone when this ends)

  Which windows close within the hour?
    curl -s -H 'Authorization: Bearer ${apiKey}' '${gateway}/threads?closing-within=PT1H'

  Send something; the gateway picks the free text or the template, and says what it costs:
    curl -s -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' \\
      -d '{"to":"33639970001","text":"Good news","template":{"name":"hello_world","language":"en_US"}}' ${gateway}/messages

  The same the Cloud API's way, as any WhatsApp client does; outside the window it is refused before it leaves:
    curl -s -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' \\
      -d '{"messaging_product":"whatsapp","to":"33600000000","type":"text","text":{"body":"Hello"}}' ${gateway}/v24.0/100000000000001/messages

  Ctrl+C ends it. With WHATSAPP_APP_SECRET, WHATSAPP_ACCESS_TOKEN and GUICHET_API_KEY set, npm start serves a real account.

`
