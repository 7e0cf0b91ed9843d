/** ISO dates compare as texts. `2026-08-31` and six months: `2027-02-31`, which is no day but sorts where it belongs. */
export function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(Math.floor(count / 12), 4)}-${pad((count % 12) + 1, 2)}${date.slice(7)}`;
}
