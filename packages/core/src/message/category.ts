/** One spelling for each of Meta's categories (POS-23). Nearly all of them come in it, and are left alone. */
export const normalCategory = (category: string): string =>
  isNormal.test(category) ? category : category.toLowerCase().replaceAll('-', '_')

const isNormal = /^[a-z_]+$/

const templateCategories: ReadonlySet<string> = new Set([
  'marketing',
  'marketing_lite',
  'utility',
  'authentication',
  'authentication_international',
  'group_marketing',
  'group_utility',
])

/** The category of an AI provider's free-form messages, where those are charged (PMP-20, PMP-23). */
export const aiProvider = 'general_purpose_ai'

/** Every category that Meta's reports name today (PMP-8, CONV-A9). */
const knownCategories: ReadonlySet<string> = new Set([
  ...templateCategories,
  'service',
  'group_service',
  aiProvider,
  'referral_conversion',
  'user_initiated',
  'business_initiated',
])

/** Is it a category that is known today? */
export const isKnownCategory = (category: string): boolean => knownCategories.has(normalCategory(category))

/** Is it a category that only templates have? (PMP-8) */
export const isTemplateCategory = (category: string): boolean =>
  templateCategories.has(normalCategory(category))
