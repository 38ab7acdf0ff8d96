package org.lanyard.webauthn.attestation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lanyard.pki.assertion.AttestationFacts;
import org.lanyard.pki.assertion.ModelStatus;

/**
 * One status report of FIDO's on a model (FIDO Metadata Service 3.1 §3.1.3).
 *
 * @param status FIDO's name of it (§3.1.4)
 * @param from the day from which it holds; absent: as long as it is listed
 * @param until the day on which a certification ends, where one is told
 */
record ModelReport(String status, Optional<LocalDate> from, Optional<LocalDate> until) {
    private static final String CERTIFIED = "FIDO_CERTIFIED";

    /** By day; on one day what is worse comes last, and so has the last word. */
    private static final Comparator<ModelReport> IN_TIME = Comparator.comparing(
                    (ModelReport report) -> report.from().orElse(LocalDate.MIN))
            .thenComparing(report -> report.bad().isPresent())
            .thenComparing(
                    report -> AttestationFacts.LEVELS.indexOf(report.level().orElse("")));

    Optional<ModelStatus> bad() {
        for (ModelStatus bad : ModelStatus.values()) {
            if (bad.name().equals(status)) {
                return Optional.of(bad);
            }
        }
        return Optional.empty();
    }

    /** {@code L1} of FIDO_CERTIFIED_L1; empty of whatever has no level. */
    Optional<String> level() {
        return Optional.of(status)
                .filter(name -> name.startsWith(CERTIFIED + "_"))
                .map(name -> name.substring(CERTIFIED.length() + 1))
                .filter(AttestationFacts.LEVELS::contains);
    }

    private boolean certifies() {
        return status.equals(CERTIFIED) || level().isPresent();
    }

    private boolean endsCertification() {
        return status.equals("NOT_FIDO_CERTIFIED")
                || status.equals("SELF_ASSERTION_SUBMITTED")
                || status.equals("RETIRED");
    }

    /**
     * What the reports come to, judged in the order of their days, for they are not listed in it. A certification after a
     * compromise says that it was repaired; after REVOKED, "should not be trusted for any reason", nothing does. What is bad
     * holds from the day it is told, whatever day it names; what is good holds from its own.
     */
    static ModelVerdict judge(List<ModelReport> reports, LocalDate today) {
        ModelVerdict verdict = ModelVerdict.NOT_CERTIFIED;
        for (ModelReport report : reports.stream().sorted(IN_TIME).toList()) {
            boolean holds = !report.from().orElse(LocalDate.MIN).isAfter(today);
            boolean ended = report.until().map(day -> !today.isBefore(day)).orElse(false);
            if (verdict.bad().equals(Optional.of(ModelStatus.REVOKED))) {
                return verdict;
            } else if (report.bad().isPresent()) {
                verdict = ModelVerdict.bad(report.bad().get());
            } else if (report.certifies() && holds && !ended) {
                verdict = ModelVerdict.certified(report.level());
            } else if (report.endsCertification() && holds) {
                verdict = verdict.notCertified();
            }
        }
        return verdict;
    }
}
