/*
 * Pictures of people.
 * Not found: links to pictures under general keys; pictures inside of texts.
 */

import { keyed, phrases } from '../keyed.ts'
import { A_ID, A_STATE } from '../meaning.ts'

/** Pictures of people. */
export const photo = keyed('photo', [
  {
    category: 'user.content.self_image',
    subtree: true,
    sparing: A_ID | A_STATE,
    words: phrases(`
      avatar, avatar url, avatar uri, photo, photo url, photo uri, profile image, profile image url,
      profile picture, profile pic, picture, profile photo, headshot, thumbnail photo,
      photo data, profile image url small, entity image, entityimage url, profile image uri, avatar link, photo link,
      gravatar, gravatar url,
      portrait, photo thumb, photo thumb small, photo thumbnail, photo small, photo medium, photo large, photo tiny,
      avatar small, avatar medium, avatar large, avatar thumb, avatar thumbnail, avatar image, avatar image url,
      profilbild, photo de profil, foto, foto de perfil, foto profilo, bild url
    `),
  },
  {
    category: 'user.content.self_image', subtree: true, sparing: A_ID | A_STATE, apart: true,
    words: phrases('pic url, picture url'),
  },
  {
    category: 'user.content.self_image', at: 'whole', under: ['person'],
    words: phrases('image, image url, image original, pic'),
  },
])
