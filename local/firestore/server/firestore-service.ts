import {
  Metadata,
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type MethodDefinition,
  type ServerDuplexStream,
  type ServerWritableStream,
  type ServiceDefinition,
  type UntypedHandleCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { ListenSession } from '../listen/listen-session.ts';
import { unimplemented } from '../protocol/firestore-error.ts';
import type { ListenRequest } from '../protocol/requests.ts';
import type { ListenResponse } from '../protocol/responses.ts';
import type { FirestoreFaults } from './firestore-faults.ts';
import { grpcFailure } from './grpc-failure.ts';
import type { ServiceContext } from './service-context.ts';
import { STREAMING_METHODS, UNARY_METHODS } from './service-methods.ts';

/** Takes the request that its RPC decodes to, which the tables of methods cannot express. */
type Method<Result> = (context: ServiceContext, request: never) => Result | Promise<Result>;

/** Binds every method of the definition: to its implementation, or to an answer of UNIMPLEMENTED by name. */
export class FirestoreService {
  readonly #context: ServiceContext;
  readonly #faults: FirestoreFaults;

  constructor(context: ServiceContext, faults: FirestoreFaults) {
    this.#context = context;
    this.#faults = faults;
  }

  implementation(definition: ServiceDefinition): UntypedServiceImplementation {
    return Object.fromEntries(
      Object.entries(definition).map(([key, method]) => [key, this.#handler(key, method)]),
    );
  }

  #handler(key: string, definition: MethodDefinition<object, object>): UntypedHandleCall {
    const name = definition.originalName ?? key;
    if (name === 'listen') return this.#listen();
    const unary = new Map<string, Method<object>>(Object.entries(UNARY_METHODS)).get(name);
    if (unary !== undefined) return this.#unary(name, unary);
    const streaming = new Map<string, Method<readonly object[]>>(Object.entries(STREAMING_METHODS)).get(name);
    if (streaming !== undefined) return this.#streaming(name, streaming);
    const refuse: Method<never> = () => {
      throw unimplemented(`the method ${name}`);
    };
    return definition.responseStream ? this.#streaming(name, refuse) : this.#unary(name, refuse);
  }

  #unary(name: string, method: Method<object>): handleUnaryCall<object, object> {
    return (call, answer) => {
      this.answer(name, method, call.request).then(
        (response) => answer(null, response),
        (error: unknown) => answer(grpcFailure(error)),
      );
    };
  }

  #streaming(name: string, method: Method<readonly object[]>): handleServerStreamingCall<object, object> {
    return (call) => {
      // once it has headers, the client takes a failure at its word instead of repeating the call for seconds
      call.sendMetadata(new Metadata());
      const fail = (error: unknown) => call.emit('error', grpcFailure(error));
      this.answer(name, method, call.request).then((responses) => sendAll(call, responses), fail);
    };
  }

  /** Does the work of one call, whatever brought it. */
  answer<Result>(name: string, method: Method<Result>, request: object): Promise<Result> {
    this.#context.operations.countRpc(name);
    // the request has been decoded to the very type that this method's definition states
    return this.#faults.around(name, request, () => method(this.#context, request as never));
  }

  #listen(): handleBidiStreamingCall<ListenRequest, ListenResponse> {
    return (call) => {
      this.#context.operations.countRpc('listen');
      const session = new ListenSession(this.#context, (response) => call.write(response));
      const fail = (error: unknown) => {
        session.close();
        call.emit('error', grpcFailure(error));
      };
      this.#faults.around('listen', {}, () => receiveAll(call, session, fail)).catch(fail);
      for (const event of ['end', 'cancelled', 'close', 'error']) call.on(event, () => session.close());
    };
  }
}

function receiveAll(
  call: ServerDuplexStream<ListenRequest, ListenResponse>,
  session: ListenSession,
  fail: (error: unknown) => void,
): void {
  call.on('end', () => call.end());
  call.on('data', (request: ListenRequest) => {
    try {
      session.receive(request);
    } catch (error) {
      fail(error);
    }
  });
}

function sendAll(call: ServerWritableStream<object, object>, responses: readonly object[]): void {
  for (const response of responses) call.write(response);
  call.end();
}
