import { count } from '../format.js';
import { html, nothing } from '../libraries.js';
import { explained, written } from '../measure.js';
import { empty, scrolling, withInterval } from '../parts.js';

/** A candidate beside the champion, by whatever the parts are. */
export function breakdown(measures, { candidate, champion, heldOut }) {
  const { by, parts } = candidate.breakdown;
  if (parts.length === 0) {
    return empty(
      heldOut.labelled === 0
        ? 'No held-out example has a hard label, so there is nothing to tell by parts.'
        : 'The report tells of no parts.',
    );
  }
  const metrics = metricsOf(measures, parts[0]);
  const before = new Map((champion?.breakdown.parts ?? []).map((one) => [one.name, one]));
  return scrolling(
    `By ${by}`,
    html`<table>
      <caption class="unseen">
        By ${by}, of candidate and champion
      </caption>
      <thead>
        <tr>
          <th scope="col">${by}</th>
          <th scope="col" class="number">examples</th>
          ${metrics.map(
            (one) =>
              html`<th scope="col" class="number" title=${one.unit ? explained(one) : nothing}>${one.title}</th>
                ${champion ? html`<th scope="col" class="number">champion's</th>` : nothing}`,
          )}
        </tr>
      </thead>
      <tbody>
        ${parts.map((part) => row(measures, metrics, part, before.get(part.name), champion))}
      </tbody>
    </table>`,
    true,
  );
}

/** Of parts, too, all that the run is measured by goes first and as it is shown; of others the name is all there is. */
function metricsOf(measures, { metrics }) {
  const shared = measures.metrics.filter(({ name }) => name in metrics);
  const others = Object.keys(metrics).filter((name) => !shared.some((one) => one.name === name));
  return [...shared, ...others.map((name) => ({ name, title: name }))];
}

const row = (measures, metrics, part, before, champion) =>
  html`<tr>
    <th scope="row">${part.name}</th>
    <td class="number">${count(Math.max(...metrics.map(({ name }) => part.metrics[name].examples)))}</td>
    ${metrics.map(
      (one) =>
        html`<td class="number">${withInterval(measures, one, part.metrics[one.name])}</td>
          ${champion ? html`<td class="number">${written(one, before?.metrics[one.name])}</td>` : nothing}`,
    )}
  </tr>`;
