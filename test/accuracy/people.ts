import type { Seeded } from '../../lib/demo/seeded.ts'
import type { CategoryId } from '../../lib/detect/category.ts'

/** Somebody who does not exist. */
export interface Person {
  readonly given: string
  readonly middle: string
  readonly family: string
  readonly full: string
  readonly email: string
  readonly workEmail: string
  readonly username: string
  readonly born: string
  readonly job: string
  readonly department: string
  readonly company: string
  readonly street: string
  readonly city: string
  readonly postalCode: string
}

/** What the parts of a name are. */
export const NAMES = {
  full: 'user.name.full', given: 'user.name.first', family: 'user.name.last', middle: 'user.name.middle',
} as const satisfies Partial<Record<keyof Person, CategoryId>>

/** What else of a person is no number. */
export const DETAILS = {
  username: 'user.account.username',
  born: 'user.demographic.date_of_birth',
  job: 'user.job_title',
  department: 'user.workplace.department',
  company: 'user.contact.organization',
  street: 'user.contact.address.street',
  city: 'user.contact.address.city',
  postalCode: 'user.contact.address.postal_code',
} as const satisfies Partial<Record<keyof Person, CategoryId>>

const GIVEN = [
  'Avery', 'Blythe', 'Cordelia', 'Dorian', 'Elowen', 'Fintan', 'Greta', 'Hollis', 'Imogen', 'Joaquin', 'Zo\u00eb',
  'J\u00f6rg', 'Bj\u00f8rn', 'Chlo\u00e9', 'Agnieszka', 'Oluwaseun', 'Priya', 'Mehmet', 'Ji-woo', 'An', 'Bo',
  'D\'Arcy', 'Maria Teresa', '\u0414\u043c\u0438\u0442\u0440\u0438\u0439', '\u5065\u4e00',
  '\u0641\u0627\u0637\u0645\u0629',
] as const
const FAMILY = [
  'Ashgrove', 'Birkfell', 'Carrowmore', 'Dunmallet', 'Eskdale', 'Fenwhistle', 'Garthwaite', 'Hexley', 'O\'Dunmore',
  'van der Birken', 'M\u00fcllerstein', 'Garc\u00eda Fuentelar', 'Szcz\u0119\u015bniakowa', 'Al-Harwani', 'Li',
  'McTavering', 'Smythe-Oakling', '\u0418\u0432\u0430\u043d\u0447\u0435\u043d\u043a\u043e\u0432',
  '\u5c71\u7530\u6728',
] as const
const DOMAINS = [
  'example.org', 'example.com', 'mail.example.net', 'corp.co.example', 'support.example.test', 'b\u00fccher.example',
  'xn--bcher-kva.example', 'EXAMPLE.ORG', 'a.b.c.example.com', 'post.museum.example',
] as const
const JOBS = ['Service agent', 'Team lead', 'Dispatcher', 'Notary', 'Head of Claims', 'Dr. med. dent.', 'CTO'] as const
const DEPARTMENTS = ['Claims', 'Field Sales', 'Support Tier 2', 'R&D', 'Buchhaltung'] as const
const COMPANIES = ['Larkspur & Sons', 'Norbeck Dairies Ltd', 'Fenmoor GmbH', 'Quarry Holdings Inc.'] as const
const STREETS = [
  'Larkspur Lane', 'Mulberry Rise', 'Quarry Close', 'Tannery Row', 'M\u00fchlbachstra\u00dfe', 'rue Larivoire',
] as const
const CITIES = ['Wexcombe', 'Little Harden', 'Norbeck', 'Fenmoor am See', 'Villedorne'] as const

export function person(random: Seeded): Person {
  const [given, family] = [random.pick(GIVEN), random.pick(FAMILY)]
  const [first, last] = [latin(given), latin(family)]
  const mailbox = random.pick([
    `${first}.${last}`, `${first.slice(0, 1)}${last}`, `${last}_${first}`, `${first}-${last}`,
    `${first}${last}${random.digits(2)}`,
    `${first}.${last}+${random.pick(['billing', 'news', 'crm'])}`, `${first}.${last}.${random.digits(4)}`,
    `${random.digits(9)}`,
    `${first}.o'${last}`, `${first}.${last}`.toUpperCase(), `${family.replaceAll(/[ ']/g, '')}.${first}`,
    `_${first}.${last}`,
  ])
  return {
    given,
    middle: random.pick(['J.', 'Quill', 'Wren']),
    family,
    full: random.pick([`${given} ${family}`, `${family}, ${given}`, `Dr. ${given} ${family}`, `${given} Q. ${family}`]),
    email: `${mailbox}@${random.pick(DOMAINS)}`,
    workEmail: `${mailbox}@${random.pick(DOMAINS)}`,
    username: `${first.slice(0, 1)}${last}${random.digits(2)}`,
    born: `19${50 + random.below(50)}-0${1 + random.below(9)}-${10 + random.below(18)}`,
    job: random.pick(JOBS),
    department: random.pick(DEPARTMENTS),
    company: random.pick(COMPANIES),
    street: random.pick([`${1 + random.below(300)} `, '']) + `${random.pick(STREETS)} ${1 + random.below(90)}`,
    city: random.pick(CITIES),
    postalCode: random.pick([`ZZ${random.digits(1)} ${random.digits(1)}QX`, `9${random.digits(4)}`,
      `9${random.digits(4)}-${random.digits(4)}`]),
  }
}

/** Lower case, without accents; for other scripts something else. */
function latin(name: string): string {
  const plain = name.normalize('NFD').replace(/[^a-z]/gi, '').toLowerCase()
  return plain.length > 1 ? plain : 'quillan'
}
