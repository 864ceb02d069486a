import { sipExtension, sipNumber } from '../links.ts'
import type { Planter } from '../planter.ts'
import { mac, signedLink } from '../secrets.ts'
import type { Tree } from '../tree.ts'

/** GET /v1/cdr_feed: keys are headings of a table. */
export function cdr(p: Planter): Tree {
  return {
    items: p.some(3, () => ({
      'Answer indicator': 'Yes',
      'Answer time': p.clean('moment'),
      'Call ID': p.clean('Call-ID'),
      'Call type': 'SIP_ENTERPRISE',
      'Called line ID': p.name(p.person()),
      'Called number': p.chance(50) ? p.extension() : p.phone(),
      'Caller ID number': p.phone(),
      'Calling line ID': p.name(p.person()),
      'Calling number': p.chance(50) ? p.extension() : p.phone(),
      'Client type': 'SIP',
      'Client version': p.clean('version'),
      'Correlation ID': p.clean('UUID'),
      'Device MAC': mac(p),
      'Dialed digits': p.chance(30) ? p.extension() : p.phone(),
      Direction: 'ORIGINATING',
      Duration: p.clean('duration'),
      'Inbound trunk': '',
      'International country': 'GB',
      Location: p.value('user.location.imprecise', 'Wexcombe'),
      Model: '8851',
      'Network call ID': p.clean('Call-ID'),
      'Original reason': 'Unknown',
      'Release time': p.clean('moment'),
      'Report ID': p.clean('UUID'),
      'Report time': p.clean('moment'),
      'Ring duration': p.clean('duration'),
      Route: '',
      'Site main number': p.e164(),
      'Site timezone': p.clean('count'),
      'Start time': p.clean('moment'),
      User: p.name(p.person()),
      'User number': p.phone(),
      'User type': 'User',
      'User UUID': p.value('user.unique_id', String(p.clean('UUID').value)),
    })),
  }
}

/** GET /v1/people */
export function people(p: Planter): Tree {
  return {
    notFoundIds: null,
    items: p.some(2, () => {
      const who = p.person()
      return {
        id: p.clean('base64'),
        emails: [p.email('key', who.workEmail), p.email('key', p.person().email)],
        phoneNumbers: [
          { type: 'work', value: p.phone('sibling'), primary: true },
          { type: 'mobile', value: p.phone('sibling') },
          { value: p.extension('sibling'), type: 'work_extension', primary: false },
        ],
        extension: p.extension(),
        sipAddresses: [{ type: 'cloud-calling', value: p.value('user.contact.sip_address',
          `${who.username}@example.calls.test`, 'sibling', who.username), primary: true }],
        displayName: p.name(who),
        nickName: p.value('user.name.nick', who.given),
        firstName: p.name(who, 'given'),
        lastName: p.name(who, 'family'),
        title: p.detail(who, 'job', 'sibling'),
        department: p.detail(who, 'department'),
        created: p.clean('moment'),
        lastModified: p.clean('moment'),
        timezone: 'Europe/Berlin',
        status: 'active',
        invitePending: false,
        type: 'person',
      }
    }),
  }
}

/** GET /v1/convergedRecordings: parties are SIP addresses; a contact keeps its address as JSON in a string. */
export function convergedRecordings(p: Planter): Tree {
  return {
    items: p.some(2, () => {
      const who = p.person()
      return {
        id: p.clean('UUID'),
        topic: p.value('user.content.private', 'Call on Tuesday'),
        createTime: p.clean('moment'),
        timeRecorded: p.clean('moment'),
        ownerEmail: p.email('key', who.workEmail),
        ownerName: p.name(who),
        ownerType: 'user',
        storageRegion: 'US',
        format: 'MP3',
        durationSeconds: p.clean('duration'),
        sizeBytes: p.clean('quantity'),
        serviceType: 'calling',
        serviceData: {
          callSessionId: p.clean('UUID'),
          callRecordingId: p.clean('UUID'),
          callingParty: { actor: { type: 'USER', id: p.clean('UUID') }, number: sipExtension(p), name: p.name(who) },
          calledParty: { number: sipNumber(p) },
          personality: 'TERMINATOR',
        },
        temporaryDirectDownloadLinks: { audioDownloadLink: signedLink(p), expiration: p.clean('moment') },
        address: p.inside((q) => ({ street: q.detail(who, 'street'), city: q.detail(who, 'city'), phone: q.phone(),
          extension: q.extension() })),
      }
    }),
  }
}
