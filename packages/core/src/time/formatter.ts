/** Writes instants on the wall clock of a named zone; never of the machine's. */
type Formatter = Intl.DateTimeFormat

/**
 * A family of formatters, one a time zone. Making one takes a hundred times as long as using it, so each is
 * made once; the cache is not observable.
 */
export const formatterFamily = (
  locale: string,
  parts: Intl.DateTimeFormatOptions,
): ((timeZone: string) => Formatter) => {
  const made = new Map<string, Formatter>()
  return (timeZone) => {
    const known = made.get(timeZone)
    if (known !== undefined) return known
    const formatter = new Intl.DateTimeFormat(locale, {
      ...parts,
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
    })
    made.set(timeZone, formatter)
    return formatter
  }
}
