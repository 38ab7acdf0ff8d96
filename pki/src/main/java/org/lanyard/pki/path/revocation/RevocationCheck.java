package org.lanyard.pki.path.revocation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.path.build.Acceptance;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.build.PathBuilder;
import org.lanyard.pki.path.parse.Extensions;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.rules.Expected;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.PolicyInputs;
import org.lanyard.pki.path.rules.ValidPath;

/**
 * RFC 5280 §6.1.3 (a)(3), for all of a path from its anchor down: "At the current time, the certificate is not revoked." OCSP
 * first, then the lists. For one search.
 */
public final class RevocationCheck implements Acceptance<RevocationCheck.Unrevoked> {
    private static final int DEEPEST = 4;
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    private final RevocationMode mode;
    private final OcspSource answers;
    private final CrlSet lists;
    private final PathBuilder builder;
    private final PathInputs inputs;
    private final Budget budget;
    /** Certificates whose status is being asked for, the last one first. */
    private final Deque<ParsedCertificate> asking = new ArrayDeque<>();

    /**
     * A path of which nothing is revoked.
     *
     * @param statuses one for each of its certificates
     */
    public record Unrevoked(ValidPath path, List<Status> statuses) {
        public Unrevoked {
            statuses = List.copyOf(statuses);
        }
    }

    /** @param builder finds paths to those who sign lists */
    public RevocationCheck(
            RevocationMode mode,
            OcspSource answers,
            CrlSet lists,
            PathBuilder builder,
            PathInputs inputs,
            Budget budget) {
        this.mode = mode;
        this.answers = answers;
        this.lists = lists;
        this.builder = builder;
        this.inputs = inputs;
        this.budget = budget;
    }

    @Override
    public Unrevoked accept(ValidPath path) throws PathException {
        List<Status> statuses = new ArrayList<>();
        for (int position = path.path().certificates().size() - 1; position >= 0; position--) {
            try {
                statuses.add(0, mode == RevocationMode.OFF ? Status.UNCHECKED : status(path, position));
            } catch (PathException e) {
                throw e.at(position, path.path().certificates().get(position).label());
            }
        }
        return new Unrevoked(path, statuses);
    }

    private Status status(ValidPath path, int position) throws PathException {
        ParsedCertificate certificate = path.path().certificates().get(position);
        // RFC 6960 §4.2.2.2.1: "A CA may specify that an OCSP client can trust a responder for the lifetime of the
        // responder's
        // certificate."
        if (certificate.extensions().present().contains(Extensions.OCSP_NOCHECK)
                && certificate.extensions().purposes().orElse(List.of()).contains(OCSP_SIGNING)) {
            return new Status(Status.Source.NO_CHECK, Optional.of(certificate.notAfter()));
        }
        // An anchor that also stands in the path is not revoked by its own word.
        if (path.path().anchor().certificate().filter(certificate::equals).isPresent()) {
            return Status.UNCHECKED;
        }
        // Whoever signs the list that it is looked up in itself: the list names it, or it is not revoked (PKITS
        // 4.14.30).
        if (certificate.equals(asking.peek())) {
            return Status.UNCHECKED;
        }
        PathException failure = null;
        try {
            Optional<Instant> until = answers.judge(path, position, inputs, budget);
            if (until.isPresent()) {
                return new Status(Status.Source.OCSP, until);
            }
        } catch (PathException e) {
            failure = notFinal(e);
        }
        try {
            return new Status(Status.Source.CRL, Optional.of(byList(path, position)));
        } catch (PathException e) {
            PathException why = notFinal(e);
            // Where there was an answer, why it was no good tells more than that there is no list.
            failure = failure == null || why.reason() != PathReason.STATUS_UNKNOWN ? why : failure;
        }
        if (mode == RevocationMode.REQUIRED) {
            throw failure;
        }
        return Status.UNCHECKED;
    }

    /** A responder that is the issuer's own and has no record of a certificate knows something that no list can tell. */
    private static PathException notFinal(PathException e) throws PathException {
        if (e.reason() == PathReason.REVOKED
                || e.reason() == PathReason.OCSP_CERTIFICATE_UNKNOWN
                || e.reason() == PathReason.BUDGET_SPENT) {
            throw e;
        }
        return e;
    }

    private Instant byList(ValidPath path, int position) throws PathException {
        ParsedCertificate certificate = path.path().certificates().get(position);
        if (asking.size() >= DEEPEST || asking.contains(certificate)) {
            throw new PathException(PathReason.STATUS_UNKNOWN, "lists would have to vouch for each other's signers");
        }
        asking.push(certificate);
        try {
            return new CrlJudge(lists, inputs, this::signers, budget).judge(path, position);
        } finally {
            asking.pop();
        }
    }

    /**
     * §6.3.3 (f): "Obtain and validate the certification path for the issuer of the complete CRL. The trust anchor for the
     * certification path MUST be the same as the trust anchor used to validate the target certificate."
     */
    private void signers(ParsedCrl list, ValidPath below, Budget spent, CrlSigners.Candidate candidate)
            throws PathException {
        PathInputs plain = inputs.with(PolicyInputs.ANY).with(Expected.NOTHING);
        PathException failure = null;
        for (ParsedCertificate signer : builder.named(list.issuer())) {
            try {
                builder.build(signer, plain, spent, found -> {
                    if (!found.path()
                            .anchor()
                            .key()
                            .equals(below.path().anchor().key())) {
                        throw new PathException(PathReason.CRL_SIGNER_UNKNOWN, "it has another anchor");
                    }
                    candidate.tried(found);
                    return accept(found);
                });
                return;
            } catch (PathException e) {
                failure = notSpent(e);
            }
        }
        if (failure != null
                && (failure.reason() == PathReason.CRL_SIGNATURE_INVALID
                        || failure.reason() == PathReason.CRL_SIGNER_NOT_ALLOWED)) {
            throw new PathException(failure.reason(), failure.detail());
        }
        throw new PathException(
                PathReason.CRL_SIGNER_UNKNOWN, list.issuer() + (failure == null ? "" : ": " + failure.getMessage()));
    }

    private static PathException notSpent(PathException e) throws PathException {
        if (e.reason() == PathReason.BUDGET_SPENT) {
            throw e;
        }
        return e;
    }
}
