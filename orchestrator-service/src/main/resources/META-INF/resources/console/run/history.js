import { count, word } from '../format.js';
import { html, nothing, repeat } from '../libraries.js';
import { empty, scrolling, time } from '../parts.js';
import { generations, orders } from './generations.js';

/** The audit trail: what was asked, what happened, what it changed. */
export class History {
  constructor(run) {
    this.run = run;
  }

  view() {
    const lines = this.run.history;
    if (lines.length === 0) {
      return html`${generations(this.run)}${orders(this.run)}${empty('The history has not been loaded yet.')}`;
    }
    const oldest = lines.at(-1).sequence;
    return html`${generations(this.run)}${orders(this.run)}
      <section aria-labelledby="history-title">
        <h2 id="history-title">History</h2>
        <p class="quiet small">
          ${count(lines.length)} lines, newest first. A line whose phase does not change is something that was asked and
          refused, or only noted.
        </p>
        ${scrolling(
          'History',
          html`<table>
            <caption class="unseen">
              History, newest first
            </caption>
            <thead>
              <tr>
                <th scope="col" class="number">line</th>
                <th scope="col">when</th>
                <th scope="col">subject</th>
                <th scope="col">phase</th>
                <th scope="col">note</th>
                <th scope="col">cause</th>
              </tr>
            </thead>
            <tbody>
              ${repeat(
                lines,
                (line) => line.sequence,
                (line) =>
                  html`<tr>
                    <td class="number">${line.sequence}</td>
                    <td>${time(line.at)}</td>
                    <td>${line.subject}</td>
                    <td>${move(line)}</td>
                    <td class="sentence">${line.note}</td>
                    <td class="cause"><code>${line.cause}</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>`,
        )}
        ${oldest > 1 ? html`<button @click=${() => this.run.loadOlderHistory()}>Show older lines</button>` : nothing}
      </section>`;
  }
}

const move = ({ from, to }) =>
  from === to
    ? html`<span class="quiet">${word(to)}</span>`
    : html`${from ? html`${word(from)} → ` : nothing}<b>${word(to)}</b>`;
