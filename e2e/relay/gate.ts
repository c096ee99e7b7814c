import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP server that holds what comes until it is told to whom it is to go. */
export async function createGate() {
  const sockets: Socket[] = [];
  let reach: () => void;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    reach();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Somebody has connected. */
    reached,
    open(port: number): void {
      for (const socket of sockets.slice()) {
        const onward = connect(port, '127.0.0.1').on('error', () => undefined);
        sockets.push(onward);
        socket.pipe(onward).pipe(socket);
      }
    },
    close(): void {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
