/** A country of one pattern each, as the metadata has it. */
function country(code: string, general: string, lengths: readonly number[], more: Readonly<Record<number, unknown>> = {}): unknown[] {
  const plan: unknown[] = [code, '00', general, lengths, 0, 0, 0, 0, 0, 0, 0, [[general], [general]]]
  for (const [position, value] of Object.entries(more)) plan[Number(position)] = value
  return plan
}

/** Metadata of three countries and a code of none. */
export const INVENTED = JSON.stringify({
  version: 4,
  country_calling_codes: { 7: ['AA', 'AB'], 35: ['AC'], 899: ['001'] },
  countries: {
    AA: country('7', '[2-9]\\d{4}', [5], { 5: '0' }),
    AB: country('7', '1\\d{4}', [5], { 10: '1', 11: [[], ['1\\d{4}']] }),
    AC: country('35', '\\d{3}', [3], { 7: '(9\\d)$|0', 8: '4$1' }),
  },
  nonGeographic: { 899: country('899', '5\\d{6}', [7]) },
})
