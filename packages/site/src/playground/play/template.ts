import type { Content } from '@guichet/core'

/** A template of a category; a category has one template here. */
export const template = (
  category: 'marketing' | 'utility' | 'authentication',
): Extract<Content, { readonly kind: 'template' }> => ({
  kind: 'template',
  name: `${category}_template`,
  language: 'en',
  category,
})
