import type { Positions } from '../positions.ts'
import { DAY, type Duration, type Instant } from '../time/instant.ts'
import { messageLife } from './message.ts'

const SECOND: Duration = 1000

/** Authentication templates that were made before this day are tried for 30 days; so are all that were sent before (TPL-9). */
const shortLivesSince: Instant = Date.UTC(2024, 9, 23)

/** How long WhatsApp tries to deliver a message of that category; `null` for one that is no template (TPL-9, TPL-17). */
export const lifeOf = (category: string | null, sentAt: Instant, positions: Positions): Duration => {
  switch (category) {
    case 'authentication':
    case 'authentication_international':
      return sentAt < shortLivesSince ? messageLife : lasting(positions.authenticationLifeSeconds)
    case 'utility':
    case 'group_utility':
      return lasting(positions.utilityLifeSeconds)
    case 'marketing':
    case 'marketing_lite':
    case 'group_marketing':
      return lasting(positions.marketingLifeSeconds)
    default:
      return messageLife
  }
}

const lasting = (seconds: number): Duration => Math.min(30 * DAY, seconds * SECOND)
