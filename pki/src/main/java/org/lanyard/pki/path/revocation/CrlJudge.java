package org.lanyard.pki.path.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.CrlEntry;
import org.lanyard.pki.path.parse.DistributionPoint;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.KeyUsage;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;
import org.lanyard.pki.path.parse.Reasons;
import org.lanyard.pki.path.rules.PathInputs;
import org.lanyard.pki.path.rules.ValidPath;
import org.lanyard.pki.path.rules.WorkingKey;

/** RFC 5280 §6.3.3: one certificate of a path against the lists at hand. */
final class CrlJudge {
    private final CrlSet lists;
    private final PathInputs inputs;
    private final CrlSigners signers;
    private final Budget budget;

    CrlJudge(CrlSet lists, PathInputs inputs, CrlSigners signers, Budget budget) {
        this.lists = lists;
        this.inputs = inputs;
        this.signers = signers;
        this.budget = budget;
    }

    /**
     * Until when it is known not to be revoked.
     *
     * @throws PathException REVOKED; else why no list could be relied on, STATUS_UNKNOWN where there is none
     */
    Instant judge(ValidPath path, int position) throws PathException {
        ParsedCertificate certificate = path.path().certificates().get(position);
        int covered = 0;
        Instant until = Instant.MAX;
        PathException failure = null;
        for (DistributionPoint point : points(certificate)) {
            for (ParsedCrl list : candidates(certificate, point)) {
                try {
                    Judged judged = judge(list, point, path, position, covered);
                    covered |= judged.reasons;
                    until = judged.until.isBefore(until) ? judged.until : until;
                } catch (PathException e) {
                    if (e.reason() == PathReason.REVOKED || e.reason() == PathReason.BUDGET_SPENT) {
                        throw e;
                    }
                    failure = failure == null || failure.reason() == PathReason.CRL_OUT_OF_SCOPE ? e : failure;
                }
                if (covered == Reasons.ALL) {
                    return until;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        throw new PathException(
                PathReason.STATUS_UNKNOWN,
                covered == 0 ? "no list of " + certificate.issuer() : "the lists do not cover all reasons");
    }

    private record Judged(int reasons, Instant until) {}

    /**
     * §6.3.3: the distribution points in the certificate, then "with the assumption of a DP with both the reasons and the cRLIssuer
     * fields omitted and a distribution point name of the certificate issuer".
     */
    private static List<DistributionPoint> points(ParsedCertificate certificate) {
        List<DistributionPoint> points =
                new ArrayList<>(certificate.extensions().distributionPoints());
        points.add(new DistributionPoint(
                Optional.of(new DistributionPoint.Name(
                        List.of(new GeneralName.Directory(certificate.issuer())), Optional.empty())),
                Reasons.ALL,
                List.of()));
        return points;
    }

    private List<ParsedCrl> candidates(ParsedCertificate certificate, DistributionPoint point) {
        List<ParsedCrl> found = new ArrayList<>();
        if (point.issuers().isEmpty()) {
            return lists.complete(certificate.issuer());
        }
        for (GeneralName issuer : point.issuers()) {
            if (issuer instanceof GeneralName.Directory directory) {
                found.addAll(lists.complete(directory.name()));
            }
        }
        return found;
    }

    private Judged judge(ParsedCrl list, DistributionPoint point, ValidPath path, int position, int covered)
            throws PathException {
        ParsedCertificate certificate = path.path().certificates().get(position);
        // §5.2, §5.3: "If a CRL contains a critical extension that the application cannot process, then the application
        // MUST NOT
        // use that CRL to determine the status of certificates."
        if (list.extensions().unknownCritical() || list.hasUnknownCriticalEntry()) {
            throw new PathException(PathReason.CRL_MALFORMED, "a critical extension that is not known here");
        }
        if (!CrlScope.covers(list, certificate, point)) {
            throw new PathException(PathReason.CRL_OUT_OF_SCOPE, "of " + list.issuer());
        }
        // (d) interim_reasons_mask, (e)
        int reasons = point.reasons()
                & list.extensions().scope().map(scope -> scope.onlyReasons()).orElse(Reasons.ALL);
        if ((reasons & ~covered) == 0) {
            return new Judged(0, Instant.MAX);
        }
        Optional<ParsedCrl> delta = delta(list);
        Instant until = current(list, delta);
        isSigned(list, path, position);
        if (delta.isPresent()) {
            isSigned(delta.get(), path, position);
        }
        notListed(list, delta, certificate);
        return new Judged(reasons, until);
    }

    /** The newest delta that is current and goes with the list (§6.3.3 (c)). */
    private Optional<ParsedCrl> delta(ParsedCrl list) {
        ParsedCrl newest = null;
        for (ParsedCrl delta : lists.deltas(list.issuer())) {
            boolean usable = CrlScope.fits(delta, list)
                    && isCurrent(delta)
                    && !delta.extensions().unknownCritical()
                    && !delta.hasUnknownCriticalEntry();
            if (usable && (newest == null || newest.thisUpdate().isBefore(delta.thisUpdate()))) {
                newest = delta;
            }
        }
        return Optional.ofNullable(newest);
    }

    /**
     * (a) "If the current time is after the value of the CRL next update field, then … obtain the current delta CRL or update the
     * local CRL cache". §5.1.2.5 wants nextUpdate in every list: one without it is never current.
     */
    private Instant current(ParsedCrl list, Optional<ParsedCrl> delta) throws PathException {
        boolean begun = !inputs.at().isBefore(list.thisUpdate());
        if (delta.isPresent() && begun) {
            return delta.get().nextUpdate().orElseThrow();
        }
        if (!isCurrent(list)) {
            throw new PathException(
                    PathReason.CRL_NOT_CURRENT,
                    list.thisUpdate() + " to "
                            + list.nextUpdate().map(Instant::toString).orElse("an unsaid time"));
        }
        return list.nextUpdate().orElseThrow();
    }

    private boolean isCurrent(ParsedCrl list) {
        return !inputs.at().isBefore(list.thisUpdate())
                && list.nextUpdate().isPresent()
                && inputs.at().isBefore(list.nextUpdate().get().plusSeconds(1));
    }

    /** (f), (g), (h): by the certificate's issuer where it is also the list's, else by another whose path is valid. */
    private void isSigned(ParsedCrl list, ValidPath path, int position) throws PathException {
        if (list.issuer().equals(path.path().certificates().get(position).issuer())
                && lists.signed(list, path.issuerKey(position), inputs.algorithms(), budget)) {
            Optional<ParsedCertificate> issuer =
                    position + 1 < path.path().certificates().size()
                            ? Optional.of(path.path().certificates().get(position + 1))
                            : path.path().anchor().certificate();
            if (issuer.isPresent()) {
                maySign(issuer.get());
            }
            return;
        }
        signers.find(list, path, budget, signer -> {
            maySign(signer.leaf());
            signs(list, signer.key());
        });
    }

    private void signs(ParsedCrl list, WorkingKey key) throws PathException {
        if (!lists.signed(list, key, inputs.algorithms(), budget)) {
            throw new PathException(PathReason.CRL_SIGNATURE_INVALID, "of " + list.issuer());
        }
    }

    /** (f) "If a key usage extension is present in the CRL issuer's certificate, verify that the cRLSign bit is set." */
    private static void maySign(ParsedCertificate signer) throws PathException {
        Optional<KeyUsage> usage = signer.extensions().keyUsage();
        if (usage.isPresent() && !usage.get().signsLists()) {
            throw new PathException(PathReason.CRL_SIGNER_NOT_ALLOWED, signer.label());
        }
    }

    /** (i), (j), (k). */
    private static void notListed(ParsedCrl list, Optional<ParsedCrl> delta, ParsedCertificate certificate)
            throws PathException {
        Optional<CrlEntry> entry =
                delta.isPresent() ? delta.get().find(certificate.issuer(), certificate.serial()) : Optional.empty();
        if (entry.isEmpty()) {
            entry = list.find(certificate.issuer(), certificate.serial());
        }
        if (entry.isPresent() && entry.get().reason() != CrlEntry.REMOVED) {
            String hold = entry.get().reason() == CrlEntry.HOLD
                    ? "on hold"
                    : "reason " + entry.get().reason();
            throw new PathException(PathReason.REVOKED, "since " + entry.get().revokedAt() + ", " + hold);
        }
    }
}
