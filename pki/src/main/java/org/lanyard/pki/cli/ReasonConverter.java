package org.lanyard.pki.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanyard.pki.revocation.RevocationReason;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A reason by its label. */
final class ReasonConverter implements ITypeConverter<RevocationReason> {
    @Override
    public RevocationReason convert(String label) {
        return RevocationReason.ofLabel(label)
                .filter(reason -> reason != RevocationReason.CA_COMPROMISE)
                .orElseThrow(() ->
                        new TypeConversionException("'" + label + "' is none of " + String.join(", ", new Labels())));
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
