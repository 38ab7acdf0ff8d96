package org.lanyard.pki.path.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lanyard.pki.path.parse.DistinguishedName;
import org.lanyard.pki.path.parse.KeyIdentifier;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.parse.SubjectKey;
import org.lanyard.pki.path.rules.CertificationPath;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.PathValidation;
import org.lanyard.pki.path.rules.TrustAnchor;
import org.lanyard.pki.path.rules.ValidPath;
import org.lanyard.pki.path.rules.WorkingKey;

/**
 * Searches paths from a certificate up to the anchors, the short ones first (RFC 4158 §2.4.2, §3.5): with none in between, then
 * with one, and so on. An issuer is taken into a path only after its key has verified the signature below it, so that a set of
 * certificates that merely claim names cannot make the search branch.
 */
public final class PathBuilder {
    /** More authorities in between than any path in the field has. */
    public static final int DEEPEST = 10;

    private final Anchors anchors;
    private final CertificatePool pool;
    private final Memory memory;
    private final int deepest;

    /** @param deepest authorities between leaf and anchor, at most */
    public PathBuilder(Anchors anchors, CertificatePool pool, Memory memory, int deepest) {
        this.anchors = anchors;
        this.pool = pool;
        this.memory = memory;
        this.deepest = deepest;
    }

    /**
     * The first path that is valid and accepted.
     *
     * @throws PathException BUDGET_SPENT; else why the path that came furthest was refused, or NO_PATH, TOO_DEEP
     */
    public <T> T build(ParsedCertificate leaf, PathInputs inputs, Budget budget, Acceptance<T> acceptance)
            throws PathException {
        Search<T> search = new Search<>(inputs, budget, acceptance);
        List<ParsedCertificate> path = new ArrayList<>();
        path.add(leaf);
        for (int between = 0; between <= deepest; between++) {
            search.cut = false;
            T found = search.look(path, between);
            if (found != null) {
                return found;
            }
            if (!search.cut) {
                throw search.failure;
            }
        }
        search.failed(
                new PathException(PathReason.TOO_DEEP, "more than " + deepest).at(0, leaf.label()), Search.TOO_DEEP);
        throw search.failure;
    }

    /** Certificates of this name that came along or are an anchor's. */
    public List<ParsedCertificate> named(DistinguishedName subject) {
        List<ParsedCertificate> found = new ArrayList<>(pool.named(subject));
        for (TrustAnchor anchor : anchors.named(subject)) {
            anchor.certificate()
                    .filter(certificate -> !found.contains(certificate))
                    .ifPresent(found::add);
        }
        return found;
    }

    private final class Search<T> {
        private static final int WHOLE_PATH = 1_000;
        private static final int TOO_DEEP = 900;

        private final Budget budget;
        private final PathInputs inputs;
        private final Acceptance<T> acceptance;
        private final SearchSignatures signatures;
        private final PathValidation validation;
        /** Whether there would be more to look at with one more authority in between. */
        private boolean cut;

        private PathException failure;
        private int progress = -1;

        Search(PathInputs inputs, Budget budget, Acceptance<T> acceptance) {
            this.budget = budget;
            this.inputs = inputs;
            this.acceptance = acceptance;
            this.signatures = new SearchSignatures(memory, budget);
            this.validation = new PathValidation(inputs, signatures, budget);
        }

        /** Paths with so many more authorities in between; null where there is none. */
        T look(List<ParsedCertificate> path, int between) throws PathException {
            ParsedCertificate last = path.get(path.size() - 1);
            int position = path.size() - 1;
            if (between == 0) {
                boolean more = candidates(last).stream().anyMatch(candidate -> isNew(path, candidate));
                cut |= more;
                return toAnchors(path, last, position, !more);
            }
            for (ParsedCertificate issuer : issuers(path)) {
                budget.step();
                if (isSigned(last, position, issuer.key())) {
                    path.add(issuer);
                    T found = look(path, between - 1);
                    path.remove(path.size() - 1);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }

        private T toAnchors(List<ParsedCertificate> path, ParsedCertificate last, int position, boolean alone)
                throws PathException {
            List<TrustAnchor> above = anchors.named(last.issuer());
            if (above.isEmpty() && alone) {
                failed(
                        new PathException(PathReason.NO_PATH, "no certificate of " + last.issuer())
                                .at(position, last.label()),
                        2 * position);
            }
            for (TrustAnchor anchor : above) {
                budget.step();
                if (isSigned(last, position, anchor.key())) {
                    budget.path();
                    try {
                        ValidPath valid = validation.validate(new CertificationPath(path, anchor));
                        return acceptance.accept(valid);
                    } catch (PathException e) {
                        failed(e, WHOLE_PATH);
                    }
                }
            }
            return null;
        }

        private boolean isSigned(ParsedCertificate below, int position, SubjectKey key) throws PathException {
            if (WorkingKey.inherits(key)) {
                // Whether it signed is seen once the whole path is judged.
                return true;
            }
            try {
                if (signatures.signed(below, key)) {
                    return true;
                }
                failed(
                        new PathException(PathReason.SIGNATURE_INVALID, "").at(position, below.label()),
                        2 * position + 1);
            } catch (PathException e) {
                int at = e.reason() == PathReason.KEY_NOT_ALLOWED ? position + 1 : position;
                failed(e.at(at, at == position ? below.label() : below.issuer().toString()), 2 * position + 1);
            }
            return false;
        }

        /** Keeps what came furthest; what came first, among equals. A spent budget ends the search. */
        void failed(PathException why, int howFar) throws PathException {
            if (why.reason() == PathReason.BUDGET_SPENT) {
                throw why;
            }
            if (howFar > progress) {
                progress = howFar;
                failure = why;
            }
        }

        /** Who may have issued the last one, best first; none that is in the path already. */
        private List<ParsedCertificate> issuers(List<ParsedCertificate> path) throws PathException {
            ParsedCertificate last = path.get(path.size() - 1);
            List<ParsedCertificate> found = new ArrayList<>();
            for (ParsedCertificate candidate : candidates(last)) {
                if (isNew(path, candidate)) {
                    found.add(candidate);
                }
            }
            if (found.size() > 1) {
                found.sort(Comparator.comparingInt(candidate -> rank(last, candidate)));
            }
            return found;
        }

        /** Who bears the name of its issuer: as many as a stranger likes, so looking through them is counted. */
        private List<ParsedCertificate> candidates(ParsedCertificate below) throws PathException {
            List<ParsedCertificate> named = pool.named(below.issuer());
            budget.comparisons(named.size());
            return named;
        }

        private boolean isNew(List<ParsedCertificate> path, ParsedCertificate candidate) {
            return path.stream().noneMatch(each -> isSame(each, candidate));
        }

        /** RFC 4158 §2.4.2: "a loop … the same DN and public key". */
        private boolean isSame(ParsedCertificate one, ParsedCertificate other) {
            return one.key().equals(other.key()) && one.subject().equals(other.subject());
        }

        /** RFC 4158 §3.5: the key identifier first, then what is in time and an authority, self-issued ones last. */
        private int rank(ParsedCertificate below, ParsedCertificate issuer) {
            KeyIdentifier wanted = below.extensions()
                    .authorityKey()
                    .flatMap(identifier -> identifier.key())
                    .orElse(null);
            KeyIdentifier has = issuer.extensions().subjectKey().orElse(null);
            int rank = wanted == null || has == null ? 4 : wanted.equals(has) ? 0 : 8;
            boolean inTime =
                    !inputs.at().isBefore(issuer.notBefore()) && !inputs.at().isAfter(issuer.notAfter());
            rank += inTime && issuer.extensions().isAuthority() ? 0 : 2;
            return rank + (issuer.isSelfIssued() ? 1 : 0);
        }
    }
}
