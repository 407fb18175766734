// The operator's browser at the sandbox's page of consent.
import assert from "node:assert/strict";

/** Goes where the operator's browser is sent, presses the one button there, and gives the page it ends on. */
export async function consent(authorizeUrl) {
  const page = await fetch(authorizeUrl);
  const html = await page.text();
  assert.equal(page.status, 200, html);
  const form = new URLSearchParams();
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) {
    form.append(name, value.replaceAll("&amp;", "&"));
  }
  const address = new URL(authorizeUrl);
  address.search = form;
  const end = await fetch(address);
  return { status: end.status, text: await end.text() };
}
