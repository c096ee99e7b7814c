const { tracker, launch, session } = require('./tracker');
const createVideo = require('./video');
const createScreen = require('./screen');

// Each step of each batch, for the console of the vendor's tools.
tracker.observe((stage) => console.log(stage.kind, stage));
session.load();
session.enter();

let score = 0;
const screen = createScreen();
const video = createVideo(() => screen.draw((score *= 2)));

screen.draw(score);
launch.loaded();
wx.onTouchStart(({ touches: [{ clientX, clientY }] }) => {
  const what = screen.at(clientX, clientY);
  if (what === 'ad') video.show();
  if (what === 'end') {
    // A session is a round. Of a game that is closed the next launch tells how long it was played.
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
