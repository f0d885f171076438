import { format, resolveConfig } from 'prettier'
import { inRoot } from '../root.ts'

/** Markdown as prettier leaves it. */
export const asMarkdown = async (text: string): Promise<string> => {
  const options = await resolveConfig(inRoot('README.md'))
  return format(text, { ...options, parser: 'markdown' })
}
