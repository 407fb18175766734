package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What can be subscribed to, by one of its cycles. */
final class Plan {
    final int planId;
    final Product product;
    final PricingModel pricingModel;
    final List<Cycle> cycles = new ArrayList<>();
    String name = "";
    String displayName = "";

    @Nullable
    String description;

    List<String> featureTags = List.of();
    Visibility visibility = Visibility.Public;

    @Nullable
    String redirectUrl;

    @Nullable
    String alertEmail;

    Plan(int planId, Product product, PricingModel pricingModel) {
        this.planId = planId;
        this.product = product;
        this.pricingModel = pricingModel;
    }

    String currency() {
        return product.billingCurrency;
    }

    /** Takes over what the body holds, or nothing if it is refused; feature tags come as one text, parted by commas. */
    void change(JsonBody body) {
        String newName = body.textOr("name", name);
        String newDisplayName = body.textOr("displayName", displayName.isEmpty() ? newName : displayName);
        String newDescription = body.has("description") ? body.textOrNull("description") : description;
        String tags = body.textOrNull("featureTags");
        Visibility newVisibility = Visibility.read(body, visibility);
        String newRedirectUrl = body.has("redirectUrl") ? body.textOrNull("redirectUrl") : redirectUrl;
        alertEmail = body.has("alertEmail") ? body.textOrNull("alertEmail") : alertEmail;
        name = newName;
        displayName = newDisplayName;
        description = newDescription;
        featureTags = tags == null ? featureTags : split(tags);
        visibility = newVisibility;
        redirectUrl = newRedirectUrl;
    }

    private static List<String> split(String tags) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    ObjectNode toJson(boolean hasActiveSubscription) {
        ObjectNode json = Json.object()
                .put("planId", planId)
                .put("name", name)
                .put("displayName", displayName)
                .put("description", description)
                .put("pricingModelType", pricingModel.number())
                .put("productId", product.productId);
        json.set("cycles", Json.list(cycles, Cycle::toJson));
        json.set("featureTags", Json.texts(featureTags));
        return json.put("visibility", visibility.name())
                .put("redirectUrl", redirectUrl)
                .put("hasActiveSubscription", hasActiveSubscription)
                .put("alertEmail", alertEmail);
    }
}
