const tracker = require('../../tracker');
const { code } = require('../../config');

let flow = tracker.trace();

Page({
  onLoad({ trace }) {
    flow = tracker.trace(trace);
    flow.track('qr_show', { code });
  },

  press() {
    flow.track('qr_press', { code });
  },
});
