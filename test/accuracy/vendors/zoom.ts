import type { Planter } from '../planter.ts'
import { credential, employeeId, ipAddress, signedLink } from '../secrets.ts'
import type { Tree } from '../tree.ts'

/** GET /v2/phone/call_history */
export function callHistory(p: Planter): Tree {
  const [caller, callee] = [p.person(), p.person()]
  return {
    next_page_token: p.clean('base64'),
    page_size: 30,
    total_records: p.clean('count'),
    from: '2026-01-01',
    to: '2026-02-01',
    call_logs: p.some(3, () => ({
      id: p.clean('UUID'),
      call_path_id: p.clean('UUID'),
      call_id: p.clean('Call-ID'),
      connect_type: 'external',
      call_type: 'pstn',
      direction: 'inbound',
      caller_ext_id: p.value('user.unique_id.line_id', String(p.clean('base64').value)),
      caller_name: p.name(caller),
      caller_email: p.email(),
      caller_did_number: p.e164(),
      caller_country_iso_code: p.value('user.contact.address.country', 'GB'),
      caller_ext_number: p.extension(),
      caller_device_public_ip: ipAddress(p),
      caller_employee_id: employeeId(p),
      callee_name: p.name(callee),
      callee_did_number: p.phone(),
      callee_number_type: 1,
      callee_ext_type: 'user',
      callee_department: p.detail(callee, 'department'),
      start_time: p.clean('moment'),
      end_time: p.clean('moment'),
      duration: p.clean('duration'),
      call_result: p.clean('status'),
      recording_status: 'non_recorded',
    })),
  }
}

/** GET /v2/phone/recordings; the type of the numbers stands beside them, as a code. */
export function recordings(p: Planter): Tree {
  return {
    recordings: p.some(2, () => {
      const [owner, other] = [p.person(), p.person()]
      return {
        id: p.clean('hash'),
        caller_number: p.extension('sibling'),
        caller_number_type: 1,
        caller_name: p.name(owner),
        callee_number: p.phone('sibling'),
        callee_number_type: 2,
        callee_name: p.name(other),
        direction: 'outbound',
        duration: p.clean('duration'),
        download_url: signedLink(p),
        date_time: p.clean('moment'),
        recording_type: 'Automatic',
        call_id: p.clean('Call-ID'),
        owner: { type: 'user', id: p.clean('base64'), name: p.name(owner), extension_number: p.extensionNumber() },
        outgoing_by: { name: p.name(owner), extension_number: p.extension() },
        accepted_by: { name: p.name(other), extension_number: p.extension() },
        site: { id: p.clean('hash'), name: 'Main Site' },
        transcript: p.text('note'),
      }
    }),
  }
}

/** GET /v2/users */
export function users(p: Planter): Tree {
  return {
    page_count: 1,
    page_number: 1,
    users: p.some(3, () => {
      const who = p.person()
      return {
        id: p.clean('base64'),
        first_name: p.name(who, 'given'),
        last_name: p.name(who, 'family'),
        display_name: p.name(who),
        email: p.email('key', who.workEmail),
        type: 2,
        pmi: p.clean('numeric id'),
        timezone: 'Europe/London',
        verified: 1,
        dept: p.detail(who, 'department'),
        job_title: p.detail(who, 'job'),
        created_at: p.clean('moment'),
        last_login_time: p.clean('moment'),
        last_client_version: '5.17.11.34827(win)',
        phone_numbers: [{ country: 'GB', code: '+44', number: p.phone(), label: 'Mobile', verified: false }],
        phone_number: p.phone(),
        host_key: credential(p),
        employee_unique_id: employeeId(p),
        role_name: 'Member',
        language: 'en-GB',
        status: 'active',
      }
    }),
  }
}
