import { personalLink } from '../links.ts'
import { cleanMembers } from '../members.ts'
import type { Planter } from '../planter.ts'
import { credential, ipAddress, signedLink } from '../secrets.ts'
import { Keyed, type Leaf, type Tree } from '../tree.ts'

const NEUTRAL = [
  'value', 'x', 'data', 'info', 'line1', 'content', 'display', 'target', 'item', 'field_12', 'a', 'detail', 'raw',
  'to_string',
] as const

/** snake_case, flat, much of it harmless. */
export function orders(p: Planter): Tree {
  return {
    data: p.some(5, () => {
      const who = p.person()
      return {
        ...cleanMembers(p.random, 9),
        customer_name: p.name(who),
        customer_email: p.email('key', who.email),
        customer_phone: p.phone(),
        contact_number: p.phone(),
        delivery_note: p.text('note'),
        shipping_address: {
          line1: p.detail(who, 'street'), city: p.detail(who, 'city'), postal_code: p.detail(who, 'postalCode'),
        },
        items: p.some(3, () => cleanMembers(p.random, 5)),
      }
    }),
    meta: cleanMembers(p.random, 6),
  }
}

/** camelCase, numbers as JSON numbers. */
export function agents(p: Planter): Tree {
  return {
    agents: p.some(4, () => {
      const who = p.person()
      return {
        ...cleanMembers(p.random, 6),
        fullName: p.name(who),
        username: p.detail(who, 'username'),
        phoneNumber: p.phoneNumber(),
        mobile: p.phoneNumber(),
        extension: p.extensionNumber(),
        ext: p.extension(),
        workEmail: p.email('key', who.workEmail),
        lastIp: ipAddress(p),
        apiKey: credential(p),
        settings: cleanMembers(p.random, 5),
        shown: { [p.pick('phoneNumber', 'caller_number', 'from', 'display', 'value')]: p.clean('masked value') },
      }
    }),
  }
}

/** Nothing private at all. */
export function inventory(p: Planter): Tree {
  return {
    ...cleanMembers(p.random, 8),
    items: p.some(8, () => cleanMembers(p.random, 10)),
    error: { code: p.clean('status code'), message: p.prose() },
    summary: p.prose(),
    hint: p.prose(),
    info: p.prose(),
  }
}

/** Values under keys that say nothing, in links and in lists. */
export function misc(p: Planter): Tree {
  const name = p.random.pick(NEUTRAL)
  return {
    ...cleanMembers(p.random, 8),
    rows: p.some(4, () => ({
      [name]: p.chance(60) ? p.phone('neutral') : p.email('neutral'),
      state: p.clean('status'),
      seq: p.clean('count'),
    })),
    values: p.some(3, () => p.phone('neutral')),
    links: p.some(3, () => ({ rel: 'related', href: personalLink(p) })),
    signed: signedLink(p, 'neutral'),
    texts: p.some(3, () => p.text()),
    results: p.some(3, () => p.prose()),
  }
}

/** Type and value side by side, in either order, under many names. */
export function pairs(p: Planter): Tree {
  return {
    contacts: p.some(3, () => ({
      id: p.clean('UUID'),
      channels: [
        either(p, ['type', p.pick('phone', 'mobile', 'Telefon', 'cell', 'work phone', 'tel', 'PHONE_NUMBER', 'fax')],
          ['value', p.phone('sibling')]),
        either(p, ['kind', p.pick('email', 'E-Mail', 'mail', 'work_email')], ['value', p.email('sibling')]),
        either(p, ['label', p.pick('Extension', 'ext', 'Ext.', 'work_extension', 'Durchwahl', 'internal extension')],
          ['value', p.extension('sibling')]),
        either(p, ['name', p.pick('phone', 'Mobile number', 'callback_number')], ['value', p.phone('sibling')]),
        either(p, ['key', p.pick('extension', 'extension_number')], ['value', p.extension('sibling')]),
        either(p, ['name', p.pick('queue', 'order', 'retries', 'version')], ['value', p.clean('numeric id')]),
        either(p, ['type', p.pick('integer', 'timeout', 'amount')], ['value', p.clean('count')]),
      ],
    })),
  }
}

function either(p: Planter, ...[one, other]: readonly [readonly [string, Tree], readonly [string, Tree]]): Tree {
  return Object.fromEntries(p.chance(50) ? [one, other] : [other, one])
}

/** Maps of which the keys are private. */
export function maps(p: Planter): Tree {
  return {
    blockedNumbers: new Keyed(distinct(p.some(3, () => [
      p.e164('objectKey'), { since: p.clean('moment'), hits: p.clean('count') },
    ] as const))),
    by_email: new Keyed(distinct(p.some(3, () => [p.email('objectKey'), p.clean('count')] as const))),
    callsPerPhone: new Keyed(distinct(p.some(3, () => [p.phone('objectKey'), p.clean('count')] as const))),
    stats: new Keyed(distinct(p.some(2, () => [p.e164('objectKey'), p.clean('duration')] as const))),
    presence_by_extension: new Keyed(distinct(p.some(4, () => [p.extension('objectKey'), p.clean('status')] as const))),
    cached: p.inside((q) => ({ user: { name: q.name(q.person()), phone: q.phone(), email: q.email() }, ttl: 300,
      count: q.clean('count') })),
    totals: cleanMembers(p.random, 6),
  }
}

/** In the order in which JavaScript has them, which puts whole numbers first. */
function distinct(entries: readonly (readonly [Leaf, Tree])[]): (readonly [Leaf, Tree])[] {
  const byKey: Record<string, readonly [Leaf, Tree]> = {}
  for (const entry of entries) byKey[String(entry[0].value)] = entry
  return Object.values(byKey)
}
