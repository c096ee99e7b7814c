// Exported by tracelet/miniprogram.

export interface Codes extends Plugin {
  shown(code: LiveCode): void;
  pressed(code: LiveCode): void;
  traceId(): string | undefined;
}

export declare function games(options?: GamesOptions, attention?: AttentionPort): Games;

export declare const qr: (host?: WxLike) => Codes;

export declare const shares: (options: SharesOptions) => Plugin;

export declare const webViewUrl: (url: string, traceId: string | undefined) => string;
