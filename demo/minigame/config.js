// All there is to fill in.
module.exports = {
  /** The relay, by https, at a domain that the game's console lists. `npm start` in the library's folder serves one for trying. */
  relay: 'https://relay.example.com',
  /** The channel's id, for pushData. */
  appId: 15154545,
  /** From the platform's login, and best asked of one's own server: `() => Promise<string>`. */
  session: '0oesephgt44zbxvza7uddhldc7d9kx56',
  signKey: 'developer_login',
  adUnitId: 'adunit-0000000000000000',
  game: { game_id: 12, game_v: '7.8.8' },
};
