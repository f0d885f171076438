import { sha256 } from './sha256.ts'

/** In place of `node:crypto` in a browser: the one digest that an audit makes, which must be made at once. */
export const createHash = (): Hash => new Hash()

class Hash {
  private text = ''

  update(text: string): this {
    this.text += text
    return this
  }

  digest(): string {
    return sha256(this.text)
  }
}

/** A page has no secrets to check: the sources that would are left out of it. */
const absent = (): never => {
  throw new Error('signatures are not checked in a browser')
}
export const createHmac: () => never = absent
export const timingSafeEqual: () => never = absent
