/** A dot to tap, and two buttons. `at` tells what is at a point. */
module.exports = () => {
  const canvas = wx.createCanvas();
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const radius = width / 10;
  const dot = { x: width / 2, y: height / 3 };
  const buttons = [
    { name: 'ad', text: 'Watch an ad: twice the points', y: height * 0.75 },
    { name: 'end', text: 'End this round', y: height * 0.85 },
  ];

  return {
    moveDot() {
      dot.x = radius + Math.random() * (width - 2 * radius);
      dot.y = height * (0.2 + Math.random() * 0.4);
    },

    at(x, y) {
      if (Math.hypot(x - dot.x, y - dot.y) < radius) return 'dot';
      const button = buttons.find((one) => Math.abs(y - one.y) < height * 0.04);
      return button && button.name;
    },

    draw(score) {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, width, height);
      context.fillStyle = '#1f6feb';
      context.beginPath();
      context.arc(dot.x, dot.y, radius, 0, 2 * Math.PI);
      context.fill();
      context.fillStyle = '#222222';
      context.textAlign = 'center';
      context.font = `${width / 20}px sans-serif`;
      context.fillText(String(score), width / 2, height * 0.1);
      for (const { text, y } of buttons) context.fillText(text, width / 2, y);
    },
  };
};
