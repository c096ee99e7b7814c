/** A session of a game: `game_enter`, and a `game_exit` with the time for which it was in view. */
module.exports = (game) => {
  let played = 0;
  let since = 0;

  const pause = () => {
    if (since) played += Date.now() - since;
    since = 0;
  };
  const resume = () => {
    pause();
    since = Date.now();
  };

  return {
    pause,
    resume,
    enter() {
      game.track('game_enter');
      resume();
    },
    exit() {
      pause();
      game.track('game_exit', { duration: Math.floor(played / 1000) });
    },
  };
};
