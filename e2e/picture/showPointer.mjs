/**
 * Shows where the mouse is: no screenshot has the pointer that a user sees.
 * To be run in the page, before anything of its own.
 */
export function showPointer() {
  const SVG = 'http://www.w3.org/2000/svg';
  const arrow = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  arrow.setAttribute('viewBox', '0 0 20 28');
  arrow.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'M1 1v21l5-4.600 3.300 8 4-1.700-3.300-7.700h7z');
  path.setAttribute('fill', '#111');
  path.setAttribute('stroke', '#fff');
  path.setAttribute('stroke-width', '1.500');
  arrow.append(path);
  const { style } = arrow;
  style.cssText =
    'position: fixed; z-index: 99; top: 0; left: 0; width: 20px; height: 28px; pointer-events: none; visibility: hidden';
  addEventListener(
    'mousemove',
    ({ clientX, clientY }) => {
      style.transform = `translate(${clientX}px, ${clientY}px)`;
      style.visibility = 'visible';
    },
    true,
  );
  addEventListener('DOMContentLoaded', () => document.documentElement.append(arrow));
}
