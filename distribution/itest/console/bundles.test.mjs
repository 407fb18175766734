// What an administrator does: bundles come, stop and go; API tokens are made and revoked; settings are looked at.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { upload } from "./area-pages.mjs";
import { heading, openConsole, press, withConsole } from "./browser.mjs";
import { toolsAt } from "./client.mjs";
import { integrationJar, tickets } from "./jar.mjs";

describe("bundles, settings and API tokens in the console", () => {
  let demo, browser, page;
  withConsole((opened) => ({ demo, browser, page } = opened));

  const BILLSBY = "plugin-billsby.jar";

  async function step(on, file, word) {
    await on.goto("/console/integrations");
    await on.getByRole("link", { name: file }).click();
    await heading(on, file);
    await press(on, word);
    await heading(on, `${word} ${file}`);
    const said = await on.locator("main .card").textContent();
    await press(on, `${word} ${file}`);
    return said;
  }

  it("stops and starts what a URL leads to, and says before what it affects", async () => {
    const { mcp_url } = demo.accounts.billsby;
    const tools = await toolsAt(mcp_url);
    const said = await step(page, BILLSBY, "Stop");
    await page.getByText(`${BILLSBY} is stopped.`).waitFor();
    assert.match(said, /The tools of billsby disappear/);
    assert.match(said, /One account uses it/);
    assert.match(said, /One MCP server has no tool meanwhile/);
    await page.getByText("Stopped", { exact: true }).waitFor();
    await page.getByText("1 account, 1 MCP server", { exact: true }).waitFor();
    await press(page, "Remove");
    await heading(page, `Remove ${BILLSBY}`);
    await page.getByText("the tools of billsby are gone").waitFor();
    await page.getByText("One account uses it; it stays connected").waitFor();
    await page.getByText("One MCP server has no tool meanwhile").waitFor();
    assert.deepEqual(await toolsAt(mcp_url), []);
    await step(page, BILLSBY, "Start");
    await page.getByText(`${BILLSBY} is started.`).waitFor();
    assert.deepEqual(await toolsAt(mcp_url), tools);
  });

  it("removes a bundle and takes it back, without JavaScript", async () => {
    const { mcp_url } = demo.accounts.billsby;
    const tools = await toolsAt(mcp_url);
    const bytes = await readFile(join(demo.deploy_dir, BILLSBY));
    const plain = await openConsole(browser, demo, { script: false });
    await step(plain.page, BILLSBY, "Remove");
    await plain.page.getByText(`${BILLSBY} is removed.`).waitFor();
    await assert.rejects(readFile(join(demo.deploy_dir, BILLSBY)), { code: "ENOENT" });
    assert.deepEqual(await toolsAt(mcp_url), []);
    await press(plain.page, "Upload a bundle");
    await upload(plain.page, BILLSBY, bytes);
    await plain.page.getByText(`${BILLSBY} is deployed and active.`).waitFor();
    assert.deepEqual(await toolsAt(mcp_url), tools, "the URL is the same, and so are its tools");
    await plain.close();
  });

  it("shows a new integration's tools as soon as it is uploaded", async () => {
    await page.goto("/console/integrations");
    await press(page, "Upload a bundle");
    await upload(page, "tickets.jar", integrationJar("tickets", tickets("tickets")));
    await page.getByText("tickets.jar is deployed and active.").waitFor();
    await page.getByRole("link", { name: "tickets", exact: true }).click();
    await heading(page, "Tickets");
    await press(page, "Tools");
    await heading(page, "Tools of Tickets");
    assert.equal(await page.locator("tbody tr").count(), 2);
    await step(page, "tickets.jar", "Remove");
    await page.getByText("tickets.jar is removed.").waitFor();
    assert.equal(await page.getByRole("link", { name: "Tickets", exact: true }).count(), 0);
  });

  it("says file and line of a description that is refused", async () => {
    await page.goto("/console/integrations/upload");
    const description = tickets("broken").replace("title: Tickets", "titel: Tickets");
    await upload(page, "broken.jar", integrationJar("broken", description));
    await page.getByText('broken.yaml:2: unknown key "titel"').waitFor();
    await page.getByRole("link", { name: "broken", exact: true }).click();
    await page.getByText("The description of this integration was refused.").waitFor();
    await step(page, "broken.jar", "Remove");
    await page.getByText("broken.jar is removed.").waitFor();
  });

  it("refuses what is no bundle at its field, and deploys nothing", async () => {
    await page.goto("/console/integrations/upload");
    await upload(page, "junk.jar", Buffer.from("not a jar"));
    await page.getByText("Bundle is not a whole jar").waitFor();
    await upload(page, "junk.zip", Buffer.from("not a jar"));
    await page.getByText("Bundle ends in .jar").waitFor();
    const { result } = await demo.admin("GET", "/deployment");
    assert.ok(!result.some(({ file }) => file.startsWith("junk")));
  });

  it("says so when a file is larger than it takes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pb"));
    const file = join(folder, "large.jar");
    await writeFile(file, "");
    await truncate(file, 65 * 1024 * 1024);
    await page.goto("/console/integrations/upload");
    await page.getByLabel("Bundle").setInputFiles(file);
    await page.getByRole("button", { name: "Upload and start" }).click();
    await heading(page, "Too large");
    await page.getByText("it is larger than 64 MB").waitFor();
    await rm(folder, { recursive: true });
  });

  it("puts each change of a bundle on record", async () => {
    await page.goto("/console/activity?effect=admin&action=deployment.stop");
    assert.equal(await page.locator("#lines tr").count(), 1);
    await page.locator("#lines a").first().click();
    await page.getByText(BILLSBY).first().waitFor();
  });

  it("makes an API token that works until it is revoked", async () => {
    await page.goto("/console/api-tokens");
    await press(page, "Create an API token");
    await page.getByLabel("Name").fill("Robot");
    await page.getByLabel("Operator").check();
    await page.getByLabel("Expires after").selectOption("7");
    await press(page, "Create and show it");
    const secret = await page.locator("#secret").textContent();
    const status = async () =>
      (await fetch(`${demo.base_url}/integrated-account`, { headers: { Authorization: `Bearer ${secret}` } })).status;
    assert.equal(await status(), 200);

    const robot = await openConsole(browser, demo, { token: secret });
    await robot.page.goto("/console/integrations");
    assert.equal(await robot.page.getByRole("link", { name: "Upload a bundle" }).count(), 0);
    assert.equal((await robot.page.goto("/console/api-tokens")).status(), 403);

    await press(page, "I have copied it");
    assert.ok(!(await page.content()).includes(secret));
    await page.getByRole("link", { name: "Revoke Robot" }).click();
    await press(page, "Revoke Robot");
    await page.getByText("The API token “Robot” is revoked.").waitFor();
    assert.equal(await status(), 401);
    await robot.page.goto("/console/accounts");
    await robot.page.getByLabel("API token").waitFor();
    await robot.close();
  });

  it("shows the settings and where they come from, and no secret", async () => {
    await page.goto("/console/settings");
    const row = page.getByRole("row", { name: /allowed\.private\.hosts/ });
    assert.match(await row.textContent(), /127\.0\.0\.1/);
    assert.match(await row.textContent(), /set/);
    await page.getByText("dev.patchbay.vendor.cfg").waitFor();
    assert.ok(!(await page.content()).includes("acme_sandbox-key"));
  });
});
