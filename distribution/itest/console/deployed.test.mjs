// The console comes and goes with its jar, and a list of hundreds is turned page by page.
import assert from "node:assert/strict";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { startDemo } from "../clients/demo.mjs";
import { heading, openConsole, press, startBrowser } from "./browser.mjs";
import { toolsAt } from "./client.mjs";

describe("the console as a plugin", () => {
  let demo, browser;

  before(async () => {
    demo = await startDemo();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function until(status) {
    const end = Date.now() + 20_000;
    while ((await fetch(`${demo.base_url}/console/sign-in`)).status !== status) {
      assert.ok(Date.now() < end, `not ${status} within 20 s`);
      await pause(100);
    }
  }

  it("turns a list of 500 servers page by page, each server once", async () => {
    const path = `/integrated-account/${demo.accounts.billsby.id}/mcp`;
    for (let made = 0; made < 500; made += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => demo.admin("POST", path, { name: `Server ${made + i}`, config: { tags: ["customers"] } })),
      );
    }
    const { page, close } = await openConsole(browser, demo);
    await page.goto("/console/servers");
    const seen = new Set();
    for (;;) {
      for (const name of await page.locator("tbody th").allTextContents()) {
        assert.ok(!seen.has(name) || name === "demo", `${name} is on two pages`);
        seen.add(name);
      }
      if ((await page.getByRole("link", { name: "Next page" }).count()) === 0) {
        break;
      }
      await press(page, "Next page");
      await page.getByText("First page").waitFor();
    }
    assert.equal(seen.size, 501, "the demo's own two have one name");
    await page.getByText("This is the end of the list.").waitFor();
    await press(page, "First page");
    await heading(page, "MCP servers");
    await close();
  });

  it("is gone with its jar, while URLs go on working, and comes back with it", async () => {
    const jar = join(demo.deploy_dir, "plugin-console.jar");
    const aside = join(demo.deploy_dir, "..", "plugin-console.jar");
    await until(200);
    await rename(jar, aside);
    await until(404);
    assert.ok((await toolsAt(demo.accounts.billsby.mcp_url)).length > 0);
    await rename(aside, jar);
    await until(200);
    const { page, close } = await openConsole(browser, demo);
    await heading(page, "Overview");
    await close();
  });
});
