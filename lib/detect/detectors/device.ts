/*
 * Identifiers of devices.
 * Not found: serial numbers, IMEIs and addresses of adapters in prose, or under general keys; names of devices that
 * hold no address.
 */

import type { Judgement, KeyRule, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { ALL, EMAILS, INTERNATIONALS, MOMENT, WORD, WORDS } from '../shape.ts'

const DEVICE_ID = 'user.device.device_id'

/** Keys of what often has a name: a value is an identifier if it holds the address of an adapter, `SEP0011AABBCCDD`. */
const BY_ADDRESS: KeyRule = { category: DEVICE_ID, words: phrases('device, device name') }

/** Identifiers of devices. */
export const device = keyed('device', [
  {
    category: DEVICE_ID,
    types: 'any',
    words: phrases(`
      mac, mac address, mac addr, device mac, imei, imsi, iccid, device id, device uuid, device serial,
      device serial number,
      device token, push token, udid, idfa, idfv, gaid, oaid, advertising id, android id, device fingerprint,
      hardware id, meid,
      esim id, eid, pc name, machine name, browser fingerprint, registration token
    `),
  },
  BY_ADDRESS,
  // An address of an adapter has digits, and none of these forms.
], judgeDevice, (rule) => rule === BY_ADDRESS ? WORD | WORDS | EMAILS | INTERNATIONALS | MOMENT : ALL)

/** Twelve hexadecimal digits, one of them decimal, with at most a prefix of letters; in pairs or not. */
const ADAPTER = /^[a-z]{0,4}(?=[^\d]*\d)(?:[\da-f]{12}|[\da-f]{2}(?:[:-][\da-f]{2}){5})$/i

function judgeDevice({ text, rule }: WholeValue): Judgement | null {
  if (text.trim() === '' || (rule === BY_ADDRESS && !ADAPTER.test(text.trim()))) return null
  return { confidence: 0.9 }
}
