/** How long a card stays in each column at least, in milliseconds, so that an eye can follow. */
const HOLD = 350;
const SLOW_HOLD = 2500;

/** A card that is further behind the truth than so many steps catches up at once. */
const STEPS_BEHIND = 8;

let hold = HOLD;

/** @param {boolean} isSlow */
export function slowDown(isSlow) {
  hold = isSlow ? SLOW_HOLD : HOLD;
}

const pause = (/** @type {number} */ ms) => new Promise((resolve) => void setTimeout(resolve, ms));

/**
 * Plays one card's steps in their order and not too fast. The tracker waits for none of it.
 * @param {Promise<void>} [after] the steps of the card that this one follows
 */
export function createPace(after = Promise.resolve()) {
  let last = after;
  let behind = 0;
  return {
    /** @param {() => void} run */
    step(run) {
      behind += 1;
      last = last.then(async () => {
        run();
        behind -= 1;
        if (behind < STEPS_BEHIND) await pause(hold);
      });
    },
    /** Resolves when the steps so far are played. */
    done: () => last,
  };
}
