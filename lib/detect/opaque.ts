/** UUIDs and other long ids in one word: capitals, small letters and digits in a jumble. */
export function isOpaque(text: string): boolean {
  if (text.length < 16 || text.length > 128 || !/^[\w*~-]+$/.test(text)) return false
  if (/^(?:[0-9a-f]{4,}-?){2,}$/i.test(text)) return /\d/.test(text)
  return /\d[a-z]*[A-Z]/.test(text) && /[a-z]/.test(text) && !/^[A-Z][a-z]+\d*$/.test(text)
}
