import { createHash, createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto'
import { EgressError } from '../errors.ts'
import { late } from '../late.ts'
import { normalise } from './normalise.ts'
import type { Pseudonyms } from './treatment.ts'

/**
 * A surrogate is one word of 27 characters, 130 bits:
 *
 *     ~ b c d e f g h i j k l m n o p q r s t u v w x y z 2 3
 *       |------------- body, 18 ----------| |--- seal, 8 ---|
 *
 * body: 90 bits of HMAC-SHA-256 over the value. Among 10^9 values any two share a body with probability 4e-10.
 * seal: 40 bits of HMAC-SHA-256 over the body, under another key. It tells our own surrogates from look-alikes without
 * a store; a guess is taken for our own with probability 2^-40, and gains nothing but to stay as it is.
 *
 * Without the secret a surrogate cannot be computed, so trying all extensions or all numbers tells nothing, as it would
 * with a plain hash.
 */
const MARK = '~'
const BODY_CHARS = 18
const SEAL_CHARS = 8
const SURROGATE = /^~[a-z2-7]{26}$/u
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** Bytes; HMAC-SHA-256 under a shorter secret can be searched. */
const MIN_SECRET_BYTES = 16
const KEY_BYTES = 32
const LABEL = 'pii-egress pseudonym 1'

/** True if `text` has the form of a surrogate, whoever issued it. */
export function looksLikeSurrogate(text: string): boolean {
  return SURROGATE.test(text)
}

/** The first `chars` characters of RFC 4648 base32, lower case: five whole bits each, so no spelling has a twin. */
function base32(bytes: Uint8Array, chars: number): string {
  let text = ''
  let held = 0
  let bits = 0
  for (let at = 0; text.length < chars; at++) {
    held = ((held << 8) | (bytes[at] ?? 0)) & 0xfff
    for (bits += 8; bits >= 5 && text.length < chars; bits -= 5) text += ALPHABET.charAt((held >> (bits - 5)) & 31)
  }
  return text
}

/** Each part behind its length in bytes, `null` told from empty: no two lists of parts have the same encoding. */
function encodeParts(parts: readonly (string | null)[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => {
    const length = Buffer.alloc(5)
    if (part === null) return [length]
    // UTF-16 keeps lone surrogates apart, which UTF-8 would not.
    const bytes = Buffer.from(part, 'utf16le')
    length[0] = 1
    length.writeUInt32BE(bytes.length, 1)
    return [length, bytes]
  }))
}

interface CategoryKeys {
  readonly body: KeyObject
  readonly seal: KeyObject
}

class KeyedPseudonyms implements Pseudonyms {
  // Private to the language, not to the compiler: nothing that prints an object prints a key.
  readonly #secret: () => KeyObject
  readonly #app: string
  readonly #tenant: string | null
  /** By category; the categories are a closed list. */
  readonly #keys = new Map<string, CategoryKeys>()

  constructor(secret: () => KeyObject, app: string, tenant: string | null) {
    this.#secret = secret
    this.#app = app
    this.#tenant = tenant
  }

  of(category: string, text: string): string {
    const keys = this.#keys.get(category) ?? this.#derive(category)
    const value = Buffer.from(normalise(category, text), 'utf16le')
    const body = base32(createHmac('sha256', keys.body).update(value).digest(), BODY_CHARS)
    return MARK + body + seal(keys, body)
  }

  isOwn(category: string, text: string): boolean {
    if (!looksLikeSurrogate(text)) return false
    const keys = this.#keys.get(category) ?? this.#derive(category)
    const expected = seal(keys, text.slice(1, 1 + BODY_CHARS))
    return timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(text.slice(-SEAL_CHARS), 'latin1'))
  }

  #derive(category: string): CategoryKeys {
    // Hashed, because HKDF of node:crypto takes no more than 1024 bytes of info, and ids may be longer.
    const audience = createHash('sha256').update(encodeParts([this.#app, this.#tenant, category])).digest()
    const info = Buffer.concat([Buffer.from(LABEL, 'latin1'), audience])
    const bytes = Buffer.from(hkdfSync('sha256', this.#secret(), '', info, 2 * KEY_BYTES))
    const keys = {
      body: createSecretKey(bytes.subarray(0, KEY_BYTES)),
      seal: createSecretKey(bytes.subarray(KEY_BYTES)),
    }
    this.#keys.set(category, keys)
    return keys
  }
}

function seal(keys: CategoryKeys, body: string): string {
  return base32(createHmac('sha256', keys.seal).update(body, 'latin1').digest(), SEAL_CHARS)
}

/**
 * The pseudonyms of one app in one tenant. Keys are derived per app, tenant and category (HKDF-SHA-256, RFC 5869), so
 * surrogates of two apps, tenants or categories have nothing in common. Keep the object: the first use of a category
 * derives its keys, every later one costs two HMACs.
 *
 * @param secret the filter's secret, at least 16 bytes; 32 random ones are right. The bytes are copied. Another secret
 *   gives other surrogates everywhere.
 * @param app id of the receiving app
 * @param tenant null where there are no tenants
 * @throws EgressError `ERR_EGRESS_OPTION` if the secret is too short
 */
export function createPseudonyms(secret: Uint8Array, app: string, tenant: string | null): Pseudonyms {
  if (secret.byteLength < MIN_SECRET_BYTES) {
    throw new EgressError('ERR_EGRESS_OPTION', {
      what: `\`secret\` has fewer than ${MIN_SECRET_BYTES} bytes`,
      example: 'randomBytes(32), kept where the service keeps its other secrets',
    })
  }
  const copy = Uint8Array.from(secret)
  // Most apps get no pseudonym.
  return new KeyedPseudonyms(late(() => createSecretKey(copy)), app, tenant)
}
