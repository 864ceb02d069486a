import type { Audience } from '../../decide/audience.ts'
import type { NoticeState } from '../../decide/notice.ts'
import type { Status } from '../../decide/registration.ts'
import type { OutcomeName } from '../../decide/verdict.ts'
import type { BudgetBody, Contact, NoticeAudience } from '../document.ts'
import type { StatedNotice, StatedPurpose, Statement } from './statement.ts'

/** The words of a statement in one language. */
export interface Words {
  readonly title: (name: string) => string
  readonly status: Readonly<Record<Status, (name: string) => string>>
  readonly nothing: (name: string) => string
  readonly audience: Readonly<Record<Audience, string>>
  /** How clearly a value leaves. */
  readonly outcome: Readonly<Record<OutcomeName, string>>
  readonly contact: Readonly<Record<Contact, string>>
  readonly notice: Readonly<Record<NoticeState, string>>
  readonly toWhom: Readonly<Record<NoticeAudience, string>>
  /** Whether a purpose holds at the moment. */
  readonly time: Readonly<Record<StatedPurpose['time'], string>>
  /** The sentence about a notice that has to be given before. */
  readonly required: (notice: StatedNotice, whom: string) => string
  readonly source: (statement: Statement) => string
  readonly says: Readonly<Record<Phrase, string>>
  readonly forPurpose: (label: string) => string
  readonly noticeGiven: (id: string) => string
  readonly days: (count: number) => string
  /** How much is needed at most. */
  readonly budget: (budget: BudgetBody) => string
  /** The day of a moment, UTC. */
  readonly day: (moment: string) => string
}

type Phrase =
  | 'actions' | 'sees' | 'ask' | 'nobodyToAsk' | 'receives' | 'data' | 'whose' | 'clearly' | 'reason' | 'passedOn'
  | 'nobody' | 'kept' | 'notSaid' | 'customers' | 'all' | 'from' | 'until' | 'noNotice' | 'customer' | 'version'
  | 'state' | 'since' | 'others' | 'everybody' | 'source' | 'and' | 'atMost'

const DAYS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** English. */
export const ENGLISH: Words = {
  title: (name) => `What ${name} receives, and why`,
  status: {
    approved: (name) =>
      `${name} is registered with this service, and may receive the personal data that are listed here, for the `
      + 'purposes that are listed here. What is not listed is taken out of what it receives, wherever the service finds it.',
    draft: (name) =>
      `${name} asks to receive the personal data that are listed here. Nobody has approved it yet, so that it receives `
      + 'none of them.',
    suspended: (name) =>
      `The registration of ${name} is suspended. It receives none of the personal data that are listed here.`,
    revoked: (name) =>
      `The registration of ${name} was revoked. It receives nothing from this service any more, neither the personal `
      + 'data that are listed here nor anything else.',
  },
  nothing: (name) => `${name} has declared no purpose, and receives no personal data.`,
  audience: {
    self: 'the person the data are about',
    tenant: 'people of the organisation that holds the data',
    partner: 'another company, under contract',
    public: 'anybody',
  },
  outcome: {
    allow: 'in full',
    tag: 'in full, marked as private',
    generalise: 'roughly: the country of a number, the domain of an address, the year of a birth',
    mask: 'in part: the rest is hidden',
    pseudonymise: 'as a stand-in that only tells one from another',
    redact: 'not at all: a mark stands in its place',
    drop: 'not at all: it is left out',
    block: 'not at all: the whole response is refused',
  },
  contact: { personal: 'private persons', business: 'people at work' },
  notice: {
    drafted: 'being written',
    generated: 'written, and not given yet',
    communicated: 'given',
    acknowledged: 'given, and acknowledged',
    updated: 'changed, and to be given again',
    stale: 'out of date, and to be given again',
  },
  toWhom: {
    customer_admin: 'administrators of the customer', end_user: 'users', customer_client: "the customer's own clients",
  },
  time: {
    'not begun': ' (it has not begun)', open: '', ended: ' (it has ended, and nothing is disclosed any more)',
  },
  required: ({ id, required, current, needs, text }, whom) => {
    const done = needs === 'acknowledged' ? 'acknowledged' : 'been given'
    const version = current === required ? '' : ` Its current version is ${current}.`
    const where = text === null ? '' : ` Its text is in ${text}.`
    const first = `${whom} must have ${done} the notice ${id}, version ${required}, before anything is disclosed.`
    return `${first}${version}${where}`
  },
  source: ({ app, policy: { version, digest }, at }) =>
    `This was made on ${DAYS.format(Date.parse(at))} from the declaration ${app.id} and the rules of the policy `
    + `${version}, SHA-256 ${digest}. What an app does with data that it has received is its own declaration; the `
    + 'service cannot see it.',
  forPurpose: (label) => `Purpose: ${label}`,
  day: (moment) => DAYS.format(Date.parse(moment)),
  noticeGiven: (id) => `Who has been given the notice ${id}`,
  days: (count) => `${count} days`,
  budget: ({ window, perTenant, perResponse }) => [
    ...(perTenant === undefined ? [] : [`${perTenant} people of each customer in ${window.slice(1)}`]),
    ...(perResponse === undefined ? [] : [`${perResponse} people at a time`]),
  ].join(', '),
  says: {
    actions: 'What it does', atMost: 'How many at most', sees: 'Who gets to see it', ask: 'Whom to ask', nobodyToAsk: 'nobody is named',
    receives: 'What it receives', data: 'Data', whose: 'Of whom', clearly: 'How clearly', reason: 'What for',
    passedOn: 'Passed on to', nobody: 'nobody', kept: 'Kept there', notSaid: 'it is not said for how long',
    customers: 'Of which customers', all: 'all', from: 'From', until: 'Until',
    noNotice: 'Nobody has to be told before.',
    customer: 'Customer', version: 'Version', state: 'State', since: 'Since', others: 'all others',
    everybody: 'the people concerned', source: 'Where this comes from', and: ' and ',
  },
}

/** Every language there is. */
export const WORDS: ReadonlyMap<string, Words> = new Map([['en', ENGLISH]])
