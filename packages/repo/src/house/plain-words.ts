import { lineOf, type TextFile } from '../files.ts'

/**
 * Words that make a sentence hard to read: name the person or the thing, and put the verb first. The pattern is
 * written so that it does not match itself; a comment may break a line between two of the words. A loop over a
 * variable of such a name is no sentence.
 */
const gap = String.raw`[\s*/]+`
const patternOf = (words: readonly string[]): RegExp =>
  new RegExp(words.map((word) => String.raw`\b${word}\b`).join('|'), 'gi')

const words = ['who(?:ever)', `of${gap}which`, `(?<!const )(?:heard|told)${gap}of`]
const inSources = patternOf(words)
const inPages = patternOf([...words, `(?:hears?|tells?)${gap}of`])

/** Each hard word in a source or, with more words, in a page, with its place. CONTRIBUTING has the rule. */
export const hardWordsIn = (file: TextFile): readonly string[] =>
  [...file.text.matchAll(file.path.endsWith('.md') ? inPages : inSources)].map(
    ({ 0: found, index }) => `${lineOf(file, index)} ${found.replaceAll(/[\s*/]+/g, ' ')}`,
  )
