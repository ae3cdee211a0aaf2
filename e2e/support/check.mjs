// One line a check, so many at a time, and one line at the end that says how many passed.
//
// Deliberately not here: skipping, retries and time limits of its own. What cannot be checked fails.

const red = (text) => (process.stdout.isTTY ? `\u001b[31m${text}\u001b[0m` : text);

export class Checks {
  #waiting = [];
  passed = 0;
  failed = 0;

  /** @param {string} name what holds @param {() => Promise<void>} body throws where it does not */
  add(name, body) {
    this.#waiting.push({ name, body });
  }

  /** Makes the checks, `together` at a time; each starts when one before it is done. */
  async run(together = 1) {
    const work = async () => {
      for (let check = this.#waiting.shift(); check; check = this.#waiting.shift()) await this.#make(check);
    };
    await Promise.all(Array.from({ length: together }, work));
  }

  async #make({ name, body }) {
    const started = performance.now();
    try {
      await body();
      this.passed += 1;
      console.log(`ok   ${name} (${Math.round(performance.now() - started)} ms)`);
    } catch (error) {
      this.failed += 1;
      console.log(red(`FAIL ${name}`));
      console.log(String(error?.message ?? error).replace(/^/gm, "     "));
    }
  }

  /** The closing line. @returns {boolean} whether checks were made and all of them passed */
  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.passed > 0 && this.failed === 0;
  }
}
