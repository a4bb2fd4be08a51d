// The events of the sandbox, as long as it lives; and again when it comes back.

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4000;

// `heard` has a function for each event; `opened` and `lost` tell how the connection is.
export class Live {
  #heard;
  #opened;
  #lost;
  #pause = FIRST_PAUSE;

  constructor({ heard, opened, lost }) {
    this.#heard = heard;
    this.#opened = opened;
    this.#lost = lost;
    this.#connect();
  }

  #connect() {
    const source = new EventSource("/_sandbox/events");
    source.addEventListener("open", () => {
      this.#pause = FIRST_PAUSE;
      this.#opened();
    });
    // A browser waits as long as it likes before it tries again, and gives up on some answers.
    source.addEventListener("error", () => {
      source.close();
      this.#lost();
      setTimeout(() => this.#connect(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    });
    for (const [name, hear] of Object.entries(this.#heard)) {
      source.addEventListener(name, (event) => hear(event.data === "" ? null : JSON.parse(event.data)));
    }
  }
}
