import { count, points } from '../format.js';
import { html, nothing } from '../libraries.js';

const HYPOTHESES = { better: 'is better', 'not-worse': 'is not worse' };
const REFERENCES = { HARD_LABEL: 'by hard labels', TEACHER: 'by the teacher, without labels' };

/** What a decision rests on: the test with what it could spend, and every guard. */
export function evidence(rests) {
  if (!rests) {
    return nothing;
  }
  return html`<div class="evidence">
    ${rests.test
      ? test(rests.test)
      : html`<p class="quiet small">There was no champion to compare with, so nothing was tested.</p>`}
    ${rests.guards.length === 0
      ? nothing
      : html`<ul class="plain">
          ${rests.guards.map(
            (guard) =>
              html`<li>
                <span class="badge ${guard.holds ? 'good' : 'bad'}">${guard.holds ? 'holds' : 'fails'}</span>
                <code>${guard.guard}</code> ${guard.sentence}
              </li>`,
          )}
        </ul>`}
    <p class="quiet small">evidence <code title=${rests.digest}>${rests.digest.slice(0, 12)}</code></p>
  </div>`;
}

function test({ hypothesis, reference, comparison, counts, margin, pValue, level, low, high }) {
  const examples = counts.bothRight + counts.wins + counts.losses + counts.bothWrong;
  return html`<dl class="facts small">
    <div>
      <dt>${REFERENCES[reference]}</dt>
      <dd>
        only it is right on ${count(counts.wins)}, only the champion on ${count(counts.losses)} of ${count(examples)}
        examples
      </dd>
    </div>
    <div>
      <dt>it ${HYPOTHESES[hypothesis] ?? hypothesis}${margin > 0 ? ` by ${points(-margin)} points` : ''}</dt>
      <dd class=${pValue <= level ? 'better' : ''}>p = ${small(pValue)}</dd>
    </div>
    <div>
      <dt>allowed by the error budget, comparison ${count(comparison)}</dt>
      <dd>${small(level)}</dd>
    </div>
    <div>
      <dt>difference, 95 %</dt>
      <dd>${points(low)} to ${points(high)} points</dd>
    </div>
  </dl>`;
}

const small = (value) => (value >= 0.001 ? value.toFixed(4) : value.toExponential(1));
