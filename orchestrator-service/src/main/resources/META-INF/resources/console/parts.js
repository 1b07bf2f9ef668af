import { html, nothing, svg } from './libraries.js';
import { absolute, ago, clock, digest, word } from './format.js';
import { hasInterval, intervalWord, isAgreement, rangeOf, written } from './measure.js';

/* Small pieces that several views are made of. */
const TONES = {
  DISTILLING: 'good',
  COMPLETED: 'good',
  PROMOTED: 'good',
  LABELLING: 'good',
  TRAINING: 'good',
  PAUSED: 'warn',
  DRAINING: 'warn',
  AWAITING_APPROVAL: 'warn',
  PROMOTING: 'busy',
  EVALUATING: 'busy',
  PENDING: 'busy',
  PROVISIONING: 'busy',
  TEACHER: 'busy',
  TEACHER_GATE: 'busy',
  STARTING: 'busy',
  WAITING: 'busy',
  REPLAYING: 'busy',
  FAILED: 'bad',
};

export const badge = (phase) => html`<span class="badge ${TONES[phase] ?? 'plain'}">${word(phase)}</span>`;

export const time = (instant) =>
  instant ? html`<time datetime=${instant} title=${absolute(instant)}>${ago(instant)}</time>` : html`–`;

export const shortDigest = (text) => html`<code title=${text}>${digest(text)}</code>`;

/**
 * A number, and how certain it is.
 *
 * @param one with the interval that the evaluator computed, or alone
 */
export function withInterval(measures, metric, one) {
  const examples = isAgreement(metric) ? 'examples' : 'labelled examples';
  return html`${written(metric, one)}${hasInterval(one)
    ? html` <span class="quiet" title="${intervalWord(measures, metric)} of ${one.examples} ${examples}"
        >${rangeOf(metric, one)}</span
      >`
    : nothing}`;
}

export const empty = (sentence) => html`<p class="empty">${sentence}</p>`;

export const notice = (tone, content) => html`<div class="notice ${tone}">${content}</div>`;

/** Shares of a whole, drawn by attributes: a style in the text would be refused by the page's security policy. */
export function stackedBar(parts, label) {
  const total = parts.reduce((all, part) => all + part.value, 0);
  let from = 0;
  return html`<svg
    class="bar"
    role=${label ? 'img' : 'presentation'}
    aria-label=${label || nothing}
    preserveAspectRatio="none"
    viewBox="0 0 100 10"
  >
    ${total === 0
      ? nothing
      : parts.map((part) => {
          const x = from;
          from += (100 * part.value) / total;
          return svg`<rect class=${part.kind} x=${x} y="0" width=${from - x} height="10">
            <title>${part.title}</title>
          </rect>`;
        })}
  </svg>`;
}

/** A table that scrolls by itself, and with the keyboard. */
export function scrolling(label, table, fitting = false) {
  return html`<div class="scroll ${fitting ? 'fitting' : ''}" role="region" aria-label=${label} tabindex="0">
    ${table}
  </div>`;
}

export function connectionBanner(stream, heardAt, failure) {
  if (stream.connected === false) {
    const asOf = heardAt ? html` The data shown is from ${clock(heardAt)}.` : nothing;
    return html`<div class="notice warn" id="connection">
      <b>Connection to the orchestrator lost ${time(new Date(stream.lostAt).toISOString())}; reconnecting.</b>${asOf}
    </div>`;
  }
  return failure ? notice('warn', html`<b>Some data could not be loaded.</b> ${failure.message}`) : nothing;
}
