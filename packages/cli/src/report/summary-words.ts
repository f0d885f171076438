/** `1 thread`, `2,304 threads`. */
export const count = (n: number, one: string, many: string = `${one}s`): string =>
  `${thousands(n)} ${n === 1 ? one : many}`

/** `1,234,567`, whatever the locale of the machine. */
export const thousands = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',')
