/** All categories, those of conversations before July 2025 and those of groups among them. */
export const categories = [
  'marketing',
  'utility',
  'authentication',
  'authentication_international',
  'service',
  'marketing_lite',
  'general_purpose_ai',
  'user_initiated',
  'business_initiated',
  'referral_conversion',
  'group_marketing',
  'group_utility',
  'group_service',
] as const

/** The category under which a message or, before July 2025, a conversation is charged. */
export type Category = (typeof categories)[number]

/** The category of a name in any case, with hyphens, spaces or underscores; `null` for an unknown one. */
export const categoryOf = (name: string): Category | null => {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return categories.find((category) => category === plain) ?? null
}

/** Can this category have volume tiers (PMP-13)? */
export const hasTiers = (category: Category): boolean =>
  category === 'utility' || category === 'authentication' || category === 'authentication_international'

/**
 * The category under which a message to a group is priced: its price is that of the single message, without volume
 * tiers (GRP-2). Meta's reports may name it or leave it at the single one.
 */
export const groupCategoryOf = (category: string): string => {
  switch (categoryOf(category)) {
    case 'marketing':
    case 'marketing_lite':
      return 'group_marketing'
    case 'utility':
      return 'group_utility'
    case 'service':
      return 'group_service'
    default:
      return category
  }
}

/**
 * Categories whose rate is used instead, in this order, if a card has none for the category itself. A service
 * message is charged at the utility rate (OCT26-2); groups pay what single chats pay. There is no substitute
 * for `authentication_international`: it costs many times as much as `authentication`, so a guess would
 * mislead; nor for `general_purpose_ai`, which has rates of its own in few markets (POS-49).
 */
export const standInsFor = (category: Category): readonly Category[] => {
  switch (category) {
    case 'service':
    case 'group_utility':
      return ['utility']
    case 'marketing_lite':
    case 'group_marketing':
      return ['marketing']
    case 'group_service':
      return ['service', 'utility']
    default:
      return []
  }
}
