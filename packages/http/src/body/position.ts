/**
 * After how many characters a text that is not JSON stops being the beginning of JSON. JavaScript engines
 * report it for some texts only, so a binary search finds the longest valid beginning.
 */
export const brokenAt = (text: string): number => {
  let sound = 0
  let broken = text.length + 1
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2)
    if (isBeginning(text.slice(0, middle))) sound = middle
    else broken = middle
  }
  return sound
}

/** Is it the beginning of JSON? The engine then reports only an unexpected end. */
const isBeginning = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : ''
    const position = /at position (\d+)/.exec(words)?.[1]
    return position === undefined ? words.includes('end of JSON') : Number(position) >= text.length
  }
}
