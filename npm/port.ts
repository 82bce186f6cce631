/** Ports: what workers, in browsers and in Node, have in common. */

/** The least of a `Worker`, a worker's `self`, a `MessagePort` or the `parentPort` of a worker thread. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener?(type: 'message', listener: (event: object) => void): void;
  on?(type: 'message', listener: (data: unknown) => void): unknown;
  start?(): void;
}

/** Hears what arrives at a port. */
export function listen(port: Port, listener: (data: unknown) => void): void {
  if (port.on) port.on('message', listener);
  else port.addEventListener?.('message', (event) => listener((event as { data: unknown }).data));
  port.start?.();
}

/** What a helper answers through and dies at: the `Worker` of a browser, or a worker thread of Node. */
export interface Helping {
  on?(type: 'message' | 'error' | 'exit', listener: (data: unknown) => void): unknown;
  addEventListener?(type: 'message' | 'error', listener: (event: object) => void): void;
}

/** Hears what a helper says, and that it died. */
export function attend(port: Helping, hear: (data: unknown) => void, died: () => void): void {
  if (port.on) {
    port.on('message', hear);
    port.on('error', died);
    port.on('exit', died);
  } else {
    port.addEventListener?.('message', (event) => hear((event as { data: unknown }).data));
    port.addEventListener?.('error', died);
  }
}

/** Lets messages in. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** What ends a check that was stopped. */
export function cancelled(): Error {
  return named('AbortError', 'the check was cancelled');
}

/** An error of a name, by which callers tell it. */
export function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
