package org.lanyard.pki.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lanyard.pki.testing.ForgedAssertion;

/**
 * One row of the negative table: a good assertion with one thing broken.
 *
 * @param id its name, in the vectors too
 * @param speaker as whose it is presented
 * @param reason the one reason for which it must be refused
 * @param rule the one rule without which it is no longer refused for that reason; empty where the reader of JSON or the
 *     judge of leaves refuses, which no list can leave out
 * @param how what is broken
 */
record Broken(
        String id,
        Speaker speaker,
        Reason reason,
        Optional<Rule<?>> rule,
        BiFunction<AssertionParts, ForgedAssertion, ForgedAssertion> how) {

    static List<Broken> all() {
        List<Broken> rows = new ArrayList<>();
        rows.addAll(BrokenTexts.rows());
        rows.addAll(BrokenHeaders.rows());
        rows.addAll(BrokenCertificates.rows());
        rows.addAll(BrokenClaims.rows());
        rows.addAll(BrokenSpeakerClaims.rows());
        rows.addAll(BrokenAttestations.rows());
        return rows;
    }

    String jwt(AssertionParts parts) {
        return how.apply(parts, parts.good(speaker)).write();
    }

    @Override
    public String toString() {
        return id + " → " + reason;
    }

    /** Rows of one speaker, written down shortly. */
    static final class Table {
        private final List<Broken> rows = new ArrayList<>();
        private final Speaker speaker;

        Table(Speaker speaker) {
            this.speaker = speaker;
        }

        Table row(String id, Reason reason, Rule<?> rule, Change how) {
            rows.add(new Broken(id, speaker, reason, Optional.of(rule), (parts, good) -> how.of(good)));
            return this;
        }

        Table row(
                String id,
                Reason reason,
                Rule<?> rule,
                BiFunction<AssertionParts, ForgedAssertion, ForgedAssertion> how) {
            rows.add(new Broken(id, speaker, reason, Optional.ofNullable(rule), how));
            return this;
        }

        List<Broken> rows() {
            return rows;
        }
    }

    /** A change that needs nothing but the good assertion. */
    @FunctionalInterface
    interface Change {
        ForgedAssertion of(ForgedAssertion good);
    }
}
