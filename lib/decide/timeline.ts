import type { Rulebook } from './rulebook.ts'
import { recordFor } from './notice.ts'
import { concerned } from './lifecycle.ts'
import type { Situation } from './situation.ts'

/** The next moment after now at which anything that a decision for this recipient depends on begins or ends. */
export function lastingUntil(rulebook: Rulebook, situation: Situation): number {
  const { registration, app, tenant, now } = situation
  const grants = registration?.grants ?? []
  const windows = [
    ...grants.map(({ valid }) => valid),
    ...rulebook.exceptions.filter((exception) => exception.app === app).map(({ valid }) => valid),
  ]
  const notices = grants.flatMap((grant) => grant.notices).flatMap(({ id }) => {
    const notice = rulebook.notices.get(id)
    const record = notice && recordFor(notice, tenant)
    return record === undefined ? [] : [record.at]
  })
  const lives = concerned(rulebook, situation)
    .flatMap(({ deprecatedFrom, removedFrom }) => [deprecatedFrom, removedFrom])
  return [...windows.flatMap(({ from, until }) => [from, until]), ...notices, ...lives]
    .filter((moment) => moment > now)
    .reduce((next, moment) => Math.min(next, moment), Infinity)
}
