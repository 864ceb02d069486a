import { sipUser, tel, telWithExtension } from '../links.ts'
import type { Planter } from '../planter.ts'
import type { Tree } from '../tree.ts'

/** POST /api/v2/analytics/conversations/details/query */
export function conversations(p: Planter): Tree {
  return {
    conversations: p.some(2, () => ({
      conversationId: p.clean('UUID'),
      conversationStart: p.clean('moment'),
      divisionIds: [p.clean('UUID')],
      originatingDirection: 'inbound',
      mediaStatsMinConversationMos: 4.88,
      participants: [
        {
          participantId: p.value('user.unique_id', String(p.clean('UUID').value)),
          participantName: p.name(p.person()),
          purpose: 'customer',
          attributes: { customerPhone: p.phone(), order: p.clean('order id'), 'Case Number': p.clean('numeric id') },
          sessions: [{
            ani: tel(p),
            dnis: telWithExtension(p),
            direction: 'inbound',
            mediaType: 'voice',
            sessionDnis: tel(p),
            sessionId: p.clean('UUID'),
            remoteNameDisplayable: p.name(p.person()),
            segments: [{ segmentStart: p.clean('moment'), queueId: p.clean('UUID'), segmentType: 'interact',
              conference: false }],
            metrics: [{ name: 'tTalk', value: p.clean('duration'), emitDate: p.clean('moment') }],
          }],
        },
        { purpose: 'agent', userId: p.value('user.unique_id', String(p.clean('UUID').value)),
          sessions: [{ addressSelf: sipUser(p), displayAddress: p.phone(), protocolCallId: p.clean('UUID') }] },
      ],
    })),
    totalHits: p.clean('count'),
  }
}

/** GET /api/v2/users */
export function users(p: Planter): Tree {
  return {
    entities: p.some(2, () => {
      const who = p.person()
      return {
        id: p.clean('UUID'),
        name: p.name(who, 'full', 'sibling'),
        division: { id: p.clean('UUID'), name: 'Home' },
        chat: { jabberId: p.value('user.contact.im_handle', `${who.username}@example.orgspan.test`, 'key',
          who.username) },
        department: p.detail(who, 'department'),
        email: p.email('key', who.workEmail),
        primaryContactInfo: [
          { address: p.email(), mediaType: 'EMAIL', type: 'PRIMARY' },
          { address: p.phone('sibling'), display: p.phone('sibling'), mediaType: 'PHONE', type: 'PRIMARY',
            countryCode: 'GB' },
        ],
        addresses: [{ address: p.phone('sibling'), extension: p.extension(), mediaType: 'PHONE', type: 'WORK' }],
        state: 'active',
        title: p.detail(who, 'job', 'sibling'),
        username: p.email(),
        version: 12,
        acdAutoAnswer: false,
        selfUri: p.clean('link'),
      }
    }),
    pageSize: 25,
    pageNumber: 1,
    total: p.clean('count'),
  }
}
