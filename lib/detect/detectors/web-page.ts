/*
 * Pages about a person.
 * Not found: links to them under general keys.
 */

import { keyed, phrases } from '../keyed.ts'

/** Pages about a person. */
export const webPage = keyed('web-page', [
  {
    category: 'user.contact.url',
    words: phrases(`
      web page, personal website, personal url, linkedin, linkedin url, facebook url, facebook, twitter, instagram,
      business home page, home page url, my site, blog url, profile url, github url
    `),
  },
  {
    category: 'user.contact.url', at: 'whole', under: ['person'],
    words: phrases('website, website url, homepage, home page, blog, web url, site web, sitio web, webseite'),
  },
])
