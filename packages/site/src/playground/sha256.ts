const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** The fractional parts of the roots of the first primes, 32 bits each (FIPS 180-4). */
const fractions = (count: number, root: 2 | 3): Uint32Array => {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    let isPrime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false
    if (isPrime) found.push(((root === 2 ? Math.sqrt(n) : Math.cbrt(n)) % 1) * 2 ** 32)
  }
  return Uint32Array.from(found)
}

const start = fractions(8, 2)
const rounds = fractions(64, 3)

/** The SHA-256 of a text in UTF-8, in hexadecimal digits; a browser's own has no answer at once. */
export const sha256 = (text: string): string => {
  const bytes = new TextEncoder().encode(text)
  const blocks = padded(bytes)
  const state = Uint32Array.from(start)
  const words = new Uint32Array(64)
  for (let block = 0; block < blocks.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = blocks.getUint32(block + 4 * i)
    for (let i = 16; i < 64; i++) {
      const [a = 0, b = 0] = [words[i - 15], words[i - 2]]
      const low = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3)
      const high = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10)
      words[i] = (words[i - 16] ?? 0) + low + (words[i - 7] ?? 0) + high
    }
    mix(state, words)
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** A one, zeros, and the length in bits, up to a whole block. */
const padded = (bytes: Uint8Array): DataView => {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n)
  return view
}

const mix = (state: Uint32Array, words: Uint32Array): void => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const one = (h + sum1 + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + (words[i] ?? 0)) >>> 0
    const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const two = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i] ?? 0) + word))
}
