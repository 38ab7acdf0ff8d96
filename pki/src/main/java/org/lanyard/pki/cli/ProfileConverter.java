package org.lanyard.pki.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanyard.pki.profile.Profile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A profile by its label. */
final class ProfileConverter implements ITypeConverter<Profile> {
    @Override
    public Profile convert(String label) {
        return Profile.ofLabel(label)
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
            return Arrays.stream(Profile.values()).map(Profile::label).toList();
        }
    }
}
