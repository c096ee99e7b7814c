const { codes } = require('../../tracker');
const { code } = require('../../config');

// In the operation whose trace_id is in the page's query.
Page({
  onReady() {
    codes.shown({ code });
  },

  press() {
    codes.pressed({ code });
  },
});
