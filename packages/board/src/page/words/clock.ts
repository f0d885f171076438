/** The warning about a wrong clock; `skew` in seconds, negative: behind. */
export const skewInWords = (skew: number): string => {
  const seconds = Math.max(1, Math.round(Math.abs(skew)))
  const by = seconds === 1 ? '1 second' : `${seconds.toLocaleString('en')} seconds`
  const where = skew < 0 ? 'behind' : 'ahead of'
  return (
    `The clock of the gateway is at least ${by} ${where} that of WhatsApp. Times are wrong by as much ` +
    'until the clock is synchronised.'
  )
}
