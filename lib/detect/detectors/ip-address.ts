/*
 * Addresses of devices on a network.
 * Not found: addresses in prose, which versions look like.
 */

import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { EMAILS, INTERNATIONALS, MOMENT, NUMERALS } from '../shape.ts'

/** Addresses of devices on a network. */
export const ipAddress = keyed('ip-address', [
  {
    category: 'user.device.ip_address', at: 'whole', under: ['extension', 'somebody'],
    words: phrases('addr, address'),
  },
  { category: 'user.device.ip_address', telephony: true, words: phrases('src addr, source addr, dst addr') },
  {
    category: 'user.device.ip_address',
    words: phrases(`
      ip, ip address, ipv address, client ip, remote ip, source ip, public ip, private ip, local ip, user ip,
      remote addr, remote address, device public ip, device private ip, calling ip address, last login ip,
      ip signup, signup ip, ip opt, opt in ip, ip opt in, registration ip, x forwarded for, ip addr, peer ip, caller ip,
      login ip, internal ip, external ip, client address, network addr, remote host, ipv v addr, ipv v address
    `),
  },
], judgeAddress, () => EMAILS | INTERNATIONALS | NUMERALS | MOMENT)

/**
 * IPv4, IPv6, with or without port and prefix length, or a list of them: anything of hexadecimal digits, dots and
 * colons.
 */
function judgeAddress({ text }: WholeValue): Judgement | null {
  return /^[\s0-9a-fx.:,/%[\]-]{2,}$/i.test(text) && /[.:]/.test(text) ? { confidence: 0.9 } : null
}
