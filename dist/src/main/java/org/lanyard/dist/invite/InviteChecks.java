package org.lanyard.dist.invite;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.session.invitation.SecondCodeChannel;

/** What the options of {@code lanyard invite} mean together. */
final class InviteChecks {
    private InviteChecks() {}

    static void exactlyOne(Object person, Object school, Object batch) throws OfficeException {
        if (Stream.of(person == null, school == null, batch == null)
                        .filter(none -> !none)
                        .count()
                != 1) {
            throw new OfficeException("whom to invite?", "Give --person, --school or --batch, one of them.");
        }
    }

    static SecondCodeChannel channel(String word) throws OfficeException {
        for (SecondCodeChannel channel : SecondCodeChannel.values()) {
            if (channel.name().toLowerCase(Locale.ROOT).equals(word)) {
                return channel;
            }
        }
        throw new OfficeException("--second is told or mail", "Told by the office, or by mail.");
    }

    /** An origin, as browsers write it: what stands after it would be in the way of the page's address. */
    static void issuer(URI issuer) throws OfficeException {
        boolean https = issuer != null && "https".equals(issuer.getScheme());
        boolean local = issuer != null && "http".equals(issuer.getScheme()) && "localhost".equals(issuer.getHost());
        if (!https && !local
                || issuer.getHost() == null
                || !Objects.requireNonNull(issuer).getRawPath().isEmpty()
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null) {
            throw new OfficeException(
                    "where do they sign in?", "Give --issuer, as service.issuer has it: https://sign-in.example");
        }
    }

    static void printing(boolean inPerson, Path letters, Path secondCodes, SecondCodeChannel channel)
            throws OfficeException {
        if (inPerson) {
            throw new OfficeException("--in-person is for one person, without a letter", "Give --person alone.");
        } else if (letters == null) {
            throw new OfficeException("the letters have to go somewhere", "Give --letters DIR, or --letters FILE.pdf.");
        } else if ((channel == SecondCodeChannel.TOLD) != (secondCodes != null)) {
            throw new OfficeException(
                    channel == SecondCodeChannel.TOLD
                            ? "the second codes have to go somewhere"
                            : "second codes that go by mail are on no sheet",
                    channel == SecondCodeChannel.TOLD ? "Give --second-codes FILE.pdf." : "Leave --second-codes out.");
        } else if (secondCodes != null
                && secondCodes
                        .toAbsolutePath()
                        .normalize()
                        .equals(letters.toAbsolutePath().normalize())) {
            throw new OfficeException("letters and second codes in one file", "Keep them apart.");
        }
    }

    /** What an earlier run printed may not have been sent yet. A run that was broken off prints the same again. */
    static void nothingOverwritten(boolean resumed, Path letters, Path secondCodes) throws OfficeException {
        if (resumed) {
            return;
        }
        for (Path file :
                Stream.of(letters, secondCodes).filter(Objects::nonNull).toList()) {
            if (Files.isRegularFile(file)) {
                throw new OfficeException(file + " is there already", "Move it away, or name another.");
            }
        }
    }
}
