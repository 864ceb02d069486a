import { random } from '../helpers/documents.ts'
import { makeCandidate, mistakeAbout } from './addresses.ts'

/** Compares the finder of e-mail addresses with isEmail of validator: `npm run fuzz:addresses -- <candidates> <seed>`. */
const runs = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? Date.now() % 1e9)

const r = random(seed)
let mistakes = 0
for (let run = 0; run < runs && mistakes < 20; run++) {
  const candidate = makeCandidate(r)
  const mistake = mistakeAbout(candidate, r)
  if (mistake !== null) console.log(`${JSON.stringify(candidate)}: ${mistake}`)
  if (mistake !== null) mistakes++
}
console.log(`${runs} candidates from seed ${seed}: ${mistakes} mistakes`)
process.exitCode = mistakes === 0 ? 0 : 1
