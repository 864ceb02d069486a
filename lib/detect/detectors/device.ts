/*
 * Identifiers of devices.
 * Not found: serial numbers, IMEIs and addresses of adapters in prose, or under general keys.
 */

import { keyed, phrases } from '../keyed.ts'

/** Identifiers of devices. */
export const device = keyed('device', [{
  category: 'user.device.device_id',
  types: 'any',
  words: phrases(`
    mac, mac address, mac addr, device mac, imei, imsi, iccid, device id, device uuid, device serial,
    device serial number,
    device token, push token, udid, idfa, gaid, advertising id, android id, device fingerprint, hardware id, meid,
    esim id, eid, pc name, machine name, browser fingerprint, registration token
  `),
}])
