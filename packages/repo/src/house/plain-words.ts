import { lineOf, type TextFile } from '../files.ts'

/**
 * Words that make a sentence hard to read: name the person or the thing, and put the verb first. The pattern is
 * written so that it does not match itself; a comment may break a line between two of the words.
 */
const gap = String.raw`[\s*/]+`
const hardWords = new RegExp(
  ['who(?:ever)', `of${gap}which`, `(?:heard|told)${gap}of`]
    .map((words) => String.raw`\b${words}\b`)
    .join('|'),
  'gi',
)

/** Each hard word in a text, with its place. */
export const hardWordsIn = (file: TextFile): readonly string[] =>
  [...file.text.matchAll(hardWords)].map(
    ({ 0: found, index }) => `${lineOf(file, index)} ${found.replaceAll(/[\s*/]+/g, ' ')}`,
  )
