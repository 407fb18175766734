// A jar of texts, made in memory: what an operator uploads.

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) {
    c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return c;
});

function crc32(bytes) {
  return (bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
}

function numbers(...pairs) {
  return Buffer.concat(
    pairs.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );
}

/** The fields that an entry's own header and its line in the directory share; stored, not compressed. */
function entry(name, bytes) {
  const size = bytes.length;
  const stored = [[2, 20], [2, 0], [2, 0], [2, 0], [2, 0x5a21]];
  return numbers(...stored, [4, crc32(bytes)], [4, size], [4, size], [2, name.length], [2, 0]);
}

/**
 * @param {Record<string, string>} files by their names, the manifest first
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">ZIP</a>
 */
export function jar(files) {
  const contents = [];
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    const local = Buffer.concat([numbers([4, 0x04034b50]), entry(name, bytes), Buffer.from(name), bytes]);
    directory.push(
      numbers([4, 0x02014b50], [2, 20]),
      entry(name, bytes),
      numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
      Buffer.from(name),
    );
    contents.push(local);
    at += local.length;
  }
  const table = Buffer.concat(directory);
  const count = contents.length;
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, table.length], [4, at], [2, 0]);
  return Buffer.concat([...contents, table, end]);
}

/** A bundle that describes an integration, and has no code. */
export function integrationJar(id, description) {
  const manifest = [
    "Manifest-Version: 1.0",
    "Bundle-ManifestVersion: 2",
    `Bundle-SymbolicName: plugin-${id}`,
    "Bundle-Version: 1.0.0",
    'Require-Capability: osgi.extender;filter:="(osgi.extender=dev.pat',
    ' chbay.integration)"',
    "",
    "",
  ].join("\r\n");
  return jar({ "META-INF/MANIFEST.MF": manifest, [`OSGI-INF/integration/${id}.yaml`]: description });
}

/** The description of a vendor of two tools. */
export function tickets(id) {
  return `integration: ${id}
title: Tickets
description: The tickets of a help desk.
baseUrl: https://tickets.example/v1
context:
  subdomain: { title: Subdomain, description: The part before .tickets.example., pattern: "[a-z]+" }
auth:
  key: { scheme: api-key, title: API key, description: In the settings., header: X-Api-Key }
resources:
  tickets:
    tags: [support]
    methods:
      list: { request: GET /tickets, title: List tickets, description: Lists all tickets of the company. }
      get:
        request: "GET /tickets/{id}"
        title: Get a ticket
        description: Reads one ticket.
        path: { id: { type: string, description: Its id. } }
`;
}
