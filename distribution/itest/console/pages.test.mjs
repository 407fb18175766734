// What holds for every page: nothing for axe to find, no sideways scrolling, and a picture of it to look at.
import assert from "node:assert/strict";
import { mkdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { startDemo } from "../clients/demo.mjs";
import { openConsole, startBrowser } from "./browser.mjs";
import { allPages } from "./pages.mjs";

const pictures = join(dirname(fileURLToPath(import.meta.url)), "..", "target", "console");
const WIDTHS = [360, 768, 1440];
// contrast depends on the scheme, the size of targets on the width: three looks see all that six would
const AXE_LOOKS = ["1440 light", "360 light", "1440 dark"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe("every page of the console", () => {
  let demo, browser, pages, axe;

  before(async () => {
    demo = await startDemo();
    browser = await startBrowser();
    pages = await allPages(demo);
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    await rm(pictures, { recursive: true, force: true });
    await mkdir(pictures, { recursive: true });
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function violations(page) {
    await page.evaluate(axe);
    const { violations: found } = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules }), RULES);
    return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  }

  /** Opens a page once, and looks at it in each width and scheme; gives what is wrong with it. */
  async function look(on, { name, path, prepare }) {
    const { page } = on;
    const wrong = [];
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(path);
    await prepare?.(page);
    for (const colorScheme of ["light", "dark"]) {
      for (const width of WIDTHS) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (sideways > 0) {
          wrong.push(`${name} is ${sideways} px too wide for ${width}`);
        }
        if (AXE_LOOKS.includes(`${width} ${colorScheme}`)) {
          wrong.push(...(await violations(page)).map((found) => `${name}, ${width}, ${colorScheme}: ${found}`));
        }
        await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
    // people who need larger letters; 30 px is twice what the root has
    await page.setViewportSize({ width: 1280, height: 900 });
    const sideways = await page.evaluate(() => {
      document.documentElement.style.fontSize = "30px";
      return document.documentElement.scrollWidth - innerWidth;
    });
    if (sideways > 0) {
      wrong.push(`${name} is ${sideways} px too wide for letters of twice the size`);
    }
    return wrong;
  }

  it("fits every width and large letters, and leaves axe nothing to find, light and dark", async () => {
    const waiting = [...pages];
    const windows = await Promise.all([openConsole(browser, demo), openConsole(browser, demo)]);
    const wrong = await Promise.all(
      windows.map(async (on) => {
        const found = [];
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          found.push(...(await look(on, next)));
        }
        await on.close();
        return [...found, ...on.complaints];
      }),
    );
    assert.deepEqual(wrong.flat(), []);
  });

  it("fits before signing in, too", async () => {
    for (const scheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width: 360, height: 800 }, colorScheme: scheme });
      const page = await context.newPage();
      await page.goto(`${demo.base_url}/console`);
      assert.deepEqual(await violations(page), []);
      await page.screenshot({ path: join(pictures, `sign-in-360-${scheme}.png`) });
      await context.close();
    }
  });

  it("is reached by the keyboard alone, and shows where the focus is", async () => {
    const { page, close } = await openConsole(browser, demo);
    await page.goto("/console/accounts");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    const reached = [];
    for (let i = 0; i < 7; i++) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          return outlineStyle === "none" || outlineWidth === "0px"
            ? `no focus seen at ${document.activeElement.outerHTML}`
            : document.activeElement.textContent.trim();
        }),
      );
    }
    assert.ok(reached.includes("Connect an account"), reached.join(" | "));
    assert.deepEqual(reached.filter((each) => each.startsWith("no focus")), []);
    await close();
  });
});
