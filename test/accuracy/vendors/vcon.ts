import { tel } from '../links.ts'
import type { Planter } from '../planter.ts'
import type { Tree } from '../tree.ts'

/** A conversation in the form of the vCon drafts of the IETF. */
export function vcon(p: Planter): Tree {
  const [one, other] = [p.person(), p.person()]
  return {
    vcon: '0.0.1',
    uuid: p.clean('UUID'),
    created_at: p.clean('moment'),
    subject: p.prose(),
    parties: [
      { tel: tel(p), name: p.name(one), mailto: p.email('key', one.email), validation: 'ani', role: 'customer' },
      { tel: p.e164(), name: p.name(other), sip: p.value('user.contact.sip_address',
        `sip:${other.username}@example.org`, 'key', other.username), role: 'agent' },
    ],
    dialog: [{
      type: 'recording',
      start: p.clean('moment'),
      duration: p.clean('duration'),
      parties: [0, 1],
      originator: 0,
      mimetype: 'audio/x-wav',
      alg: 'SHA-512',
    }],
    analysis: [{
      type: 'transcript',
      dialog: 0,
      vendor: 'example',
      body: { segments: p.some(4, (at) => ({ speaker: at % 2, start: at * 4.2, text: p.text(), confidence: 0.93 })) },
    }],
    attachments: [{ type: 'metadata', encoding: 'json', body: p.inside((q) => ({ caller: q.e164(),
      agent_extension: q.extension(), queue: 'Billing', order: q.clean('order id') })) }],
  }
}
