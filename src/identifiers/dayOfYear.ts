/** Of each month in a leap year, because most numbers do not say the century. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Tells whether some year has this day, both written in two digits: `02`, `29` yes, `02`, `30` no.
 */
export function isDayOfYear(month: string, day: string): boolean {
  const days = DAYS[Number(month) - 1]
  return days !== undefined && Number(day) >= 1 && Number(day) <= days
}
