package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A line of plans in one currency. */
final class Product {
    private static final List<String> CHECKOUT_FLAGS = List.of(
            "isShippingAddressRequired",
            "isShippingAddressValidationRequired",
            "isBillingAddressValidationRequired",
            "isAdditionalEmailRequired",
            "isPhoneNumberRequired",
            "isMarketingConsentRequired");

    final int productId;
    /** In the order in which customers see them. */
    final List<Plan> plans = new ArrayList<>();

    final ObjectNode checkout = Json.object();
    List<Integer> orderedCustomFields = List.of();
    String name = "";
    String displayName = "";

    @Nullable
    String description;

    Visibility visibility = Visibility.Public;
    String billingCurrency = "USD";
    int typeOfProduct = 1;

    @Nullable
    String alertEmail;

    boolean isAnyCountryAllowed = true;
    JsonNode countrySettings = Json.array();

    Product(int productId) {
        this.productId = productId;
        CHECKOUT_FLAGS.forEach(flag -> checkout.put(flag, false));
    }

    /**
     * Takes over what the body holds, or nothing if it is refused. The two vendor spellings of the country limitation
     * are both understood.
     *
     * @param isCustomField whether there is a custom field of this id
     */
    void change(JsonBody body, IntPredicate isCustomField) {
        String newName = body.textOr("name", name);
        String newDisplayName = body.textOr("displayName", displayName.isEmpty() ? newName : displayName);
        String newDescription = body.has("description") ? body.textOrNull("description") : description;
        Visibility newVisibility = Visibility.read(body, visibility);
        String newCurrency = currency(body);
        int newType = body.number("typeOfProduct", 1, 9, typeOfProduct);
        String newAlertEmail = body.has("alertEmail") ? body.textOrNull("alertEmail") : alertEmail;
        ObjectNode newCheckout = checkout(body);
        JsonBody limitation = body.has("productCountryLimitation")
                ? body.objectOrNull("productCountryLimitation")
                : body.objectOrNull("productCountryLimitations");
        boolean newIsAnyCountryAllowed = anyCountry(limitation, anyCountry(body, isAnyCountryAllowed));
        JsonNode settings = limitation == null ? null : limitation.raw("countrySettings");
        List<Integer> newCustomFields = customFieldOrder(body, isCustomField);
        name = newName;
        displayName = newDisplayName;
        description = newDescription;
        visibility = newVisibility;
        billingCurrency = newCurrency;
        typeOfProduct = newType;
        alertEmail = newAlertEmail;
        checkout.setAll(newCheckout);
        isAnyCountryAllowed = newIsAnyCountryAllowed;
        if (settings != null) {
            countrySettings = settings.isArray() ? settings : Json.array().add(settings);
        }
        orderedCustomFields = newCustomFields;
    }

    private String currency(JsonBody body) {
        String currency = body.textOr("billingCurrency", billingCurrency);
        if (!Money.knows(currency)) {
            throw Refusal.ofField("billingCurrency", "must be USD, EUR or GBP");
        }
        if (!currency.equals(billingCurrency) && !plans.isEmpty()) {
            throw Refusal.ofField("billingCurrency", "cannot change once the product has plans");
        }
        return currency;
    }

    private static ObjectNode checkout(JsonBody body) {
        ObjectNode flags = Json.object();
        for (String flag : CHECKOUT_FLAGS) {
            Boolean value = body.flagOrNull(flag);
            if (value != null) {
                flags.put(flag, value);
            }
        }
        return flags;
    }

    private static boolean anyCountry(@Nullable JsonBody body, boolean absent) {
        Boolean value = body == null ? null : body.flagOrNull("isAnyCountryAllowed");
        return value == null ? absent : value;
    }

    /** The vendor takes an object with one id; a list of ids is what it answers with, and taken as well. */
    private List<Integer> customFieldOrder(JsonBody body, IntPredicate isCustomField) {
        JsonNode raw = body.raw("orderedCustomFields");
        if (raw == null) {
            return orderedCustomFields;
        }
        List<Integer> ids = raw.isObject()
                ? List.of(body.object("orderedCustomFields").number("customFieldID"))
                : List.copyOf(body.numbers("orderedCustomFields"));
        for (int id : ids) {
            if (!isCustomField.test(id)) {
                throw Refusal.ofField("orderedCustomFields", "names no custom field: " + id);
            }
        }
        return ids;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        ObjectNode limitation =
                json.putObject("productCountryLimitation").put("isAnyCountryAllowed", isAnyCountryAllowed);
        limitation.set("countrySettings", countrySettings);
        return json.setAll(summary());
    }

    /** The form of the list: without the country limitation, with the custom fields of its checkout. */
    ObjectNode toListJson(ArrayNode customFields) {
        ObjectNode json = summary();
        json.set("customFields", customFields);
        ArrayNode order = json.putArray("orderedCustomFields");
        orderedCustomFields.forEach(order::add);
        return json;
    }

    private ObjectNode summary() {
        ObjectNode json = Json.object()
                .put("productId", productId)
                .put("name", name)
                .put("visibility", visibility.ordinal())
                .put("billingCurrency", billingCurrency)
                .put("billingCurrencyTemplate", new Money(0, billingCurrency).template())
                .put("displayName", displayName)
                .put("description", description)
                .put("typeOfProduct", typeOfProduct)
                .put("hasPlans", !plans.isEmpty());
        json.setAll(checkout);
        return json.put("numberOfPlans", plans.size()).put("alertEmail", alertEmail);
    }
}
