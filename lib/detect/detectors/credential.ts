/*
 * Passwords, PINs, tokens and keys.
 * Not found: passwords in prose; tokens of letters only, without a prefix, under other keys; secrets of one digit.
 */

import { HINT_CREDENTIAL, HINT_URI } from '../../walk/leaf.ts'
import type { Detector, Emit, Judgement, Place, WholeValue } from '../detector.ts'
import { phrases } from '../keyed.ts'
import { A_STATE } from '../meaning.ts'
import { ALL, PHRASE, WORD, WORDS } from '../shape.ts'

const CREDENTIALS = 'user.authorization.credentials'
const SYSTEM = 'system.authentication'

const MAX_USERINFO_CHARS = 256

/** Passwords, PINs, tokens and keys: under their keys, and the user part of a URI. */
export const credential: Detector = {
  id: 'credential',
  categories: [CREDENTIALS, SYSTEM],
  keys: [
    {
      category: CREDENTIALS,
      types: 'any',
      subtree: true,
      sparing: A_STATE,
      words: phrases(`
        password, passwd, passphrase, pass phrase, pass code, passcode, pin, pin code, pincode, ivr pin,
        voicemail pin, vmpin, vm pin, host key, host pin, security answer, secret answer, secret question,
        security question,
        authorization code, authorisation code, otp, one time password, credential, credentials, password hash, pwd,
        passwort, kennwort, cvv, cvc, recovery code, backup code, sip password, meeting password, moderator pin,
        participant pin, security code, vm secret, voicemail secret, mot de passe,
        contrasena, senha, palavra passe, access code, verification code, account pin,
        mfa secret, totp secret, private access key, pin number, mailbox pin, capture pass, auth pass, db pass,
        smtp pass
      `),
    },
    {
      category: SYSTEM,
      types: 'any',
      subtree: true,
      sparing: A_STATE,
      words: phrases(`
        secret, client secret, api key, apikey, api secret, access token, refresh token, id token, auth token,
        bearer token, private key, secret key, signing key, session token, jwt, authorization, authorisation,
        access key, shared secret, webhook secret, encryption key, auth key, csrf token, xsrf token, session cookie,
        session key, token secret, service token, api token, security token, signup token, sign up token, invite token,
        invitation token, reset token, activation token, confirmation token, login token, registration token
      `),
    },
    { category: CREDENTIALS, types: 'any', telephony: true, words: ['auth code'] },
    { category: SYSTEM, at: 'whole', words: ['token', 'ticket token', 'cookie', 'set cookie', 'bearer'] },
  ],
  judge: judgeSecret,
  judgesAlike: () => ALL & ~WORD,
  // A plain address is too short for any of the forms; the rest holds no letters.
  findsAlike: ALL & ~(WORD | WORDS | PHRASE),
  // The forms have no sign in common; each is looked for by its prefix.
  hints: HINT_CREDENTIAL | HINT_URI,
  gate: {},
  find(text, place, emit, hints) {
    if ((hints & HINT_URI) !== 0 && text.includes('@')) findUserInfo(text, place, emit)
    if ((hints & HINT_CREDENTIAL) === 0 || text.length < MIN_FORM_CHARS) return
    for (const form of FORMS) findForm(text, form, emit)
  },
}

/** Secrets that say what they are. `min`: characters behind the prefix, all of them in `body`. */
interface SecretForm {
  readonly prefix: string
  readonly body: RegExp
  readonly min: number
}

const BASE64URL = /^[\w.~+/=-]$/
/** JSON Web Tokens (RFC 7519), PEM keys (RFC 7468), bearer tokens (RFC 6750), and prefixes that vendors publish. */
const FORMS: readonly SecretForm[] = [
  { prefix: 'eyJ', body: BASE64URL, min: 32 },
  { prefix: 'Bearer ', body: BASE64URL, min: 16 },
  { prefix: '-----BEGIN ', body: /^[^]$/, min: 32 },
  { prefix: 'AKIA', body: /^[A-Z0-9]$/, min: 16 },
  { prefix: 'ghp_', body: /^[A-Za-z0-9]$/, min: 30 },
  { prefix: 'github_pat_', body: /^\w$/, min: 30 },
  { prefix: 'xoxb-', body: /^[\w-]$/, min: 20 },
  { prefix: 'sk_live_', body: /^\w$/, min: 16 },
]

const MIN_FORM_CHARS = Math.min(...FORMS.map(({ prefix, min }) => prefix.length + min))

/** From the prefix as far as the form goes. A prefix inside a word is none. */
function findForm(text: string, { prefix, body, min }: SecretForm, emit: Emit): void {
  for (let start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, start)) {
    let end = start + prefix.length
    while (end < text.length && body.test(text[end] ?? '')) end++
    const isSecret = end - start - prefix.length >= min && !/\w/.test(text[start - 1] ?? ' ')
    if (isSecret && (prefix !== 'eyJ' || text.slice(start, end).split('.').length >= 3)) emit(SYSTEM, start, end, 0.9)
    start = end
  }
}

/** What settings and permissions say of secrets. */
const SETTINGS: ReadonlySet<string> = new Set([
  'read', 'write', 'required', 'optional', 'enabled', 'disabled', 'preferred', 'discouraged', 'verified', 'unverified',
])

/** Whether there is one, or which: `enable_pin: 1`. */
const FLAG = /^\d$/

function judgeSecret({ text }: WholeValue): Judgement | null {
  const trimmed = text.trim()
  return trimmed === '' || FLAG.test(trimmed) || SETTINGS.has(trimmed.toLowerCase()) ? null : { confidence: 0.95 }
}

/** The password of `scheme://user:password@host`, together with its user (RFC 3986 section 3.2.1). */
function findUserInfo(text: string, _place: Place, emit: Emit): void {
  for (let slashes = text.indexOf('://'); slashes >= 0; slashes = text.indexOf('://', slashes + 3)) {
    const start = slashes + 3
    const limit = Math.min(text.length, start + MAX_USERINFO_CHARS)
    let colon = -1
    let at = start
    for (; at < limit; at++) {
      const character = text[at] ?? ''
      if (character === ':' && colon < 0) colon = at
      if (character === '@' || '/?# "<>'.includes(character)) break
    }
    if (text[at] === '@' && colon >= start && at - colon > 1) emit(CREDENTIALS, start, at, 0.9)
  }
}
