/* How numbers and times are written. */
const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const ABSOLUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
export const NONE = '–';

/** What was not measured is null or absent; a number that is none comes as a word. */
export const known = (value) => Number.isFinite(value);

export const count = (value) => (known(value) ? COUNT.format(value) : NONE);
export const short = (value) => (known(value) ? SHORT.format(value) : NONE);
export const fixed = (value, digits) => (known(value) ? value.toFixed(digits) : NONE);
export const percent = (share, digits = 2) => (known(share) ? `${(100 * share).toFixed(digits)} %` : NONE);
export const rate = (perSecond) =>
  known(perSecond) ? `${perSecond < 10 ? perSecond.toFixed(1) : COUNT.format(perSecond)}/s` : NONE;
export const absolute = (instant) => ABSOLUTE.format(new Date(instant));
export const clock = (instant) => CLOCK.format(new Date(instant));
export const digest = (text) => text.slice(0, 12);

/** Of numbers of any size: as many digits, and no zeros behind them. */
export const significant = (value, digits) => (known(value) ? String(Number(value.toPrecision(digits))) : NONE);

/** With its sign, in percentage points. */
export function points(difference) {
  if (!known(difference)) {
    return NONE;
  }
  const value = (100 * difference).toFixed(1);
  return Number(value) === 0 ? '0.0' : value.startsWith('-') ? `−${value.slice(1)}` : `+${value}`;
}

export function bytes(size) {
  if (!known(size)) {
    return NONE;
  }
  return size < 1e3 ? `${size} B` : size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

export function duration(seconds) {
  if (!known(seconds)) {
    return NONE;
  }
  const steps = [
    [60, 1, 's'],
    [3600, 60, 'min'],
    [86400, 3600, 'h'],
    [Infinity, 86400, 'd'],
  ];
  const [, unit, word] = steps.find(([limit]) => seconds < limit);
  const value = seconds / unit;
  return `${value < 10 && unit > 1 ? value.toFixed(1).replace('.0', '') : Math.round(value)} ${word}`;
}

export function ago(instant, now = Date.now()) {
  const seconds = (now - Date.parse(instant)) / 1000;
  if (Math.abs(seconds) < 1) {
    return 'just now';
  }
  return seconds < 0 ? `in ${duration(-seconds)}` : `${duration(seconds)} ago`;
}

export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A phase as a word: AWAITING_APPROVAL is "awaiting approval". */
export const word = (name) => name.toLowerCase().replaceAll('_', ' ');
