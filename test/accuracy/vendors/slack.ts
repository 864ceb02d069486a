import type { Planter } from '../planter.ts'
import type { Tree } from '../tree.ts'

/** users.list */
export function users(p: Planter): Tree {
  return {
    ok: true,
    cache_ts: p.clean('epoch, seconds'),
    members: p.some(3, () => {
      const who = p.person()
      return {
        id: 'U0G9QF9C6',
        team_id: 'T0123ABCD',
        name: p.detail(who, 'username'),
        deleted: false,
        color: '9f69e7',
        real_name: p.name(who),
        tz: 'Europe/Amsterdam',
        tz_label: 'Central European Time',
        tz_offset: 3600,
        profile: {
          title: p.detail(who, 'job', 'sibling'),
          phone: p.phone(),
          skype: p.value('user.contact.im_handle', `live:${who.username}`, 'key', who.username),
          real_name: p.name(who),
          real_name_normalized: p.name(who),
          display_name: p.value('user.name.nick', who.given),
          first_name: p.name(who, 'given'),
          last_name: p.name(who, 'family'),
          email: p.email('key', who.workEmail),
          status_text: p.chance(20) ? p.text('note') : '',
          status_emoji: ':spiral_calendar_pad:',
          avatar_hash: p.clean('hash'),
          fields: {
            Xf06054AAAA: { value: p.phone('neutral'), alt: '' },
            Xf06054BBBB: { value: p.extension('sibling'), label: 'Extension', alt: '' },
          },
        },
        is_admin: false,
        updated: p.clean('epoch, seconds'),
      }
    }),
  }
}

/** conversations.history */
export function messages(p: Planter): Tree {
  return {
    ok: true,
    messages: p.some(5, () => ({
      type: 'message',
      user: 'U0G9QF9C6',
      text: p.text(),
      ts: `${String(p.clean('epoch, seconds').value)}.000200`,
      team: 'T0123ABCD',
      reactions: [{ name: 'phone', count: 2 }],
      blocks: [{ type: 'rich_text', block_id: 'hN3', elements: [{ type: 'text', text: p.text() }] }],
    })),
    has_more: false,
    pin_count: 0,
    response_metadata: { next_cursor: p.clean('base64') },
  }
}
