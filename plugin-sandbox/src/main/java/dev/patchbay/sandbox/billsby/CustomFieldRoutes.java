package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import dev.patchbay.sandbox.RouteTable.Call;
import dev.patchbay.sandbox.billsby.Company.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Custom fields and what customers answered to them. */
final class CustomFieldRoutes {
    private final Company company;

    CustomFieldRoutes(Company company) {
        this.company = company;
    }

    void addTo(RouteTable routes) {
        String all = "/core/{companyDomain}/customfields";
        String responses = "/core/{companyDomain}/customfieldResponses";
        routes.add("GET", all, call -> list())
                .add("POST", all, this::create)
                .add("PUT", all + "/{customFieldId}", this::change)
                .add("GET", responses, this::responses)
                .add("PUT", responses + "/{customFieldResponseId}", this::changeResponse);
    }

    /** JSON, though the vendor labels it text/plain. */
    private ApiAnswer list() {
        return ApiAnswer.text(
                Json.list(company.customFields.values(), CustomField::toJson).toString());
    }

    private ApiAnswer create(Call call) {
        JsonBody body = call.body();
        String description = body.text("description");
        int type = body.number("type", 0, 5);
        String label = body.text("label");
        boolean compulsory = body.flag("compulsory");
        String options = body.textOrNull("options");
        int id = company.next(Sequence.CUSTOM_FIELD);
        company.customFields.put(id, new CustomField(id, type, label, description, options, compulsory));
        return ApiAnswer.json(Json.text("success"));
    }

    private ApiAnswer change(Call call) {
        CustomField field = company.customField(call.pathNumber("customFieldId"));
        company.customFields.put(field.customFieldId(), field.changed(call.body()));
        return ApiAnswer.json(Json.text("success"));
    }

    private ApiAnswer responses(Call call) {
        Integer productId = call.query().numberOrNull("productId", 0, Integer.MAX_VALUE);
        String customerId = call.query().textOrNull("customerUniqueId");
        List<CustomField.Response> found = new ArrayList<>();
        for (Customer customer :
                customerId == null ? company.customers.values() : List.of(company.customer(customerId))) {
            found.addAll(current(customer));
        }
        if (productId != null) {
            List<Integer> asked = company.product(productId).orderedCustomFields;
            found.removeIf(response -> !asked.contains(response.customField().customFieldId()));
        }
        return ApiAnswer.json(Json.list(found, CustomField.Response::toJson));
    }

    private ApiAnswer changeResponse(Call call) {
        int id = call.pathNumber("customFieldResponseId");
        String value = call.body().text("value");
        for (Customer customer : company.customers.values()) {
            for (CustomField.Response response : current(customer)) {
                if (response.customFieldResponseId() == id) {
                    int fieldId = response.customField().customFieldId();
                    customer.responses.put(fieldId, new CustomField.Response(id, response.customField(), value));
                    return ApiAnswer.json(Json.list(current(customer), CustomField.Response::toJson));
                }
            }
        }
        throw Refusal.unknown("custom field response", String.valueOf(id));
    }

    /** A customer's responses with their fields as these are now. */
    private List<CustomField.Response> current(Customer customer) {
        return customer.responses.values().stream()
                .map(response -> new CustomField.Response(
                        response.customFieldResponseId(),
                        company.customField(response.customField().customFieldId()),
                        response.value()))
                .toList();
    }
}
