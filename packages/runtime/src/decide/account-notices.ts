import { toIso, type AccountEvent, type Instant, type State } from '@guichet/core'
import { registryIn, templatesAt } from '@guichet/core/store'
import { restricted, templatePaused, type Notice } from '../notices/notice.ts'

/** What an event says of an account that its owner has to know. */
export const noticesOfAccount = (event: AccountEvent, before: State, at: Instant): readonly Notice[] => {
  switch (event.type) {
    case 'account-restricted': {
      const { account, phoneNumberId = null, restriction, until } = event
      const says = { account, phoneNumberId, restriction, until: until === undefined ? null : toIso(until) }
      return [restricted(at, event.id, says)]
    }
    case 'template-changed': {
      const { account = null, name, language } = event
      return event.status === 'PAUSED' ? [templatePaused(at, { account, name, language })] : []
    }
    case 'templates-listed': {
      const { account } = event
      const paused = event.templates.filter(({ status }) => status === 'PAUSED')
      if (paused.length === 0) return []
      const known = templatesAt(registryIn(before), event.at).filter(
        (one) => one.status === 'PAUSED' && (one.account === null || one.account === account),
      )
      return paused
        .filter(({ name, language }) => known.every((one) => one.name !== name || one.language !== language))
        .map(({ name, language }) => templatePaused(at, { account, name, language }))
    }
    default:
      return []
  }
}
