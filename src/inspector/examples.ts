/** Events to begin with, one for each kind that the endpoints know. */
export const EXAMPLES: Readonly<Record<string, object>> = {
  page_leave: { page_id: 1, pos_id: 2, duration: 30 },
  launch: {},
  game_click: { game_id: 12, game_v: '7.8.8', column: 5 },
  game_enter: { game_id: 12, game_v: '7.8.8' },
  game_exit: { game_id: 12, game_v: '7.8.8', duration: 60 },
  game_button: { game_id: 12, game_v: '7.8.8', button: 'share' },
  ad: { game_id: 12, game_v: '7.8.8', format: 'rewarded', action: 'complete' },
  qr_show: { code: 'code-1', duration: 3 },
  qr_press: { code: 'code-1' },
  miniprogram_jump: { code: 'code-1' },
  vote: { action: 'join', id: 'vote-1', gid: 1, target_id: 'target-1', uid: 1 },
  lottery: { action: 'join', id: 'lottery-1', gid: 1, target_id: 'target-1', uid: 1 },
  loan: { id: '__LOAN__register', params: { status: 1 } },
  custom: { id: 'my_event', params: { step: 1 } },
};
