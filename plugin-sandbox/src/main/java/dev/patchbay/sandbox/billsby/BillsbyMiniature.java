package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.ApiRequest;
import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.Miniature;
import dev.patchbay.sandbox.Refusal;
import dev.patchbay.sandbox.RouteTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Billsby in memory: one company, one API key, one lock around all of it. */
final class BillsbyMiniature implements Miniature {
    private static final String KEY_HEADER = "apikey";

    private final String domain;
    private final String apiKey;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Company company;
    private RouteTable routes;

    /** @param apiKey must not be empty */
    BillsbyMiniature(String domain, String apiKey, InstantSource clock) {
        if (domain.isBlank() || apiKey.isBlank()) {
            throw new IllegalArgumentException("the sandbox of Billsby needs a company domain and an API key");
        }
        this.domain = domain;
        this.apiKey = apiKey;
        this.clock = clock;
        this.company = new Seed(domain, clock).plant();
        this.routes = routes(company);
    }

    @Override
    public ApiAnswer answer(ApiRequest request) {
        lock.lock();
        try {
            admit(request.header(KEY_HEADER));
            RouteTable.Match match = routes.find(request.method(), request.path());
            String asked = match.pathParameters().getOrDefault("companyDomain", domain);
            if (!asked.equals(domain)) {
                throw new Refusal(403, "The API key does not belong to the company " + asked);
            }
            return match.handler().answer(new RouteTable.Call(request, match.pathParameters()));
        } catch (Refusal refusal) {
            return error(refusal);
        } catch (ArithmeticException e) {
            return error(new Refusal(400, "The sum is larger than can be billed"));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            company = new Seed(domain, clock).plant();
            routes = routes(company);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public JsonNode state() {
        lock.lock();
        try {
            return new Snapshot(company).toJson();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String redact(String text) {
        return text.replace(apiKey, "***");
    }

    /** The routes to a company; package-private so that a check can ask what is served. */
    static RouteTable routes(Company company) {
        Cashier cashier = new Cashier(company);
        Contracts contracts = new Contracts(company, cashier);
        RouteTable routes = new RouteTable();
        new CustomerRoutes(company).addTo(routes);
        new SubscriptionRoutes(company, contracts).addTo(routes);
        new TagRoutes(company).addTo(routes);
        new InvoiceRoutes(company, cashier).addTo(routes);
        new CreditNoteRoutes(company, cashier).addTo(routes);
        new ProductRoutes(company).addTo(routes);
        new SupplementRoutes(company).addTo(routes);
        new CounterRoutes(company).addTo(routes);
        new CustomFieldRoutes(company).addTo(routes);
        return routes;
    }

    private void admit(@Nullable String key) {
        if (key == null || !MessageDigest.isEqual(bytes(key), bytes(apiKey))) {
            throw new Refusal(401, key == null ? "The header ApiKey is missing" : "The API key is not valid");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ApiAnswer error(Refusal refusal) {
        ObjectNode json = Json.object().put("statusCode", refusal.status()).put("message", refusal.getMessage());
        if (refusal.field() != null) {
            json.putArray("errors").addObject().put("field", refusal.field()).put("message", refusal.getMessage());
        }
        return ApiAnswer.json(refusal.status(), json);
    }
}
