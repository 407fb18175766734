package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question that the company asks its customers.
 *
 * @param type 0 single line, 1 multi line, 2 checkbox, 3 date, 4 number, 5 dropdown
 * @param options a dropdown's, parted by commas
 */
record CustomField(
        int customFieldId,
        int type,
        String label,
        String description,
        @Nullable String options,
        boolean compulsory) {

    /** A customer's answer to it. */
    record Response(int customFieldResponseId, CustomField customField, String value) {
        ObjectNode toJson() {
            ObjectNode json = Json.object().put("customFieldResponseId", customFieldResponseId);
            json.set("customField", customField.toJson());
            return json.put("value", value);
        }
    }

    CustomField changed(JsonBody body) {
        String newLabel = body.textOrNull("label");
        String newDescription = body.textOrNull("description");
        String newOptions = body.textOrNull("options");
        Boolean newCompulsory = body.flagOrNull("compulsory");
        return new CustomField(
                customFieldId,
                type,
                newLabel == null ? label : newLabel,
                newDescription == null ? description : newDescription,
                newOptions == null ? options : newOptions,
                newCompulsory == null ? compulsory : newCompulsory);
    }

    ObjectNode toJson() {
        return Json.object()
                .put("customFieldId", customFieldId)
                .put("type", type)
                .put("label", label)
                .put("description", description)
                .put("options", options)
                .put("compulsory", compulsory);
    }
}
