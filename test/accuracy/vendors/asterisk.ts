import type { Planter } from '../planter.ts'
import { pin } from '../secrets.ts'
import type { Leaf, Tree } from '../tree.ts'

/** Call detail records of a private exchange, as its interfaces hand them out. */
export function cdr(p: Planter): Tree {
  return {
    Response: 'Success',
    rows: p.some(4, () => {
      const own = p.extensionDigits()
      return {
        calldate: p.clean('moment'),
        clid: clid(p, own),
        src: p.extension('key', own),
        dst: p.chance(50) ? p.extension() : p.phone(),
        dcontext: 'from-internal',
        channel: channel(p, own),
        dstchannel: '',
        lastapp: 'Dial',
        duration: p.clean('duration'),
        billsec: p.clean('duration'),
        disposition: 'ANSWERED',
        amaflags: 3,
        uniqueid: p.clean('Call-ID'),
        linkedid: p.clean('Call-ID'),
        did: p.phone(),
        sequence: p.clean('count'),
      }
    }),
  }
}

function clid(p: Planter, digits: string): Leaf {
  const { full } = p.person()
  return p.leaf(`"${full}" <${digits}>`, [p.extensionPlant('key', digits)])
}

function channel(p: Planter, digits: string): Leaf {
  const text = `${p.pick('PJSIP', 'SIP', 'IAX2', 'Local')}/${digits}-0000${p.pick('1a2b', '00ff', 'beef')}`
  return p.leaf(text, [p.extensionPlant('key', digits)])
}

/** Extensions, queues and who may do what on another exchange. */
export function exchange(p: Planter): Tree {
  return {
    errcode: 0,
    errmsg: 'SUCCESS',
    total_number: p.clean('count'),
    extension_list: p.some(3, () => {
      const who = p.person()
      return {
        id: p.clean('count'),
        number: p.extension(),
        caller_id_name: p.name(who),
        email_addr: p.email('key', who.workEmail),
        mobile_number: p.phone(),
        presence_status: 'available',
        voicemail_pin: pin(p),
        reg_pin: pin(p),
        online_status: { sip_phone: { status: 0, ext_dev_type: 'Yealink SIP-T43U' } },
      }
    }),
    cdr: p.some(2, () => ({
      callid: p.clean('Call-ID'),
      timestart: p.clean('moment'),
      callfrom: p.extension(),
      callto: p.phone(),
      callduraction: p.clean('duration'),
      talkduraction: p.clean('duration'),
      srctrunkname: 'TrunkOne',
      status: 'ANSWERED',
      type: 'Outbound',
      didnumber: p.phone(),
      agentringtime: 0,
    })),
    events: p.some(2, () => ({
      Event: 'Newchannel',
      Channel: channel(p, p.extensionDigits()),
      ChannelState: '0',
      CallerIDNum: p.chance(50) ? p.extension() : p.extensionNumber(),
      CallerIDName: p.name(p.person()),
      ConnectedLineNum: p.extension(),
      Exten: p.extension(),
      Priority: '1',
      Context: 'from-internal',
      Uniqueid: p.clean('Call-ID'),
      Linkedid: p.clean('Call-ID'),
    })),
  }
}
