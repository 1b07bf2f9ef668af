import { announce } from '../announce.js';
import { pathOf, post } from '../api.js';
import { ask } from '../dialog.js';
import { digest } from '../format.js';
import { html, nothing } from '../libraries.js';

const SHOWN = 4;
/* How the history's note on a command begins that changed nothing. */
const REFUSED = 'Refused';

/** Sends commands to a run, and shows what became of them: first that they were sent, then the history's answer. */
export class Commands {
  constructor(run, redraw) {
    this.run = run;
    this.redraw = redraw;
    this.notices = [];
    this.open = new Map();
    run.listeners.add((line) => this.wrote(line));
  }

  pause = () => this.send('Pause', 'pause', {});
  resume = () => this.send('Resume', 'resume', {});

  async drain() {
    const answer = await ask({
      title: `Drain ${this.run.name}?`,
      text: 'Records that are on the source topic now are still labelled and trained on; then the run is complete.',
      action: 'Drain the run',
    });
    if (answer) {
      await this.send('Drain', 'drain', {});
    }
  }

  async cancel() {
    const answer = await ask({
      title: `Cancel ${this.run.name}?`,
      text: 'All work on the run stops for good. Its files are kept, including the champion.',
      action: 'Cancel the run',
      tone: 'danger',
      reason: true,
    });
    if (answer) {
      await this.send('Cancel', 'cancel', because(answer));
    }
  }

  async approve(candidate) {
    const answer = await ask({
      title: `Approve ${nameOf(candidate)}?`,
      text: candidate.reason ?? 'It becomes champion.',
      action: 'Approve',
      tone: 'primary',
      reason: true,
    });
    if (answer) {
      await this.send(`Approve ${nameOf(candidate)}`, 'approve', decided(candidate.checkpoint.digest, answer));
    }
  }

  async reject(candidate) {
    const answer = await ask({
      title: `Reject ${nameOf(candidate)}?`,
      text: 'The champion does not change.',
      action: 'Reject',
      reason: true,
    });
    if (answer) {
      await this.send(`Reject ${nameOf(candidate)}`, 'reject', decided(candidate.checkpoint.digest, answer));
    }
  }

  /** @param champion to go back to; without one, it is asked which */
  async rollBack(champion) {
    const earlier = champion ? [champion] : this.earlierChampions();
    const answer = await ask({
      title: 'Roll the champion back?',
      text:
        'The champion link will point at an earlier promoted student, and nothing else is promoted until you unpin' +
        ' it. Nothing is deleted.',
      action: 'Roll back',
      tone: 'danger',
      reason: true,
      lasting: true,
      choices: earlier.map((one) => ({
        value: one.checkpointDigest,
        label:
          `${one.score.name} at step ${one.score.step}, generation ${one.generation}` +
          ` (${digest(one.checkpointDigest)})`,
      })),
    });
    if (answer) {
      await this.send('Roll back', 'rollback', { ...decided(answer.choice, answer), ...lasting(answer) });
    }
  }

  async pin() {
    const { name, step } = this.run.champion.score;
    const answer = await ask({
      title: 'Pin the champion?',
      text:
        `${name} at step ${step} stays champion: candidates are still measured, but none is promoted until you unpin` +
        ' it or the time is over.',
      action: 'Pin',
      tone: 'primary',
      reason: true,
      lasting: true,
    });
    if (answer) {
      await this.send('Pin', 'pin', { ...because(answer), ...lasting(answer) });
    }
  }

  async unpin() {
    const answer = await ask({
      title: 'Unpin the champion?',
      text: 'The next checkpoint that is measured may be promoted again.',
      action: 'Unpin',
      reason: true,
    });
    if (answer) {
      await this.send('Unpin', 'unpin', because(answer));
    }
  }

  earlierChampions() {
    return this.run.state.champions.filter((one) => one.checkpointDigest !== this.run.state.champion).reverse();
  }

  async send(label, verb, body) {
    try {
      const { commandId } = await post(`${pathOf(this.run.name)}/${verb}`, body);
      this.say({ id: commandId, tone: 'info', text: `${label}: asked for, not done yet.` });
      this.open.set(commandId, label);
      this.run.history.forEach((line) => this.wrote(line));
    } catch (problem) {
      this.say({
        id: crypto.randomUUID?.() ?? String(Date.now()),
        tone: 'bad',
        text: `${label} was refused: ${problem.message}`,
      });
    }
  }

  wrote(line) {
    for (const [id, label] of this.open) {
      if (line.cause.includes(id)) {
        this.open.delete(id);
        this.say({ id, tone: line.note.startsWith(REFUSED) ? 'warn' : 'good', text: `${label}: ${line.note}` });
      }
    }
  }

  say(said) {
    this.notices = [said, ...this.notices.filter((one) => one.id !== said.id)].slice(0, SHOWN);
    announce(said.text);
    this.redraw();
  }

  dismiss(said) {
    this.notices = this.notices.filter((one) => one !== said);
    this.redraw();
  }

  view() {
    return this.notices.length === 0
      ? nothing
      : html`<ul class="notices" aria-label="Outcome of your commands">
          ${this.notices.map(
            (said) =>
              html`<li class="notice ${said.tone}">
                <span>${said.text}</span>
                <button class="small" aria-label="Dismiss: ${said.text}" @click=${() => this.dismiss(said)}>
                  Dismiss
                </button>
              </li>`,
          )}
        </ul>`;
  }
}

const nameOf = (candidate) => `${candidate.checkpoint.student} at step ${candidate.checkpoint.step}`;
const because = ({ reason }) => (reason ? { reason } : {});
const lasting = (answer) => (answer.lasting ? { for: answer.lasting } : {});
const decided = (checkpointDigest, answer) => ({ checkpointDigest, ...because(answer) });
