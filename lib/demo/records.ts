import { fullName, letters, person, type Person } from './people.ts'
import { Seeded } from './seeded.ts'

/** Bodies in the styles of well-known APIs: the keys are realistic, the people are not. */

const FIRST_CALL = Date.UTC(2026, 2, 2, 8)
const RESULTS = ['Call connected', 'Voicemail', 'Missed'] as const
const DIRECTIONS = ['Inbound', 'Outbound'] as const

/** A contact, as a directory service shows it. */
export function contact(p: Person): object {
  return {
    id: p.id,
    givenName: p.givenName,
    surname: p.surname,
    displayName: fullName(p),
    companyName: 'Harbour Mutual',
    jobTitle: p.title,
    department: p.department,
    emailAddresses: [{ type: 'work', address: p.workEmail }, { type: 'personal', address: p.privateEmail }],
    businessPhones: [`${p.workPhone} ext. ${p.extension}`],
    homePhones: [p.homePhone],
    mobilePhone: p.mobilePhone,
    birthday: `${p.birthday}T00:00:00Z`,
    homeAddress: { street: p.street, city: p.city, postalCode: p.postalCode },
    personalNotes: `Prefers ${p.privateEmail}, or ${p.mobilePhone} after six.`,
    categories: ['vip', 'renewal'],
    photoCount: 1,
  }
}

/** A user of the telephone system: some write an extension as a number, some as a string. */
export function user(p: Person, index: number): object {
  return {
    id: p.id,
    user_type: 'business',
    first_name: p.givenName,
    last_name: p.surname,
    display_name: fullName(p),
    email: p.workEmail,
    employee_id: p.employeeId,
    dept: p.department,
    job_title: p.title,
    extension_number: index % 2 === 0 ? Number(p.extension) : p.extension,
    phone_numbers: [
      { type: 'work', number: p.workPhone },
      { type: 'work_extension', number: p.extension },
      { type: 'home', number: p.homePhone },
    ],
    ivrPin: p.pin,
    status: 'active',
    license_count: 2,
    attributes: JSON.stringify({ homePhone: p.homePhone, seat: { extension: Number(p.extension), building: 'west' } }),
  }
}

/** An entry of the call log, with legs and a recording. */
export function call(index: number): object {
  const random = new Seeded(index)
  const agent = person(index)
  const customer = person(index + 500)
  const from = { phoneNumber: customer.mobilePhone, name: fullName(customer), location: customer.city }
  const to = { extensionNumber: agent.extension, name: fullName(agent), department: agent.department }
  const startTime = new Date(FIRST_CALL + index * 421_000).toISOString()
  const duration = 20 + random.below(580)
  return {
    id: callId(index),
    sessionId: `40${random.digits(10)}`,
    type: 'Voice',
    direction: random.pick(DIRECTIONS),
    result: random.pick(RESULTS),
    startTime,
    duration,
    from,
    to,
    legs: [
      { legType: 'Accept', master: true, startTime, duration, from, to },
      { legType: 'PstnToSip', duration: duration - 5, from, to: { extensionNumber: Number(agent.extension) } },
    ],
    recording: { id: `rec-${letters(index)}`, type: 'Automatic', contentUri: recordingLink(index) },
    agentNotes: `Called back on ${customer.homePhone}, then transferred to ext. ${agent.extension}.`,
    cost: 0.04,
  }
}

/** A recording with the words spoken, and its parties as jCards (RFC 7095). */
export function recording(index: number): object {
  const agent = person(index)
  const customer = person(index + 500)
  return {
    id: `rec-${letters(index)}`,
    callId: callId(index),
    durationMillis: 91_250,
    format: 'audio/wav',
    downloadUrl: recordingLink(index),
    parties: [jCard(agent, 'work'), jCard(customer, 'home')],
    transcript: [
      { at: 0.5, speaker: 'agent', text: `You have reached extension ${agent.extension}.` },
      { at: 3.25, speaker: 'customer', text: `Please ring me back on ${customer.mobilePhone}.` },
    ],
  }
}

/** A line of the board that changes while somebody looks at it. */
export function presence(index: number): object {
  const agent = person(index)
  const state = index % 2 === 0 ? 'ringing' : 'talking'
  return { type: 'work', displayName: fullName(agent), extension: agent.extension, state, waiting: index % 3 }
}

/** The link that opens a recording for whoever holds it. */
export function recordingLink(index: number): string {
  const random = new Seeded(index + 7_000_000)
  const signature = `sg${random.digits(6)}${letters(index)}${random.digits(6)}`
  return `https://media.example.org/v1/${letters(index)}.wav?X-Sig-Expires=900&signature=${signature}`
}

export function callId(index: number): string {
  return `call-${letters(index)}`
}

function jCard(p: Person, type: 'work' | 'home'): unknown[] {
  const number = type === 'work' ? `${p.workPhone};ext=${p.extension}` : p.homePhone
  return ['vcard', [
    ['version', {}, 'text', '4.0'],
    ['tel', { type: [type, 'voice'] }, 'uri', `tel:${number.replaceAll(' ', '-')}`],
    ['email', { type }, 'text', type === 'work' ? p.workEmail : p.privateEmail],
  ]]
}
