import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** In place of `node:crypto` in a browser: the one digest that an audit makes, which must be made at once. */
export const createHash = (): Hash => new Hash()

class Hash {
  private text = ''

  update(text: string): this {
    this.text += text
    return this
  }

  digest(): string {
    return bytesToHex(sha256(utf8ToBytes(this.text)))
  }
}
