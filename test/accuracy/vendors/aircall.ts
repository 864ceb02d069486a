import type { Planter } from '../planter.ts'
import { signedLink } from '../secrets.ts'
import type { Tree } from '../tree.ts'

/** GET /v1/calls */
export function calls(p: Planter): Tree {
  return {
    meta: { count: 1, total: p.clean('count'), current_page: 1, per_page: 20, next_page_link: null },
    calls: p.some(2, () => {
      const [agent, customer] = [p.person(), p.person()]
      return {
        id: p.clean('numeric id'),
        sid: p.clean('Call-ID'),
        direct_link: p.clean('link'),
        direction: 'inbound',
        status: 'done',
        missed_call_reason: null,
        started_at: p.clean('epoch, seconds'),
        answered_at: p.clean('epoch, seconds'),
        ended_at: p.clean('epoch, seconds'),
        duration: p.clean('duration'),
        raw_digits: p.phone(),
        voicemail: null,
        recording: signedLink(p),
        cost: '0.0000',
        user: {
          id: p.clean('numeric id'), name: p.name(agent), email: p.email('key', agent.workEmail), available: true,
          availability_status: 'available', extension: p.extension(), time_zone: 'Europe/Paris', language: 'en-US',
        },
        number: {
          id: p.clean('numeric id'), name: 'Support line', digits: p.phone(), country: 'GB', time_zone: 'Europe/London',
          open: true, is_ivr: false,
        },
        contact: {
          id: p.clean('numeric id'), first_name: p.name(customer, 'given'), last_name: p.name(customer, 'family'),
          company_name: p.detail(customer, 'company'), description: null, is_shared: true, information: p.text('note'),
          phone_numbers: [{ id: p.clean('numeric id'), label: 'Work', value: p.phone('sibling') }],
          emails: [{ label: 'Other', value: p.email('sibling'), id: p.clean('numeric id') }],
        },
        comments: [{ id: p.clean('numeric id'), content: p.text('note'), posted_at: p.clean('epoch, seconds') }],
        tags: [{ id: p.clean('numeric id'), name: 'VIP Customer', color: p.clean('colour') }],
      }
    }),
  }
}
