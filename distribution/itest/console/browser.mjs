// The browser, and the console in it as an operator has it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { startDemo } from "../clients/demo.mjs";

const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A browser that asks nobody but the gateway. Close it when the tests are done. */
export function startBrowser() {
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A console in a browser window of its own, signed in. What the browser complains of, the policy's refusals among it, and
 * every request to another host is kept in `complaints`: a test looks at them with `isClean`.
 *
 * @param {{ script?: boolean, width?: number, scheme?: "light" | "dark", token?: string }} [options]
 */
export async function openConsole(browser, demo, { script = true, width = 1440, scheme = "light", token } = {}) {
  const context = await browser.newContext({
    baseURL: demo.base_url,
    javaScriptEnabled: script,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  const responses = [];
  context.on("page", (other) => watch(other, complaints));
  watch(page, complaints);
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== demo.base_url && url.protocol !== "data:") {
      complaints.push(`a request to ${url.origin}`);
    }
  });
  context.on("response", (response) => responses.push(response));
  await page.goto("/console");
  await page.getByLabel("API token").fill(token ?? demo.admin_token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  return { context, page, complaints, responses, close: () => context.close() };
}

/**
 * A demo and a console in it, signed in, for the tests of one `describe`: opened before the first of them, and closed after the
 * last, by when the browser must not have complained of anything.
 *
 * @param {(opened: { demo, browser, console_, page }) => void} take is given them
 */
export function withConsole(take) {
  let demo, browser, console_;
  before(async () => {
    demo = await startDemo();
    browser = await startBrowser();
    console_ = await openConsole(browser, demo);
    take({ demo, browser, console_, page: console_.page });
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
    assert.deepEqual(console_?.complaints ?? [], []);
  });
}

function watch(page, complaints) {
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !/Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
}

/** The main heading, once it is the wanted one. */
export function heading(page, name) {
  return page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Presses what looks like a button, by its words. */
export async function press(page, words) {
  const exactly = new RegExp(`^\\s*${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
  await page.locator(".button").filter({ hasText: exactly }).first().click();
}

/** The URL that a page shows after it was minted, as the copy button gives it. */
export async function copiedUrl(page) {
  await page.locator("button[data-copy=url]").click();
  await page.getByText("Copied.").waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}
