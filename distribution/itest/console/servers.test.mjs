// From signing in to a URL that works in a client, and what becomes of the URL afterwards.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { copiedUrl, heading, openConsole, press, withConsole } from "./browser.mjs";
import { connect, toolsAt } from "./client.mjs";

describe("MCP servers in the console", () => {
  let demo, browser, console_, page;
  withConsole((opened) => ({ demo, browser, console_, page } = opened));

  /** Opens the form for a server of the Billsby account, by the way that a person goes. */
  async function toForm(on = page) {
    await on.goto("/console");
    await on.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Accounts" }).click();
    await heading(on, "Accounts");
    await on.getByRole("row", { name: /Billsby/ }).getByRole("link").first().click();
    await heading(on, "Acme (sandbox)");
    await press(on, "Create MCP server");
    await heading(on, "Create MCP server");
  }

  async function mint(name, prepare = async () => {}) {
    await toForm();
    await page.getByLabel("Name").fill(name);
    await prepare();
    await press(page, "Create and show the URL");
    await heading(page, `The URL of ${name}`);
    return copiedUrl(page);
  }

  async function toServer(name, action) {
    await page.goto("/console/servers");
    await page.getByRole("link", { name, exact: true }).click();
    await heading(page, name);
    if (action) {
      await press(page, action);
    }
  }

  it("leads from signing in to a copied URL that lists what was counted", async () => {
    await toForm();
    await page.getByLabel("Name").fill("Invoices, read only");
    const count = page.locator("#preview-size .count");
    const all = await count.textContent();
    await page.locator("input[name=methods][value=read]").check();
    await page.waitForFunction((before) => document.querySelector("#preview-size .count").textContent !== before, all);
    const reads = await count.textContent();
    await page.locator("input[name=tags][value=invoices]").check();
    await page.waitForFunction((before) => document.querySelector("#preview-size .count").textContent !== before, reads);
    const counted = Number(await count.textContent());
    const named = await page.locator("#preview code").allTextContents();
    await press(page, "Create and show the URL");
    await heading(page, "The URL of Invoices, read only");
    const url = await copiedUrl(page);

    const listed = await toolsAt(url);
    assert.equal(listed.length, counted);
    assert.deepEqual([...listed].sort(), [...named].sort());
    assert.ok(counted > 0 && counted < Number(reads) && Number(reads) < Number(all), `${counted} < ${reads} < ${all}`);

    await press(page, "List its tools through the URL");
    await page.getByText(`A client finds ${counted} tools.`).waitFor();
    assert.deepEqual(await page.locator("#trial code").allTextContents(), listed);
  });

  it("shows the URL in the page that minted it, and in no other place", async () => {
    const url = await mint("Shown once");
    const secret = url.split("/mcp/")[1];
    assert.ok(secret.length >= 43);
    await press(page, "I have copied it");
    await heading(page, "Shown once");
    for (const path of ["/console", "/console/servers", "/console/accounts", new URL(page.url()).pathname]) {
      await page.goto(path);
      assert.ok(!(await page.content()).includes(secret), path);
    }
    const addresses = console_.responses.flatMap((response) => [
      response.url(),
      response.headers().location ?? "",
      response.request().headers().referer ?? "",
    ]);
    assert.ok(addresses.length > 10 && !addresses.some((address) => address.includes(secret)));
    await page.goBack();
    assert.ok(!page.url().includes(secret) && !(await page.content()).includes(secret), "nor in what back leads to");
    const logs = join(demo.deploy_dir, "..", "data", "logs");
    for (const file of await readdir(logs)) {
      const log = await readFile(join(logs, file), "utf8");
      assert.ok(!log.includes(secret) && !log.includes(demo.admin_token), file);
    }
  });

  it("mints once, however often the form is sent", async () => {
    const url = await mint("Sent twice");
    page.once("dialog", (dialog) => dialog.accept());
    await page.reload();
    await page.getByText("This form was sent before").waitFor();
    assert.ok(!(await page.content()).includes(url));
    await page.goto("/console/servers?q=Sent+twice");
    assert.equal(await page.getByRole("link", { name: "Sent twice", exact: true }).count(), 1);
  });

  it("does without JavaScript on the way to a URL", async () => {
    const plain = await openConsole(browser, demo, { script: false });
    const on = plain.page;
    await toForm(on);
    await on.getByLabel("Name").fill("Without script");
    await on.locator("input[name=methods][value=read]").check();
    await press(on, "Show what it opens");
    const counted = Number(await on.locator("#preview-size .count").textContent());
    assert.equal(await on.getByLabel("Name").inputValue(), "Without script", "what was entered is still there");
    await press(on, "Create and show the URL");
    await heading(on, "The URL of Without script");
    assert.equal((await toolsAt(await on.locator("#url").textContent())).length, counted);
    await plain.close();
  });

  it("counts the calls through a URL", async () => {
    const client = await connect(await mint("Called"));
    for (let call = 0; call < 3; call += 1) {
      await client.callTool({ name: "list_all_billsby_customers", arguments: { limit: 1 } });
    }
    await client.close();
    await page.goto("/console/servers?q=Called");
    const counted = page.getByRole("row", { name: /^Called/ }).getByRole("cell", { name: "3", exact: true });
    while ((await counted.count()) === 0) {
      await page.reload();
    }
    await toServer("Called");
    assert.equal(await page.locator("dt", { hasText: "Calls in a day" }).locator("+ dd").textContent(), "3");
    await page.getByRole("link", { name: "Acme (sandbox)" }).first().click();
    await heading(page, "Acme (sandbox)");
    assert.equal(await counted.count(), 1, "on the page of its account, too");
  });

  it("demands the second factor that was ticked", async () => {
    const url = await mint("Second factor", () => page.getByLabel("Require an API token besides the URL").check());
    await assert.rejects(toolsAt(url), /wants an API token besides its URL/);
    assert.ok((await toolsAt(url, { Authorization: `Bearer ${demo.admin_token}` })).length > 0);
    await press(page, "List its tools through the URL");
    await page.getByText("requires an API token").last().waitFor();
    await page.locator("#second").fill(demo.admin_token);
    await press(page, "List its tools through the URL");
    await page.getByText(/A client finds \d+ tools/).waitFor();
    assert.ok(!(await page.content()).includes(demo.admin_token));
  });

  it("sets an expiry, and shows when it is", async () => {
    const url = await mint("Until tomorrow", () => page.getByLabel("Expires").selectOption({ label: "In a day" }));
    assert.ok((await toolsAt(url)).length > 0);
    await toServer("Until tomorrow");
    await page.getByText(/in 2[34] hours/).first().waitFor();
    await press(page, "Edit");
    await page.getByLabel("Expires").selectOption({ label: "At the time given here" });
    await page.getByLabel("Time, in UTC").fill("2020-01-01T00:00");
    await press(page, "Save");
    await page.getByText("is in the past; to end a server now, delete it").first().waitFor();
    assert.equal(await page.getByLabel("Time, in UTC").inputValue(), "2020-01-01T00:00");
  });

  it("closes a URL that has expired, and says so", async () => {
    const { id } = demo.accounts.billsby;
    const { url } = await demo.admin("POST", `/integrated-account/${id}/mcp`, {
      name: "Expires at once",
      expires_at: new Date(Date.now() + 1_500).toISOString(),
    });
    await assert.doesNotReject(toolsAt(url));
    await page.goto("/console/servers?status=expired");
    while ((await page.getByRole("link", { name: "Expires at once" }).count()) === 0) {
      await page.reload();
    }
    await page.getByRole("row", { name: /Expires at once/ }).getByText("Expired", { exact: true }).waitFor();
    await assert.rejects(toolsAt(url), /404|Not Found|did not offer/i);
  });

  it("gives a new URL, and lets the present one work for a while", async () => {
    const before = await mint("Rotated");
    await toServer("Rotated", "New URL");
    await page.getByLabel("Keep the present URL working for").selectOption({ label: "An hour" });
    await press(page, "Make a new URL");
    await heading(page, "The URL of Rotated");
    const now = await copiedUrl(page);
    assert.notEqual(now, before);
    assert.deepEqual(await toolsAt(now), await toolsAt(before));
    page.once("dialog", (dialog) => dialog.accept());
    await page.reload();
    await page.getByText("This form was sent before").waitFor();
    assert.ok((await toolsAt(now)).length > 0, "a reload has not replaced it");

    await toServer("Rotated", "New URL");
    await page.getByLabel("Keep the present URL working for").selectOption({ label: "Not at all" });
    await press(page, "Make a new URL");
    await heading(page, "The URL of Rotated");
    const last = await copiedUrl(page);
    await assert.rejects(toolsAt(now), /404|Not Found|did not offer/i);
    assert.ok((await toolsAt(last)).length > 0);
  });

  it("revokes a URL while a client is connected to it", async () => {
    const client = await connect(await mint("Revoked"));
    assert.ok((await client.listTools()).tools.length > 0);
    await toServer("Revoked", "Revoke");
    await page.getByText("Clients that are connected are cut off").waitFor();
    await press(page, "Revoke Revoked");
    await page.getByText("its URL opens nothing any more").waitFor();
    await assert.rejects(client.listTools(), /404|Not Found|closed|not found/i);
    await client.close();
    assert.equal(await page.getByRole("link", { name: "Revoked", exact: true }).count(), 0);
  });

  it("duplicates a server with its filters", async () => {
    const url = await mint("Original", () => page.locator("input[name=tags][value=customers]").check());
    await toServer("Original", "Duplicate");
    await page.getByLabel("Name of the copy").fill("Copy of it");
    await press(page, "Create and show the URL");
    await heading(page, "The URL of Copy of it");
    assert.deepEqual(await toolsAt(await copiedUrl(page)), await toolsAt(url));
  });

  it("edits the filters of a connected client's server", async () => {
    const url = await mint("Edited");
    const all = await toolsAt(url);
    await toServer("Edited", "Edit");
    await page.locator("input[name=methods][value=read]").check();
    await press(page, "Save");
    await page.getByText("Connected clients see the change at once").waitFor();
    const reads = await toolsAt(url);
    assert.ok(reads.length > 0 && reads.length < all.length);
  });

  it("says in the form what is wrong with it", async () => {
    await toForm();
    await page.getByLabel("Name").fill("x".repeat(2_000));
    await press(page, "Create and show the URL");
    await page.getByRole("alert").waitFor();
    assert.equal(await page.getByLabel("Name").getAttribute("aria-invalid"), "true");
  });
});
