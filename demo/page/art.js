// Pictures put together from a few flat pieces, as of a tangram (七巧板), on a grid of 8 by 8.
const SVG = 'http://www.w3.org/2000/svg';

/** Each piece: the number of its colour, and its corners. */
const PICTURES = {
  fish: [
    [4, '0.8,4 3.6,1.2 3.6,6.8'],
    [3, '3.6,1.2 6,4 3.6,6.8'],
    [2, '5.4,4 7.4,2 7.4,6'],
    [5, '3.6,1.2 5.6,1.2 4.8,2.6'],
    [0, '2.6,3.1 3.1,3.6 2.6,4.1 2.1,3.6'],
  ],
  lantern: [
    [2, '3.1,0.8 4.9,0.8 4.9,1.6 3.1,1.6'],
    [1, '3.1,1.6 4.9,1.6 6.8,3.8 4.9,6 3.1,6 1.2,3.8'],
    [5, '3.1,1.6 4,1.6 4,6 3.1,6 1.2,3.8'],
    [2, '3.1,6 4.9,6 4,7.4'],
  ],
  house: [
    [5, '5.2,1 6.2,1 6.2,3.2 5.2,2.4'],
    [4, '1.7,4 6.3,4 6.3,7 1.7,7'],
    [1, '0.9,4 4,1 7.1,4'],
    [2, '2.4,4.7 3.6,4.7 3.6,5.9 2.4,5.9'],
    [3, '4.5,4.9 5.6,4.9 5.6,7 4.5,7'],
  ],
  boat: [
    [2, '3.8,0.9 3.8,5 1,5'],
    [1, '4.2,1.9 6.7,5 4.2,5'],
    [4, '0.7,5.4 7.3,5.4 5.8,7.1 2.2,7.1'],
    [3, '0.7,5.4 3.9,5.4 2.2,7.1'],
  ],
  rocket: [
    [5, '2.8,3.6 2.8,5.6 1.2,5.6'],
    [5, '5.2,3.6 6.8,5.6 5.2,5.6'],
    [4, '2.8,2.8 5.2,2.8 5.2,5.6 2.8,5.6'],
    [1, '4,0.6 5.2,2.8 2.8,2.8'],
    [2, '3.2,5.6 4.8,5.6 4,7.4'],
    [0, '4,3.4 4.7,4.1 4,4.8 3.3,4.1'],
  ],
  tree: [
    [2, '3.5,6.2 4.5,6.2 4.5,7.4 3.5,7.4'],
    [4, '4,3.4 7,6.2 1,6.2'],
    [3, '4,2 6.4,4.4 1.6,4.4'],
    [2, '4,0.6 5.8,2.6 2.2,2.6'],
  ],
  cat: [
    [2, '1.2,0.9 3.4,2.6 1.2,4.2'],
    [2, '6.8,0.9 6.8,4.2 4.6,2.6'],
    [1, '1.2,2.6 6.8,2.6 6.8,4.8 4,7.2 1.2,4.8'],
    [0, '2.7,3.6 3.2,4.1 2.7,4.6 2.2,4.1'],
    [0, '5.3,3.6 5.8,4.1 5.3,4.6 4.8,4.1'],
    [5, '3.6,5.3 4.4,5.3 4,5.8'],
  ],
  mountain: [
    [2, '6,0.8 7,1.8 6,2.8 5,1.8'],
    [3, '3.4,6.9 5.6,3.4 7.5,6.9'],
    [4, '0.5,6.9 3.3,1.8 6.1,6.9'],
    [0, '3.3,1.8 4.1,3.3 3.3,3.9 2.5,3.3'],
  ],
};

export const artNames = Object.keys(PICTURES);

/**
 * A picture that says nothing to a screen reader: what it shows is always written beside it.
 * @param {string} name
 */
export function art(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 8 8');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('art', `art-${name}`);
  for (const [colour, points] of PICTURES[name] ?? []) {
    const piece = document.createElementNS(SVG, 'polygon');
    piece.setAttribute('points', String(points));
    piece.setAttribute('class', `piece-${colour}`);
    svg.append(piece);
  }
  return svg;
}
