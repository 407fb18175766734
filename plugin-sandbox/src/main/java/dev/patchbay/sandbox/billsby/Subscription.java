package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A customer's use of a plan. */
final class Subscription {
    enum Status {
        Active,
        Paused,
        Cancelled
    }

    /** What happened to it; the newest is the last. */
    record Event(int id, String type, Instant createdOn, ObjectNode data) {
        ObjectNode toJson() {
            ObjectNode json = Json.object()
                    .put("subscriptionEventLogId", id)
                    .put("type", type)
                    .put("createdOn", VendorTime.text(createdOn));
            json.set("eventData", data);
            return json;
        }
    }

    /** What it turns into at its next renewal. */
    record Successor(Cycle cycle, int units) {}

    /** A counter's value from one moment on. */
    record Reading(Instant at, int value) {}

    final int subscriptionId;
    final String uniqueId;
    final Customer customer;
    final Instant createdOn;
    final List<Event> events = new ArrayList<>();
    final Set<String> tags = new LinkedHashSet<>();
    /** How many of each add-on, by its id. */
    final Map<Integer, Integer> addOns = new LinkedHashMap<>();

    /** The ids of its allowances. */
    final Set<Integer> allowances = new LinkedHashSet<>();

    /** By the counter's id, oldest reading first. */
    final Map<String, List<Reading>> counters = new LinkedHashMap<>();

    Status status = Status.Active;
    Cycle cycle;
    int units;

    @Nullable
    Successor successor;

    Instant nextBilling;

    @Nullable
    Instant freeTrialEnd;

    @Nullable
    Instant contractEnd;

    @Nullable
    Address shippingAddress;

    Subscription(
            int subscriptionId,
            String uniqueId,
            Customer customer,
            Cycle cycle,
            int units,
            Instant createdOn,
            Instant nextBilling) {
        this.subscriptionId = subscriptionId;
        this.uniqueId = uniqueId;
        this.customer = customer;
        this.cycle = cycle;
        this.units = units;
        this.createdOn = createdOn;
        this.nextBilling = nextBilling;
    }

    Plan plan() {
        return cycle.plan;
    }

    String currency() {
        return plan().currency();
    }

    boolean isLive() {
        return status != Status.Cancelled;
    }

    boolean isInFreeTrial(Instant now) {
        Instant end = freeTrialEnd;
        return isLive() && end != null && end.isAfter(now);
    }

    /** The value of a counter at a moment; 0 before its first reading. */
    int counterAt(String counterId, Instant at) {
        int value = 0;
        for (Reading reading : counters.getOrDefault(counterId, List.of())) {
            if (reading.at.isAfter(at)) {
                break;
            }
            value = reading.value;
        }
        return value;
    }

    void count(String counterId, Instant at, int value) {
        counters.computeIfAbsent(counterId, id -> new ArrayList<>()).add(new Reading(at, value));
    }
}
