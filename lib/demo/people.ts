import { Seeded } from './seeded.ts'

/** Somebody who does not exist. Numbers and domains are reserved for fiction and documentation. */
export interface Person {
  readonly id: string
  readonly givenName: string
  readonly surname: string
  readonly title: string
  readonly department: string
  readonly workEmail: string
  readonly privateEmail: string
  /** The direct line at work; the same line is reached inside as `extension`. */
  readonly workPhone: string
  readonly homePhone: string
  readonly mobilePhone: string
  /** Four digits, 6000 to 6999: no other number of the demo lies there, so that a test can tell them apart. */
  readonly extension: string
  readonly birthday: string
  readonly street: string
  readonly city: string
  readonly postalCode: string
  readonly employeeId: string
  readonly pin: string
}

const GIVEN = [
  'Avery', 'Blythe', 'Cordelia', 'Dorian', 'Elowen', 'Fintan', 'Greta', 'Hollis', 'Imogen', 'Joaquin',
] as const
const FAMILY = [
  'Ashgrove', 'Birkfell', 'Carrowmore', 'Dunmallet', 'Eskdale', 'Fenwhistle', 'Garthwaite', 'Hexley',
] as const
const TITLES = ['Service agent', 'Team lead', 'Dispatcher'] as const
const DEPARTMENTS = ['Claims', 'Sales', 'Support'] as const
const STREETS = ['Larkspur Lane', 'Mulberry Rise', 'Quarry Close', 'Tannery Row'] as const
const CITIES = ['Wexcombe', 'Little Harden', 'Norbeck'] as const

/** The person with this number, from 0: always the same one. There is no end to them. */
export function person(index: number): Person {
  const random = new Seeded(index)
  const givenName = random.pick(GIVEN)
  const surname = random.pick(FAMILY)
  const mailbox = `${givenName}.${surname}.${letters(index)}`.toLowerCase()
  const line = String(index % 1000).padStart(3, '0')
  return {
    id: `p-${letters(index)}`,
    givenName,
    surname,
    title: random.pick(TITLES),
    department: random.pick(DEPARTMENTS),
    workEmail: `${mailbox}@example.org`,
    privateEmail: `${mailbox}@mail.example.net`,
    workPhone: `+44 20 7946 0${line}`,
    homePhone: `+44 1632 960${line}`,
    mobilePhone: `+44 7700 900${line}`,
    extension: `6${line}`,
    birthday: `19${60 + random.below(40)}-0${1 + random.below(9)}-${10 + random.below(18)}`,
    street: `${31 + random.below(60)} ${random.pick(STREETS)}`,
    city: random.pick(CITIES),
    postalCode: `ZZ${1 + random.below(9)} ${1 + random.below(9)}QX`,
    employeeId: `EMP-${random.digits(7)}`,
    pin: `83${random.digits(4)}`,
  }
}

/** As it is written in one member. */
export function fullName({ givenName, surname }: Person): string {
  return `${givenName} ${surname}`
}

/** The first `count` people. */
export function people(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => person(index))
}

/** A number in letters, so that an id cannot be taken for an extension: 0 is `baa`, 1 is `caa`. */
export function letters(index: number): string {
  const consonants = 'bcdfghjklmnpqrstvwxz'
  let text = ''
  for (let rest = index; rest > 0 || text === ''; rest = Math.floor(rest / 20)) text += consonants[rest % 20] ?? ''
  return text.padEnd(3, 'a')
}
