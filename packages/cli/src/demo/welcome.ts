export interface WelcomeInput {
  /** Where the gateway listens. */
  readonly gateway: string
  /** Where the emulated WhatsApp does. */
  readonly whatsapp: string
  readonly apiKey: string
  /** The SQLite file. */
  readonly path: string
}

/** The text that the demo prints at its start. */
export const welcome = ({ gateway, whatsapp, apiKey, path }: WelcomeInput): string => `
  Guichet is running with an emulated WhatsApp, which plays a day of a shop.

  The board      ${gateway}/#key=${apiKey}
  The emulator   ${whatsapp}/   (let customers write, move the clock, break things)
  The store      ${path}   (deleted when the demo ends)

  Which windows close within the hour?
    curl -s -H 'Authorization: Bearer ${apiKey}' '${gateway}/threads?closing-within=PT1H'

  Send a message; the gateway chooses the text or the template, and returns the cost:
    curl -s -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' \\
      -d '{"to":"33639970001","text":"Good news","template":{"name":"hello_world","language":"en_US"}}' ${gateway}/messages

  The same through the Cloud API's path, as any WhatsApp client does; outside the window the gateway refuses it:
    curl -s -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' \\
      -d '{"messaging_product":"whatsapp","to":"33600000000","type":"text","text":{"body":"Hello"}}' ${gateway}/v24.0/100000000000001/messages

  Ctrl+C ends the demo. With WHATSAPP_APP_SECRET, WHATSAPP_ACCESS_TOKEN and GUICHET_API_KEY set, npm start serves a real account.

`
