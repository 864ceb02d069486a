/*
 * Pages about a person.
 * Not found: links to them under general keys.
 */

import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { ALL, OTHER } from '../shape.ts'

/** Pages about a person. */
export const webPage = keyed('web-page', [
  {
    category: 'user.contact.url',
    words: phrases(`
      web page, web addr, web address, website address, personal website, personal url, linkedin, linkedin url,
      linked in, linked in url, linkedin profile, linked in profile, facebook url, facebook, twitter, instagram,
      business home page, home page url, my site, blog url, profile url, github url,
      social link, social profile, social media link, social media profile, social media url, social url
    `),
  },
  {
    category: 'user.contact.url', at: 'whole', under: ['person'],
    words: phrases('website, website url, homepage, home page, blog, web url, site web, sitio web, webseite'),
  },
  { category: 'user.contact.url', at: 'whole', under: ['user.contact.url'], words: phrases('value, uri, url, href') },
  { category: 'user.contact.url', at: 'whole', under: ['evident'], formed: true, words: ['profile'] },
], judgePage, ({ formed }) => formed === true ? OTHER : ALL)

/** Kinds of profiles are no pages. */
function judgePage({ text, rule }: WholeValue): Judgement | null {
  if (rule.formed === true) return /^https?:\/\/\S+$/.test(text) ? { confidence: 0.8 } : null
  return text.trim() === '' ? null : { confidence: 0.9 }
}
