package org.lanyard.pki.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanyard.pki.revocation.RevocationReason;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A reason by its label. */
class ReasonConverter implements ITypeConverter<RevocationReason> {
    private final List<String> labels;

    ReasonConverter() {
        this(new Labels());
    }

    private ReasonConverter(List<String> labels) {
        this.labels = labels;
    }

    @Override
    public RevocationReason convert(String label) {
        return RevocationReason.ofLabel(label)
                .filter(reason -> labels.contains(reason.label()))
                .orElseThrow(
                        () -> new TypeConversionException("'" + label + "' is none of " + String.join(", ", labels)));
    }

    /** Without the one that can be taken back. */
    static final class ForGood extends ReasonConverter {
        ForGood() {
            super(new LabelsForGood());
        }
    }

    /** Theirs. */
    static final class LabelsForGood extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        LabelsForGood() {
            super(new Labels());
            remove(RevocationReason.CERTIFICATE_HOLD.label());
        }
    }

    /** The labels, for help and completion. */
    static final class Labels extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Labels() {
            super(labels());
        }

        private static List<String> labels() {
            return Arrays.stream(RevocationReason.values())
                    .filter(reason -> reason != RevocationReason.CA_COMPROMISE)
                    .map(RevocationReason::label)
                    .toList();
        }
    }
}
