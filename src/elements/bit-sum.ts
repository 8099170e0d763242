/** `<bit-sum>`: ticks the bits that a number in the address is made of, `/programs/fsck/#12`, and shows them. */
class BitSum extends HTMLElement {
  connectedCallback() {
    addEventListener('hashchange', this);
    this.handleEvent();
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this);
  }

  handleEvent() {
    const asked = /^#(\d{1,10})$/.exec(location.hash)?.[1];
    // A bit has a row of its own, to which the address leads.
    if (asked === undefined || document.getElementById(asked)) return;
    const sum = Number(asked);
    for (const box of this.querySelectorAll<HTMLInputElement>('[data-value]'))
      box.checked = Math.floor(sum / Number(box.dataset.value)) % 2 === 1;
    this.scrollIntoView();
  }
}

customElements.define('bit-sum', BitSum);
