import fc from 'fast-check'

/** Writes a text so that somebody who decodes it reads the same. */
type Writing = (text: string) => string

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
const jsonEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** One round of percent-encoding or of JSON escapes, of all characters or of some. */
const round: fc.Arbitrary<Writing> = fc
  .tuple(fc.constantFrom(percent, jsonEscape), fc.infiniteStream(fc.boolean()), fc.boolean())
  .map(([escape, choices, isAll]): Writing => {
    // What escapes begin with is always escaped, else the text would be read as another one.
    const mustBe = escape === percent ? '%' : '\\'
    const some = [...choices.take(64)]
    return (text) =>
      [...text]
        .map((one, at) => (isAll || one === mustBe || some[at % some.length] === true ? escape(one) : one))
        .join('')
  })

/** A way to write a text: as it is, or encoded up to twice over. */
export const spelling: fc.Arbitrary<Writing> = fc.array(round, { maxLength: 2 }).map(
  (rounds): Writing =>
    (text) =>
      rounds.reduce((written, one) => one(written), text),
)

/** A text, decoded in every way that it can be, until nothing changes. */
export const decodedWholly = (text: string): string => {
  for (let before = text; ;) {
    const after = before.replaceAll(
      /%([0-7][0-9a-f])|\\u00([0-7][0-9a-f])/gi,
      (_, one: string, other: string) => String.fromCharCode(Number.parseInt(one ?? other, 16)),
    )
    if (after === before) return after
    before = after
  }
}
