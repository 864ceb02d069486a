export const DAY_MS = 86_400_000

/** The day of a moment (UTC), as policies write it. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
