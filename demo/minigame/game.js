const tracker = require('./tracker');
const createSession = require('./session');
const createVideo = require('./video');
const createScreen = require('./screen');

const game = tracker.with(require('./config').game);

// Each step of each batch, for the console of the vendor's tools.
tracker.observe((stage) => console.log(stage.kind, stage));
tracker.track('launch');
game.track('game_load');

const session = createSession(game);
session.enter();
wx.onShow(session.resume);
wx.onHide(session.pause);

let score = 0;
const screen = createScreen();
const video = createVideo(game, () => screen.draw((score *= 2)));

screen.draw(score);
wx.onTouchStart(({ touches: [{ clientX, clientY }] }) => {
  const what = screen.at(clientX, clientY);
  if (what === 'ad') video.show();
  if (what === 'end') {
    // Nothing tells a game that it is closed, so a session ends with the round.
    session.exit();
    score = 0;
    session.enter();
  }
  if (what === 'dot') {
    score += 1;
    screen.moveDot();
  }
  screen.draw(score);
});
