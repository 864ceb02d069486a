import { type Planter } from './planter.ts'
import { Leaf } from './tree.ts'

/** Links and addresses with somebody in them: telephone, mail, SIP, and the queries of other services. */
export function personalLink(p: Planter): Leaf {
  return p.pick(tel, tel, telWithExtension, sms, mailto, sipNumber, sipExtension, sipUser, queryPhone, queryEmail,
    queryExtension, pathPhone, pathEmail)(p)
}

export function tel(p: Planter): Leaf {
  const line = p.line()
  const uri = line.number.getURI()
  const text = p.pick(
    uri, uri, uri.toUpperCase(), `tel:${line.number.formatInternational().replace(/[ ]/g, '-')}`,
    `${uri};phone-context=example.org`,
    `callto:${line.number.number}`, `${uri};isub=1`, `tel:${encodeURIComponent(line.number.formatInternational())}`,
  )
  return new Leaf(text, [p.phonePlant('uri', line, text, null)])
}

export function telWithExtension(p: Planter): Leaf {
  const line = p.line()
  const digits = p.extensionDigits()
  const text = `${line.number.getURI()};ext=${digits}`
  return new Leaf(text, [p.phonePlant('uri', line, line.number.number, null), p.extensionPlant('uri', digits)])
}

function sms(p: Planter): Leaf {
  const line = p.line()
  const text = p.pick(`sms:${line.number.number}?body=Hello`,
    `https://wa.example.org/send?phone=${line.number.number.slice(1)}&text=Hello`)
  return new Leaf(text, [p.phonePlant('uri', line, text, null)])
}

function mailto(p: Planter): Leaf {
  const [one, other] = [p.person().email, p.person().email]
  const text = `mailto:${one}?cc=${encodeURIComponent(other)}&subject=Order%20${p.random.digits(6)}`
  if (one.split('@')[0] === other.split('@')[0]) return mailto(p)
  return new Leaf(text, [p.emailPlant('uri', one), p.emailPlant('uri', other)])
}

export function sipNumber(p: Planter): Leaf {
  const line = p.line()
  const text = p.pick(
    `sip:${line.number.number}@sbc.example.org;user=phone`, `sips:${line.number.number}@203.0.113.7:5061;transport=tls`,
    `<sip:${line.number.number}@example.org>`, `sip:${line.number.number.slice(1)}@trunk.example.net`,
  )
  return new Leaf(text, [p.phonePlant('uri', line, text, null)])
}

export function sipExtension(p: Planter): Leaf {
  const digits = p.extensionDigits()
  const text = p.pick(`sip:${digits}@pbx.example.org`, `sip:${digits}@10.0.0.1:5060;transport=udp`,
    `"Desk" <sip:${digits}@pbx.example.org>`)
  return new Leaf(text, [p.extensionPlant('uri', digits)])
}

export function sipUser(p: Planter): Leaf {
  const { username } = p.person()
  return new Leaf(`sip:${username}@example.org`, [{
    category: 'user.contact.sip_address', place: 'uri', text: username, telling: username, gap: null,
  }])
}

function queryPhone(p: Planter): Leaf {
  const line = p.line()
  const name = p.pick('to', 'phone', 'caller', 'number', 'msisdn', 'from')
  const written = p.pick(line.number.number, line.number.formatInternational(), line.number.number)
  const text = `https://api.example.org/v1/calls?page=2&${name}=${encodeURIComponent(written)}&sort=asc`
  return new Leaf(text, [p.phonePlant('uri', line, text, null)])
}

function queryEmail(p: Planter): Leaf {
  const { email } = p.person()
  const written = p.pick(encodeURIComponent, String)(email)
  const text = `https://app.example.com/invite?${p.pick('email', 'u', 'login')}=${written}&v=2`
  return new Leaf(text, [p.emailPlant('uri', email)])
}

function queryExtension(p: Planter): Leaf {
  const digits = p.extensionDigits()
  const text = `https://pbx.example.org/status?${p.pick('ext', 'extension', 'extensionNumber')}=${digits}&refresh=true`
  return new Leaf(text, [p.extensionPlant('uri', digits)])
}

function pathPhone(p: Planter): Leaf {
  const line = p.line()
  const text = `https://api.example.org/v1/numbers/${encodeURIComponent(line.number.number)}/calls`
  return new Leaf(text, [p.phonePlant('uri', line, text, null)])
}

function pathEmail(p: Planter): Leaf {
  const { email } = p.person()
  return new Leaf(`https://api.example.org/users/${p.pick(encodeURIComponent, String)(email)}/photo`,
    [p.emailPlant('uri', email)])
}
