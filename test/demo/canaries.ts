import { person, type Person } from '../../lib/demo/people.ts'
import { recordingLink } from '../../lib/demo/records.ts'

/** A private value that the demo is known to put into its bodies, and how to recognise it in whatever spelling. */
export interface Canary {
  readonly kind: string
  readonly value: string
  readonly isIn: (text: Spellings) => boolean
}

/** A text as it came, with percent escapes read, and with the marks between digits left out. */
export interface Spellings {
  readonly plain: string
  readonly joined: string
}

/** How many agents the tests ask for; the customers are the people from 500 on. */
export const SIZE = 5

export function spellings(text: string): Spellings {
  const unescaped = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  const plain = `${text}\n${unescaped}`
  return { plain, joined: plain.replace(/[ ().-]/g, '') }
}

/** Every private value of the first agents and customers. */
export const CANARIES: readonly Canary[] = Array.from({ length: SIZE }, (_, index) => [
  ...ofPerson(person(index), 'agent'),
  ...ofPerson(person(index + 500), 'customer'),
  contained('recording link', recordingLink(index).split('signature=')[1] ?? ''),
  contained('transcript', 'You have reached extension'),
]).flat()

function ofPerson(p: Person, role: 'agent' | 'customer'): Canary[] {
  return [
    contained(`${role} name`, `${p.givenName} ${p.surname}`),
    number(`${role} work phone`, p.workPhone),
    number('home phone', p.homePhone),
    number('mobile phone', p.mobilePhone),
    word(`${role} extension`, p.extension),
    contained('work e-mail', p.workEmail),
    contained('private e-mail', p.privateEmail),
    contained('birthday', p.birthday),
    contained('street', p.street),
    contained('postal code', p.postalCode),
    contained('employee number', p.employeeId),
    word('pin', p.pin),
  ]
}

function contained(kind: string, value: string): Canary {
  return { kind, value, isIn: ({ plain }) => plain.includes(value) }
}

/** The subscriber's part of a number, whatever stands between and before its digits. */
function number(kind: string, value: string): Canary {
  const national = value.replace(/^\+44|[^\d]/g, '')
  return { kind, value, isIn: ({ joined }) => joined.includes(national) }
}

/** Digits that are not a part of something longer. */
function word(kind: string, value: string): Canary {
  const form = new RegExp(`(?<![\\w~])${value}(?!\\w)`)
  return { kind, value, isIn: ({ plain }) => form.test(plain) }
}

/** The kinds of canary in some text, in order, each once. */
export function kindsIn(text: string): string[] {
  const read = spellings(text)
  return [...new Set(CANARIES.filter(({ isIn }) => isIn(read)).map(({ kind }) => kind))].sort()
}
