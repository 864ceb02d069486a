import type { Place } from './ledger.ts'
import type { Planter } from './planter.ts'
import type { Leaf } from './tree.ts'

const HEX = 'abcdef0123456789'
const MIXED = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/** Letters and digits that open something. */
function random(p: Planter, length: number, from = MIXED): string {
  return Array.from({ length }, () => from[p.random.below(from.length)]).join('')
}

/** A link that opens a recording to whoever has it. */
export function signedLink(p: Planter, place: Place = 'key'): Leaf {
  const secret = random(p, 24)
  const link = p.pick(
    `https://media.example.org/rec/${random(p, 8, HEX)}.wav?token=${secret}`,
    `https://media.example.org/v1/${random(p, 8, HEX)}?X-Amz-Expires=900&X-Amz-Signature=${secret}`,
    `https://store.example.net/c/${random(p, 8, HEX)}.mp3?sv=2023-11-03&se=2026-01-01&sig=${secret}`,
    `https://files.example.com/download/${random(p, 8, HEX)}?access_token=${secret}&n=1`,
    `https://app.example.com/play?ticket=${secret}`,
  )
  return p.value('system.authentication.signed_url', link, place, secret)
}

export function credential(p: Planter): Leaf {
  const secret = p.pick(random(p, 12), random(p, 32, HEX), `sk_live_${random(p, 24)}`,
    `${random(p, 6)}!${p.random.digits(3)}`)
  return p.value('user.authorization.credentials', secret)
}

export function pin(p: Planter): Leaf {
  return p.value('user.authorization.credentials', p.random.digits(p.pick(4, 6)))
}

export function ipAddress(p: Planter): Leaf {
  const byte = (): number => 1 + p.random.below(250)
  const address = p.pick(`203.0.113.${byte()}`, `198.51.100.${byte()}`, `10.${byte()}.${byte()}.${byte()}`,
    `2001:db8::${random(p, 4, HEX)}`)
  return p.value('user.device.ip_address', address)
}

export function mac(p: Planter): Leaf {
  const digits = random(p, 12, HEX)
  const text = p.pick(digits.toUpperCase(), digits.replace(/(..)(?=.)/g, '$1:'), digits.replace(/(..)(?=.)/g, '$1-'))
  return p.value('user.device.device_id', text)
}

export function picture(p: Planter): Leaf {
  const secret = random(p, 10, HEX)
  return p.value('user.content.self_image', `https://img.example.org/profile/${secret}.png`, 'key', secret)
}

export function employeeId(p: Planter): Leaf {
  return p.value('user.unique_id.employee_id', p.pick(`E-${p.random.digits(6)}`, p.random.digits(7),
    `EMP${p.random.digits(4)}`))
}
