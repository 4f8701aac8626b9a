package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.provider.CheckResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the documents of a provider say about its calls, answers and receipts. A definition is compared with it.
 *
 * @param documents the documents that were read, by their names in the file; empty when all facts rest on memory
 */
record Facts(Map<String, Document> documents, List<Fact> facts) {
    /** Source of a fact for which no document was read. */
    static final String MEMORY = "memory";

    /** @param date day, month or year in ISO 8601 of the document's edition, or of its reading when it tells none */
    record Document(String title, String date) {
        @Override
        public String toString() {
            return title + " (" + date + ")";
        }
    }

    /** Compares the definition with each fact. */
    List<CheckResult> compare(HttpDefinition definition) {
        return facts.stream().map(fact -> compare(definition, fact)).toList();
    }

    private static CheckResult compare(HttpDefinition definition, Fact fact) {
        return fact.disagreement(definition)
                .map(words -> new CheckResult(
                        fact.name(),
                        false,
                        String.valueOf(fact.place()
                                .refuse("disagrees: " + words + "; source: " + fact.source())
                                .getMessage())))
                .orElseGet(() -> new CheckResult(fact.name(), true, fact.source()));
    }

    /** {@code yes}, {@code no}, or {@code partly} when some facts rest on memory; then the documents. */
    String verification() {
        if (documents.isEmpty()) {
            return "no";
        }
        long remembered =
                facts.stream().filter(fact -> fact.source().equals(MEMORY)).count();
        String titles = documents.values().stream().map(Document::toString).collect(Collectors.joining("; "));
        return remembered == 0
                ? "yes: " + titles
                : "partly (" + remembered + " of " + facts.size() + " facts from memory): " + titles;
    }
}
