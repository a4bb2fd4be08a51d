// How a number is written for people: French ones in pairs, others in international form.

export function written(number) {
  const french = /^33([1-9]\d{8})$/.exec(number);
  if (french) return `0${french[1]}`.replace(/(..)(?=.)/g, "$1\u00a0");
  return /^\d+$/.test(number) ? `+${number}` : number;
}

// A number as people write it, without what they put between the digits.
const compact = (text) => text.replace(/[\s.\-()]/g, "").replace(/^00/, "+");

// The digits that a search for a number means, as they stand in an international number; null if it
// is no number.
export function soughtDigits(text) {
  const sought = compact(text);
  return /^\+?\d{2,}$/.test(sought) ? sought.replace(/^(\+|0)/, "") : null;
}

// The number, if it is a whole one, national or international; null otherwise.
export function wholeNumber(text) {
  const sought = compact(text);
  return /^(0[1-9]\d{8}|\+?[1-9]\d{7,14})$/.test(sought) ? sought : null;
}
