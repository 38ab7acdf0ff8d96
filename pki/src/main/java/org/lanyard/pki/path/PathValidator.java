package org.lanyard.pki.path;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.lanyard.pki.path.build.Anchors;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.build.CertificatePool;
import org.lanyard.pki.path.build.Memory;
import org.lanyard.pki.path.build.PathBuilder;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.revocation.RevocationCheck;
import org.lanyard.pki.path.revocation.RevocationCheck.Unrevoked;
import org.lanyard.pki.path.rules.Algorithms;
import org.lanyard.pki.path.rules.TrustAnchor;

/**
 * Judges certificates of whatever authority: RFC 5280 §6 with RFC 9618 for policies, RFC 5937 for anchors and RFC 6960 for OCSP
 * answers. Time is an argument, revocation lists and answers are handed in: no network, no store.
 *
 * <pre>{@code
 * PathValidator validator = PathValidator.of(List.of(TrustAnchor.of(root)), List.of(bridge));
 * PathInputs inputs = PathInputs.at(clock.instant()).with(PolicyInputs.explicit(Set.of(medium)));
 * Unrevoked answer = validator.validate(leaf, PathQuestion.of(inputs).with(RevocationMode.REQUIRED, crls));
 * answer.path().policies().userConstrained();
 * answer.path().key();
 * }</pre>
 *
 * Keeps what authorities signed which, so that a new leaf under a known authority costs one signature. Safe for many threads.
 */
public final class PathValidator {
    private final Anchors anchors;
    private final List<ParsedCertificate> known;
    private final CertificatePool pool;
    private final Memory memory;
    private final int deepest;

    private PathValidator(Anchors anchors, List<ParsedCertificate> known, Memory memory, int deepest) {
        this.anchors = anchors;
        this.known = known;
        this.pool = CertificatePool.of(known);
        this.memory = memory;
        this.deepest = deepest;
    }

    /**
     * A validator.
     *
     * @param anchors whom paths may end at
     * @param known certificates that paths may lead through, none of them trusted
     */
    public static PathValidator of(Collection<TrustAnchor> anchors, Collection<ParsedCertificate> known) {
        return of(anchors, known, Algorithms.STRONG, PathBuilder.DEEPEST);
    }

    /**
     * A validator.
     *
     * @param allowed has to be what the questions' inputs say too
     * @param deepest authorities between leaf and anchor, at most
     */
    public static PathValidator of(
            Collection<TrustAnchor> anchors, Collection<ParsedCertificate> known, Algorithms allowed, int deepest) {
        return new PathValidator(Anchors.of(anchors), List.copyOf(known), new Memory(allowed), deepest);
    }

    /**
     * Judges a certificate.
     *
     * @return the path that was found, its policies and key, and what is known of each certificate's status
     * @throws PathException why the path that came furthest was refused, and which certificate of it
     */
    public Unrevoked validate(ParsedCertificate leaf, PathQuestion question) throws PathException {
        return validate(leaf, List.of(), question, new Budget(question.limits()));
    }

    /** The same of bytes. */
    public Unrevoked validate(byte[] der, PathQuestion question) throws PathException {
        return validate(parsed(der), question);
    }

    /**
     * The same, with certificates that came along with this one, and a budget that the caller can look at.
     *
     * @param along untrusted
     */
    public Unrevoked validate(
            ParsedCertificate leaf, Collection<ParsedCertificate> along, PathQuestion question, Budget budget)
            throws PathException {
        PathBuilder builder = new PathBuilder(anchors, pool(along), memory, deepest);
        RevocationCheck check = new RevocationCheck(
                question.revocation(), question.answers(), question.lists(), builder, question.inputs(), budget);
        try {
            return builder.build(leaf, question.inputs(), budget, check);
        } catch (RuntimeException e) {
            // A library's surprise is a refusal too.
            throw new PathException(PathReason.STRUCTURE_WRONG, e.getClass().getSimpleName());
        }
    }

    /** Finds further paths, such as to those who sign lists. */
    PathBuilder builder() {
        return new PathBuilder(anchors, pool, memory, deepest);
    }

    private static ParsedCertificate parsed(byte[] der) throws PathException {
        try {
            return ParsedCertificate.of(der);
        } catch (PathException e) {
            throw e.at(0, "");
        }
    }

    private CertificatePool pool(Collection<ParsedCertificate> along) {
        if (along.isEmpty()) {
            return pool;
        }
        List<ParsedCertificate> all = new ArrayList<>(known);
        all.addAll(along);
        return CertificatePool.of(all);
    }
}
