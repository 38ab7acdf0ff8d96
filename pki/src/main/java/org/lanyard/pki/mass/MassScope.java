package org.lanyard.pki.mass;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.lanyard.pki.keystore.KeyAlgorithm;
import org.lanyard.pki.profile.Profile;

/**
 * Which certificates are meant: those that fit all that is given.
 *
 * @param profile of one profile
 * @param keyAlgorithm with one kind of key
 * @param batch of one delivery of cards
 * @param authority of one authority, by its id
 * @param issuedFrom issued then or later
 * @param issuedBefore issued before
 */
public record MassScope(
        Optional<Profile> profile,
        Optional<KeyAlgorithm> keyAlgorithm,
        Optional<String> batch,
        Optional<String> authority,
        Optional<Instant> issuedFrom,
        Optional<Instant> issuedBefore) {
    public MassScope {
        if (profile.isEmpty()
                && keyAlgorithm.isEmpty()
                && batch.isEmpty()
                && authority.isEmpty()
                && issuedFrom.isEmpty()
                && issuedBefore.isEmpty()) {
            throw new IllegalArgumentException("Say which certificates: all of them is never meant");
        }
    }

    /** Of one batch. */
    public static MassScope ofBatch(String batch) {
        return new MassScope(
                Optional.empty(),
                Optional.empty(),
                Optional.of(batch),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Of one authority. */
    public static MassScope ofAuthority(String id) {
        return new MassScope(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                Optional.empty());
    }

    /** Of one profile. */
    public static MassScope ofProfile(Profile profile) {
        return new MassScope(
                Optional.of(profile),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Nothing that is issued from a moment on: what is issued meanwhile is not meant. */
    MassScope notAfter(Instant moment) {
        Optional<Instant> before =
                issuedBefore.filter(given -> given.isBefore(moment)).or(() -> Optional.of(moment));
        return new MassScope(profile, keyAlgorithm, batch, authority, issuedFrom, before);
    }

    /** A condition, and what to bind in it. */
    record Condition(String sql, List<Object> arguments) {}

    Condition condition() {
        StringBuilder sql = new StringBuilder("1 = 1");
        List<Object> arguments = new ArrayList<>();
        profile.ifPresent(value -> and(sql, arguments, "profile = ?", value.label()));
        keyAlgorithm.ifPresent(value -> and(sql, arguments, "key_algorithm = ?", value.label()));
        batch.ifPresent(value -> and(sql, arguments, "batch = ?", value));
        authority.ifPresent(value -> and(sql, arguments, "issuer = ?", value));
        issuedFrom.ifPresent(value -> and(sql, arguments, "issued_at >= ?", value));
        issuedBefore.ifPresent(value -> and(sql, arguments, "issued_at < ?", value));
        return new Condition(sql.toString(), arguments);
    }

    private static void and(StringBuilder sql, List<Object> arguments, String condition, Object argument) {
        sql.append(" AND ").append(condition);
        arguments.add(argument);
    }

    /** One line for people, the same for the same scope. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        profile.ifPresent(value -> text.add("profile " + value.label()));
        keyAlgorithm.ifPresent(value -> text.add("key algorithm " + value.label()));
        batch.ifPresent(value -> text.add("batch " + value));
        authority.ifPresent(value -> text.add("authority " + value));
        issuedFrom.ifPresent(value -> text.add("issued from " + value));
        issuedBefore.ifPresent(value -> text.add("issued before " + value));
        return text.toString();
    }
}
