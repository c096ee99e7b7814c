/**
 * What weapp-adapter puts on the global of a mini-game, so that engines made for browsers run: it looks like a page, and no
 * event of a page ever comes.
 */
export const WEAPP_ADAPTER = `(function (wx) {
  'use strict';
  const global = GameGlobal;
  const element = () => ({ style: {}, appendChild() {}, addEventListener() {}, removeEventListener() {} });
  const localStorage = {
    get length() { return wx.getStorageInfoSync().keys.length; },
    key: (index) => wx.getStorageInfoSync().keys[index],
    getItem: (key) => wx.getStorageSync(key),
    setItem: (key, value) => wx.setStorageSync(key, value),
    removeItem: (key) => wx.removeStorageSync(key),
    clear: () => wx.clearStorageSync(),
  };
  const document = Object.assign(element(), {
    readyState: 'complete',
    visibilityState: 'visible',
    hidden: false,
    documentElement: global,
    head: element(),
    body: element(),
    createElement: element,
    getElementById: () => null,
    querySelector: () => null,
    dispatchEvent() {},
  });
  class XMLHttpRequest {
    open(method, url) { Object.assign(this, { method, url }); }
    setRequestHeader() {}
    send(data) {
      wx.request({ url: this.url, method: this.method, data, dataType: 'text', success: ({ statusCode, data }) => {
        Object.assign(this, { status: statusCode, responseText: data, readyState: 4 });
        if (this.onload) this.onload();
      }, fail: () => this.onerror && this.onerror() });
    }
  }
  Object.assign(global, {
    window: global,
    self: global,
    document,
    localStorage,
    XMLHttpRequest,
    navigator: { platform: 'android', language: 'zh_CN', appVersion: '5.0', userAgent: 'MicroMessenger', onLine: true },
    location: { href: 'game.js', protocol: '', host: '', reload() {} },
    addEventListener() {},
    removeEventListener() {},
    dispatchEvent() {},
  });
})`;
