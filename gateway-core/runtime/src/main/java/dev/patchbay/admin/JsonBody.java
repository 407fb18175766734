package dev.patchbay.admin;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies: JSON objects of at most 1 MB, no deeper than needed, no key twice. */
final class JsonBody {
    static final int LONGEST = 1_000_000;

    private static final int DEEPEST = 32;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    static Fields object(byte[] bytes) {
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (JacksonException e) {
            // Not the parser's message: it quotes the body, which may hold a credential.
            throw new Refusal(
                    400,
                    e.getLocation() == null
                            ? "the body is not JSON"
                            : "the body is not JSON: line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr());
        }
        if (node instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw new Refusal(400, "the body is not a JSON object");
    }

    static Refusal tooLong(int longest) {
        return new Refusal(413, "the body is longer than " + longest + " bytes");
    }
}
