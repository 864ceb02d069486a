import { expect } from 'chai'
import { ADDITIONS, CATEGORIES, UNDETECTED, categoryIndex, categoryLabel, covers } from '../../lib/detect/category.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import { taxonomy } from '../../lib/policy/taxonomy.ts'

describe('categories', () => {
  it('are unique, labelled, and below a parent of their own', () => {
    expect(new Set(CATEGORIES).size).to.equal(CATEGORIES.length)
    for (const id of CATEGORIES) {
      expect(categoryLabel(id), id).to.not.equal(id).and.not.equal('')
      const parent = id.slice(0, Math.max(0, id.lastIndexOf('.')))
      if (parent !== '') expect(categoryIndex(parent), id).to.be.at.least(0)
    }
  })

  it('know their index, and no other', () => {
    expect(CATEGORIES[categoryIndex('user.contact.email')]).to.equal('user.contact.email')
    for (const id of [
      '', 'user.', 'email', '__proto__', 'user.contact.Email',
    ]) expect(categoryIndex(id), id).to.equal(-1)
  })

  it('cover what is below them, by whole words', () => {
    expect(covers('user.contact', 'user.contact.email')).to.equal(true)
    expect(covers('user.contact.email', 'user.contact.email')).to.equal(true)
    expect(covers('user.contact.email', 'user.contact')).to.equal(false)
    expect(covers('user.contact.phone', 'user.contact.phone_number')).to.equal(false)
  })

  it('add to Fideslang only below its own keys', () => {
    for (const id of ADDITIONS) expect(CATEGORIES.some((other) => other !== id && !ADDITIONS.includes(other) && covers(other, id)), id).to.equal(true)
  })

  it('are those of the taxonomy', () => {
    const words = [...taxonomy().categories].filter(([, { replacedBy }]) => replacedBy === undefined).map(([id]) => id)
    expect([...CATEGORIES].sort()).to.deep.equal(words.sort())
  })

  it('are spoken of by a detector, but for those that group, that are counted elsewhere, or that say so', () => {
    const spoken = new Set(DETECTORS.flatMap(({ categories }) => categories))
    const silent = CATEGORIES.filter((id) => !spoken.has(id) && !CATEGORIES.some((other) => other !== id && covers(id, other)))
    expect(silent.filter((id) => !UNDETECTED.includes(id))).to.deep.equal(['user.behavior.call_log'])
    expect(UNDETECTED.filter((id) => spoken.has(id))).to.deep.equal([])
    for (const detector of DETECTORS) for (const id of detector.categories) expect(categoryIndex(id), detector.id).to.be.at.least(0)
  })
})
