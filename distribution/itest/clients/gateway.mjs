// A gateway as its users have it: a process that was started by bin/patchbay, with folders of its own.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** The assembled distribution: PATCHBAY_HOME, or the one that the build has left beside these tests. */
export async function distribution() {
  if (process.env.PATCHBAY_HOME) {
    return process.env.PATCHBAY_HOME;
  }
  const target = join(here, "..", "..", "target");
  const built = (await readdir(target, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name.startsWith("patchbay-"))
    .map((entry) => join(target, entry.name));
  if (built.length !== 1) {
    throw new Error(`${built.length} distributions in ${target}; ./patchbay build makes one`);
  }
  return built[0];
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts a gateway and resolves when it answers. Pass its stop() to after(): it ends the gateway and deletes its
 * folders.
 *
 * @param {{ extras?: string[], jars?: string[], settings?: Record<string, string> }} [options] extras: beginnings of
 *   names of jars in extras/ that are deployed too; jars: paths of more; settings: what to write into files of conf/
 */
export async function startGateway({ extras = [], jars = [], settings = {} } = {}) {
  const home = await distribution();
  const root = await mkdtemp(join(tmpdir(), "pb"));
  const folders = { data: join(root, "data"), conf: join(root, "conf"), deploy: join(root, "deploy") };
  const environment = {
    ...process.env,
    PATCHBAY_DATA: folders.data,
    PATCHBAY_CONF: folders.conf,
    PATCHBAY_DEPLOY: folders.deploy,
  };
  const bin = async (...words) => (await run(join(home, "bin", "patchbay"), words, { env: environment })).stdout;

  await cp(join(home, "conf"), folders.conf, { recursive: true });
  // how full the disk of the machine is must not decide over a test
  await rm(join(folders.conf, "org.apache.felix.hc.generalchecks.DiskSpaceCheck-data.cfg"));
  await mkdir(folders.deploy);
  await cp(join(home, "deploy"), folders.deploy, { recursive: true }).catch((e) => {
    if (e.code !== "ENOENT") throw e;
  });
  for (const extra of extras) {
    const jar = (await readdir(join(home, "extras"))).find((name) => name.startsWith(extra));
    if (!jar) {
      throw new Error(`no ${extra} in ${home}/extras`);
    }
    await cp(join(home, "extras", jar), join(folders.deploy, jar));
  }
  for (const jar of jars) {
    await cp(jar, join(folders.deploy, basename(jar)));
  }
  for (const [file, text] of Object.entries(settings)) {
    await writeFile(join(folders.conf, file), text);
  }
  try {
    await bin("start", "--port", String(await freePort()));
  } catch (e) {
    await rm(root, { recursive: true, force: true });
    throw e;
  }
  const url = (await readFile(join(folders.data, "patchbay.url"), "utf8")).trim();
  const adminToken = async () => (await readFile(join(folders.data, "admin.token"), "utf8")).trim();
  return {
    ...folders,
    url,
    /** The administrator's API token that the first start has written. */
    adminToken,
    /** What the admin API answers; rejects if that is no success. */
    admin: async (method, path, body) => send(method, `${url}${path}`, body, { Authorization: `Bearer ${await adminToken()}` }),
    /** Runs one command in the gateway's shell; rejects if it fails. */
    shell: (...words) => bin("shell", ...words),
    stop: async () => {
      await bin("stop");
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Sends JSON and gives the JSON that is answered; rejects if that is no success. */
export async function send(method, url, body, headers) {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : null;
}
