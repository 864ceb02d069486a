import type { Planter } from '../planter.ts'
import { credential, picture, pin, signedLink } from '../secrets.ts'
import type { Tree } from '../tree.ts'

/** GET /restapi/v1.0/account/~/call-log */
export function callLog(p: Planter): Tree {
  return {
    uri: p.clean('link'),
    records: p.some(3, () => ({
      id: p.clean('Call-ID'),
      sessionId: p.clean('numeric id'),
      telephonySessionId: p.clean('Call-ID'),
      startTime: p.clean('moment'),
      duration: p.clean('duration'),
      type: 'Voice',
      internalType: 'LongDistance',
      direction: p.pick('Inbound', 'Outbound'),
      action: 'Phone Call',
      result: 'Call connected',
      from: party(p),
      to: party(p),
      extension: { uri: p.clean('link'), id: p.clean('numeric id') },
      billing: { costIncluded: 0, costPurchased: p.clean('price') },
      recording: { id: p.clean('numeric id'), type: 'Automatic', contentUri: signedLink(p) },
      legs: p.some(2, () => ({ action: 'Phone Call', duration: 24, from: party(p), to: party(p), legType: 'Accept' })),
    })),
    paging: { page: 1, totalPages: 3, perPage: 100, totalElements: p.clean('count') },
    navigation: { firstPage: { uri: p.clean('link') } },
  }
}

function party(p: Planter): Tree {
  const who = p.person()
  const location = p.value('user.location.imprecise', 'Wexcombe, NB')
  if (p.chance(50)) return { phoneNumber: p.e164(), name: p.name(who), location }
  const extensionId = p.value('user.unique_id.line_id', p.random.digits(12))
  return { extensionNumber: p.extension(), extensionId, name: p.name(who), phoneNumber: p.phone() }
}

/** GET /restapi/v1.0/account/~/extension/~ */
export function extension(p: Planter): Tree {
  const who = p.person()
  return {
    uri: p.clean('link'),
    id: p.clean('numeric id'),
    extensionNumber: p.extension(),
    contact: {
      firstName: p.name(who, 'given'),
      lastName: p.name(who, 'family'),
      email: p.email('key', who.workEmail),
      businessPhone: p.phone(),
      mobilePhone: p.phone(),
      department: p.detail(who, 'department'),
      emailAsLoginName: true,
      pronouncedName: { type: 'Default', text: p.name(who) },
    },
    name: p.name(who),
    type: 'User',
    status: 'Enabled',
    permissions: { admin: { enabled: false }, internationalCalling: { enabled: true } },
    profileImage: { uri: picture(p) },
    serviceFeatures: [{ featureName: 'SMS', enabled: true }, { featureName: 'Extension', enabled: true }],
    regionalSettings: { timezone: { id: '58', name: 'Europe/London', bias: '0' }, timeFormat: '24h' },
    setupWizardState: 'Completed',
    ivrPin: pin(p),
    password: credential(p),
    hidden: false,
  }
}

/** GET /restapi/v1.0/account/~/extension/~/address-book/contact */
export function contacts(p: Planter): Tree {
  return {
    records: p.some(3, () => {
      const who = p.person()
      return {
        id: p.clean('numeric id'),
        availability: 'Alive',
        firstName: p.name(who, 'given'),
        lastName: p.name(who, 'family'),
        middleName: p.name(who, 'middle'),
        company: p.detail(who, 'company'),
        jobTitle: p.detail(who, 'job'),
        email: p.email('key', who.email),
        email2: p.email('key', who.workEmail),
        homePhone: p.phone(),
        homePhone2: p.phone(),
        businessPhone: p.phone(),
        carPhone: p.phone(),
        otherFax: p.phone('key', p.line(), 'user.contact.fax_number'),
        assistantPhone: p.phone(),
        birthday: p.detail(who, 'born'),
        homeAddress: {
          street: p.detail(who, 'street'),
          city: p.detail(who, 'city'),
          zip: p.detail(who, 'postalCode'),
        },
        notes: p.text('note'),
      }
    }),
    paging: { page: 1, perPage: 100 },
  }
}
