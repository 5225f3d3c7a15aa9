const KEPT_IN_FRONT = 3;
const KEPT_AT_THE_END = 4;

/** Masks a phone number for a card: 100****0001. A short number is hidden completely. */
export function maskPhone(phone: string): string {
  const hidden = phone.length - KEPT_IN_FRONT - KEPT_AT_THE_END;
  if (hidden <= 0) return "*".repeat(phone.length);
  return phone.slice(0, KEPT_IN_FRONT) + "*".repeat(hidden) + phone.slice(-KEPT_AT_THE_END);
}
