// A small game of Phaser: catch the star. `handle` hears what a platform wants to know of a game; who it comes
// from is the page's business.
{
  const WIDTH = 360;
  const HEIGHT = 240;

  /** For who looks at the page from outside. */
  const show = (scene, score = '') => Object.assign(document.body.dataset, { scene, score });

  const label = (scene, y, text, onTap) =>
    scene.add
      .text(WIDTH / 2, y, text, { fontSize: '24px' })
      .setOrigin(0.5)
      .setInteractive()
      .on('pointerdown', onTap);

  const loading = (handle) => ({
    key: 'loading',
    preload() {
      handle.load();
      this.load.svg('star', 'star.svg');
    },
    create() {
      this.scene.start('menu');
    },
  });

  const menu = (handle) => ({
    key: 'menu',
    create() {
      label(this, 60, 'Play', () => this.scene.start('play'));
      label(this, 120, 'Share', () => handle.button('share'));
      label(this, 180, 'Another game', () => handle.jump(13));
      show('menu');
    },
  });

  const play = (handle) => ({
    key: 'play',
    create() {
      let score = 0;
      const star = this.add.image(WIDTH / 2, HEIGHT / 2, 'star').setInteractive();
      star.on('pointerdown', () => {
        score += 1;
        star.x = 48 + ((star.x + 97) % (WIDTH - 96));
        show('play', score);
      });
      label(this, 20, 'Leave', () => {
        handle.exit();
        this.scene.start('menu');
      });
      handle.enter();
      show('play', score);
    },
  });

  window.startGame = (handle) =>
    new Phaser.Game({
      type: Phaser.CANVAS,
      width: WIDTH,
      height: HEIGHT,
      banner: false,
      audio: { noAudio: true },
      scene: [loading, menu, play].map((scene) => scene(handle)),
    });
}
