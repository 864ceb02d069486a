import type { Planter } from '../planter.ts'
import { employeeId, ipAddress, signedLink } from '../secrets.ts'
import type { Tree } from '../tree.ts'

/** GET /v1.0/users */
export function users(p: Planter): Tree {
  return {
    '@odata.context': 'https://graph.example.com/v1.0/$metadata#users',
    value: p.some(3, () => {
      const who = p.person()
      return {
        id: p.clean('UUID'),
        businessPhones: p.some(2, () => p.phone()),
        displayName: p.name(who),
        givenName: p.name(who, 'given'),
        surname: p.name(who, 'family'),
        jobTitle: p.detail(who, 'job'),
        mail: p.email('key', who.workEmail),
        userPrincipalName: p.email('key', who.workEmail),
        mobilePhone: p.phone(),
        faxNumber: p.phone('key', p.line(), 'user.contact.fax_number'),
        officeLocation: p.value('user.workplace.office_location', `Norbeck ${p.random.below(9)}/${p.random.digits(3)}`),
        preferredLanguage: 'en-GB',
        otherMails: p.some(2, () => p.email()),
        proxyAddresses: [
          p.value('user.contact.email', `SMTP:${who.workEmail}`, 'key', who.workEmail.split('@')[0]),
        ],
        employeeId: employeeId(p),
        companyName: p.detail(who, 'company'),
        department: p.detail(who, 'department'),
        streetAddress: p.detail(who, 'street'),
        postalCode: p.detail(who, 'postalCode'),
        accountEnabled: true,
        createdDateTime: p.clean('moment'),
        assignedLicenses: [{ disabledPlans: [], skuId: p.clean('UUID') }],
        usageLocation: null,
        userType: 'Member',
        onPremisesSyncEnabled: null,
      }
    }),
    '@odata.nextLink': p.clean('link'),
  }
}

/** GET /v1.0/me/contacts */
export function contacts(p: Planter): Tree {
  return {
    value: p.some(3, () => {
      const who = p.person()
      return {
        '@odata.etag': p.clean('ETag, token of the API'),
        id: p.clean('base64'),
        changeKey: p.clean('base64'),
        categories: ['Blue category'],
        birthday: p.value('user.demographic.date_of_birth', `${who.born}T11:59:00Z`, 'key', who.born),
        fileAs: p.name(who),
        displayName: p.name(who),
        nickName: p.value('user.name.nick', who.given),
        imAddresses: [p.email()],
        jobTitle: p.detail(who, 'job'),
        companyName: p.detail(who, 'company'),
        homePhones: p.some(2, () => p.phone()),
        businessPhones: [p.phone()],
        mobilePhone: p.phone(),
        homeAddress: {
          street: p.detail(who, 'street'), city: p.detail(who, 'city'), postalCode: p.detail(who, 'postalCode'),
        },
        emailAddresses: [{ name: p.name(who), address: p.email('key', who.email) }],
        spouseName: p.value('user.demographic.family', p.person().given),
        personalNotes: p.text('note'),
        phones: [
          { type: 'business', number: p.phone('sibling') }, { number: p.phone('sibling'), type: 'home',
            language: 'en' },
        ],
      }
    }),
  }
}

/** GET /v1.0/communications/callRecords/{id}?$expand=sessions */
export function callRecord(p: Planter): Tree {
  const who = p.person()
  return {
    '@odata.context': 'https://graph.example.com/v1.0/$metadata#communications/callRecords/$entity',
    version: 1,
    type: 'peerToPeer',
    modalities: ['audio'],
    id: p.clean('UUID'),
    startDateTime: p.clean('moment'),
    organizer_v2: {
      id: p.clean('UUID'),
      identity: { user: { id: p.clean('UUID'), displayName: p.name(who), userPrincipalName: p.email(),
        tenantId: p.clean('UUID') } },
    },
    participants_v2: [{ identity: { phone: { '@odata.type': '#microsoft.graph.identity', id: p.e164(),
      displayName: null } } }],
    sessions: [{
      id: p.clean('UUID'),
      caller: {
        userAgent: { headerValue: p.clean('user agent'), applicationVersion: p.clean('version'), platform: 'windows' },
        associatedIdentity: { id: p.clean('UUID'), displayName: p.name(who) },
      },
      segments: [{
        media: [{
          callerNetwork: { ipAddress: ipAddress(p), port: p.clean('port'), linkSpeed: 1_000_000_000,
            connectionType: 'wired' },
          streams: [{ averageJitter: 'PT0.01S', packetUtilization: p.clean('count'), codec: 'G722' }],
        }],
      }],
    }],
    pstnCalls: p.some(2, () => ({
      callId: p.clean('Call-ID'),
      userDisplayName: p.name(p.person()),
      callerNumber: p.phone(),
      calleeNumber: p.phone(),
      callType: 'ByotOut',
      usageCountryCode: p.value('user.contact.address.country', 'GB'),
      charge: p.clean('price'),
      currency: 'GBP',
      duration: p.clean('duration'),
      destinationName: 'United Kingdom',
      licenseCapability: 'MCOPSTNU',
    })),
    recordingContentUrl: signedLink(p),
  }
}
