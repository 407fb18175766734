// A vendor's description, with its request bodies closed: a mock made of it refuses a misspelt field, too.
import { readFile, writeFile } from "node:fs/promises";

/** Reads a description, closes it, writes it to another file, and resolves to it. */
export async function closeBodies(from, to) {
  const description = JSON.parse(await readFile(from, "utf8"));
  const seen = new Set();
  for (const operation of operations(description)) {
    for (const content of Object.values(resolve(description, operation.requestBody ?? {}).content ?? {})) {
      close(description, content.schema ?? {}, true, seen);
    }
  }
  await writeFile(to, JSON.stringify(description));
  return description;
}

/** All operations, each with its method and path. */
export function* operations(description) {
  for (const [path, item] of Object.entries(description.paths)) {
    for (const method of ["get", "post", "put", "patch", "delete"]) {
      if (item[method]) {
        yield Object.assign(item[method], { method: method.toUpperCase(), path, shared: item.parameters ?? [] });
      }
    }
  }
}

/** What a reference points to. */
export function resolve(description, node) {
  let found = node;
  while (found?.$ref) {
    found = found.$ref
      .slice(2)
      .split("/")
      .reduce((at, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")], description);
  }
  return found ?? {};
}

function close(description, node, alone, seen) {
  const schema = resolve(description, node);
  if (seen.has(schema)) {
    return;
  }
  seen.add(schema);
  for (const part of schema.allOf ?? []) {
    close(description, part, schema.allOf.length === 1 && !schema.properties && alone, seen);
  }
  for (const part of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) {
    close(description, part, alone, seen);
  }
  if (Object.keys(schema.properties ?? {}).length > 0 && alone && !("additionalProperties" in schema) && !schema.allOf) {
    schema.additionalProperties = false;
  }
  Object.values(schema.properties ?? {}).forEach((property) => close(description, property, true, seen));
  if (schema.items) {
    close(description, schema.items, true, seen);
  }
}
