import { faultNames } from '../faults.ts'
import { viewOf } from '../rules/reading.ts'
import { iso } from '../time/instant.ts'
import { customerKey } from '../world/customers.ts'
import type { Customer, Message, Template, World } from '../world/world.ts'
import { markup, type Html } from './html.ts'

/** How many entries of a list the page shows. */
const most = 50

const button = (action: string, label: string, fields: Readonly<Record<string, string>> = {}): Html =>
  markup`<form method="post" action="/_control/${action}">
    ${Object.entries(fields).map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}" />`)}
    <button>${label}</button>
  </form>`

const time = (at: string): Html =>
  markup`<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 19)} UTC</time>`

/** The clock, and the state of webhooks. */
export const clockSection = (world: World): Html => {
  const { held, pending, delivered, lost } = world.outbox
  const to = world.settings.webhook
  return markup`<section>
    <h2>Clock</h2>
    <p class="number">${time(iso(world.agenda.now()))}</p>
    ${button('clock', '+1 minute', { forward: 'PT1M' })} ${button('clock', '+1 hour', { forward: 'PT1H' })}
    ${button('clock', '+24 hours', { forward: 'PT24H' })} ${button('day', 'Play a day of 20 customers')}
    ${button('reset', 'Reset')}
    <p class="quiet">
      ${to === null ? 'No webhook is set.' : `Webhooks to ${to}: ${delivered} delivered, ${pending.size + held.length} waiting, ${lost} given up.`}
    </p>
    ${pending.size + held.length === 0 ? null : button('deliver', 'Deliver waiting webhooks')}
  </section>`
}

/** The customers, the latest first, and their actions. */
export const customerSection = (world: World): Html =>
  markup`<section>
    <h2>Customers <span class="quiet">${world.customers.length}</span></h2>
    <form method="post" action="/_control/customers">
      <input name="phone" inputmode="tel" placeholder="Phone number" aria-label="Phone number" />
      <button>Add</button>
    </form>
    <ul>
      ${world.customers
        .slice(-most)
        .toReversed()
        .map((customer) => customerItem(world, customer))}
    </ul>
  </section>`

const customerItem = (world: World, customer: Customer): Html => {
  const id = customerKey(customer)
  const does = (what: string, label: string): Html =>
    button(`customers/${encodeURIComponent(id)}/${what}`, label)
  return markup`<li>
    <span
      >${customer.name} <span class="quiet">${customer.phone ?? id}</span> ${windowsOf(world, customer)}
      ${customer.isReachable ? null : tag('phone off', 'bad')}
      ${customer.hasBlocked ? tag('has blocked', 'bad') : null}
      ${customer.hasStoppedMarketing ? tag('no marketing', 'bad') : null}
      ${customer.replacedBy === null ? null : tag('has another number now', 'bad')}</span
    >
    ${does('permit-calls', 'Permit calls')} ${does('say', 'Speak')} ${does('click-ad', 'Click ad')} ${does('call', 'Call')}
    ${does('read-all', 'Read')}
    ${customer.isReachable ? does('go-silent', 'Go silent') : does('come-back', 'Come back')}
    ${customer.hasBlocked ? does('unblock', 'Unblock') : does('block', 'Block')}
    ${customer.hasStoppedMarketing ? does('resume-marketing', 'Resume marketing') : does('stop-marketing', 'Stop marketing')}
  </li>`
}

const tag = (text: string, kind: string): Html => markup`<span class="tag ${kind}">${text}</span>`

const windowsOf = (world: World, customer: Customer): readonly Html[] =>
  world.settings.phoneNumbers.flatMap(({ id }) => {
    const thread = world.threads.get(`${id} ${customer.number}`)
    const open = thread === undefined ? null : viewOf(world, thread, world.agenda.now()).serviceWindow
    return open === null
      ? []
      : [tag(`window open until ${open.closesAt.slice(0, 16).replace('T', ' ')} UTC`, 'open')]
  })

/** The templates, and WhatsApp's actions on them. */
export const templateSection = (world: World): Html =>
  markup`<section>
    <h2>Templates <span class="quiet">${world.templates.size}</span></h2>
    <ul>
      ${[...world.templates.values()].slice(-most).map(templateItem)}
    </ul>
  </section>`

const templateItem = ({ name, language, status, category, holdsBack }: Template): Html => {
  const path = `templates/${encodeURIComponent(name)}/${encodeURIComponent(language)}`
  const becomes = (word: string, label: string): Html => button(`${path}/status`, label, { status: word })
  return markup`<li>
    <span
      >${name}
      <span class="quiet">${language} · ${category}</span>
      ${tag(status, status === 'APPROVED' ? 'open' : 'bad')} ${holdsBack ? tag('held back', 'bad') : null}</span
    >
    ${holdsBack ? button(`${path}/let-go`, 'Let go', {}) : button(`${path}/hold`, 'Hold back', {})}
    ${status === 'APPROVED' ? becomes('PAUSED', 'Pause') : becomes('APPROVED', 'Approve')}
    ${becomes('REJECTED', 'Reject')} ${becomes('DISABLED', 'Disable')}
    ${category === 'MARKETING' ? null : button(`${path}/category`, 'Make it marketing', { category: 'MARKETING' })}
  </li>`
}

/** The latest messages and their fate. */
export const messageSection = (world: World): Html =>
  markup`<section>
    <h2>Messages of the business <span class="quiet">${world.messages.size}</span></h2>
    <ul>
      ${[...world.messages.values()].slice(-most).toReversed().map(messageItem)}
    </ul>
  </section>`

const messageItem = ({ thread, summary, fate, errorCode, line, since }: Message): Html => {
  const isBad = fate === 'failed' || fate === 'expired' || fate === 'dropped'
  return markup`<li>
    <span>${summary} <span class="quiet">to ${thread.customer.name}</span></span>
    <span class="quiet">${line === null ? '' : `${line.category}, ${line.type.replaceAll('_', ' ')}`}</span>
    ${tag(errorCode === null ? fate : `${fate} ${errorCode}`, isBad ? 'bad' : fate === 'accepted' ? '' : 'open')}
    <span class="quiet">${time(iso(since))}</span>
  </li>`
}

/** What goes wrong, and how often. */
export const faultSection = (world: World): Html =>
  markup`<section>
    <h2>Faults <span class="quiet">0 is never, 1 is always</span></h2>
    <form method="post" action="/_control/faults">
      <div class="grid">
        ${faultNames.map(
          (name) =>
            markup`<label
              >${name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}<input
                type="number"
                name="${name}"
                value="${world.faults[name]}"
                min="0"
                max="1"
                step="any"
            /></label>`,
        )}
      </div>
      <button>Set</button>
    </form>
  </section>`
