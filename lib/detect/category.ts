/**
 * The categories of private data: Fideslang keys, and below them our additions, marked `+` in the table. The dots are a
 * hierarchy: a coarse key covers everything below it, so a declaration of `user.name` covers `user.name.first`.
 *
 * Order is reading order only; indices are for speed inside one process and are never stored.
 */

/** `[Fideslang key, '' or '+' for an addition of ours, what it is in plain words]`. */
const TABLE = [
  ['user', '', 'anything about a person'],
  ['user.name', '', 'name'],
  ['user.name.first', '', 'first name'],
  ['user.name.last', '', 'last name'],
  ['user.name.middle', '+', 'middle name'],
  ['user.name.full', '+', 'full name'],
  ['user.name.nick', '+', 'nickname'],
  ['user.name.phonetic', '+', 'name as it is pronounced'],
  ['user.contact', '', 'contact details'],
  ['user.contact.phone_number', '', 'telephone number'],
  ['user.contact.phone_number.extension', '+', 'telephone extension'],
  ['user.contact.fax_number', '', 'fax number'],
  ['user.contact.email', '', 'e-mail address'],
  ['user.contact.sip_address', '+', 'internet telephony (SIP) address'],
  ['user.contact.im_handle', '+', 'instant messaging name'],
  ['user.contact.url', '', 'personal web page'],
  ['user.contact.organization', '', 'company or organisation'],
  ['user.contact.address', '', 'postal address'],
  ['user.contact.address.street', '', 'street address'],
  ['user.contact.address.city', '', 'city'],
  ['user.contact.address.state', '', 'state or region'],
  ['user.contact.address.postal_code', '', 'postal code'],
  ['user.contact.address.country', '', 'country'],
  ['user.job_title', '', 'job title'],
  ['user.workplace', '', 'workplace'],
  ['user.workplace.department', '+', 'department'],
  ['user.workplace.manager', '+', 'manager or assistant'],
  ['user.workplace.office_location', '+', 'office location'],
  ['user.demographic', '', 'demographic data'],
  ['user.demographic.date_of_birth', '', 'date of birth'],
  ['user.demographic.gender', '', 'gender'],
  ['user.demographic.marital_status', '', 'marital status'],
  ['user.demographic.family', '+', 'family members'],
  ['user.unique_id', '', 'identifier of a person'],
  ['user.unique_id.employee_id', '+', 'employee number'],
  ['user.unique_id.line_id', '+', 'identifier of an extension or line'],
  ['user.account', '', 'account'],
  ['user.account.username', '', 'user name'],
  ['user.content', '', 'content made by or about a person'],
  ['user.content.self_image', '', 'photograph or avatar'],
  ['user.content.private', '', 'private notes and messages'],
  ['user.content.private.recording', '+', 'recording'],
  ['user.content.private.transcript', '+', 'transcript'],
  ['user.content.private.voicemail', '+', 'voicemail'],
  ['user.behavior', '', 'behaviour'],
  ['user.behavior.call_log', '+', 'who called whom, when and for how long'],
  ['user.location', '', 'location'],
  ['user.location.imprecise', '', 'approximate location'],
  ['user.location.precise', '', 'exact location'],
  ['user.device', '', 'device'],
  ['user.device.ip_address', '', 'IP address'],
  ['user.device.device_id', '', 'device identifier'],
  ['user.authorization', '', 'authorisation'],
  ['user.authorization.credentials', '', 'password, PIN or other credential'],
  ['system', '', 'data of the system itself'],
  ['system.authentication', '', 'key or token of the system'],
  ['system.authentication.signed_url', '+', 'link that grants access to whoever holds it'],
] as const

/** What no detector of this package finds. Those of a policy may, and declarations and rules may name it. */
const NOT_FOUND = [
  ['user.demographic.age_range', '', 'age range'],
  ['user.demographic.language', '', 'language'],
  ['user.demographic.political_opinion', '', 'political opinion'],
  ['user.demographic.profile', '', 'demographic profile'],
  ['user.demographic.race_ethnicity', '', 'ethnic origin'],
  ['user.demographic.religious_belief', '', 'religious belief'],
  ['user.demographic.sexual_orientation', '', 'sexual orientation'],
  ['user.unique_id.pseudonymous', '', 'pseudonymous identifier'],
  ['user.account.settings', '', 'settings of an account'],
  ['user.content.public', '', 'published content'],
  ['user.behavior.browsing_history', '', 'pages somebody has visited'],
  ['user.behavior.media_consumption', '', 'what somebody reads, hears and watches'],
  ['user.behavior.purchase_history', '', 'purchases'],
  ['user.behavior.search_history', '', 'searches'],
  ['user.device.cookie', '', 'cookie'],
  ['user.device.cookie_id', '', 'identifier in a cookie'],
  ['user.authorization.password', '', 'password'],
  ['user.authorization.biometric', '', 'biometric credential'],
  ['user.biometric', '', 'biometric data'],
  ['user.biometric.fingerprint', '', 'fingerprint'],
  ['user.biometric.health', '', 'health as measured from the body'],
  ['user.biometric.retinal', '', 'scan of the eye'],
  ['user.biometric.voice', '', 'voice print'],
  ['user.childrens', '', 'data about children'],
  ['user.criminal_history', '', 'criminal record'],
  ['user.financial', '', 'financial data'],
  ['user.financial.bank_account', '', 'bank account'],
  ['user.financial.credit_card', '', 'payment card'],
  ['user.government_id', '', 'identifier given by a state'],
  ['user.government_id.birth_certificate', '', 'birth certificate'],
  ['user.government_id.drivers_license_number', '', 'driving licence number'],
  ['user.government_id.immigration', '', 'immigration document'],
  ['user.government_id.national_identification_number', '', 'national identification number'],
  ['user.government_id.passport_number', '', 'passport number'],
  ['user.government_id.vehicle_registration', '', 'vehicle registration'],
  ['user.health_and_medical', '', 'health data'],
  ['user.health_and_medical.genetic', '', 'genetic data'],
  ['user.health_and_medical.insurance_beneficiary_id', '', 'identifier of an insured person'],
  ['user.health_and_medical.record_id', '', 'identifier of a medical record'],
  ['user.payment', '', 'payment data'],
  ['user.privacy_preferences', '', 'privacy preferences'],
  ['user.sensor', '', 'measurements of sensors'],
  ['user.social', '', 'social activity and relations'],
  ['user.telemetry', '', 'telemetry'],
  ['user.user_sensor', '', "measurements of a person's sensors"],
  ['system.operations', '', 'data about how the system works'],
] as const

/** Id of a category. */
export type CategoryId = (typeof TABLE | typeof NOT_FOUND)[number][0]

/** All category ids; a finding names one by its index. */
export const CATEGORIES: readonly CategoryId[] = [...TABLE, ...NOT_FOUND].map(([id]) => id)

/** The ids that only detectors of a policy give to a finding. */
export const UNDETECTED: readonly CategoryId[] = NOT_FOUND.map(([id]) => id)

/** The ids that are ours and not Fideslang's. Each hangs below a Fideslang key. */
export const ADDITIONS: readonly CategoryId[] = TABLE.filter(([, mark]) => mark === '+').map(([id]) => id)

const INDEX: ReadonlyMap<string, number> = new Map(CATEGORIES.map((id, index) => [id, index]))
const LABELS: ReadonlyMap<string, string> = new Map([...TABLE, ...NOT_FOUND].map(([id, , label]) => [id, label]))

/** Index of a category in {@link CATEGORIES}, or -1 if there is none with this id. */
export function categoryIndex(id: string): number {
  return INDEX.get(id) ?? -1
}

/** A category in plain words, lower case; the id itself if it is not one of ours. */
export function categoryLabel(id: string): string {
  return LABELS.get(id) ?? id
}

/** True if `coarse` is `fine` or stands above it in the hierarchy of dots. */
export function covers(coarse: string, fine: string): boolean {
  return fine === coarse || (fine.length > coarse.length && fine.startsWith(coarse) && fine[coarse.length] === '.')
}
