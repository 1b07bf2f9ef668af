import { html, nothing } from '../libraries.js';
import { headlineOf, ofTeacher, written } from '../measure.js';
import { scrolling, time } from '../parts.js';

/** Every teacher that the run has had, and where in the source topic its labels begin. */
export function generations(run) {
  const { measures } = run.state;
  return html`<section aria-labelledby="generations-title">
    <h2 id="generations-title">Generations</h2>
    ${scrolling(
      'Generations',
      html`<table>
        <caption class="unseen">
          Generations, newest first
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">gen.</th>
            <th scope="col">begun</th>
            <th scope="col">because</th>
            <th scope="col">teacher</th>
            <th scope="col" class="number">${headlineOf(measures).title}</th>
            <th scope="col">labels from, partition:offset</th>
          </tr>
        </thead>
        <tbody>
          ${[...run.state.generations].reverse().map((one) => row(measures, one))}
        </tbody>
      </table>`,
    )}
  </section>`;
}

function row(measures, { number, begunAt, cause, teacher, declared, labelledFrom }) {
  const headline = headlineOf(measures);
  const offsets = Object.entries(labelledFrom).map(([partition, offset]) => `${partition}:${offset}`);
  return html`<tr>
    <th scope="row" class="number">${number}</th>
    <td>${time(begunAt)}</td>
    <td class="sentence">${cause}</td>
    <td>
      ${teacher
        ? html`<span title="sha256 ${teacher.sha256}">${teacher.version}</span>`
        : html`<span class="quiet">not ready: ${declared.network ?? declared.artifact}</span>`}
    </td>
    <td class="number">${written(headline, ofTeacher(measures, headline, teacher))}</td>
    <td>${offsets.length === 0 ? html`<span class="quiet">nothing yet</span>` : offsets.join(' ')}</td>
  </tr>`;
}

/** What the run waits for somebody to do. */
export function orders(run) {
  const pending = run.state.orders;
  return pending.length === 0
    ? nothing
    : html`<section aria-labelledby="orders-title">
        <h2 id="orders-title">Open orders</h2>
        ${scrolling(
          'Open orders',
          html`<table>
            <caption class="unseen">
              Orders that are not answered yet
            </caption>
            <thead>
              <tr>
                <th scope="col">order</th>
                <th scope="col">about</th>
                <th scope="col" class="number">attempt</th>
                <th scope="col">given again, if unanswered</th>
                <th scope="col">id</th>
              </tr>
            </thead>
            <tbody>
              ${pending.map(
                ({ order, due }) =>
                  html`<tr>
                    <th scope="row">${order.order}</th>
                    <td>${subjectOf(order)}</td>
                    <td class="number">${order.attempt}</td>
                    <td>${time(due)}</td>
                    <td class="cause"><code>${order.orderId}</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>`,
        )}
      </section>`;
}

function subjectOf({ candidate, champion, generation, order }) {
  if (candidate) {
    return `${candidate.student} at step ${candidate.step}`;
  }
  return order === 'point-champion'
    ? `${champion.score.name} at step ${champion.score.step}`
    : `generation ${generation}`;
}
