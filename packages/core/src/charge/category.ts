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

/** Is it a category that only templates have? (PMP-8) */
export const isTemplateCategory = (category: string): boolean =>
  templateCategories.has(normalCategory(category))
