import type { AttentionPort } from '../../core/attention';
import { call } from './call';

/** A mini-game has the whole screen: who touches it is there. In a miniprogram nobody hears of touches. */
export const wxTouches = (host: object): AttentionPort => ({
  watch(onSign) {
    const events = ['TouchStart', 'TouchMove'];
    events.forEach((event) => call(host, `on${event}`, onSign));
    return () => events.forEach((event) => call(host, `off${event}`, onSign));
  },
  isFocused: () => true,
  isBusy: () => false,
});
