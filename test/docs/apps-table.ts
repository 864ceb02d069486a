import { person } from '../../lib/demo/people.ts'
import { contact, recording, user } from '../../lib/demo/records.ts'
import { startDemo } from '../demo/serving.ts'

/** The columns: what stands above, and the token that is sent. */
const APPS: readonly (readonly [heading: string, token: string])[] = [
  ['`wallboard` (same tenant)', 'wallboard-token'],
  ['`partner-crm` (partner)', 'partner-token'],
  ['`status-page`, or unknown (public)', 'status-token'],
]

type Route = 'contact' | 'users' | 'recording'
const PATHS: Readonly<Record<Route, string>> = {
  contact: '/contacts/p-caa', users: '/users', recording: '/recordings/call-caa',
}
const ORIGINALS: Readonly<Record<Route, unknown>> = {
  contact: contact(person(1)),
  users: { users: [0, 1].map((index) => user(person(index), index)) },
  recording: recording(1),
}

/** The rows: what it is, the body that it is in, and where. */
const ROWS: readonly (readonly [label: string, route: Route, pointer: string])[] = [
  ['direct line at work', 'users', '/users/1/phone_numbers/0/number'],
  ['extension, a string', 'users', '/users/1/extension_number'],
  ['extension, a number', 'users', '/users/0/extension_number'],
  ['number with extension', 'contact', '/businessPhones/0'],
  ['number at home', 'contact', '/homePhones/0'],
  ['mobile number', 'contact', '/mobilePhone'],
  ['work e-mail', 'contact', '/emailAddresses/0/address'],
  ['name, marked as business', 'users', '/users/1/display_name'],
  ['name, not marked', 'contact', '/displayName'],
  ['department', 'contact', '/department'],
  ['job title', 'contact', '/jobTitle'],
  ['birthday', 'contact', '/birthday'],
  ['street', 'contact', '/homeAddress/street'],
  ['notes', 'contact', '/personalNotes'],
  ['JSON inside a string', 'users', '/users/1/attributes'],
  ['jCard telephone', 'recording', '/parties/0/1/1/3'],
  ['signed link', 'recording', '/downloadUrl'],
  ['PIN', 'users', '/users/1/ivrPin'],
  ['count', 'users', '/users/1/license_count'],
]

/** What becomes of the values of the demo, app by app, as it comes over the wire. */
export async function appsTable(): Promise<string> {
  const demo = await startDemo()
  try {
    const headings = ['value', 'in the service', ...APPS.map(([heading]) => heading)]
    const lines = [`| ${headings.join(' | ')} |`, `|${'---|'.repeat(headings.length)}`]
    const bodies = await Promise.all(APPS.map(async ([, token]) => ({
      contact: JSON.parse((await demo.fetch(PATHS.contact, token)).body) as unknown,
      users: JSON.parse((await demo.fetch(PATHS.users, token)).body) as unknown,
      recording: JSON.parse((await demo.fetch(PATHS.recording, token)).body) as unknown,
    })))
    for (const [label, route, pointer] of ROWS) {
      const cells = [ORIGINALS[route], ...bodies.map((body) => body[route])].map((body) => cell(valueAt(body, pointer)))
      lines.push(`| ${label} | ${cells.join(' | ')} |`)
    }
    return lines.join('\n')
  } finally {
    await demo.close()
  }
}

function valueAt(body: unknown, pointer: string): unknown {
  let value = body
  for (const name of pointer.split('/').slice(1)) value = (value as Record<string, unknown> | undefined)?.[name]
  return value
}

const MAX_CHARS = 72

function cell(value: unknown): string {
  if (value === undefined) return '*left out*'
  // A link is known by its beginning.
  const text = JSON.stringify(value)
  return `\`${text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS - 4)}..."` : text}\``
}
