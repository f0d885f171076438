/**
 * After how many characters a text stops being the beginning of JSON, for a text that is none. JavaScript
 * engines tell it for some texts only, so the longest sound beginning is searched for by halves.
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

/** Could it go on to be JSON? The engine then complains of its end only. */
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
