package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.RateLimit;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaginationTest {
    /** What was sent, query and body in one, for each request. */
    private final List<Map<String, Object>> sent = new ArrayList<>();

    private Function<Map<String, Object>, Object> vendor = any -> List.of();

    @Test
    void goesThroughNumberedPagesUntilTheVendorsLast() {
        DescribedProvider list = list(
                "{ style: page, page: query.page, size: query.size, pages: pageCount, total: rowCount, items: results }");
        vendor =
                asked -> Map.of("results", slice(7, (number(asked, "page") - 1) * 3, 3), "pageCount", 3, "rowCount", 7);
        assertEquals(range(0, 7), readAll(list, 3));
        assertEquals(List.of("1", "2", "3"), values("page"));
        assertEquals(List.of("3", "3", "3"), values("size"));
        assertEquals(7L, call(list, Map.of()).total());
    }

    @Test
    void endsNumberedPagesAtAShortOneIfTheVendorDoesNotCount() {
        DescribedProvider list = list("{ style: page, page: query.page, size: query.size, first: 0 }");
        vendor = asked -> slice(7, number(asked, "page") * 3, 3);
        assertEquals(range(0, 7), readAll(list, 3));
        assertEquals(List.of("0", "1", "2"), values("page"));
    }

    @Test
    void endsNumberedPagesAtAnEmptyOne() {
        DescribedProvider list = list("{ style: page, page: query.page, size: query.size }");
        vendor = asked -> slice(6, (number(asked, "page") - 1) * 3, 3);
        assertEquals(range(0, 6), readAll(list, 3));
        assertEquals(List.of("1", "2", "3"), values("page"));
    }

    @Test
    void believesAVendorThatCountsMoreThanAShortPage() {
        DescribedProvider list = list("{ style: page, page: query.page, size: query.size, total: n, items: d }");
        // The second item of each page is hidden from this account after the page was cut.
        vendor = asked -> Map.of("d", List.of(number(asked, "page")), "n", 3);
        assertEquals(List.of(1, 2, 3), readAll(list, 2));
    }

    @Test
    void keepsThePageSizeWhenTheModelChangesItsLimitOnTheWay() {
        DescribedProvider list = list("{ style: page, page: query.page, size: query.size }");
        vendor = asked -> slice(20, (number(asked, "page") - 1) * number(asked, "size"), number(asked, "size"));
        ToolResult.Data first = call(list, Map.of("limit", 5));
        ToolResult.Data second = call(list, Map.of("limit", 2, "next_cursor", String.valueOf(first.nextCursor())));
        ToolResult.Data third = call(list, Map.of("limit", 9, "next_cursor", String.valueOf(second.nextCursor())));
        assertEquals(range(0, 5), first.value());
        assertEquals(range(5, 7), second.value());
        assertEquals(range(7, 10), third.value());
        assertEquals(List.of("5", "5", "5"), values("size"));
    }

    @Test
    void cutsPagesWhoseSizeTheVendorDecides() {
        DescribedProvider list = list("{ style: page, page: query.page }");
        vendor = asked -> slice(10, (number(asked, "page") - 1) * 4, 4);
        assertEquals(range(0, 10), readAll(list, 3));
        assertEquals(List.of("1", "1", "2", "2", "3", "4"), values("page"));
        assertTrue(sent.stream().noneMatch(each -> each.containsKey("size")));
    }

    @Test
    void goesByOffsets() {
        DescribedProvider list =
                list("{ style: offset, offset: query.skip, size: query.limit, items: data, total: total }");
        vendor = asked -> Map.of("data", slice(7, number(asked, "skip"), number(asked, "limit")), "total", 7);
        assertEquals(range(0, 7), readAll(list, 3));
        assertEquals(List.of("0", "3", "6"), values("skip"));
    }

    @Test
    void endsOffsetsAtAShortOrEmptyPage() {
        DescribedProvider list = list("{ style: offset, offset: query.skip, size: query.limit }");
        vendor = asked -> slice(7, number(asked, "skip"), number(asked, "limit"));
        assertEquals(range(0, 7), readAll(list, 3));
        sent.clear();
        vendor = asked -> slice(6, number(asked, "skip"), number(asked, "limit"));
        assertEquals(range(0, 6), readAll(list, 3));
        assertEquals(List.of("0", "3", "6"), values("skip"));
    }

    @Test
    void asksForNoLessThanTheMinimumAndHandsOnNoMoreThanTheLimit() {
        DescribedProvider list = list("{ style: offset, offset: query.skip, size: query.limit, minimum: 5 }");
        vendor = asked -> slice(7, number(asked, "skip"), number(asked, "limit"));
        assertEquals(range(0, 7), readAll(list, 3));
        assertEquals(List.of("5", "5", "5"), values("limit"));
        assertEquals(List.of("0", "3", "6"), values("skip"));
    }

    @Test
    void takesTheUsualNumberOfItemsAndNeverMoreThanTheMaximum() {
        DescribedProvider list =
                list("{ style: offset, offset: query.skip, size: query.limit, maximum: 40, default: 7 }");
        call(list, Map.of());
        call(list, Map.of("limit", 1_000_000));
        assertEquals(List.of("7", "40"), values("limit"));
    }

    @Test
    void goesByValuesOfTheAnswer() {
        DescribedProvider list = list(
                "{ style: cursor, send: { query.after: body.meta.next, query.afterId: body.meta.nextId }, size: query.limit, items: data }");
        vendor = asked -> {
            int from = asked.containsKey("after") ? number(asked, "after") : 0;
            Map<String, Object> meta = new HashMap<>();
            if (from < 6) {
                meta.put("next", from + 3);
                meta.put("nextId", "id" + (from + 3));
            }
            return Map.of("data", slice(8, from, 3), "meta", meta);
        };
        assertEquals(range(0, 8), readAll(list, 3));
        assertNull(sent.get(0).get("after"));
        assertEquals("id3", sent.get(1).get("afterId"));
        assertEquals(3, sent.size());
    }

    @Test
    void goesByTheLastItem() {
        DescribedProvider list = list("{ style: cursor, send: { query.after: last.id }, items: data }");
        vendor = asked -> {
            int from = asked.containsKey("after") ? number(asked, "after") : 0;
            return Map.of(
                    "data",
                    slice(5, from, 2).stream().map(i -> Map.of("id", i + 1)).toList());
        };
        assertEquals(5, readAll(list, 25).size());
        assertEquals(4, sent.size(), "the empty page ends it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"false\""})
    void endsWhenTheVendorSaysThatThereIsNoMore(String no) {
        DescribedProvider list =
                list("{ style: cursor, send: { query.after: body.next }, items: data, more: hasMore }");
        Object value = no.equals("false") ? (Object) false : "false";
        vendor = asked -> Map.of("data", List.of(1), "next", "x", "hasMore", value);
        assertNull(call(list, Map.of()).nextCursor());
        vendor = asked -> Map.of("data", List.of(1), "next", "x", "hasMore", true);
        assertTrue(call(list, Map.of()).nextCursor() != null);
    }

    @Test
    void doesNotFollowACursorThatLeadsToItself() {
        DescribedProvider list = list("{ style: cursor, send: { query.after: body.next }, items: data }");
        vendor = asked -> Map.of("data", List.of(1), "next", "same");
        assertEquals(List.of(1, 1), readAll(list, 25));
    }

    @Test
    void cutsPagesOfCursorsWithoutLosingItems() {
        DescribedProvider list = list("{ style: cursor, send: { query.after: body.next }, items: data }");
        vendor = asked -> asked.containsKey("after")
                ? Map.of("data", slice(7, 4, 4))
                : Map.of("data", slice(7, 0, 4), "next", "n4");
        assertEquals(range(0, 7), readAll(list, 3));
    }

    @Test
    void sendsPagingInTheBodyAsNumbersOrStrings() {
        DescribedProvider search = Acme.tool("POST /search", """
                pagination: { style: cursor, send: { body.searchAfter: last.sort }, size: body.pageLimit, items: data }
                fixed: { body: { searchAfter: [], team: "{{context.team}}" } }
                """);
        vendor = asked -> Map.of("data", List.of(Map.of("sort", List.of(17, "x"))));
        ToolResult.Data first = call(search, Map.of("limit", 10));
        call(search, Map.of("limit", 10, "next_cursor", String.valueOf(first.nextCursor())));
        assertEquals(Map.of("searchAfter", List.of(), "team", "t-7", "pageLimit", 10L), sent.get(0));
        assertEquals(List.of(17, "x"), sent.get(1).get("searchAfter"), "paging wins over what is fixed");

        sent.clear();
        call(
                Acme.tool("POST /s", "pagination: { style: page, page: body.page, size: body.size, as: string }"),
                Map.of());
        assertEquals(Map.of("page", "1", "size", "25"), sent.get(0));
    }

    @Test
    void cutsAWholeListIntoPages() {
        DescribedProvider list = list("{ style: none, items: addons }");
        vendor = asked -> Map.of("addons", range(0, 7));
        assertEquals(range(0, 7), readAll(list, 3));
        assertEquals(3, sent.size());
        assertEquals(7L, call(list, Map.of()).total());
    }

    @Test
    void takesAListMethodWithoutAStyleForAWholeList() {
        DescribedProvider list = Acme.methods("list: { request: GET /a, title: L, description: L. }")
                .accepted();
        vendor = asked -> range(0, 30);
        ToolResult.Data first = call(list, Map.of());
        assertEquals(range(0, 25), first.value());
        assertEquals(
                range(25, 30),
                call(list, Map.of("next_cursor", String.valueOf(first.nextCursor())))
                        .value());
    }

    @Test
    void takesAStyleByItsName() {
        DescribedProvider list = Acme.more("""
                        pagination: { pages: { style: page, page: query.p, size: query.s } }
                        resources:
                          tickets: { methods: { list: { request: GET /a, title: L, description: L., pagination: pages } } }
                        """).accepted();
        call(list, Map.of());
        assertEquals(List.of("1"), values("p"));
    }

    @Test
    void handsOnAnEmptyPageWithoutACursor() {
        for (String style : List.of(
                "{ style: page, page: query.page, size: query.size }",
                "{ style: offset, offset: query.o, size: query.size }",
                "{ style: cursor, send: { query.after: last.id } }",
                "{ style: none }")) {
            ToolResult.Data empty = call(list(style), Map.of());
            assertEquals(List.of(), empty.value(), style);
            assertNull(empty.nextCursor(), style);
        }
    }

    @Test
    void handsOnAnAnswerWithoutAListAsItCame() {
        vendor = asked -> Map.of("message", "nothing here");
        for (String style : List.of(
                "{ style: page, page: query.page, items: data }",
                "{ style: offset, offset: query.o, items: data }",
                "{ style: cursor, send: { query.after: last.id }, items: data }",
                "{ style: none, items: data }")) {
            ToolResult.Data answer = call(list(style), Map.of());
            assertEquals(Map.of("message", "nothing here"), answer.value(), style);
            assertNull(answer.nextCursor(), style);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "body."})
    void readsPathsOfTheAnswerWithAndWithoutBodyBeforeThem(String prefix) {
        DescribedProvider list = list(
                "{ style: cursor, send: { query.after: PRE.next }, items: PRE.data, total: PRE.total, more: PRE.more }"
                        .replace("PRE.", prefix));
        vendor = asked -> Map.of("data", List.of(1, 2), "total", 9, "more", true, "next", "n");
        ToolResult.Data page = call(list, Map.of());
        assertEquals(List.of(1, 2), page.value());
        assertEquals(9L, page.total());
        call(list, Map.of("next_cursor", String.valueOf(page.nextCursor())));
        assertEquals("n", sent.get(1).get("after"));
        vendor = asked -> Map.of("data", List.of(1, 2), "more", false, "next", "n");
        assertNull(call(list, Map.of()).nextCursor());
    }

    @Test
    void sendsTheFirstOfSeveralValuesThatIsThere() {
        DescribedProvider list =
                list("{ style: cursor, send: { query.after: [meta.next, last.sort, last.body.at] }, items: data }");
        vendor = asked -> Map.of("data", List.of(Map.of("sort", 3)), "meta", Map.of("next", "m"));
        assertEquals("m", following(list));
        vendor = asked -> Map.of("data", List.of(Map.of("sort", 3)));
        assertEquals("3", following(list));
        vendor = asked -> Map.of("data", List.of(Map.of("body", Map.of("at", 4))));
        assertEquals("4", following(list));
    }

    /** What is sent as {@code after} with the second request. */
    private Object following(DescribedProvider list) {
        sent.clear();
        call(list, Map.of("next_cursor", String.valueOf(call(list, Map.of()).nextCursor())));
        return sent.get(1).get("after");
    }

    @Test
    void sendsSizeAndStartWithTheFirstRequestToo() {
        call(list("{ style: page, page: query.p, size: query.s, first: 0 }"), Map.of("limit", 3));
        call(list("{ style: offset, offset: query.o, size: query.s, first: 1 }"), Map.of("limit", 3));
        call(list("{ style: cursor, send: { query.after: last.id }, size: query.s }"), Map.of("limit", 3));
        assertEquals(List.of(Map.of("p", "0", "s", "3"), Map.of("o", "1", "s", "3"), Map.of("s", "3")), sent);
    }

    @Test
    void asksForTheMinimumInEveryStyleThatHasASize() {
        vendor = asked -> range(0, 12);
        for (String style : List.of(
                "{ style: page, page: query.p, size: query.s, minimum: 10 }",
                "{ style: offset, offset: query.o, size: query.s, minimum: 10 }",
                "{ style: cursor, send: { query.after: last.id }, size: query.s, minimum: 10 }")) {
            ToolResult.Data page = call(list(style), Map.of("limit", 3));
            assertEquals(range(0, 3), page.value(), style);
            assertTrue(page.nextCursor() != null, style);
        }
        assertEquals(List.of("10", "10", "10"), values("s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maximum: 20", "maximum: 20, default: 50"})
    void neverTakesMoreThanTheMaximumForTheUsualNumber(String keys) {
        DescribedProvider list = list("{ style: offset, offset: query.o, size: query.s, " + keys + " }");
        call(list, Map.of());
        assertEquals(List.of("20"), values("s"));
    }

    @Test
    void letsPagingWinOverWhatIsFixed() {
        DescribedProvider list = Acme.tool("GET /a", """
                pagination: { style: cursor, send: { query.after: last.id, header.X-After: last.id }, size: query.s }
                fixed: { query: { after: "", s: "7" }, header: { X-After: none } }
                """);
        vendor = asked -> List.of(Map.of("id", 5));
        ToolResult.Data first = call(list, Map.of("limit", 3));
        call(list, Map.of("limit", 3, "next_cursor", String.valueOf(first.nextCursor())));
        assertEquals(
                List.of(
                        Map.of("after", "", "s", "3", "header X-After", "none"),
                        Map.of("after", "5", "s", "3", "header X-After", "5")),
                sent);
    }

    @Test
    void takesTheFirstOfSeveralPathsThatIsThere() {
        DescribedProvider list =
                list("{ style: offset, offset: query.o, items: [data.data, data], total: [total.total, total] }");
        vendor = asked -> Map.of("data", List.of(1), "total", "12");
        assertEquals(12L, call(list, Map.of()).total());
        vendor = asked -> Map.of("data", Map.of("data", List.of(1, 2)), "total", Map.of("total", 2));
        assertEquals(List.of(1, 2), call(list, Map.of()).value());
        assertEquals(2L, call(list, Map.of()).total());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "[]", "{}", "null", "{\"offset\":-1,\"page\":-1}", "{\"offset\":\"1\"}", "{\"send\":{}}"
            })
    void refusesACursorThatItDidNotGive(String cursor) {
        for (String style : List.of(
                "{ style: page, page: query.page }",
                "{ style: offset, offset: query.o }",
                "{ style: cursor, send: { query.after: last.id } }",
                "{ style: none }")) {
            DescribedProvider list = list(style);
            GatewayException refused =
                    assertThrows(GatewayException.class, () -> call(list, Map.of("next_cursor", cursor)), style);
            assertEquals(GatewayException.Kind.INVALID_ARGUMENT, refused.kind());
        }
        assertEquals(List.of(), sent);
    }

    @Test
    void sendsNoPlaceThatACursorMakesUp() {
        DescribedProvider list = list("{ style: cursor, send: { query.after: last.id } }");
        String cursor = "{\"send\":{\"query.admin\":\"1\"},\"size\":1,\"skip\":0}";
        assertThrows(GatewayException.class, () -> call(list, Map.of("next_cursor", cursor)));
    }

    @Test
    void passesOnTheQuota() {
        RateLimit quota = call(list("{ style: none }"), Map.of()).rateLimit();
        assertEquals(new RateLimit(10L, 9L, null, null), quota);
    }

    private static DescribedProvider list(String style) {
        return Acme.methods("list: { request: GET /a, title: L, description: L., pagination: " + style + " }")
                .accepted();
    }

    private List<Object> readAll(DescribedProvider list, int limit) {
        List<Object> all = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> arguments = new LinkedHashMap<>(Map.of("limit", limit));
            if (cursor != null) {
                arguments.put("next_cursor", cursor);
            }
            ToolResult.Data page = call(list, arguments);
            all.addAll((List<?>) page.value());
            assertTrue(((List<?>) page.value()).size() <= limit, "more than the limit");
            cursor = page.nextCursor();
            assertTrue(sent.size() < 100, "never ends");
        } while (cursor != null);
        return all;
    }

    private ToolResult.Data call(DescribedProvider provider, Map<String, Object> arguments) {
        ToolCall call = new ToolCall(
                Acme.only(provider), arguments, Acme.ACCOUNT, Instant.now().plusSeconds(60), new NobodyWaits());
        return (ToolResult.Data) provider.call(call, this::answer);
    }

    @SuppressWarnings("unchecked")
    private VendorResponse answer(VendorRequest request) {
        Map<String, Object> asked = new LinkedHashMap<>();
        request.query().forEach(param -> asked.put(param.name(), param.value()));
        request.headers().forEach((name, value) -> asked.put("header " + name, value));
        if (request.body() instanceof VendorBody.Json json) {
            asked.putAll((Map<String, Object>) json.value());
        }
        sent.add(asked);
        return new VendorResponse(200, Map.of(), vendor.apply(asked), new RateLimit(10L, 9L, null, null));
    }

    private static int number(Map<String, Object> asked, String name) {
        return Integer.parseInt(String.valueOf(asked.get(name)));
    }

    private List<Object> values(String name) {
        return sent.stream().map(each -> each.get(name)).toList();
    }

    private static List<Integer> slice(int all, int from, int count) {
        return range(Math.min(from, all), Math.min(from + count, all));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
