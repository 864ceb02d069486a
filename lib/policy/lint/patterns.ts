import { required } from '../../detect/requirements.ts'
import { ofKind } from '../document.ts'
import type { Check } from './check.ts'

/** Patterns for which every text has to be searched. */
export const slowPattern: Check = {
  id: 'slow-pattern',
  level: 'warning',
  about: 'A pattern asks for no digit and no letter, so that every text is searched for it.',
  run: ({ own }) => ofKind(own, 'Detectors').flatMap((document) =>
    Object.entries(document.body.detectors).flatMap(([id, { patterns = [] }]) => patterns.flatMap((pattern, index) => {
      if (required('digit', pattern) > 0 || required('letter', pattern) > 0) return []
      const what = `the pattern of \`${id}\` is slow: no digit and no letter is part of all that it matches`
      return [{ document, route: ['detectors', id, 'patterns', index], what, example: '"EMP-[0-9]{6}"' }]
    }))),
}
