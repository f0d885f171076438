import type { Restriction } from '@guichet/core'
import { countedNow } from '../rules/used.ts'
import { accountsOf, type World } from '../world/world.ts'
import { markup, type Html } from './html.ts'

/** What WhatsApp allows the accounts, and its buttons. */
export const accountSection = (world: World): Html => {
  const { messagingLimit, perSecond, refused } = world.limits
  return markup`<section>
    <h2>Limits and restrictions</h2>
    <p>
      Written to first in 24 hours: ${countedNow(world)} customers of
      ${messagingLimit === null ? 'any number' : messagingLimit}.
      <span class="quiet">Refused by a rule: ${refused.length} messages.</span>
    </p>
    <form method="post" action="/_control/account/limit">
      <input name="limit" value="${messagingLimit ?? 250}" placeholder="250, or unlimited" aria-label="Messaging limit" /><button>Set the limit</button>
    </form>
    <ul>
      ${world.settings.phoneNumbers.map(
        ({ id, number }) =>
          markup`<li><span>+${number} <span class="quiet">${perSecond.get(id) ?? 0} messages a second</span></span>
            <form method="post" action="/_control/account/throughput">
              <input type="hidden" name="phoneNumberId" value="${id}" /><input type="hidden" name="perSecond" value="1000" />
              <button>Raise to 1000 a second</button>
            </form></li>`,
      )}
      ${accountsOf(world).map((account) => accountItem(world, account))}
    </ul>
  </section>`
}

const accountItem = (world: World, account: string): Html =>
  markup`<li>
    <span>Account ${account} ${inForceOf(world, account)}</span>
    <form method="post" action="/_control/account/restrict">
      <input type="hidden" name="account" value="${account}" />
      <label>Restrict for <input name="for" value="PT24H" /></label>
      ${restricting.map(([what, label]) => markup`<button name="restriction" value="${what}">${label}</button>`)}
    </form>
    <form method="post" action="/_control/account/restrict">
      <input type="hidden" name="account" value="${account}" />
      <input type="hidden" name="restriction" value="all-messages" /><button>Ban</button>
    </form>
    <form method="post" action="/_control/account/release">
      <input type="hidden" name="account" value="${account}" /><button>Release</button>
    </form>
  </li>`

const restricting: readonly (readonly [Restriction, string])[] = [
  ['business-initiated-messages', 'Templates outside windows'],
  ['replies', 'Replies'],
  ['business-initiated-calls', 'Calls'],
]

/** The restrictions of an account since its last release; a newer one replaces one of the same kind and number. */
const inForceOf = (world: World, account: string): readonly Html[] => {
  const own = world.limits.facts.filter((fact) => 'account' in fact && fact.account === account)
  const released = own.findLastIndex(({ type }) => type === 'account-released')
  const newest = new Map<string, Html>()
  for (const fact of own.slice(released + 1)) {
    if (fact.type !== 'account-restricted') continue
    const { restriction, phoneNumberId = '', until = Infinity } = fact
    const name = `${restriction} ${phoneNumberId}`
    if (until <= world.agenda.now()) newest.delete(name)
    else newest.set(name, markup`<span class="tag bad">${name.trim()}${endOf(until)}</span>`)
  }
  return [...newest.values()]
}

const endOf = (until: number): string =>
  until === Infinity ? '' : ` until ${new Date(until).toISOString().slice(0, 16).replace('T', ' ')} UTC`
