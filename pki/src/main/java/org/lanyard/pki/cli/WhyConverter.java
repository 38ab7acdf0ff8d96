package org.lanyard.pki.cli;

import org.lanyard.pki.audit.Why;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes {@code --why} only if it says something, before anything is asked, opened or changed. */
final class WhyConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        try {
            return Why.checked(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
