// The demo as its users have it, and the operator's and the vendor's side of it.
import { spawn } from "node:child_process";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { distribution, freePort, send } from "./gateway.mjs";

/**
 * Starts a demo in a folder of its own. What is resolved is what `demo --json` prints, and the means to use it:
 * admin() for the admin API, control() for what a vendor's sandbox tells and takes, kill() and again() for a crash,
 * without() for the time when a plugin is not deployed.
 */
export async function startDemo() {
  const root = await mkdtemp(join(tmpdir(), "pb"));
  const port = await freePort();
  const first = await launch(root, port, ["--fresh"]);
  const demo = {
    ...first.printed,
    admin: (method, path, body) =>
      send(method, `${demo.base_url}${path}`, body, { Authorization: `Bearer ${demo.admin_token}` }),
    control: (vendor, method, path, body) => send(method, `${demo.base_url}/sandbox/${vendor}/control${path}`, body, {}),
    process: first.process,
    /** Ends it as a power cut does, and waits until it is gone. */
    kill: () => ended(demo.process, "SIGKILL"),
    /** Starts it again, on the same port and data. */
    again: async () => {
      demo.process = (await launch(root, port, [])).process;
    },
    /** Takes a plugin away as long as `use` takes. */
    without: async (jar, use) => {
      const deployed = join(demo.deploy_dir, jar);
      const aside = join(root, jar);
      await cp(deployed, aside);
      await rm(deployed);
      try {
        return await use();
      } finally {
        await rename(aside, deployed);
      }
    },
    stop: async () => {
      await ended(demo.process, "SIGTERM");
      await rm(root, { recursive: true, force: true });
    },
  };
  return demo;
}

async function launch(root, port, words) {
  const bin = join(await distribution(), "bin", "patchbay");
  const process_ = spawn(bin, ["demo", "--json", "--port", String(port), ...words], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PATCHBAY_DEMO: join(root, "demo") },
  });
  let text = "";
  for await (const chunk of process_.stdout) {
    text += chunk;
    if (text.endsWith("}\n")) {
      return { printed: JSON.parse(text), process: process_ };
    }
  }
  await rm(root, { recursive: true, force: true });
  throw new Error(`the demo ended before it was ready: ${text}`);
}

function ended(child, signal) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.on("exit", resolve);
    child.kill(signal);
  });
}
