import { hashOf } from '../address.ts'
import { button, element, isolated } from '../dom/element.ts'
import { onChange } from '../dom/section.ts'
import type { Finding } from '../model/finding.ts'
import type { Intent } from '../model/intent.ts'
import type { Instant } from '../model/json.ts'
import type { Spend } from '../model/spend.ts'
import type { TemplateList } from '../model/template-list.ts'
import { isInTrouble, type Template } from '../model/template.ts'
import type { State } from '../state.ts'
import { statusInWords } from '../words/answer.ts'
import { capitalised, contentInWords, templateName } from '../words/content.ts'
import { findingInWords } from '../words/finding.ts'
import { spendInWords } from '../words/money.ts'
import { listInWords } from '../words/template-list.ts'
import { counted, idInWords, plainly } from '../words/text.ts'
import type { Calendar } from '../words/time.ts'
import { card, longestCard } from './card.ts'

/** The column of problems: unknown outcomes, templates in trouble, findings; and messages under way. */
export const asideColumn = (
  parent: HTMLElement,
  jump: HTMLElement,
  calendar: Calendar,
  onGiveUp: (intent: Intent) => void,
): ((state: State, now: Instant) => void) => {
  // Dates such as "yesterday" change only with the day.
  const show = onChange(({ intents, templates, lists, findings, spend, day }: Shown) => {
    const when = (at: Instant | null): string => (at === null ? '' : calendar.moment(at, day))
    const unknown = intents.filter(({ isUnknown }) => isUnknown)
    const underWay = intents.filter(({ isUnknown }) => !isUnknown)
    const counts = [
      unknown.length === 0 ? null : counted(unknown.length, 'unknown outcome'),
      templates.length === 0 ? null : `${counted(templates.length, 'template')} in trouble`,
      findings.length === 0 ? null : counted(findings.length, 'finding'),
    ].filter((words) => words !== null)
    jump.hidden = counts.length === 0
    jump.textContent = counts.join(' · ')
    parent.replaceChildren(
      ...(spend === null ? [] : [spendCard(spend)]),
      cardOf('Unknown outcomes', 'The outcome of every message is known.', unknown, (intent) =>
        intentEntry(intent, when, () => onGiveUp(intent)),
      ),
      ...(underWay.length === 0
        ? []
        : [cardOf('Under way', '', underWay, (intent) => intentEntry(intent, when, null), true)]),
      cardOf('Templates in trouble', 'No template is in trouble.', templates, (one) =>
        templateEntry(one, when),
      ),
      ...(lists.length === 0
        ? []
        : [cardOf('Lists of templates', '', lists, (one) => listEntry(one, when), !lists.some(isFailing))]),
      cardOf('Findings', 'WhatsApp follows its rules.', findings, (one) => findingEntry(one, when)),
    )
  })
  return ({ intents, templates, templateLists, findings, spend, wanted, knownAt }, now) => {
    const ours = ({ phoneNumberId }: { readonly phoneNumberId: string }): boolean =>
      [null, phoneNumberId].includes(wanted.phoneNumberId)
    parent.hidden = knownAt === null
    show({
      intents: intents.filter(ours),
      templates: templates.filter(isInTrouble),
      lists: templateLists,
      findings: findings.filter(ours),
      spend,
      day: Date.parse(new Date(now).toISOString().slice(0, 13).concat(':00:00Z')),
    })
  }
}

interface Shown {
  readonly intents: readonly Intent[]
  readonly templates: readonly Template[]
  readonly lists: readonly TemplateList[]
  readonly findings: readonly Finding[]
  readonly spend: Spend | null
  readonly day: Instant
}

type When = (at: Instant | null) => string

const cardOf = <Entry>(
  title: string,
  quiet: string,
  entries: readonly Entry[],
  draw: (entry: Entry) => HTMLLIElement,
  isPeaceful = false,
): HTMLElement =>
  card(title, quiet, entries.slice(0, longestCard).map(draw), { count: entries.length, isPeaceful })

/** What all phone numbers spent; no list, so nothing is counted. */
const spendCard = ({ today, month }: Spend): HTMLElement =>
  element(
    'section',
    { class: 'card peaceful' },
    element('h2', {}, 'Spent'),
    element(
      'ul',
      {},
      element('li', {}, `Today: ${spendInWords(today)}`),
      element('li', {}, `This month: ${spendInWords(month)}`),
    ),
  )

const intentEntry = (intent: Intent, when: When, onGiveUp: (() => void) | null): HTMLLIElement => {
  const { phoneNumberId, recipient, key, claimedAt, content, reason } = intent
  return element(
    'li',
    {},
    element(
      'p',
      { class: 'entry-title' },
      element('a', { href: hashOf({ phoneNumberId, customer: recipient }) }, isolated(idInWords(recipient))),
    ),
    element('p', {}, capitalised(contentInWords(content)), claimedAt === null ? '' : `, ${when(claimedAt)}`),
    element('p', { class: 'quiet' }, 'Key ', isolated(plainly(key), 'mono')),
    reason === null ? null : element('p', { class: 'quiet' }, capitalised(plainly(reason))),
    onGiveUp === null ? null : button('Give up…', 'small', onGiveUp),
  )
}

const templateEntry = (template: Template, when: When): HTMLLIElement =>
  element(
    'li',
    {},
    element('p', { class: 'entry-title' }, isolated(templateName(template))),
    element(
      'p',
      {},
      element('span', { class: 'tag' }, capitalised(statusInWords(template.status))),
      template.since === null ? null : ` since ${when(template.since)}`,
    ),
    element(
      'p',
      { class: 'quiet' },
      [template.category, template.account === null ? null : `account ${template.account}`]
        .filter((part) => part !== null)
        .map(plainly)
        .join(' · '),
    ),
  )

const isFailing = ({ failure }: TemplateList): boolean => failure !== null

const listEntry = (list: TemplateList, when: When): HTMLLIElement =>
  element(
    'li',
    {},
    element('p', { class: 'entry-title' }, 'Account ', isolated(plainly(list.account))),
    ...listInWords(list, when).map((words) => element('p', { class: 'quiet' }, words)),
  )

const findingEntry = ({ phoneNumberId, customer, code, at }: Finding, when: When): HTMLLIElement =>
  element(
    'li',
    {},
    element(
      'p',
      { class: 'entry-title' },
      element('a', { href: hashOf({ phoneNumberId, customer }) }, isolated(idInWords(customer))),
    ),
    element('p', {}, `${findingInWords(code)}${at === null ? '' : `, ${when(at)}`}`),
  )
