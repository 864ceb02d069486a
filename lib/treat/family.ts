/** How a category may be shown in part. `whole`: not at all. */
export type Form = 'phone' | 'email' | 'name' | 'birth date' | 'country' | 'whole'

/** Categories that are treated alike. */
export interface Family {
  /** What a marker and a replaced key say. No digit, no `@`, no `+`: no detector may find a marker. */
  readonly word: string
  readonly form: Form
}

/** The category that heads a family, its marker word, and its form where it may be shown in part. */
const TABLE: readonly (readonly [head: string, word: string, form?: Form])[] = [
  ['user.name', 'name', 'name'],
  ['user.contact', 'contact'],
  ['user.contact.phone_number', 'phone', 'phone'],
  ['user.contact.phone_number.extension', 'extension'],
  ['user.contact.fax_number', 'fax', 'phone'],
  ['user.contact.email', 'email', 'email'],
  ['user.contact.sip_address', 'sip address'],
  ['user.contact.im_handle', 'im handle'],
  ['user.contact.url', 'web page'],
  ['user.contact.organization', 'company'],
  ['user.contact.address', 'address'],
  ['user.contact.address.country', 'country', 'country'],
  ['user.job_title', 'job title'],
  ['user.workplace', 'workplace'],
  ['user.demographic', 'personal detail'],
  ['user.demographic.date_of_birth', 'birth date', 'birth date'],
  ['user.unique_id', 'id'],
  ['user.account', 'account'],
  ['user.content', 'content'],
  ['user.content.self_image', 'image'],
  ['user.content.private', 'private text'],
  ['user.content.private.recording', 'recording'],
  ['user.content.private.transcript', 'transcript'],
  ['user.content.private.voicemail', 'voicemail'],
  ['user.behavior', 'behaviour'],
  ['user.behavior.call_log', 'call'],
  ['user.location', 'location'],
  ['user.device', 'device'],
  ['user.device.ip_address', 'ip address'],
  ['user.authorization', 'credential'],
  ['user.health_and_medical', 'health'],
  ['user.biometric', 'biometric data'],
  ['user.financial', 'financial data'],
  ['user.payment', 'payment'],
  ['user.government_id', 'government id'],
  ['system.authentication', 'credential'],
  ['system.authentication.signed_url', 'link'],
]

const FAMILIES: ReadonlyMap<string, Family> = new Map(
  TABLE.map(([head, word, form]): [string, Family] => [head, Object.freeze({ word, form: form ?? 'whole' })]),
)
const OTHER: Family = Object.freeze({ word: 'redacted', form: 'whole' })

/** The family of the nearest head at or above `category`; of an unknown one the family that shows nothing. */
export function familyOf(category: string): Family {
  for (let head = category; head !== ''; head = head.slice(0, Math.max(0, head.lastIndexOf('.')))) {
    const family = FAMILIES.get(head)
    if (family !== undefined) return family
  }
  return OTHER
}
