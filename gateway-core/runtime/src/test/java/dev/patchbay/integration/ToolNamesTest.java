package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolNamesTest {
    @ParameterizedTest
    @CsvSource({
        "tickets, ticket",
        "categories, category",
        "subscription_allowances, subscription_allowance",
        "addresses, address",
        "boxes, box",
        "quizzes, quizz",
        "branches, branch",
        "dishes, dish",
        "customer_data, customer_datum",
        "data, datum",
        "business, business",
        "invoice, invoice",
        "payment_details_requests, payment_details_request"
    })
    void makesTheSingularOfTheLastWord(String resource, String singular) {
        assertEquals(singular, ToolNames.singular(resource));
    }

    @ParameterizedTest
    @CsvSource({
        "list, list_all_acme_tickets",
        "get, get_single_acme_ticket_by_id",
        "update, update_a_acme_ticket_by_id",
        "delete, delete_a_acme_ticket_by_id",
        "create, create_a_acme_ticket",
        "merge, acme_tickets_merge"
    })
    void namesAToolByWhatItDoes(String method, String name) {
        assertEquals(name, ToolNames.of("acme", "tickets", "ticket", method));
    }

    @Test
    void takesSingularAndNameFromTheDescriptionWhereTheyAreGiven() {
        DescribedProvider provider = Acme.more("""
                        resources:
                          knowledge_bases:
                            singular: knowledge_base
                            methods:
                              get: { request: GET /kb, title: Get, description: Gets. }
                              list: { request: GET /kbs, title: List, description: Lists., name: acme_kb_all }
                        """).accepted();
        assertEquals(
                java.util.List.of("get_single_acme_knowledge_base_by_id", "acme_kb_all"),
                provider.allTools().stream().map(dev.patchbay.api.Tool::name).toList());
    }
}
