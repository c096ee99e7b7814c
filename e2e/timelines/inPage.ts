// What the timelines do within a page.

/** `hasFocus()` says no, and the window is told of it if `isTold`. */
export function loseFocus(isTold: boolean): void {
  document.hasFocus = () => false;
  if (isTold) window.dispatchEvent(new Event('blur'));
}

export function gainFocus(): void {
  delete (document as Partial<Document>).hasFocus;
  window.dispatchEvent(new Event('focus'));
}

export async function focusFrame(): Promise<void> {
  const frame = document.createElement('iframe');
  const isLoaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.srcdoc = '<input>';
  document.body.append(frame);
  await isLoaded;
}

/** A second of silence, again and again; in either element. */
export async function play(tag: 'audio' | 'video'): Promise<void> {
  const rate = 8000;
  const wav = new DataView(new ArrayBuffer(44 + rate));
  const text = (at: number, value: string): void =>
    [...value].forEach((char, i) => wav.setUint8(at + i, char.charCodeAt(0)));
  text(0, 'RIFF');
  wav.setUint32(4, 36 + rate, true);
  text(8, 'WAVEfmt ');
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true);
  wav.setUint32(24, rate, true);
  wav.setUint32(28, rate, true);
  wav.setUint16(32, 1, true);
  wav.setUint16(34, 8, true);
  text(36, 'data');
  wav.setUint32(40, rate, true);
  for (let i = 44; i < 44 + rate; i++) wav.setUint8(i, 128);
  const src = URL.createObjectURL(new Blob([wav.buffer], { type: 'audio/wav' }));
  const media = Object.assign(document.createElement(tag), { src, loop: true, muted: true });
  const isPlaying = new Promise((resolve) => media.addEventListener('playing', resolve));
  document.body.append(media);
  await media.play();
  await isPlaying;
}

export const pause = (): void =>
  document.querySelectorAll<HTMLMediaElement>('audio, video').forEach((media) => media.pause());

/** Until {@link activate}. */
export const prerender = (): unknown =>
  Object.defineProperty(document, 'prerendering', { value: true, configurable: true });

/** As Chromium does it: the page is in view, and is told so, before it is no longer prerendered. */
export function activate(): void {
  document.dispatchEvent(new Event('visibilitychange'));
  Object.defineProperty(document, 'prerendering', { value: false, configurable: true });
  document.dispatchEvent(new Event('prerenderingchange'));
}

export const withoutNavigation = (): unknown =>
  Object.defineProperty(window, 'navigation', { value: undefined });
