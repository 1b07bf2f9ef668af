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

function test({ hypothesis, reference, comparison, counts, differences, margin, pValue, level, low, high }) {
  const amount = counts ? (share) => `${points(share)} points` : (value) => `${value.toFixed(5)} of 1`;
  return html`<dl class="facts small">
    <div>
      <dt>${REFERENCES[reference]}</dt>
      <dd>${counts ? rightOnly(counts) : byValue(differences)}</dd>
    </div>
    <div>
      <dt>it ${HYPOTHESES[hypothesis] ?? hypothesis}${margin > 0 ? ` by ${amount(-margin)}` : ''}</dt>
      <dd class=${pValue <= level ? 'better' : ''}>p = ${small(pValue)}</dd>
    </div>
    <div>
      <dt>allowed by the error budget, comparison ${count(comparison)}</dt>
      <dd>${small(level)}</dd>
    </div>
    <div>
      <dt>difference, 95 %</dt>
      <dd>${counts ? points(low) : low.toFixed(5)} to ${amount(high)}</dd>
    </div>
  </dl>`;
}

function rightOnly({ bothRight, wins, losses, bothWrong }) {
  const examples = bothRight + wins + losses + bothWrong;
  return `only it is right on ${count(wins)}, only the champion on ${count(losses)} of ${count(examples)} examples`;
}

/** Of examples that have a value with either: how far their means are apart. */
function byValue({ resolution, byDifference }) {
  const marks = Object.entries(byDifference).map(([mark, examples]) => [Number(mark), examples]);
  const examples = marks.reduce((sum, [, here]) => sum + here, 0);
  const mean = marks.reduce((sum, [mark, here]) => sum + mark * here, 0) / resolution / Math.max(1, examples);
  const word = mean < 0 ? 'lower' : 'higher';
  return `its value is ${word} by ${Math.abs(mean).toFixed(5)} of 1, mean of ${count(examples)} records`;
}

const small = (value) => (value >= 0.001 ? value.toFixed(4) : value.toExponential(1));
