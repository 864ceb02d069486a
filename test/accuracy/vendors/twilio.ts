import type { Planter } from '../planter.ts'
import type { Tree } from '../tree.ts'

/** GET /2010-04-01/Accounts/{sid}/Calls.json */
export function calls(p: Planter): Tree {
  return {
    first_page_uri: '/2010-04-01/Accounts/AC00000000000000000000000000000000/Calls.json?PageSize=50&Page=0',
    end: 49,
    page: 0,
    calls: p.some(4, () => {
      const [from, to] = [p.line(), p.line()]
      return {
        account_sid: p.clean('hash'),
        sid: p.clean('Call-ID'),
        answered_by: null,
        api_version: '2010-04-01',
        caller_name: p.name(p.person()),
        date_created: p.clean('moment'),
        direction: 'outbound-api',
        duration: p.clean('duration'),
        from: p.e164('key', from),
        from_formatted: p.phone('key', from),
        to: p.e164('key', to),
        to_formatted: p.phone('key', to),
        forwarded_from: p.chance(50) ? p.phone() : null,
        phone_number_sid: p.clean('hash'),
        price: '-0.0085',
        price_unit: 'USD',
        queue_time: '1000',
        status: 'completed',
        subresource_uris: { recordings: '/2010-04-01/Accounts/AC00/Calls/CA00/Recordings.json' },
        uri: p.clean('link'),
      }
    }),
  }
}

/** Messages, and a worker with its attributes as JSON in a string. */
export function messages(p: Planter): Tree {
  const who = p.person()
  return {
    messages: p.some(3, () => ({
      body: p.text(),
      num_segments: '1',
      direction: 'inbound',
      from: p.e164(),
      to: p.e164(),
      date_sent: p.clean('moment'),
      error_code: p.chance(50) ? 30_007 : null,
      messaging_service_sid: p.clean('hash'),
      sid: p.clean('hash'),
    })),
    worker: {
      friendly_name: p.name(who, 'full', 'neutral'),
      activity_name: 'Available',
      attributes: p.inside((q) => ({
        contact_uri: q.pick('client:agent_1', 'client:agent_2'),
        phone: q.phone(),
        email: q.email(),
        full_name: q.name(who),
        skills: ['en', 'billing'],
        extension: q.extension(),
        extension_number: q.extensionNumber(),
        max_tasks: 5,
        desk: q.e164('neutral'),
      })),
    },
  }
}

/** GET /v1/PhoneNumbers */
export function numbers(p: Planter): Tree {
  const line = p.line()
  return {
    calling_country_code: p.value('user.contact.address.country', String(line.number.countryCallingCode)),
    country_code: p.value('user.contact.address.country', line.region),
    phone_number: p.e164('key', line),
    national_format: p.phone('key', line),
    valid: true,
    validation_errors: [],
    caller_name: { caller_name: p.name(p.person()), caller_type: 'CONSUMER', error_code: null },
    capabilities: { voice: true, SMS: true, MMS: false, Fax: false },
    url: p.clean('link'),
  }
}
