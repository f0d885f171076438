import { format, resolveConfig } from 'prettier'
import { inRoot } from '../root.ts'

/** Markdown as prettier leaves it. */
export const asMarkdown = (text: string): Promise<string> => formatted(text, 'markdown')

/** TypeScript as prettier leaves it. */
export const asTypeScript = (text: string): Promise<string> => formatted(text, 'typescript')

/** JSON as prettier leaves it. */
export const asJson = (text: string): Promise<string> => formatted(text, 'json')

const formatted = async (text: string, parser: string): Promise<string> => {
  const options = await resolveConfig(inRoot('README.md'))
  return format(text, { ...options, parser })
}
