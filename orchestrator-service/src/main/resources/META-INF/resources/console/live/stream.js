import { urlOf } from '../api.js';

const EVENTS = ['run', 'evaluation', 'history', 'part', 'sample'];
const AGAIN_MS = 2000;
/* A connection may be dead without a word, as after a laptop slept: after such a silence it is tried. */
const SILENCE_MS = 20_000;
const ANSWER_MS = 5000;

/**
 * Follows server-sent events for as long as it takes. After every connection the server first says all that is current,
 * so nothing has to be remembered of the one before.
 */
export class Stream {
  /**
   * @param told called with an event's name and document
   * @param changed called when the connection is made or lost
   */
  constructor(path, told, changed) {
    this.path = path;
    this.told = told;
    this.changed = changed;
    this.connected = undefined;
    this.lostAt = undefined;
    this.closed = false;
    this.watch = setInterval(() => this.probe(), SILENCE_MS);
    this.open();
  }

  open() {
    this.source = new EventSource(urlOf(this.path));
    this.heardAt = performance.now();
    this.source.onopen = () => this.became(true);
    this.source.onerror = () => this.failed();
    EVENTS.forEach((name) => this.source.addEventListener(name, (event) => this.heard(name, event.data)));
  }

  heard(name, data) {
    this.heardAt = performance.now();
    this.told(name, JSON.parse(data));
  }

  async probe() {
    if (!this.connected || performance.now() - this.heardAt < SILENCE_MS) {
      return;
    }
    try {
      await fetch(urlOf('runs'), { cache: 'no-store', method: 'HEAD', signal: AbortSignal.timeout(ANSWER_MS) });
    } catch {
      if (!this.closed) {
        this.source.close();
        this.failed();
      }
    }
  }

  /** A browser tries again when a connection breaks, but not when it is refused. */
  failed() {
    this.became(false);
    if (this.source.readyState === EventSource.CLOSED) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), AGAIN_MS);
    }
  }

  became(connected) {
    if (connected) {
      this.lostAt = undefined;
    } else {
      this.lostAt ??= Date.now();
    }
    if (this.connected !== connected) {
      this.connected = connected;
      this.changed(connected);
    }
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.watch);
    this.source.close();
  }
}
