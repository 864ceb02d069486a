import { tel } from '../links.ts'
import type { Planter } from '../planter.ts'
import { employeeId } from '../secrets.ts'
import type { Tree } from '../tree.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** GET /scim/v2/Users */
export function users(p: Planter): Tree {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: p.clean('count'),
    startIndex: 1,
    itemsPerPage: 20,
    Resources: p.some(2, () => {
      const who = p.person()
      return {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
        id: p.clean('UUID'),
        externalId: p.clean('order id'),
        userName: p.chance(50) ? p.detail(who, 'username') : p.email(),
        name: { formatted: p.name(who), familyName: p.name(who, 'family'), givenName: p.name(who, 'given'),
          honorificPrefix: p.value('user.name', 'Dr.') },
        displayName: p.name(who),
        title: p.detail(who, 'job', 'sibling'),
        preferredLanguage: 'en-GB',
        locale: 'en-GB',
        timezone: 'Europe/London',
        active: true,
        emails: [
          { value: p.email('sibling', who.workEmail), type: 'work', primary: true },
          { type: 'home', value: p.email('sibling') },
        ],
        phoneNumbers: [
          { value: p.phone('sibling'), type: 'work' }, { type: 'mobile', value: p.phone('sibling') },
          { value: tel(p), type: 'fax' }, { type: 'extension', value: p.extension('sibling') },
        ],
        addresses: [{
          type: 'work', streetAddress: p.detail(who, 'street'), locality: p.detail(who, 'city'),
          postalCode: p.detail(who, 'postalCode'),
          formatted: p.value('user.contact.address', `${who.street}, ${who.city}`, 'key', who.city), primary: true,
        }],
        [ENTERPRISE]: {
          employeeNumber: employeeId(p),
          department: p.detail(who, 'department'),
          manager: { value: p.clean('UUID'), $ref: '../Users/26118915', displayName: p.name(p.person()) },
        },
        meta: { resourceType: 'User', created: p.clean('moment'), version: p.clean('ETag, token of the API'),
          location: p.clean('link') },
      }
    }),
  }
}
