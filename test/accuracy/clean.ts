import type { Seeded } from '../../lib/demo/seeded.ts'
import type { Scalar } from './ledger.ts'
import { Leaf } from './tree.ts'

type Make = (random: Seeded) => Scalar

const hex = (random: Seeded, length: number): string =>
  Array.from({ length }, () => random.below(16).toString(16)).join('')
const letters = (random: Seeded, length: number, from = 'ABCDEFGHJKLMNPQRSTUVWXYZ'): string =>
  Array.from({ length }, () => from[random.below(from.length)]).join('')
const between = (random: Seeded, low: number, high: number): number => low + random.below(high - low)
const two = (value: number): string => String(value).padStart(2, '0')
const epoch = (random: Seeded): number => between(random, 1_500_000_000, 1_800_000_000)
const moment = (random: Seeded): Date => new Date(epoch(random) * 1000 + random.below(1000))
const day = (random: Seeded): string => moment(random).toISOString().slice(0, 10)
const dotted = (iso: string): string => iso.split('-').reverse().join('.')
const uuid = (random: Seeded): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`
const clock = (random: Seeded): string => `${two(random.below(24))}:${two(random.below(60))}`
const group = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ')
const decimal = (random: Seeded, whole: number, decimals: number): string =>
  `${random.below(whole)}.${random.digits(decimals - 1)}${1 + random.below(9)}`
const HOSTS = ['example.org', 'api.example.com', 'cdn.example.net', 'status.example.org'] as const
const host = (random: Seeded): string => random.pick(HOSTS)
const ids: readonly [Make, ...Make[]] = [
  (r) => `${1 + r.below(9)}${r.digits(5 + r.below(14))}`,
  (r) => Number(`${1 + r.below(9)}${r.digits(5 + r.below(9))}`),
  (r) => `${letters(r, 2)}-${r.digits(6)}`,
  (r) => `${letters(r, 3)}${r.digits(9)}`,
  (r) => `${r.digits(3)}-${r.digits(7)}-${r.digits(7)}`,
  (r) => `1Z${letters(r, 6)}${r.digits(10)}`,
  (r) => `${new Date(epoch(r) * 1000).getUTCFullYear()}-${r.digits(6)}`,
  (r) => `0${r.digits(9)}`,
  (r) => `#${r.digits(5)}`,
]

/** The kinds of values that are not private: one way of writing after the other. */
const KINDS = {
  'epoch, seconds': [epoch, (r) => String(epoch(r)), (r) => epoch(r) + r.below(1000) / 1000],
  'epoch, milliseconds': [(r) => epoch(r) * 1000 + r.below(1000), (r) => String(epoch(r) * 1000)],
  moment: [
    (r) => moment(r).toISOString(), (r) => moment(r).toISOString().replace('Z', '+02:00'),
    (r) => moment(r).toISOString().slice(0, 19).replace('T', ' '), (r) => moment(r).toUTCString(),
    (r) => moment(r).toISOString().replace(/[-:]/g, '').slice(0, 15),
    (r) => moment(r).toISOString().slice(0, 19) + '-0700', (r) => `${day(r)} ${clock(r)}:00 +0000`,
  ],
  date: [day, (r) => dotted(day(r)), (r) => day(r).replaceAll('-', '/'),
    (r) => `${1 + r.below(12)}/${1 + r.below(28)}/2024`],
  'compact date': [(r) => day(r).replaceAll('-', ''), (r) => Number(day(r).replaceAll('-', ''))],
  'date range': [
    (r) => `${day(r)}/${day(r)}`, (r) => `${dotted(day(r))} - ${dotted(day(r))}`, (r) => `${day(r)}..${day(r)}`,
    () => '03/2015 - 03/2016', (r) => `20${r.digits(2)}-20${r.digits(2)}`, () => '2023/24', () => '2023-2024',
  ],
  time: [clock, (r) => `${clock(r)}:${two(r.below(60))}`, (r) => `${clock(r)}-${clock(r)}`, (r) => `T${clock(r)}:00Z`],
  'build tag': [
    (r) => `build-${r.digits(8)}.${r.below(20)}`, (r) => `v${r.below(9)}.${r.below(20)}.${r.below(20)}-${hex(r, 7)}`,
    (r) => `${day(r).replaceAll('-', '.')}-${r.digits(4)}`, (r) => `release/${r.digits(10)}`,
  ],
  UUID: [uuid, (r) => `{${uuid(r).toUpperCase()}}`, (r) => uuid(r).replaceAll('-', ''), (r) => `urn:uuid:${uuid(r)}`],
  hash: [(r) => hex(r, 32), (r) => hex(r, 40), (r) => hex(r, 64), (r) => `sha256:${hex(r, 64)}`, (r) => hex(r, 7),
    (r) => hex(r, 24)],
  'ETag, token of the API': [
    (r) => `W/"${hex(r, 16)}"`, (r) => `"${hex(r, 32)}"`, (r) => `req_${letters(r, 14, 'abcdef0123456789')}`,
  ],
  version: [
    (r) => `10.0.${between(r, 10_000, 30_000)}.${between(r, 1, 4000)}`,
    (r) => `${r.below(20)}.${r.below(30)}.${r.below(99)}`,
    (r) => `${r.below(9)}.${r.below(9)}.${r.below(9)}-rc.${r.below(9)}+${r.digits(8)}`,
    (r) => `${between(r, 100, 140)}.0.${r.digits(4)}.${r.digits(3)}`, (r) => `^${r.below(9)}.${r.below(9)}.0`,
  ],
  coordinates: [
    (r) => `${decimal(r, 90, 6)},${decimal(r, 180, 6)}`, (r) => `-${decimal(r, 90, 4)}, ${decimal(r, 180, 4)}`,
    (r) => `POINT(${decimal(r, 180, 5)} ${decimal(r, 90, 5)})`, (r) => Number(decimal(r, 180, 7)),
  ],
  price: [
    (r) => Number(decimal(r, 9999, 2)), (r) => `${decimal(r, 9999, 2)} EUR`,
    (r) => `$${r.below(900) + 1},${r.digits(3)}.${r.digits(2)}`,
    (r) => `${between(r, 1, 999)}.${r.digits(3)},${r.digits(2)} \u20ac`, (r) => `-${decimal(r, 99999, 4)}`,
    (r) => `USD ${r.below(90_000)}`,
  ],
  quantity: [
    (r) => r.below(100_000), (r) => `${r.below(2000)} kg`, (r) => `${r.below(2000)} x ${r.below(2000)} mm`,
    (r) => `${decimal(r, 100, 2)} %`,
    (r) => `${r.below(999)},${r.digits(3)},${r.digits(3)}`, (r) => `${r.below(999)} ${r.digits(3)} ${r.digits(3)}`,
  ],
  'card-shaped id': [
    (r) => group(`4${r.digits(15)}`), (r) => `4${r.digits(15)}`,
    (r) => `37${r.digits(2)} ${r.digits(6)} ${r.digits(5)}`,
    (r) => `${r.digits(4)}-${r.digits(4)}-${r.digits(4)}-${r.digits(4)}`,
  ],
  'ISBN, EAN': [
    (r) => `978${r.digits(10)}`, (r) => `978-3-16-${r.digits(6)}-${r.digits(1)}`, (r) => `400${r.digits(10)}`,
    (r) => r.digits(8),
    (r) => `${r.digits(9)}X`, (r) => `0${r.digits(11)}`,
  ],
  'order id': ids,
  'numeric id': [
    (r) => Number(`${1 + r.below(9)}${r.digits(5 + r.below(9))}`), (r) => `${1 + r.below(9)}${r.digits(9)}`,
    (r) => `${1 + r.below(9)}${r.digits(17)}`, (r) => Number(`4${r.digits(11)}`), (r) => Number(`1${r.digits(10)}`),
    (r) => `4${r.digits(11)}`, (r) => `1${r.digits(10)}`,
  ],
  status: [(r) => r.pick(['Active', 'PENDING', 'call_connected', 'in-progress', 'No Answer', 'Accepted', 'COMPLETED'])],
  link: [
    (r) => `https://${host(r)}/v1/orders/${r.digits(7)}?page=${r.below(90)}&limit=100`,
    (r) => `https://${host(r)}/docs/errors#404`,
    (r) => `https://${host(r)}/v2/calls/${uuid(r)}`,
    (r) => `/restapi/v1.0/account/${r.digits(9)}/call-log/${letters(r, 12)}`,
    (r) => `https://${host(r)}/assets/logo@2x.png?v=${r.digits(8)}`, (r) => `http://${host(r)}:8080/health`,
    (r) => `https://${host(r)}/api?since=${epoch(r)}&until=${epoch(r)}`,
    (r) => `https://${host(r)}/api?cursor=${hex(r, 20)}`,
    (r) => `https://${host(r)}/o?id=${r.digits(10)}&sort=-created_at`,
    () => 'urn:ietf:params:scim:schemas:core:2.0:User',
  ],
  'media type': [
    (r) => r.pick(['application/json; charset=utf-8', 'audio/x-wav', 'application/vnd.example.v3+json', 'image/png']),
  ],
  enum: [(r) => r.pick(['inbound', 'Outbound', 'PSTN', 'VoIP_App', 'extension', 'user', 'internal', 'mobile'])],
  count: [(r) => r.below(12), (r) => between(r, 100, 9999), (r) => String(r.below(5000))],
  duration: [
    (r) => between(r, 1, 7200), (r) => `PT${r.below(59)}M${r.below(59)}S`, (r) => `00:${clock(r)}`,
    (r) => `${r.below(900)}s`,
    (r) => Number(decimal(r, 4000, 3)), (r) => String(between(r, 1, 7200)),
  ],
  port: [(r) => r.pick([80, 443, 5060, 5061, 8080, 3306, 10_000, 16_384])],
  year: [(r) => between(r, 1980, 2030), (r) => String(between(r, 1980, 2030))],
  'status code': [
    (r) => r.pick([200, 201, 204, 301, 404, 486, 487, 500, 503]), (r) => r.pick(['200', '404', '16', '486']),
  ],
  package: [
    (r) => `@example/pkg@${r.below(9)}.${r.below(9)}.${r.below(9)}`, (r) => `pkg:npm/%40example/sdk@${r.below(9)}.0.1`,
    (r) => `logo@${1 + r.below(3)}x.png`, () => 'git@host.example:org/repo.git',
    () => 'ssh://git@code.example.org:22/o/r',
    (r) => `registry.example.org/app@sha256:${hex(r, 64)}`, () => 'actions/checkout@v4', () => '@channel',
  ],
  'Call-ID': [
    (r) => `${hex(r, 16)}@10.${r.below(255)}.${r.below(255)}.${r.below(255)}`,
    (r) => `BW${r.digits(15)}@10.21.0.${1 + r.below(250)}`,
    (r) => `CA${hex(r, 32)}`, (r) => `${epoch(r)}.${r.digits(5)}`, (r) => `${r.digits(19)}`, (r) => letters(r, 20),
    (r) => `${r.digits(10)}_${r.digits(9)}@192.0.2.${r.below(250)}`, (r) => `s-${hex(r, 16)}z${hex(r, 16)}`,
  ],
  colour: [(r) => `#${hex(r, 6)}`, (r) => `rgb(${r.below(255)}, ${r.below(255)}, ${r.below(255)})`,
    (r) => `#${r.digits(6)}`],
  locale: [(r) => r.pick(['en_GB', 'de-DE', 'pt-BR', 'Europe/Berlin', 'GMT+02:00', 'UTC', '+01:00', 'zh-Hant-TW',
    'UTC-05:00'])],
  'name of a thing': [
    (r) => r.pick(['Billing EMEA', 'Support Tier 1', 'Windows 11', 'iPhone 15 Pro', 'Queue 4021', 'After Hours',
      'Office 365', 'Polycom VVX 450']),
    (r) => `${r.pick(['Store', 'Gate', 'Lager', 'Trunk'])} ${r.digits(4)}`, (r) => `EX-${r.digits(5)}`,
  ],
  flag: [(r) => r.below(2) === 1, (r) => r.pick(['true', 'false', 'yes', 'N', '0', '1']), () => null, () => ''],
  'masked value': [
    () => '+1855201XXXX', () => '********', (r) => `+44 **** ***${r.digits(3)}`, () => '[redacted]',
    () => '+44 ********',
    () => 'xxx-xxx-xxxx', () => '***',
  ],
  'user agent': [
    () => 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.127',
    () => 'PolycomVVX-VVX_450-UA/6.4.3.5156', () => 'curl/8.5.0', () => 'libexample/2.1.0 (+https://example.org/bot)',
  ],
  base64: [(r) => Buffer.from(hex(r, 24)).toString('base64'),
    (r) => `eyJ${letters(r, 20, 'abcdefghABCDEFGH0123456789')}`],
} as const satisfies Readonly<Record<string, readonly [Make, ...Make[]]>>

export type CleanKind = keyof typeof KINDS

export function makeClean(kind: CleanKind, random: Seeded): Leaf {
  const ways: readonly [Make, ...Make[]] = KINDS[kind]
  return new Leaf(random.pick(ways)(random), [], kind)
}
