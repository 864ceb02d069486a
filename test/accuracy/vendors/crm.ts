import { personalLink } from '../links.ts'
import type { Planter } from '../planter.ts'
import { Leaf, type Tree } from '../tree.ts'

/** Objects with lower-case properties and nothing but strings in them. */
export function hubspot(p: Planter): Tree {
  return {
    results: p.some(3, () => {
      const who = p.person()
      return {
        id: p.clean('numeric id'),
        properties: {
          createdate: p.clean('moment'),
          email: p.email('key', who.email),
          firstname: p.name(who, 'given'),
          lastname: p.name(who, 'family'),
          phone: p.phone(),
          mobilephone: p.phone(),
          fax: p.phone('key', p.line(), 'user.contact.fax_number'),
          hs_object_id: p.clean('numeric id'),
          hs_email_domain: 'example.org',
          hs_lead_status: 'OPEN',
          jobtitle: p.detail(who, 'job'),
          company: p.detail(who, 'company'),
          address: p.detail(who, 'street'),
          city: p.detail(who, 'city'),
          zip: p.detail(who, 'postalCode'),
          date_of_birth: p.detail(who, 'born'),
          lastmodifieddate: p.clean('moment'),
          hs_call_body: p.text('note'),
          hs_call_to_number: p.phone(),
          hs_call_from_number: p.phone(),
          hs_call_duration: p.clean('duration'),
          num_notes: '4',
          amount: p.clean('price'),
        },
        createdAt: p.clean('moment'),
        archived: false,
      }
    }),
    paging: { next: { after: p.clean('numeric id'), link: p.clean('link') } },
  }
}

/** Records with capital letters, custom fields and attributes. */
export function salesforce(p: Planter): Tree {
  return {
    totalSize: p.clean('count'),
    done: true,
    records: p.some(3, () => {
      const who = p.person()
      return {
        attributes: { type: 'Contact', url: '/services/data/v59.0/sobjects/Contact/0035g00000AbCdEAAX' },
        Id: '0035g00000AbCdEAAX',
        FirstName: p.name(who, 'given'),
        LastName: p.name(who, 'family'),
        Name: p.name(who, 'full', 'sibling'),
        Salutation: p.value('user.name', 'Dr.'),
        Title: p.detail(who, 'job', 'sibling'),
        Email: p.email('key', who.email),
        Phone: p.phone(),
        MobilePhone: p.phone(),
        HomePhone: p.phone(),
        Fax: p.phone('key', p.line(), 'user.contact.fax_number'),
        AssistantPhone: p.phone(),
        AssistantName: p.value('user.workplace.manager', p.person().family),
        MailingStreet: p.detail(who, 'street'),
        MailingCity: p.detail(who, 'city'),
        MailingPostalCode: p.detail(who, 'postalCode'),
        Birthdate: p.detail(who, 'born'),
        Department: p.detail(who, 'department'),
        Desk_Extension__c: p.extension(),
        Secondary_Phone__c: p.phone(),
        Personal_Email__c: p.email(),
        External_Ref__c: p.clean('order id'),
        Description: p.text('note'),
        LastActivityDate: p.clean('date'),
        IsDeleted: false,
        SystemModstamp: p.clean('moment'),
        CleanStatus: 'Pending',
      }
    }),
  }
}

/** A ticket with its thread. */
export function tickets(p: Planter): Tree {
  return {
    tickets: p.some(3, () => ({
      id: p.clean('numeric id'),
      subject: p.chance(40) ? p.text() : p.prose(),
      description: p.text('note'),
      priority: 'urgent',
      status: 'open',
      requester: { name: p.name(p.person()), email: p.email(), phone: p.phone(), locale_id: 1176 },
      via: { channel: 'voice', source: { from: { phone: p.phone(), formatted_phone: p.phone() },
        to: { name: new Leaf('Support line', [], 'name of a thing') }, rel: 'inbound' } },
      custom_fields: [
        { id: p.clean('numeric id'), value: p.phone('neutral') },
        { id: p.clean('numeric id'), value: p.clean('order id') },
        { id: p.clean('numeric id'), value: p.email('neutral') },
      ],
      link: personalLink(p),
      tags: ['billing', 'v2', 'callback_2026'],
      satisfaction_rating: { score: 'good' },
      created_at: p.clean('moment'),
    })),
    count: p.clean('count'),
    next_page: p.clean('link'),
  }
}
