import type { Page } from 'playwright/test';
import type { Name } from '../fixtures';

export interface Numbers {
  /** The first one's number. Default: 0. */
  readonly from?: number;
  /** Characters that make each record longer; for mta alone. Default: none. */
  readonly padding?: number;
}

/** Tracks `length` records for one endpoint in one task, each with its number. */
export const track = (page: Page, name: Name, length: number, numbers: Numbers = {}) =>
  page.evaluate(
    ({ name, length, from = 0, padding = 0 }) => {
      const { track } = window.tracker;
      for (let i = from; i < from + length; i++) {
        if (name === 'mta') {
          const params = padding ? { params: { padding: 'x'.repeat(padding) } } : {};
          track('custom', { id: `event-${i}`, ...params });
        } else if (name === 'pushData') {
          track('game_exit', { game_id: 12, game_v: '1', duration: i });
        } else if (name === 'mediaEvent') {
          track('qr_show', { code: 'c', duration: i });
        } else if (name === 'behavior') {
          track('page_leave', { page_id: 1, duration: i });
        } else {
          track('vote', { action: 'join', id: `${i}`, gid: 1, target_id: 't', uid: 2 });
        }
      }
    },
    { name, length, ...numbers },
  );

/** Where each endpoint's record carries it, on the wire. */
export interface WireRecord {
  readonly ei?: string;
  readonly v?: string;
  readonly duration?: number;
  readonly ext1?: string;
}

export const numberOf = ({ ei, v, duration, ext1 }: WireRecord): number =>
  Number(v ?? duration ?? ext1 ?? String(ei).replace('event-', ''));
