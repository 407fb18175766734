// Arguments made of a tool's input schema, as a model would make them: the required ones alone, or all.

/** What the usual patterns ask for. */
const TEXTS = ["sample", "1234", "12", "US", "USA", "USD", "+49", "12:30", "Europe/Berlin", "sample@example.com", "https://example.com/x", "https://example.com", "0", "1", "a1b2c3d4e5f6a7b8c9d0e1f2", "en", "en_US", "true", "10:00 AM", "10MB", "#FFF", "2026-01-02", "2026-01-02T03:04:05Z", "#ffffff", "+15551234567"];

/** A value that fits a schema. */
export function sample(schema, everything, depth = 0) {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice) return sample(choice, everything, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== "null") : schema.type;
  switch (type ?? (schema.properties ? "object" : "string")) {
    case "object":
      return object(schema, everything, depth);
    case "array":
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sample(schema.items ?? {}, everything, depth + 1));
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? (schema.exclusiveMinimum !== undefined ? schema.exclusiveMinimum + 1 : 1), 1);
    case "boolean":
      return true;
    default:
      return text(schema);
  }
}

function object(schema, everything, depth) {
  const properties = schema.properties ?? {};
  if (properties.base64 && properties.text) {
    return { name: "sample.csv", contentType: "text/csv", text: "a,b" };
  }
  const names = everything && depth < 8 ? Object.keys(properties) : (schema.required ?? []);
  return Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, everything, depth + 1)]));
}

function text(schema) {
  const formats = {
    "date-time": "2026-01-02T03:04:05.000Z",
    date: "2026-01-02",
    email: "someone@example.com",
    uri: "https://example.com/x",
    url: "https://example.com/x",
    uuid: "00000000-0000-4000-8000-000000000001",
  };
  if (schema.pattern) {
    return TEXTS.find((each) => new RegExp(schema.pattern).test(each)) ?? "sample";
  }
  const plain = formats[schema.format] ?? schema.examples?.[0] ?? schema.default ?? "sample";
  return String(plain).padEnd(schema.minLength ?? 0, "x").slice(0, schema.maxLength);
}
