import { urlOf } from '../api.js';

const EVENTS = ['run', 'evaluation', 'history', 'part'];
const AGAIN_MS = 2000;

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
    this.open();
  }

  open() {
    this.source = new EventSource(urlOf(this.path));
    this.source.onopen = () => this.became(true);
    this.source.onerror = () => this.failed();
    EVENTS.forEach((name) => this.source.addEventListener(name, (event) => this.told(name, JSON.parse(event.data))));
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
    clearTimeout(this.timer);
    this.source.close();
  }
}
