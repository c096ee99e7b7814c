import { expect, test } from 'playwright/test';
import { createChannel } from './channel';

const setUp = () => {
  const channel = createChannel<string>();
  const heard: string[] = [];
  const listen = (name: string) => channel.subscribe((value) => heard.push(`${name} ${value}`));
  return { channel, heard, listen };
};

test('all who listen are told, in the order in which they came', () => {
  const { channel, heard, listen } = setUp();
  listen('a');
  listen('b');
  channel.tell('x');
  expect(heard).toEqual(['a x', 'b x']);
});

test('who listens later hears nothing of what was', () => {
  const { channel, heard, listen } = setUp();
  channel.tell('x');
  listen('a');
  expect(heard).toEqual([]);
});

test('who has stopped is not told, however often it stops', () => {
  const { channel, heard, listen } = setUp();
  const stop = listen('a');
  listen('b');
  stop();
  stop();
  channel.tell('x');
  expect(heard).toEqual(['b x']);
});

test('who throws is no business of the others, nor of the teller', () => {
  const { channel, heard, listen } = setUp();
  channel.subscribe(() => {
    throw new Error('no');
  });
  listen('b');
  expect(() => channel.tell('x')).not.toThrow();
  channel.tell('y');
  expect(heard).toEqual(['b x', 'b y']);
});

test('who stops another while being told spares it', () => {
  const { channel, heard, listen } = setUp();
  channel.subscribe(() => stop());
  const stop = listen('b');
  listen('c');
  channel.tell('x');
  expect(heard).toEqual(['c x']);
});

test('who stops itself while being told takes nobody’s turn', () => {
  const { channel, heard, listen } = setUp();
  const stop = channel.subscribe(() => stop());
  listen('b');
  channel.tell('x');
  expect(heard).toEqual(['b x']);
});
