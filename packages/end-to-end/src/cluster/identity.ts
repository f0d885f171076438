import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'

/** A key by which Restate's nodes sign what they ask of a service. */
export interface Identity {
  /** Of the private key, as PEM. */
  readonly path: string
  /** As a service takes it. */
  readonly publicKey: string
}

/** Writes a new private key. */
export const newIdentity = async (path: string): Promise<Identity> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return { path, publicKey: publicKeyOf(publicKey.export({ type: 'spki', format: 'der' })) }
}

/** The last bytes of the key are the key itself; those before them say what kind of key it is. */
export const publicKeyOf = (der: Uint8Array): string => `publickeyv1_${base58(der.slice(-32))}`

const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Bytes as a number with those digits; bytes of zero in front are digits of zero. */
export const base58 = (bytes: Uint8Array): string => {
  let rest = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ''
  for (; rest > 0n; rest /= 58n) text = `${digits[Number(rest % 58n)]}${text}`
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text
}
