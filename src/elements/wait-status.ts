/**
 * `<status-switches>`: a number and sixteen switches for the same word, and what wait(2) makes of it. All words are in the
 * markup; here they are shown, hidden and filled in.
 */

import { seenAs } from '../core/arithmetic/seen-as.ts';
import { CONTINUED, decodeWaitStatus, type WaitStatus } from '../core/arithmetic/wait-status.ts';
import { signalByNumber } from '../core/tables/signals.ts';

class WaitStatusSwitches extends HTMLElement {
  readonly #number = this.querySelector<HTMLInputElement>('[type=number]')!;
  readonly #switches = [...this.querySelectorAll<HTMLInputElement>('[type=checkbox]')];

  connectedCallback() {
    this.addEventListener('input', this);
    this.hidden = false;
    // A browser that goes back to the page may have kept the number.
    this.handleEvent({ target: this.#number });
  }

  handleEvent({ target }: Pick<Event, 'target'>) {
    if (target === this.#number) {
      // Not a number, or an empty field, is NaN.
      const word = this.#number.valueAsNumber;
      if (!Number.isInteger(word) || word < 0 || word > CONTINUED) {
        this.#show('invalid');
        return;
      }
      for (const box of this.#switches) box.checked = (word & Number(box.value)) !== 0;
      this.#read(word);
    } else {
      const word = this.#switches.reduce((sum, box) => sum + (box.checked ? Number(box.value) : 0), 0);
      this.#number.value = String(word);
      this.#read(word);
    }
  }

  #read(word: number) {
    this.#fill('hex', `0x${word.toString(16).padStart(4, '0')}`);
    const status = decodeWaitStatus(word);
    if (!status) {
      this.#show('none');
      return;
    }
    if (status.state === 'exited') this.#fill('status', String(status.exitStatus));
    if (status.state === 'signaled' || status.state === 'stopped')
      this.#fill('signal', nameOf(status.signal));
    this.#show(status.state === 'signaled' && status.coreDumped ? 'dumped' : status.state, status);
  }

  /** One sentence of those in the markup, and the table of who shows what once the process has ended. */
  #show(sentence: string, status?: WaitStatus) {
    for (const each of this.querySelectorAll<HTMLElement>('[data-sentence]'))
      each.hidden = each.dataset['sentence'] !== sentence;
    const seen = status && seenAs(status);
    this.querySelector<HTMLElement>('dl')!.hidden = !seen;
    if (!seen) return;
    this.#fill('shell', String(seen.status));
    this.#fill('returncode', String(seen.returncode));
  }

  #fill(part: string, text: string) {
    for (const each of this.querySelectorAll(`[data-part=${part}]`)) each.textContent = text;
  }
}

/** `SIGKILL (9)`; a number alone where no signal of Linux has it. */
function nameOf(signal: number): string {
  const name = signalByNumber(signal)?.name;
  return name ? `${name} (${signal})` : String(signal);
}

customElements.define('status-switches', WaitStatusSwitches);
