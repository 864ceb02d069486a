/**
 * Who gets to see what an app receives, from the narrowest circle to the widest:
 *
 *     self      the person the data is about
 *     tenant    people of the tenant that holds the data
 *     partner   another company, under contract
 *     public    anybody
 */
export const AUDIENCES = ['self', 'tenant', 'partner', 'public'] as const
export type Audience = (typeof AUDIENCES)[number]

const WIDTH: ReadonlyMap<string, number> = new Map(AUDIENCES.map((name, index) => [name, index]))

/** The audience of this name; `public`, the widest, for a name that is none. */
export function audienceOf(name: string): Audience {
  return AUDIENCES.find((audience) => audience === name) ?? 'public'
}

/** True if `inner` is the same circle as `outer` or lies inside it. */
export function within(inner: Audience, outer: Audience): boolean {
  return (WIDTH.get(inner) ?? AUDIENCES.length) <= (WIDTH.get(outer) ?? -1)
}
