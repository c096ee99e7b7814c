// Exported by tracelet/minigame.

export declare const games: (options?: GamesOptions, host?: WxLike) => Games;

export declare const shares: (options: SharesOptions, host?: WxLike) => Plugin;
