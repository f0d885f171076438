import { createHash } from 'node:crypto'
import type { World } from '../world/world.ts'
import { accountSection } from './account-section.ts'
import { markup } from './html.ts'
import { clockSection, customerSection, faultSection, messageSection, templateSection } from './sections.ts'
import { style } from './style.ts'

/** The page at `/`: forms that post to the control API, and no script. */
export const page = (world: World): Response => {
  const { phoneNumbers, account } = world.settings
  const numbers = phoneNumbers.map(({ id, number, verifiedName }) => `${verifiedName} +${number} (${id})`)
  const body = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Emulated WhatsApp</title>
        ${{ html: `<style>${style}</style>` }}
      </head>
      <body>
        <main>
          <header>
            <h1>Emulated WhatsApp</h1>
            <span class="quiet">Account ${account} · ${numbers.join(', ')}</span>
          </header>
          ${clockSection(world)} ${customerSection(world)} ${messageSection(world)} ${templateSection(world)}
          ${accountSection(world)} ${faultSection(world)}
        </main>
      </body>
    </html> `
  return new Response(body.html, { headers })
}

const styleHash = createHash('sha256').update(style).digest('base64')

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}
