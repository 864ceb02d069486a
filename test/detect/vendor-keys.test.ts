import { expect } from 'chai'
import { createDetection } from '../../lib/detect/compile.ts'
import { findIn, written, type Entry } from './leaf-of.ts'

/**
 * Keys as published schemas of telephony and directory APIs spell them. Each line: the keys, the value under them, and
 * what it is (null: nothing). Keys are separated by spaces, or by `#` where they hold spaces; `parent.key` stands in an object under `parent`; `call` are the siblings of a call record.
 */
type Row = readonly [keys: string, value: string | number, category: string | null, around?: Partial<Entry>]

const call = { siblings: { direction: 'in', duration: 12, from: 'sales' } }
const PHONE = 'user.contact.phone_number'
const EXT = `${PHONE}.extension`
const FULL = 'user.name.full'
const NUMBER = '+1 202 555 0123'

const VENDORS: Readonly<Record<string, readonly Row[]>> = {
  'RingCentral call log and extension': [
    ['phoneNumber formattedPhoneNumber from.phoneNumber to.phoneNumber callers.callerId', NUMBER, PHONE],
    ['extensionNumber agentExtensionNumber from.extensionNumber', '101', EXT],
    ['extensionId', '400378008008', 'user.unique_id.line_id'],
    ['from.name to.name delegate.name', 'Ann Smith', 'user.name'],
    ['location', 'Berlin', 'user.location.imprecise', call],
    ['recording.contentUri recordingContentUri', 'https://example.org/r/1', 'user.content.private.recording'],
    ['contact.firstName', 'Ann', 'user.name.first'],
    ['contact.pronouncedName', 'Ann', 'user.name.phonetic'],
    ['contact.businessPhone homePhone homePhone2 businessPhone2 companyPhone mobilePhone carPhone otherPhone callbackPhone assistantPhone', NUMBER, PHONE],
    ['businessFax otherFax', '+44 20 7946 0999', 'user.contact.fax_number'],
    ['email email2 email3', 'ann@example.org', 'user.contact.email'],
    ['loginName', 'ann', 'user.account.username'],
    ['ivrPin password', '4711', 'user.authorization.credentials'],
    ['homeAddress.street', 'High Street', 'user.contact.address.street'],
    ['homeAddress.zip', '94103', 'user.contact.address.postal_code'],
    ['webPage', 'https://ann.example.org/', 'user.contact.url'],
    ['faxErrorCode mobileTimeout softPhonesRingCount callerStatus', '4155550132', null],
    ['emailAsLoginNameEnabled', 'yes', null],
  ],
  'Zoom Phone': [
    ['caller_number callee_number caller_did_number', NUMBER, PHONE],
    ['caller_number callee_number', '1009', EXT],
    ['caller_name callee_name owner_name', 'Ann Smith', FULL],
    ['owner.extension_number', 1009, EXT],
    ['outgoing_by.extension_number accepted_by.extension_number caller_ext_number callee_ext_number operator_ext_number', '1009', EXT],
    ['outgoing_by.name accepted_by.name owner.name', 'Ann Smith', 'user.name'],
    ['download_url', 'https://example.org/d/1', 'system.authentication.signed_url'],
    ['transcript_download_url', 'https://example.org/d/1', 'user.content.private.transcript'],
    ['caller_email', 'ann@example.org', 'user.contact.email'],
    ['caller_employee_id', 'E1', 'user.unique_id.employee_id'],
    ['caller_department caller_cost_center dept', 'Sales', 'user.workplace.department'],
    ['caller_device_public_ip caller_device_private_ip ip_address', '192.0.2.10', 'user.device.ip_address'],
    ['first_name', 'Ann', 'user.name.first'],
    ['job_title', 'Clerk', 'user.job_title'],
    ['host_key', '123456', 'user.authorization.credentials'],
    ['pic_url', 'https://example.org/a.png', 'user.content.self_image'],
    ['site.name callee_number_type', 'Main', null],
  ],
  'Webex people, call records and recordings': [
    ['Calling number#Called number#Caller ID number#External caller ID number#Dialed digits#Redirecting number#User number#Site main number#ELIN', NUMBER, PHONE],
    ['Calling number#Called number#Dialed digits', '1234', EXT],
    ['Calling line ID#Called line ID#User', 'Ann Smith', FULL, call],
    ['Authorization code#', '4711', 'user.authorization.credentials'],
    ['Device MAC#', '00005E005301', 'user.device.device_id'],
    ['Public Calling IP Address#', '192.0.2.10', 'user.device.ip_address'],
    ['Call ID#Network call ID', 'BW091@10.21.0.192', null],
    ['callingNumber calledNumber dialedDigits callRedirectingNumber outdialANI callbackNumber', NUMBER, PHONE],
    ['customerName agentName ownerName displayName', 'Ann Smith', FULL],
    ['ownerEmail', 'ann@example.org', 'user.contact.email'],
    ['temporaryDirectDownloadLinks.recordingDownloadLink', 'https://example.org/d', 'system.authentication.signed_url'],
    ['phoneNumbers.value', NUMBER, PHONE, { siblings: { type: 'work' } }],
    ['phoneNumbers.value', '1009', EXT, { siblings: { type: 'work_extension' } }],
    ['extension esn', '1009', EXT],
    ['avatar', 'https://example.org/a.png', 'user.content.self_image'],
    ['xmppFederationJid', 'ann', 'user.contact.im_handle'],
    ['person.title', 'Clerk', 'user.job_title'],
    ['manager', 'Bob Jones', 'user.workplace.manager'],
  ],
  'Microsoft Graph users, contacts and call records': [
    ['givenName', 'Ann', 'user.name.first'], ['surname', 'Smith', 'user.name.last'], ['middleName', 'B', 'user.name.middle'],
    ['displayName fileAs userDisplayName', 'Ann Smith', FULL],
    ['nickName', 'Annie', 'user.name.nick'], ['initials', 'AS', 'user.name'], ['yomiGivenName yomiSurname', 'An', 'user.name.phonetic'],
    ['businessPhones homePhones mobilePhone callerNumber calleeNumber', NUMBER, PHONE],
    ['mail otherMails proxyAddresses userPrincipalName', 'ann@example.org', 'user.contact.email'],
    ['emailAddresses.address scoredEmailAddresses.address primaryEmailAddress.address', 'ann@example.org', 'user.contact.email'],
    ['phones.number', NUMBER, PHONE, { siblings: { type: 'home' } }],
    ['imAddresses', 'ann', 'user.contact.im_handle'],
    ['birthday', '1990-05-17T00:00:00Z', 'user.demographic.date_of_birth'],
    ['jobTitle profession', 'Clerk', 'user.job_title'],
    ['department', 'Sales', 'user.workplace.department'], ['companyName', 'Example Ltd', 'user.contact.organization'],
    ['officeLocation', 'B2', 'user.workplace.office_location'], ['assistantName', 'Bob', 'user.workplace.manager'], ['spouseName', 'Bob', 'user.demographic.family'],
    ['homeAddress.countryOrRegion', 'Germany', 'user.contact.address.country'],
    ['personalNotes aboutMe', 'likes tea', 'user.content.private'],
    ['employeeId', 'E1', 'user.unique_id.employee_id'], ['onPremisesSamAccountName', 'ann', 'user.account.username'],
    ['recordingContentUrl', 'https://example.org/r', 'user.content.private.recording'],
    ['transcriptContentUrl', 'https://example.org/t', 'user.content.private.transcript'],
    ['callerNetwork.ipAddress', '192.0.2.10', 'user.device.ip_address'],
    ['onPremisesExtensionAttributes.extensionAttribute1 smbAutoEncryptedFileExtensions meetingId', '4711', null],
    ['callId', '1835317186_112562680@61.221.3.176', null],
  ],
  Twilio: [
    ['from to', NUMBER, PHONE, call], ['from_formatted to_formatted', '(202) 555-0123', PHONE, call], ['forwarded_from phone_number', '(202) 555-0123', PHONE],
    ['caller_name', 'Ann Smith', FULL], ['body', 'hello', 'user.content.private', call], ['media_url', 'https://example.org/m', 'user.content.private.recording'],
    ['transcription_text', 'hello', 'user.content.private.transcript'], ['verification_call_extension', '101', EXT],
  ],
  'Switches and recorders': [
    ['ani calledNumber dnis phone raw_digits fromPhoneNumber toPhoneNumber didnumber callfrom callto localPartyNumber remotePartyNumber', NUMBER, PHONE],
    ['src dst caller callee Source', '101', EXT, call], ['DID CallerIDNum', '2025550123', PHONE], ['payexten Exten dnNum', '101', EXT],
    ['pincode', '4711', 'user.authorization.credentials'], ['accountcode ownerUsername Username', 'ann', 'user.account.username'],
    ['recordfile recordpath', '20240517-203-201.wav', 'user.content.private.recording'], ['extfield1', 'Ann Smith', FULL], ['clid', 'Ann Smith', FULL, call],
    ['primaryAgentEmail', 'ann@example.org', 'user.contact.email'],
  ],
  'Google People, SCIM and Slack': [
    ['names.unstructuredName names.displayName', 'Ann Smith', FULL], ['names.familyName name.familyName', 'Smith', 'user.name.last'], ['names.phoneticGivenName', 'En', 'user.name.phonetic'],
    ['phoneNumbers.canonicalForm phoneNumbers.value', '02079460958', PHONE], ['emailAddresses.value', 'ann@example.org', 'user.contact.email'],
    ['addresses.formattedValue', '1 High Street', 'user.contact.address'], ['addresses.streetAddress addresses.extendedAddress addresses.poBox', 'High Street 1', 'user.contact.address.street'],
    ['birthdays.text', 'May 17', 'user.demographic.date_of_birth'], ['organizations.title', 'Clerk', 'user.job_title'], ['organizations.name', 'Example Ltd', 'user.contact.organization'],
    ['imClients.username userName', 'ann', 'user.account.username'], ['biographies', 'x y', 'user.content.private'], ['genders', 'f', 'user.demographic.gender'],
    ['name.formatted', 'Ann Smith', 'user.name'], ['name.honorificPrefix', 'Dr', 'user.name'], ['employeeNumber', 'E1', 'user.unique_id.employee_id'],
    ['photos.value', 'https://example.org/a.png', 'user.content.self_image'], ['ims.value', 'ann', 'user.contact.im_handle'],
    ['real_name real_name_normalized display_name display_name_normalized', 'Ann Smith', FULL], ['skype', 'ann', 'user.contact.im_handle'],
    ['pronouns', 'she/her', 'user.demographic.gender'], ['profile.image_24', 'https://example.org/a.png', 'user.content.self_image'], ['profile.status_text', 'away', 'user.content.private'],
  ],
}

describe('keys of published schemas', () => {
  const detection = createDetection()
  for (const [vendor, rows] of Object.entries(VENDORS)) {
    it(vendor, () => {
      for (const [keys, value, category, around] of rows) {
        for (const path of keys.split(keys.includes('#') ? '#' : ' ').filter((path) => path !== '')) {
          const [key = '', parent] = path.split('.').reverse()
          const entry: Entry = { key, ...(parent === undefined ? {} : { parent }), value, find: [], ...around }
          const found = written(findIn(detection, entry)).filter(([, , whole]) => whole === 'whole')
          if (category === null) expect(found, path).to.deep.equal([])
          else expect(found.map(([id]) => id), path).to.include(category)
        }
      }
    })
  }
})
