import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { KitTarball } from '../kit-tarball.ts';

/** An npm registry that has one package, as if it were published: the Firebase CLI installs kits from nowhere else. */
export class PackageRegistry {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async start({ file, version }: KitTarball, manifest: object): Promise<PackageRegistry> {
    const tarball = await readFile(file);
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const server = createServer((request, response) => {
      if (request.url?.endsWith('.tgz') === true) {
        response.end(tarball);
        return;
      }
      const dist = { tarball: `http://${request.headers.host}/kit.tgz`, integrity };
      // https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md
      const versions = { [version]: { ...manifest, dist, _hasShrinkwrap: true } };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ ...manifest, 'dist-tags': { latest: version }, versions }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return new PackageRegistry(server, `http://127.0.0.1:${port}/`);
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
