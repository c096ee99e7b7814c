// All there is to fill in.
module.exports = {
  /** The relay, by https, at a domain that the app's console lists. `npm start` in the library's folder serves one for trying. */
  relay: 'https://relay.example.com',
  /** The user, as the platform's login has told it. */
  user: { uid: '1', openid: 'O1' },
  /** The miniprogram's own. */
  appid: 'wx15154545',
  /** The channel's id, for pushData. */
  appId: 15154545,
  /** From the platform's login, and best asked of one's own server: `() => Promise<string>`. */
  session: '0oesephgt44zbxvza7uddhldc7d9kx56',
  signKey: 'developer_login',
  adUnitId: 'adunit-0000000000000000',
  /** The live code of the group that a user can join. */
  code: 'IsFXtWUZ3x3hywGl',
  games: [
    { game_id: 12, game_v: '7.8.8', name: 'Tap the dot' },
    { game_id: 13, game_v: '1.0.0', name: 'Catch the rain' },
  ],
};
